// What is said of how a run ended.
import { expect } from 'chai';
import type { End, Stop } from '../../src/model/recording.js';
import { foundText, toldOf } from '../../src/model/told.js';
import { recordingOf } from '../support/films.js';

const EVENT = { kind: 'spawned', tasklet: 1, name: 'main', at: 1.5, turn: 1 } as const;

function told(end: End, unprinted = 0): string {
  return toldOf(recordingOf([EVENT, EVENT], { end, unprinted })).text;
}

describe('What is said of a run', () => {
  it('is when it ended, and how many steps there are', () => {
    expect(told({ kind: 'completed' })).to.equal('The program ended at t = 1.5 s. Go through its 2 steps.');
  });

  it('is its error, with the line', () => {
    const end = { kind: 'failed', error: 'TypeError: no', line: 3 } as const;
    expect(told(end)).to.equal('The program failed in line 3: TypeError: no');
    expect(told({ ...end, line: undefined })).to.equal('The program failed: TypeError: no');
  });

  it('is why it was stopped, with the line, and that the steps until then are kept', () => {
    const stopped = (why: Stop): string => told({ kind: 'stopped', why, line: 7 });
    expect(stopped('busy')).to.match(
      /^Stopped in line 7: .* 1 s without a park.* The 2 steps until then are kept\.$/,
    );
    expect(stopped('steps')).to.match(/^Stopped in line 7: .* 10,000 times\./);
    expect(stopped('tasklets')).to.match(/^Stopped in line 7: .* more than 10,000 tasklets\./);
  });

  it('is what to do if no tasklet ran', () => {
    const { kind, text } = toldOf(recordingOf([]));
    expect({ kind, text }).to.deep.equal({
      kind: 'error',
      text: 'The program ended without a tasklet: begin one with await run(function* () { … }).',
    });
  });

  it('is also how much it printed in vain', () => {
    expect(told({ kind: 'completed' }, 12)).to.match(/It printed too much: 12 lines are left out\.$/);
  });
});

describe('What is said of an exploration', () => {
  it('is how many schedules there are, and how many of them fail', () => {
    const found = (schedules: number, failed: number, complete = true): string =>
      foundText({ schedules, failed, complete, choices: undefined });
    expect(found(12, 3)).to.equal('12 schedules, 3 fail');
    expect(found(12, 1)).to.equal('12 schedules, 1 fails');
    expect(found(12, 0)).to.equal('12 schedules, none fails');
    expect(found(1, 0)).to.equal('1 schedule, none fails');
    expect(found(10_000, 0, false)).to.equal('10,000 schedules, none fails; there are more');
  });
});

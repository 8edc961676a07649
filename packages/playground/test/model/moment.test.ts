// Moments: the state of each step with names, states and lines.
import { expect } from 'chai';
import { Lock, type Op, Tasklet, sleep } from 'evergreen-ts';
import { Film } from '../../src/model/moment.js';
import { position } from '../../src/model/position.js';
import { traced } from '../../../../test/support/traced.js';
import { filmOf, recordingOf } from '../support/films.js';

function* two(): Op<void> {
  const lock = new Lock();
  for (const name of ['ann', 'bob'])
    new Tasklet({
      name,
      *target() {
        yield* lock.acquire();
        yield* sleep(0.5);
      },
    }).start();
}

describe('A moment', () => {
  it('has the states of all tasklets that were spawned by then, and what they wait on', async () => {
    const film = await filmOf(two);
    const rows = (step: number): string[] =>
      film.at(step).rows.map(({ name, state, waitsOn }) => `${name} ${state} ${waitsOn}`.trim());
    expect(rows(1)).to.deep.equal(['Tasklet-1 initial']);
    expect(rows(2)).to.deep.equal(['Tasklet-1 ready']);
    expect(rows(3)).to.deep.equal(['Tasklet-1 running']);
    expect(rows(13)).to.deep.equal([
      'Tasklet-1 ended',
      'ann parked sleep 0.5s',
      'bob parked Lock, which ann has',
    ]);
  });

  it('has the line where each tasklet was last, and none before its first', async () => {
    const { events } = await traced(two);
    const lines = events.map(() => 0);
    const at = (kind: string, tasklet: number): number =>
      events.findIndex((event) => event.kind === kind && 'tasklet' in event && event.tasklet === tasklet);
    lines[at('resumed', 2)] = 5;
    lines[at('parked', 2)] = 7;
    const film = new Film(recordingOf(events, { lines }));
    expect(film.lineOf(2, at('resumed', 2))).to.equal(undefined);
    expect(film.lineOf(2, at('resumed', 2) + 1)).to.equal(5);
    expect(film.lineOf(2, at('parked', 2) + 1)).to.equal(7);
    expect(film.lineOf(2, film.steps)).to.equal(7);
    expect(film.lineOf(3, film.steps)).to.equal(undefined);
  });

  it('has what was printed up to then', async () => {
    const { events } = await traced(two);
    const print = (after: number) => ({ after, kind: 'log' as const, text: String(after), line: undefined });
    const film = new Film(recordingOf(events, { printed: [print(2), print(5)] }));
    expect([1, 2, 4, 5].map((step) => film.at(step).printed.length)).to.deep.equal([0, 1, 1, 2]);
  });

  it('is named by its step, time and turn', async () => {
    const film = await filmOf(() => sleep(0.1 + 0.2));
    const { event } = film.at(film.steps);
    expect(position(9, film.steps, event)).to.equal(`Step 9 of ${film.steps}, t = 0.3 s, turn 2`);
  });
});

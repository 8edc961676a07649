// replay(): a schedule as text, run again.
import { expect } from 'chai';
import { type Op, Timeout, sleep, spawn } from 'evergreen-ts';
import { ExplorationError, NondeterminismError, explore, replay } from 'evergreen-ts/explore';
import { parsed, textOf } from '../../src/explore/schedule.js';

let broken = true;

function* program(): Op<void> {
  let first = '';
  for (const name of ['one', 'two', 'three'])
    spawn(() => {
      first ||= name;
    });
  yield* sleep(1);
  if (broken && first === 'three') throw new RangeError('three was first');
}

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('it has resolved');
    },
    (error: unknown) => error as Error,
  );
}

async function failure(promise: Promise<unknown>): Promise<ExplorationError> {
  const error: unknown = await rejection(promise);
  if (!(error instanceof ExplorationError)) throw error;
  return error;
}

describe('replay()', () => {
  beforeEach(() => {
    broken = true;
  });

  it('rejects with the same, as often as it is run', async () => {
    const found = await failure(explore(program));
    expect(found.schedule).to.equal('0r2');
    for (let i = 0; i < 3; i++) {
      const again = await failure(replay(program, found.schedule));
      expect(again).to.be.instanceOf(ExplorationError);
      expect(again).to.include({ schedule: '0r2', schedules: 1 });
      expect(again.cause).to.be.instanceOf(RangeError);
      expect(again.trace).to.deep.equal(found.trace);
      expect(again.message).to.equal(found.message);
    }
  });

  it('resolves when the program has been mended', async () => {
    broken = false;
    await replay(program, '0r2');
  });

  it('has the terms of the run in the schedule: time, kills, steps', async () => {
    const slow = function* (): Op<void> {
      const come = new Timeout(5, false);
      const victim = spawn(() => sleep(1));
      yield* come.run(() => victim.join());
      if (come.expired) throw new RangeError('slow');
    };
    const found = await failure(explore(slow, { time: 'passes', kills: 1, steps: 500 }));
    expect(found.schedule).to.match(/^passes,kills1,steps500,\d+[rtk]/);
    const again = await failure(replay(slow, found.schedule));
    expect(again.trace).to.deep.equal(found.trace);
  });

  it('says where a program departs from the schedule', async () => {
    const far = await rejection(replay(program, '0r9'));
    expect(far).to.be.instanceOf(NondeterminismError);
    expect(far.message).to.match(
      /departed from the schedule at choice 0: there is no 0r9; ready are Tasklet-2, Tasklet-3, Tasklet-4\. Has it been changed/,
    );
    const late = await rejection(replay(program, '7r1'));
    expect(late).to.be.instanceOf(NondeterminismError);
    expect(late.message).to.match(/it had ended after 2 choices, before departure 7r1/);
    const nobody = await rejection(replay(program, 'kills1,0k99'));
    expect(nobody.message).to.match(/no 0k99; ready are .*; to be killed Tasklet-2, Tasklet-3, Tasklet-4\./);
  });

  it('follows a schedule whatever it is called in a title', async () => {
    await replay(program, 'fifo');
    await replay(program, 'passes,kills2,steps100,fifo');
  });

  for (const wrong of [
    '',
    ',',
    'x',
    '0r1,',
    '1r1,0r1',
    '0r1,0r1',
    '0z1',
    'fifo,0r1',
    'kills,fifo',
    'steps0,fifo',
    'kills1,passes,fifo',
    '0r1 ',
    1,
    null,
    undefined,
  ])
    it(`refuses ${JSON.stringify(wrong)}, which is no schedule`, async () => {
      const error = await rejection(replay(program, wrong as string));
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.match(/^a schedule (is a text|must be a string)/);
    });

  it('reads what it writes', () => {
    for (const text of ['fifo', '4r1,9t0,12k3', 'passes,4r1', 'kills2,fifo', 'passes,kills1,steps50,0r1']) {
      const { departures, terms } = parsed(text);
      expect(textOf(departures, terms)).to.equal(text);
    }
  });
});

// What explore() is made of: a search that goes on after a failure and can be given up, and a run whose choices are given.
import { expect } from 'chai';
import { Event, type Op, sleep, spawn } from 'evergreen-ts';
import { stateAt } from 'evergreen-ts/trace';
import { presentLoop } from '../../src/loop/thread.js';
import { Search, play } from '../../src/explore/session.js';

function* secondFirst(): Op<void> {
  let first = '';
  for (const name of ['one', 'two'])
    spawn(() => {
      first ||= name;
    });
  yield* sleep(1);
  if (first === 'two') throw new RangeError('two was first');
}

describe('A search', () => {
  it('goes on after a failure', async () => {
    const search = new Search(secondFirst, { kills: 1 });
    const failed: string[] = [];
    try {
      for (let one; (one = await search.next()) !== undefined;)
        if (one.failure !== undefined) failed.push(one.schedule);
      expect(search.complete).to.equal(true);
    } finally {
      search.close();
    }
    expect(failed).to.include.members(['kills1,0r1', 'kills1,0k2']);
    expect(failed.length).to.be.lessThan(search.schedules);
  });

  it('can be given up in between', async () => {
    const search = new Search(secondFirst);
    await search.next();
    search.close();
    expect([search.schedules, search.complete]).to.deep.equal([1, false]);
    expect(presentLoop()).to.equal(undefined);
  });

  it('explains what has failed, and nothing else', async () => {
    const search = new Search(secondFirst);
    const [fine, bad] = [await search.next(), await search.next()];
    if (fine === undefined || bad === undefined) throw new Error('there are two schedules');
    expect((await search.explain(bad)).schedule).to.equal('0r1');
    const error = await search.explain(fine).catch((error: unknown) => error as Error);
    expect(error.message).to.equal('there is nothing to explain: it has not failed');
    search.close();
  });
});

describe('play()', () => {
  it('ends at the first choice that is not given, and says who is ready', async () => {
    const { points, failure, trace } = await play(secondFirst, []);
    expect(failure).to.equal(undefined);
    expect(points).to.deep.equal([
      {
        choices: [
          { what: 'resume', tasklet: 2, name: 'Tasklet-2' },
          { what: 'resume', tasklet: 3, name: 'Tasklet-3' },
        ],
        taken: undefined,
        events: trace.length,
      },
    ]);
    expect(stateAt(trace, trace.length - 1).ready).to.deep.equal([2, 3]);
    expect(presentLoop()).to.equal(undefined);
  });

  it('does what it is told, and fails if the program does', async () => {
    const { failure, schedule, points } = await play(secondFirst, [1]);
    expect(schedule).to.equal('0r1');
    expect((failure?.error as Error).message).to.equal('two was first');
    expect(points.map(({ taken }) => taken)).to.deep.equal([1]);
    expect((await play(secondFirst, [0])).failure).to.equal(undefined);
  });

  it('goes on first come, first served if it is to', async () => {
    const { points, failure, trace } = await play(secondFirst, [], { goOn: true });
    expect(points.map(({ taken }) => taken)).to.deep.equal([0]);
    expect(failure).to.equal(undefined);
    expect(trace.at(-1)).to.include({ kind: 'ended', tasklet: 1 });
  });

  it('offers kills and time where they are asked for', async () => {
    const { points } = await play(secondFirst, [], { kills: 1, time: 'passes' });
    expect(points[0]?.choices.map(({ what, tasklet }) => [what, tasklet])).to.deep.equal([
      ['resume', 2],
      ['resume', 3],
      ['wait', undefined],
      ['kill', 2],
      ['kill', 3],
    ]);
    const waiting = function* (): Op<void> {
      const event = new Event();
      const waiter = spawn(() => event.wait());
      yield* sleep(1);
      event.set();
      yield* waiter.join();
    };
    // With nothing ready, time passes, or somebody is killed first.
    const idle = await play(waiting, [0, 0], { kills: 1 });
    expect(idle.points.map(({ choices }) => choices.map(({ what }) => what))).to.deep.include.members([
      ['wait', 'kill'],
    ]);
  });

  it('refuses a choice that there is not', async () => {
    const error = await play(secondFirst, [2]).catch((error: unknown) => error as Error);
    expect(error).to.be.instanceOf(RangeError);
    expect((error as Error).message).to.equal('choice 0 is one of 2: there is no 2');
    expect(presentLoop()).to.equal(undefined);
  });
});

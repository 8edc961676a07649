// What begins and ends while the loop itself ends: nothing is waited for in vain, and children end before their parents.
import { expect } from 'chai';
import {
  Condition,
  EventLoop,
  Lock,
  type Op,
  Tasklet,
  TaskletGroup,
  all,
  race,
  sleep,
  spawn,
} from 'evergreen-ts';
import { runVirtual, virtualDriver } from 'evergreen-ts/testing';

const MANY = 1500;

/** Runs a loop to its end with a daemon that does this when it is killed; gives what that threw. */
async function atTheEnd(cleanup: () => Op<unknown>): Promise<unknown> {
  const loop = new EventLoop({ driver: virtualDriver() });
  let thrown: unknown;
  new Tasklet({
    daemon: true,
    target: function* () {
      try {
        yield* sleep(1000);
      } finally {
        try {
          yield* cleanup();
        } catch (error) {
          thrown = error;
        }
      }
    },
  }).start();
  try {
    await loop.run();
  } finally {
    loop.destroy();
  }
  return thrown;
}

describe('A scope that begins while the loop ends', () => {
  const ways: Record<string, (ops: Op<void>[]) => Op<unknown>> = { all, race };
  for (const [name, combine] of Object.entries(ways)) {
    it(`of ${name}() with too many children throws, once those that were started have ended`, async () => {
      let running = 0;
      function* noting(): Op<void> {
        running++;
        try {
          yield* sleep(10);
        } finally {
          running--;
        }
      }
      const error = await atTheEnd(() => combine(Array.from({ length: MANY }, noting)));
      expect(error).to.be.an('error').with.property('message').that.includes('too many tasklets');
      expect(running).to.equal(0);
    });
  }

  it('with too many children in a group does not wait for those that were refused', async () => {
    const error = await atTheEnd(() =>
      TaskletGroup.run(function* (group) {
        for (let i = 0; i < MANY; i++) group.spawn(sleep, 1);
        yield* sleep(1);
      }),
    );
    expect(error).to.be.an('error').with.property('message').that.includes('too many tasklets');
  });
});

describe('destroy()', () => {
  it('ends children before their parents, also if one waits for a lock that nobody gives up', async () => {
    const loop = new EventLoop({ driver: virtualDriver() });
    const ended: string[] = [];
    const condition = new Condition(new Lock());
    spawn(function* () {
      try {
        yield* TaskletGroup.run(function* (group) {
          group.spawn(function* () {
            yield* condition.acquire();
            try {
              yield* condition.wait();
            } finally {
              ended.push('child');
            }
          });
          yield* sleep(1000);
        });
      } finally {
        ended.push('parent');
      }
    });
    spawn(function* () {
      yield* sleep(1);
      yield* condition.acquire();
      yield* sleep(1000);
    });
    loop.callLater(2, () => {
      loop.stop();
    });
    await loop.run();
    loop.destroy();
    expect(ended).to.deep.equal(['child', 'parent']);
  });
});

describe('The cleanup of a scope', () => {
  function* program(trace: unknown[]): Op<void> {
    yield* TaskletGroup.run(function* (group) {
      group.spawn(function* () {
        try {
          yield* sleep(1000);
        } finally {
          yield* sleep(2);
          trace.push('child');
        }
      });
      try {
        yield* sleep(1000);
      } finally {
        yield* all([sleep(1)]);
        trace.push('body');
      }
    });
  }

  it('of a daemon is not cut short when the rest has ended: its children are killed by it alone', async () => {
    const trace: unknown[] = [];
    await runVirtual(function* () {
      new Tasklet({ daemon: true, target: program, args: [trace] }).start();
      yield* sleep(1);
    });
    expect(trace).to.deep.equal(['body', 'child']);
  });

  it('is not cut short when main fails', async () => {
    const trace: unknown[] = [];
    const error: unknown = await runVirtual(function* () {
      spawn(program, trace);
      yield* sleep(1);
      throw new Error('main');
    }).catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message', 'main');
    expect(trace).to.deep.equal(['body', 'child']);
  });
});

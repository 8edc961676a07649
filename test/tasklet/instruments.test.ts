// EventLoop.instrument(): the exact events of a small program, attaching and detaching, and that who watches can disturb nothing.
import { expect } from 'chai';
import { type EventLoop, type Instrument, Tasklet, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';
import { uncaughtDuring } from '../support/uncaught.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

/** Most of what there is to be told, as short lines. */
function recording(trace: unknown[]): Partial<Instrument> {
  const name = (t: Tasklet | undefined): string => t?.name ?? '-';
  return {
    spawned: (t, parent) => trace.push(`spawned ${name(t)} by ${name(parent)}`),
    readied: (t, by) => trace.push(`readied ${name(t)} by ${name(by)}`),
    resumed: (t) => trace.push(`resumed ${name(t)}`),
    parked: (t, on) => trace.push(`parked ${name(t)} on ${on}`),
    ended: (t, error) =>
      trace.push(`ended ${name(t)} ${error === undefined ? '' : (error as Error).message}`.trim()),
    idle: (until) => trace.push(`idle ${until}`),
  };
}

describe('instrument', () => {
  it(
    'is told every event of a program, in order',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.instrument(recording(trace));
      new Tasklet({
        name: 'main',
        target: function* () {
          const child = new Tasklet({ name: 'child', target: sleep, args: [1.5] }).start();
          yield* sleep(0);
          yield* child.join(1);
          child.kill();
          yield* child.join();
        },
      }).start();
      await loop.run();
      expect(trace).to.deep.equal([
        'spawned main by -',
        'readied main by -',
        'resumed main',
        'spawned child by main',
        'readied child by main',
        'parked main on sleep 0s',
        'readied main by main',
        'resumed child',
        'parked child on sleep 1.5s',
        'resumed main',
        'parked main on Tasklet.join child',
        'idle 1',
        'readied main by -',
        'resumed main',
        'readied child by main',
        'parked main on Tasklet.join child',
        'resumed child',
        'ended child the tasklet was killed',
        'readied main by child',
        'resumed main',
        'ended main',
      ]);
    }),
  );

  it(
    'may leave out what it does not care for, and there may be several',
    tasklets(function* ({ loop, trace }) {
      const stops = [
        loop.instrument({ ended: () => trace.push('first') }),
        loop.instrument({ ended: () => trace.push('second') }),
      ];
      yield* spawn(() => 1).join();
      expect(trace).to.deep.equal(['first', 'second']);
      for (const stop of stops) stop();
    }),
  );

  it(
    'is told no more once it is detached, in the middle of an event too; the same one may be attached twice',
    tasklets(function* ({ loop, trace }) {
      const hooks = {
        ended: () => {
          trace.push('told');
          stops[1]?.();
        },
      };
      const stops = [loop.instrument(hooks), loop.instrument(hooks)];
      yield* spawn(() => 1).join();
      expect(trace.splice(0)).to.deep.equal(['told', 'told']);
      yield* spawn(() => 1).join();
      expect(trace.splice(0)).to.deep.equal(['told']);
      stops[0]?.();
      stops[0]?.();
      yield* spawn(() => 1).join();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'sees how long the loop will be idle: until the next timer, or for ever',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.instrument({
        idle: (until) => {
          trace.push(until);
          if (until === Infinity) stuck.kill();
        },
      });
      spawn(sleep, 2);
      const stuck = spawn(() => loop.switch());
      await loop.run();
      expect(trace).to.deep.equal([2, Infinity]);
    }),
  );

  it(
    'may stop the loop when it is idle',
    onVirtualLoop(async ({ loop, driver }) => {
      loop.instrument({ idle: () => loop.stop() });
      spawn(sleep, 2);
      await loop.run();
      expect(driver.elapsed).to.equal(0);
    }),
  );

  it(
    'ends with its loop',
    onVirtualLoop(async ({ loop, trace }) => {
      loop.instrument(recording(trace));
      await loop.run();
      loop.destroy();
      await withNewLoop(async (next) => {
        spawn(sleep, 1);
        await next.run();
      });
      expect(trace).to.deep.equal([]);
    }),
  );

  it('that throws does not disturb the scheduling, and is as loud as an uncaught exception', async () => {
    const trace: unknown[] = [];
    let told = 0;
    const fail = (): never => {
      told++;
      throw new Error('from a hook');
    };
    const seen = await uncaughtDuring(
      onVirtualLoop(async ({ loop }) => {
        loop.instrument({
          spawned: fail,
          readied: fail,
          resumed: fail,
          parked: fail,
          ended: fail,
          idle: fail,
        });
        loop.instrument({ ended: () => trace.push('others are told') });
        spawn(function* () {
          yield* sleep(1);
          trace.push('value');
        });
        await loop.run();
      }),
    );
    expect(trace).to.deep.equal(['value', 'others are told']);
    // Spawned, readied, resumed, parked, idle, readied, resumed, ended.
    expect(told).to.equal(8);
    expect(seen.map(String)).to.deep.equal(Array.from({ length: 8 }, () => 'Error: from a hook'));
  });
});

async function withNewLoop(body: (loop: EventLoop) => Promise<void>): Promise<void> {
  await onVirtualLoop(({ loop }) => body(loop))();
}

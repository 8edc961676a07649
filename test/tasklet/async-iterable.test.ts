// asyncIterable(): what tasklets give, for `for await`, with a loop that runs and without.
import { expect } from 'chai';
import { Channel, type Op, asyncIterable, each, run, sleep, spawn, until } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';

const BOOM = new Error('boom');

describe('asyncIterable', () => {
  it(
    'gives what a channel receives, to its end',
    tasklets(function* ({ trace }) {
      const channel = new Channel<number>();
      spawn(function* () {
        for (let i = 1; i <= 3; i++) yield* channel.send(i);
        channel.close();
      });
      const reading = async (): Promise<void> => {
        for await (const item of asyncIterable(channel)) trace.push(item);
        trace.push('end');
      };
      yield* until(reading());
      expect(trace).to.deep.equal([1, 2, 3, 'end']);
    }),
  );

  it(
    'rejects with the error of the source, and has ended then',
    tasklets(function* ({ trace }) {
      const channel = new Channel<number>();
      spawn(() => channel.sendException(BOOM));
      const items = asyncIterable(channel);
      const reading = async (): Promise<void> => {
        trace.push(await items.next().catch((error: unknown) => error));
        trace.push(await items.next());
      };
      yield* until(reading());
      expect(trace).to.deep.equal([BOOM, { done: true, value: undefined }]);
    }),
  );

  it(
    'ends those that wait when it is left, and leaves the channel as it is',
    tasklets(function* ({ trace }) {
      const channel = new Channel<number>();
      const items = asyncIterable(channel);
      const reading = async (): Promise<void> => {
        const waiting = items.next();
        await Promise.resolve();
        trace.push(await items.return?.());
        trace.push(await waiting, await items.next());
      };
      yield* until(reading());
      expect(trace).to.deep.equal(Array(3).fill({ done: true, value: undefined }));
      spawn(() => channel.send(1));
      expect([channel.closed, yield* channel.receive()]).to.deep.equal([false, 1]);
    }),
  );

  it(
    'leaves what can be left',
    tasklets(function* ({ trace }) {
      // eslint-disable-next-line @typescript-eslint/require-await
      const source = (async function* (): AsyncGenerator<number> {
        try {
          yield 1;
          yield 2;
        } finally {
          trace.push('left');
        }
      })();
      const reading = async (): Promise<void> => {
        for await (const item of asyncIterable(each(source))) {
          trace.push(item);
          break;
        }
      };
      yield* until(reading());
      yield* sleep(1);
      expect(trace).to.deep.equal([1, 'left']);
    }),
  );

  it('works without a loop that runs', async () => {
    const items: number[] = [];
    for await (const item of asyncIterable(each([1, 2, 3]))) items.push(item);
    expect(items).to.deep.equal([1, 2, 3]);
    // And with its own tasklets, which wait for each other.
    const both = await run(function* (): Op<unknown> {
      return yield* until(asyncIterable(each(['a'])).next());
    });
    expect(both).to.deep.equal({ done: false, value: 'a' });
  });
});

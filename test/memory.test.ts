// What is parked costs little, and what is over leaves nothing behind: measured in a process of its own, after collecting garbage.
import { expect } from 'chai';
import { program } from './support/child.js';
import { soakOnly } from './support/soak.js';

const MB = 2 ** 20;

const MEASURE = `
  import { Timeout, run, sleep, spawn, EventLoop } from 'evergreen-ts';
  import { runVirtual } from 'evergreen-ts/testing';

  function used() {
    // Buffers are freed in the round after.
    globalThis.gc();
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  const figures = {};
  await runVirtual(function* () {
    const rss = process.memoryUsage().rss;
    const before = used();
    function* body() { yield* inner(); }
    function* inner() { yield* sleep(1000); }
    for (let i = 0; i < 200_000; i++) spawn(body);
    yield* sleep(1);
    figures.parked = used() - before;
    figures.rss = process.memoryUsage().rss - rss;
    yield* sleep(2000);
    figures.ended = used() - before;
  });
  await runVirtual(function* () {
    const loop = EventLoop.current();
    function setAndCancel() {
      const nothing = () => undefined;
      for (let i = 0; i < 1_000_000; i++) loop.callLater(1 + (i % 1000), nothing).cancel();
      // And with many at once.
      for (let round = 0; round < 5; round++) {
        const handlers = Array.from({ length: 100_000 }, (_, i) => loop.callLater(1 + (i * 7919) % 1000, nothing));
        for (const handler of handlers) handler.cancel();
      }
    }
    const before = used();
    setAndCancel();
    figures.timers = used() - before;
  });
  console.log(JSON.stringify(figures));
`;

describe('Memory', function () {
  this.timeout(60_000);

  before(function () {
    soakOnly(this);
  });

  it('200,000 sleeping tasklets take less than 150 MB, and they and a million cancelled timers leave none of it taken', async () => {
    const { code, stdout, stderr } = await program(MEASURE, { flags: ['--expose-gc'] });
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const { parked, rss, ended, timers } = JSON.parse(stdout) as Record<
      'parked' | 'rss' | 'ended' | 'timers',
      number
    >;
    expect(parked / MB, 'MB parked').to.be.lessThan(150);
    expect(rss / MB, 'MB of the process').to.be.lessThan(300);
    expect(ended / MB, 'MB after the end').to.be.lessThan(5);
    expect(timers / MB, 'MB after cancelling').to.be.lessThan(5);
  });
});

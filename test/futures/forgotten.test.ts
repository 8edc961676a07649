// A future that lives long keeps nothing of those that gave up on it: measured in a process of its own.
import { expect } from 'chai';
import { program } from '../support/child.js';

const MEASURE = `
  import { race, run, sleep } from 'evergreen-ts';
  import { Future, asCompleted } from 'evergreen-ts/futures';

  const future = new Future();
  const iterators = [];
  function* giveUp() {
    const iterator = asCompleted([future]);
    iterators.push(new WeakRef(iterator));
    yield* race([iterator.next(), sleep(0)]);
  }
  await run(function* () {
    for (let i = 0; i < 100; i++) yield* giveUp();
    yield* sleep(0.01);
    globalThis.gc();
    yield* sleep(0.01);
  });
  console.log(iterators.filter((one) => one.deref() !== undefined).length);
`;

describe('asCompleted() that is not iterated over any more', () => {
  it('is not kept by a future that is not done', async () => {
    const { code, stdout, stderr } = await program(MEASURE, { flags: ['--expose-gc'] });
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    expect(Number(stdout)).to.be.lessThan(10);
  });
});

// What is kept per loop: counters and numbers that begin anew with each, so that equal programs on fresh loops are told
// alike.
import { expect } from 'chai';
import { Lock, type Op, Tasklet, sleep, spawn } from 'evergreen-ts';
import { Future } from 'evergreen-ts/futures';
import { runVirtual } from 'evergreen-ts/testing';
import { objectNumber } from '../../src/loop/object-number.js';
import { countPerLoop, perLoop } from '../../src/loop/thread.js';

describe('What is kept per loop', () => {
  it('is a counter that begins with 1 for each', async () => {
    const next = countPerLoop();
    const three = (): { counted: number[] } => ({ counted: [next(), next(), next()] });
    expect(await runVirtual(three)).to.deep.equal({ counted: [1, 2, 3] });
    expect(await runVirtual(three)).to.deep.equal({ counted: [1, 2, 3] });
  });

  it('counts on while the loop is destroyed, and what is made before the next belongs to that', async () => {
    const next = countPerLoop();
    const late: number[] = [];
    await runVirtual(function* () {
      next();
      new Tasklet({
        daemon: true,
        *target(): Op<void> {
          try {
            yield* sleep(Infinity);
          } finally {
            late.push(next());
          }
        },
      }).start();
      yield* sleep(1);
    });
    expect(late).to.deep.equal([2]);
    expect(next()).to.equal(1);
    expect(await runVirtual(next)).to.equal(2);
  });

  it('is whatever is made for each', async () => {
    let made = 0;
    const present = perLoop(() => ({ made: ++made }));
    await runVirtual(() => {
      expect(present()).to.equal(present());
      expect(present().made).to.equal(1);
    });
    expect(present().made).to.equal(2);
  });

  it('is the number of tasklets and of futures', async () => {
    const program = function* (): Op<unknown> {
      const child = spawn(sleep);
      yield* child.join();
      return [Tasklet.current()?.id, child.id, child.name, String(new Future()).match(/\d+/)?.[0]];
    };
    const before = await runVirtual(program);
    expect(before).to.deep.equal([1, 2, 'Tasklet-2', '1']);
    expect(await runVirtual(program)).to.deep.equal(before);
  });
});

describe('objectNumber()', () => {
  it('numbers objects from 1, in the order in which they are first asked for, anew for each loop', async () => {
    const [a, b] = [new Lock(), new Lock()];
    const numbers = (...objects: object[]): { told: number[] } => ({ told: objects.map(objectNumber) });
    expect(await runVirtual(numbers, a, b, a)).to.deep.equal({ told: [1, 2, 1] });
    expect(await runVirtual(numbers, b, {}, a)).to.deep.equal({ told: [1, 2, 3] });
  });
});

// local(): a store for each tasklet and one for the code outside any, which behaves like a plain object.
import { expect } from 'chai';
import { type Op, local, sleep, spawn } from 'evergreen-ts';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

interface Attributes {
  foo: number;
  bar: string;
}

describe('local', () => {
  it(
    'is separate for each tasklet, and for the code outside any',
    onVirtualLoop(async ({ loop, trace }) => {
      const store = local<Attributes>();
      store.foo = 42;
      const body = function* (x: number): Op<void> {
        trace.push(store.foo);
        store.foo = x;
        yield* sleep(1);
        trace.push(store.foo);
      };
      for (const x of [1, 2, 3]) spawn(body, x);
      loop.callLater(0.5, () => trace.push(['outside', store.foo]));
      await loop.run();
      expect(trace).to.deep.equal([undefined, undefined, undefined, ['outside', 42], 1, 2, 3]);
      expect(store.foo).to.equal(42);
    }),
  );

  it(
    'is not handed down to children',
    tasklets(function* ({ trace }) {
      const store = local<Attributes>();
      store.foo = 1;
      yield* spawn(() => trace.push(store.foo)).join();
      expect(trace).to.deep.equal([undefined]);
      expect(store.foo).to.equal(1);
    }),
  );

  it(
    'is separate for each local(), too',
    tasklets(function* () {
      const [a, b] = [local<Attributes>(), local<Attributes>()];
      a.foo = 1;
      yield* sleep(0);
      expect(b.foo).to.equal(undefined);
    }),
  );

  it('can be looked into like any object', () => {
    const store = local<Attributes>();
    expect('foo' in store).to.equal(false);
    store.foo = 1;
    Object.assign(store, { bar: 'x' });
    expect('foo' in store).to.equal(true);
    expect(Object.keys(store)).to.deep.equal(['foo', 'bar']);
    expect({ ...store }).to.deep.equal({ foo: 1, bar: 'x' });
    expect(JSON.stringify(store)).to.equal('{"foo":1,"bar":"x"}');
    expect(Object.getOwnPropertyDescriptor(store, 'foo')?.value).to.equal(1);
    delete store.foo;
    expect('foo' in store).to.equal(false);
    Object.defineProperty(store, 'foo', { value: 2, configurable: true });
    expect(store.foo).to.equal(2);
  });
});

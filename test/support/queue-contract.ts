// The contract of the three queues: what they do alike, whatever the order in which they give their items back. Items are numbers.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  Empty,
  Full,
  type Op,
  type Queue,
  ShutDown,
  type Tasklet,
  Timeout,
  sleep,
  spawn,
} from 'evergreen-ts';
import { failure } from './failure.js';
import { handsOver } from './hand-over.js';
import { tasklets } from './run-tasklet.js';

/** How a queue under test is made, and which of the items that lie in it is next. */
export interface QueueKind {
  readonly name: string;
  make(maxsize?: number): Queue<number>;
  /** Index of the next one among the items in the order they were put. */
  next(items: readonly number[]): number;
}

/** Plain lists, by hand: what the queue must do with operations that do not wait. */
class Model {
  readonly items: number[] = [];
  unfinished = 0;
  readonly #kind: QueueKind;
  readonly #maxsize: number;

  constructor(kind: QueueKind, maxsize: number) {
    this.#kind = kind;
    this.#maxsize = maxsize;
  }

  get full(): boolean {
    return this.#maxsize > 0 && this.items.length >= this.#maxsize;
  }

  put(item: number): void {
    this.items.push(item);
    this.unfinished++;
  }

  take(): number {
    return this.items.splice(this.#kind.next(this.items), 1)[0] as number;
  }
}

/** Let all run that can. */
function* settle(): Op<void> {
  for (let i = 0; i < 12; i++) yield* sleep(0);
}

export function behavesAsQueue(kind: QueueKind): void {
  const { name, make } = kind;

  handsOver(`${name}.get(), an item`, {}, () => {
    const queue = make();
    return {
      wait: (timeout) => unless(Empty, queue.get(true, timeout)),
      hand: () => queue.putNowait(1),
      take: () => !queue.empty() && queue.getNowait() === 1,
    };
  });

  handsOver(`${name}.put(), a place`, {}, () => {
    const queue = make(5);
    for (let i = 0; i < 5; i++) queue.putNowait(i);
    return {
      wait: (timeout) => unless(Full, queue.put(1, true, timeout)),
      hand: () => void queue.getNowait(),
      take: () => {
        if (queue.full()) return false;
        queue.putNowait(1);
        return true;
      },
    };
  });

  describe(`${name}, as a queue`, () => {
    it(`does what a list does, for any sequence of operations that do not wait`, () => {
      const step = fc.oneof(
        { weight: 5, arbitrary: fc.record({ put: fc.integer({ min: 0, max: 9 }) }) },
        { weight: 4, arbitrary: fc.constant('get' as const) },
        { weight: 1, arbitrary: fc.constant('taskDone' as const) },
      );
      fc.assert(
        fc.property(
          fc.integer({ min: -1, max: 5 }),
          fc.array(step, { maxLength: 200, size: 'max' }),
          (maxsize, steps) => {
            const queue = make(maxsize);
            const model = new Model(kind, maxsize);
            for (const one of steps) {
              if (one === 'get') {
                if (model.items.length === 0) expect(() => queue.getNowait()).to.throw(Empty);
                else expect(queue.getNowait()).to.equal(model.take());
              } else if (one === 'taskDone') {
                if (model.unfinished === 0) expect(() => queue.taskDone()).to.throw(RangeError);
                else {
                  queue.taskDone();
                  model.unfinished--;
                }
              } else if (model.full) {
                expect(() => queue.putNowait(one.put)).to.throw(Full);
              } else {
                queue.putNowait(one.put);
                model.put(one.put);
              }
              expect([queue.qsize(), queue.empty(), queue.full()]).to.deep.equal([
                model.items.length,
                model.items.length === 0,
                model.full,
              ]);
            }
          },
        ),
      );
    });

    it('does what a list with two waiting lines does, for any sequence of operations that may wait', () =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 3 }),
          fc.array(fc.constantFrom('put', 'get', 'putNowait', 'getNowait', 'run') as fc.Arbitrary<Command>, {
            maxLength: 60,
            size: 'max',
          }),
          (maxsize, commands) => tasklets(() => compare(kind, maxsize, commands))(),
        ),
        { numRuns: 60 },
      ));

    it(
      'gives items to getters that wait, and takes items from putters that wait, in turn',
      tasklets(function* ({ trace }) {
        const queue = make(1);
        const getters = ['a', 'b', 'c'].map((who) =>
          spawn(function* () {
            trace.push(`${who}${yield* queue.get()}`);
          }),
        );
        yield* sleep(0);
        for (let i = 0; i < 3; i++) {
          yield* queue.put(i);
          yield* sleep(0);
        }
        for (const one of getters) yield* one.join();
        expect(trace.splice(0)).to.deep.equal(['a0', 'b1', 'c2']);
        const putters = [5, 6, 7, 8].map((item) =>
          spawn(function* () {
            yield* queue.put(item);
            trace.push(`put ${item}`);
          }),
        );
        yield* sleep(0);
        for (let i = 5; i < 9; i++) {
          trace.push(yield* queue.get());
          yield* sleep(0);
        }
        for (const one of putters) yield* one.join();
        expect(trace).to.deep.equal(['put 5', 5, 'put 6', 6, 'put 7', 7, 'put 8', 8]);
      }),
    );

    it(
      'with nobody in the way parks neither in put() nor in get()',
      tasklets(function* ({ loop, trace }) {
        const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
        for (const queue of [make(), make(2)]) {
          yield* queue.put(1);
          yield* queue.put(1, true, 5);
          yield* queue.get();
          yield* queue.get(true, 5);
          yield* queue.put(2, false);
          expect(yield* queue.get(false)).to.equal(2);
          for (let i = 0; i < 3; i++) queue.taskDone();
          yield* queue.join();
        }
        detach();
        expect(trace).to.deep.equal([]);
      }),
    );

    it(
      'does not wait when that is not wanted, nor longer than wanted',
      tasklets(function* ({ loop, trace }) {
        const queue = make(1);
        const empty = [queue.get(false), queue.get(true, 0), queue.get(false, 5)];
        for (const op of empty) expect(yield* failure(op)).to.be.instanceOf(Empty);
        expect(() => queue.getNowait()).to.throw(Empty);
        trace.push(loop.time());
        const error = yield* failure(queue.get(true, 1.5));
        expect(error).to.deep.include({ name: 'Empty', code: 'EVERGREEN_EMPTY' });
        trace.push(loop.time());
        yield* queue.put(1);
        for (const op of [queue.put(2, false), queue.put(2, true, 0), queue.put(2, false, 5)])
          expect(yield* failure(op)).to.be.instanceOf(Full);
        expect(() => queue.putNowait(2)).to.throw(Full);
        trace.push(loop.time());
        const full = yield* failure(queue.put(2, true, 1.5));
        expect(full).to.deep.include({ name: 'Full', code: 'EVERGREEN_FULL' });
        trace.push(loop.time(), queue.qsize());
        expect(trace).to.deep.equal([0, 1.5, 1.5, 3, 1]);
      }),
    );

    it('refuses a timeout that is negative or NaN at once, and a size that is NaN', () => {
      for (const seconds of [-1, NaN]) {
        expect(() => make().get(true, seconds)).to.throw(RangeError);
        expect(() => make().put(1, true, seconds)).to.throw(RangeError);
      }
      expect(() => make(NaN)).to.throw(RangeError, 'maxsize must be a number');
    });

    it('takes any number of items with a size of zero or less', () => {
      for (const maxsize of [0, -1, undefined]) {
        const queue = make(maxsize);
        for (let i = 0; i < 5000; i++) queue.putNowait(i);
        expect([queue.qsize(), queue.full(), queue.maxsize]).to.deep.equal([5000, false, maxsize ?? 0]);
      }
    });

    it(
      'may be filled and emptied by callbacks',
      tasklets(function* ({ loop, trace }) {
        const queue = make(1);
        loop.callLater(1, () => queue.putNowait(7));
        loop.callLater(2, () => trace.push(queue.getNowait()));
        expect(yield* queue.get()).to.equal(7);
        yield* queue.put(8);
        yield* queue.put(9);
        expect(loop.time()).to.equal(2);
        expect(trace).to.deep.equal([8]);
      }),
    );

    it(
      'counts an item as gone that a woken getter is to have, and a place as taken for a woken putter',
      tasklets(function* ({ trace }) {
        const queue = make(1);
        const getter = spawn(() => queue.get());
        yield* sleep(0);
        queue.putNowait(1);
        expect([queue.qsize(), queue.empty(), queue.full()]).to.deep.equal([0, true, false]);
        expect(() => queue.getNowait()).to.throw(Empty);
        queue.putNowait(2);
        expect(queue.full()).to.equal(true);
        yield* getter.join();
        const putter = spawn(() => queue.put(3));
        yield* sleep(0);
        queue.getNowait();
        expect([queue.qsize(), queue.empty(), queue.full()]).to.deep.equal([0, true, true]);
        expect(() => queue.putNowait(4)).to.throw(Full);
        yield* putter.join();
        expect(queue.getNowait()).to.equal(3);
        expect(trace).to.deep.equal([]);
      }),
    );

    it(
      'lets a newcomer wait behind those that were woken and have not run, though there is something for it',
      tasklets(function* ({ trace }) {
        const queue = make(2);
        function* get(who: string): Op<void> {
          yield* queue.get();
          trace.push(`${who} got`);
        }
        function* put(who: string, timeout?: number): Op<void> {
          yield* queue.put(0, true, timeout);
          trace.push(`${who} put`);
        }
        const all = [spawn(get, 'a'), spawn(get, 'b')];
        yield* sleep(0);
        for (let i = 0; i < 3; i++) queue.putNowait(0);
        yield* get('newcomer');
        for (const one of all) yield* one.join();
        expect(trace.splice(0)).to.deep.equal(['a got', 'b got', 'newcomer got']);
        queue.putNowait(0);
        queue.putNowait(0);
        const putter = spawn(put, 'a');
        yield* sleep(0);
        queue.getNowait();
        queue.getNowait();
        yield* put('newcomer', 5);
        yield* putter.join();
        expect(trace).to.deep.equal(['a put', 'newcomer put']);
        expect(queue.qsize()).to.equal(2);
      }),
    );

    it(
      'with a newcomer that waits behind and is killed, or times out, loses nothing either',
      tasklets(function* ({ trace }) {
        const queue = make(2);
        const first = spawn(() => queue.get());
        yield* sleep(0);
        const newcomer = spawn(() => queue.get());
        const killer = spawn(() => newcomer.kill());
        const next = spawn(function* () {
          trace.push(yield* queue.get());
        });
        // So that `first` is ready behind those three.
        queue.putNowait(1);
        queue.putNowait(1);
        for (const one of [first, newcomer, killer, next]) yield* one.join();
        expect(trace).to.deep.equal([1]);
        expect(queue.empty()).to.equal(true);
      }),
    );

    it(
      'keeps its items and their order when those are killed that were to have them',
      tasklets(function* () {
        for (const killed of [[0], [1], [0, 1], [1, 0], [0, 2], [0, 1, 2], [2, 1, 0]]) {
          const [queue, plain] = [make(), make()];
          const getters = [0, 1, 2].map(() => spawn(() => queue.get()));
          yield* sleep(0);
          for (const item of [5, 3, 8, 1]) {
            queue.putNowait(item);
            plain.putNowait(item);
          }
          for (const i of killed) getters[i]?.kill();
          const got: number[] = [];
          for (const one of getters) if (!killed.includes(getters.indexOf(one))) got.push(yield* one.get());
          yield* settle();
          while (!queue.empty()) got.push(queue.getNowait());
          const expected: number[] = [];
          while (!plain.empty()) expected.push(plain.getNowait());
          expect(got, String(killed)).to.deep.equal(expected);
        }
      }),
    );

    it(
      'may be over its size by an item that was given back, and takes no more until it is not',
      tasklets(function* ({ trace }) {
        const queue = make(1);
        const getter = spawn(() => queue.get());
        yield* sleep(0);
        queue.putNowait(1);
        queue.putNowait(2);
        const putter = spawn(function* () {
          yield* queue.put(3);
          trace.push('put');
        });
        getter.kill();
        yield* settle();
        expect([queue.qsize(), queue.full()]).to.deep.equal([2, true]);
        queue.getNowait();
        yield* settle();
        expect(trace).to.deep.equal([]);
        queue.getNowait();
        yield* putter.join();
        expect(trace).to.deep.equal(['put']);
      }),
    );

    it(
      'has not what a putter was to put that is killed, before or after it was given a place',
      tasklets(function* ({ trace }) {
        const queue = make(1);
        queue.putNowait(0);
        const putters = [1, 2, 3, 4].map((item) => spawn(() => queue.put(item)));
        yield* sleep(0);
        putters[0]?.kill();
        yield* sleep(0);
        trace.push(queue.getNowait());
        putters[1]?.kill();
        yield* settle();
        trace.push(queue.getNowait());
        yield* settle();
        trace.push(queue.getNowait());
        expect(trace).to.deep.equal([0, 3, 4]);
        expect(queue.empty()).to.equal(true);
      }),
    );

    it(
      'as a channel of work: three producers, three consumers, every item once',
      tasklets(function* ({ trace }) {
        const queue = make(4);
        const producers = [0, 1, 2].map((p) =>
          spawn(function* () {
            for (let i = 0; i < 50; i++) {
              yield* queue.put(p * 50 + i);
              if (i % 7 === p) yield* sleep(0);
            }
          }),
        );
        const consumers = [0, 1, 2].map((c) =>
          spawn(function* () {
            for (;;) {
              trace.push(yield* queue.get());
              if (c === 1) yield* sleep(0);
              queue.taskDone();
            }
          }),
        );
        for (const one of producers) yield* one.get();
        yield* queue.join();
        for (const one of consumers) one.kill();
        expect((trace as number[]).sort((a, b) => a - b)).to.deep.equal(
          Array.from({ length: 150 }, (_, i) => i),
        );
      }),
    );
  });

  describe(`${name}: taskDone() and join()`, () => {
    it(
      'join() waits until every item that was put is done, all that join',
      tasklets(function* ({ loop, trace }) {
        const queue = make();
        for (let i = 0; i < 3; i++) queue.putNowait(i);
        const joiners = ['a', 'b'].map((who) =>
          spawn(function* () {
            yield* queue.join();
            trace.push(who, loop.time());
          }),
        );
        joiners.push(spawn(() => queue.join()));
        yield* sleep(0);
        joiners[2]?.kill();
        for (let i = 0; i < 3; i++) {
          yield* sleep(1);
          expect(trace).to.deep.equal([]);
          queue.getNowait();
          queue.taskDone();
        }
        for (const one of joiners) yield* one.join();
        expect(trace).to.deep.equal(['a', 3, 'b', 3]);
        yield* queue.join();
      }),
    );

    it('taskDone() more often than items were put is refused', () => {
      const queue = make();
      expect(() => queue.taskDone()).to.throw(
        RangeError,
        'taskDone() was called more often than items were put',
      );
      queue.putNowait(1);
      queue.taskDone(); // got or not
      expect(() => queue.taskDone()).to.throw(RangeError);
    });

    it(
      'an item counts once, though its getter was killed and it was got again; one whose putter was killed not at all',
      tasklets(function* () {
        const queue = make(1);
        const getter = spawn(() => queue.get());
        yield* sleep(0);
        queue.putNowait(1);
        getter.kill();
        yield* getter.join();
        const putter = spawn(() => queue.put(2));
        yield* sleep(0);
        putter.kill();
        yield* putter.join();
        queue.getNowait();
        queue.taskDone();
        yield* queue.join();
        expect(() => queue.taskDone()).to.throw(RangeError);
      }),
    );
  });

  describe(`${name}: shutdown()`, () => {
    it(
      'refuses what is put, whether it waits or not, and lets what is there be got; then that is over, too',
      tasklets(function* ({ trace }) {
        const queue = make();
        queue.putNowait(1);
        queue.putNowait(1);
        queue.shutdown();
        queue.shutdown();
        expect(() => queue.putNowait(2)).to.throw(ShutDown);
        for (const op of [queue.put(2), queue.put(2, false), queue.put(2, true, 1)]) {
          const error = yield* failure(op);
          expect(error).to.be.instanceOf(ShutDown);
          expect(error).to.deep.include({ name: 'ShutDown', code: 'EVERGREEN_SHUT_DOWN' });
        }
        trace.push(yield* queue.get(), queue.getNowait());
        expect(() => queue.getNowait()).to.throw(ShutDown);
        for (const op of [queue.get(), queue.get(false), queue.get(true, 1)])
          expect(yield* failure(op)).to.be.instanceOf(ShutDown);
        expect(trace).to.deep.equal([1, 1]);
      }),
    );

    for (const immediate of [false, true]) {
      const how = immediate ? 'shutdown(true)' : 'shutdown()';

      it(
        `sends waiters away: getters of an empty queue, putters of a full one, by ${how}`,
        tasklets(function* () {
          const [empty, full] = [make(), make(1)];
          full.putNowait(1);
          const all: Tasklet[] = [
            spawn(failure, empty.get()),
            spawn(failure, empty.get(true, 100)),
            spawn(failure, full.put(2)),
            spawn(failure, full.put(3, true, 100)),
          ];
          yield* sleep(1);
          for (const queue of [empty, full]) queue.shutdown(immediate);
          for (const one of all) expect(yield* one.get()).to.be.instanceOf(ShutDown);
          expect(full.qsize()).to.equal(immediate ? 0 : 1);
        }),
      );

      it(
        `sends away a putter that was given a place and has not run, by ${how}`,
        tasklets(function* () {
          const queue = make(1);
          queue.putNowait(1);
          const [putter, killed] = [spawn(failure, queue.put(2)), spawn(() => queue.put(3))];
          yield* sleep(0);
          queue.getNowait();
          queue.shutdown(immediate);
          killed.kill();
          expect(yield* putter.get()).to.be.instanceOf(ShutDown);
          yield* killed.join();
          expect([queue.qsize(), queue.full(), queue.empty()]).to.deep.equal([0, false, true]);
          queue.taskDone();
          expect(() => queue.taskDone()).to.throw(RangeError);
        }),
      );
    }

    it(
      'lets a getter have the item that is reserved for it, or another, if it is killed',
      tasklets(function* ({ trace }) {
        for (const killed of [false, true]) {
          const queue = make();
          const [a, b] = [spawn(() => queue.get()), spawn(failure, queue.get())];
          yield* sleep(0);
          queue.putNowait(1);
          queue.shutdown();
          if (killed) a.kill();
          expect(yield* b.get()).to.be.instanceOf(ShutDown);
          yield* a.join();
          trace.push(killed ? queue.getNowait() : yield* a.get());
          expect(() => queue.getNowait()).to.throw(ShutDown);
        }
        expect(trace).to.deep.equal([1, 1]);
      }),
    );

    it(
      'with `immediate` takes even what was reserved: nothing is left, and nobody is owed anything',
      tasklets(function* () {
        const queue = make();
        const [a, b, c] = [1, 2, 3].map(() => spawn(failure, queue.get())) as [Tasklet, Tasklet, Tasklet];
        yield* sleep(0);
        for (let i = 0; i < 4; i++) queue.putNowait(i);
        queue.shutdown(true);
        b.kill();
        expect(queue.qsize()).to.equal(0);
        for (const one of [a, c]) expect(yield* one.get()).to.be.instanceOf(ShutDown);
        yield* b.join();
        expect([queue.qsize(), queue.empty()]).to.deep.equal([0, true]);
        yield* queue.join();
        expect(() => queue.taskDone()).to.throw(RangeError);
      }),
    );

    it(
      'with `immediate` counts no item twice that was reported before it was got: join() returns',
      tasklets(function* () {
        const queue = make();
        for (let i = 0; i < 2; i++) queue.putNowait(i);
        for (let i = 0; i < 2; i++) queue.taskDone();
        queue.shutdown(true);
        yield* queue.join();
        expect(() => queue.taskDone()).to.throw(RangeError);
      }),
    );

    it(
      'with `immediate` releases join(), though items are under way; without, it waits for them',
      tasklets(function* ({ loop, trace }) {
        const queue = make();
        queue.putNowait(1);
        queue.putNowait(2);
        queue.getNowait();
        const joiner = spawn(function* () {
          yield* queue.join();
          trace.push(loop.time());
        });
        yield* sleep(1);
        queue.shutdown();
        yield* sleep(1);
        expect(trace).to.deep.equal([]);
        queue.shutdown(true);
        yield* joiner.join();
        expect(trace).to.deep.equal([2]);
        queue.taskDone(); // the one that is under way
        yield* queue.join();
      }),
    );

    it(
      'in the moment of a kill or a Timeout leaves nobody behind',
      tasklets(function* ({ loop }) {
        const queue = make(1);
        queue.putNowait(0);
        const all: Tasklet[] = [];
        for (let i = 0; i < 4; i++) {
          all.push(spawn(failure, new Timeout(1, false).run(queue.put(1))));
          all.push(spawn(failure, queue.put(1, true, 1)));
        }
        loop.callAt(1, () => {
          all[2]?.kill();
          queue.shutdown();
          all[3]?.kill();
        });
        for (const one of all) yield* one.join();
        expect(loop.time()).to.equal(1);
      }),
    );
  });

  describe(`${name}: what a tasklet waits on`, () => {
    it(
      'is named',
      tasklets(function* ({ loop }) {
        const [empty, full] = [make(), make(1)];
        full.putNowait(1);
        const all = [spawn(() => empty.get()), spawn(() => full.put(2)), spawn(() => full.join())];
        yield* sleep(0);
        const on = loop.dump().map(({ waitingOn }) => waitingOn);
        expect(on).to.include.members([`${name}.get`, `${name}.put`, `${name}.join (1 unfinished)`]);
        for (const one of all) one.kill();
      }),
    );
  });
}

type Command = 'put' | 'get' | 'putNowait' | 'getNowait' | 'run';

/**
 * Carry out `commands`, each operation that may wait in a tasklet of its own, and compare with a plain model. After each command
 * that may wait, and wherever 'run' stands, all run that can; between putNowait() and getNowait() nobody does.
 */
function* compare(kind: QueueKind, maxsize: number, commands: readonly Command[]): Op<void> {
  const queue = kind.make(maxsize);
  const model = new Model(kind, maxsize);
  const [getters, putters]: [string[], [string, number][]] = [[], []];
  const [real, expected]: [string[], string[]] = [[], []];
  /** Those that wait are served, as far as possible. */
  const serve = (): void => {
    for (;;) {
      if (getters.length > 0 && model.items.length > 0) expected.push(`${getters.shift()} ${model.take()}`);
      else if (putters.length > 0 && !model.full) {
        const [who, item] = putters.shift() as [string, number];
        model.put(item);
        expected.push(who);
      } else return;
    }
  };
  const all: Tasklet[] = [];
  for (const [i, command] of commands.entries()) {
    const who = `${command} ${i}`;
    if (command === 'put') {
      all.push(
        spawn(function* () {
          yield* queue.put(i % 10);
          real.push(who);
        }),
      );
      putters.push([who, i % 10]);
      yield* settle();
    } else if (command === 'get') {
      all.push(
        spawn(function* () {
          real.push(`${who} ${yield* queue.get()}`);
        }),
      );
      getters.push(who);
      yield* settle();
    } else if (command === 'putNowait' && !queue.full()) {
      queue.putNowait(i % 10);
      model.put(i % 10);
      yield* settle();
    } else if (command === 'getNowait' && !queue.empty()) {
      real.push(`${who} ${queue.getNowait()}`);
      expected.push(`${who} ${model.take()}`);
      yield* settle();
    }
    serve();
    expect([...real].sort()).to.deep.equal([...expected].sort());
    expect(queue.qsize()).to.equal(model.items.length);
  }
  for (const one of all) one.kill();
}

/** True; false when it fails with such an error. */
function* unless(Kind: new () => Error, op: Op<unknown>): Op<boolean> {
  const error = yield* failure(op);
  if (error === undefined) return true;
  if (error instanceof Kind) return false;
  throw error;
}

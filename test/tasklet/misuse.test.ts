// The common mistakes: what a tasklet must not yield, what cannot be its body, operations iterated by hand. Each gives an error
// that says what to write instead, at that point, and leaves the tasklet whole.
import { expect } from 'chai';
import {
  Channel,
  type Op,
  Tasklet,
  TaskletGroup,
  Timeout,
  all,
  failAfter,
  moveOnAfter,
  race,
  sleep,
  spawn,
  spawnLater,
  until,
} from 'evergreen-ts';
import { TaskletPoolExecutor } from 'evergreen-ts/futures';
import { tasklets } from '../support/run-tasklet.js';

describe('A tasklet that yields', () => {
  const cases: readonly [name: string, value: () => unknown, text: RegExp][] = [
    ['a number', () => 5, /yielded 5: only operations can be waited for: `yield\* sleep\(1\)`/],
    ['nothing', () => undefined, /yielded undefined: only operations/],
    ['a string', () => 'text', /yielded "text": only operations/],
    [
      'a promise',
      () => Promise.resolve(1),
      /yielded a promise: to wait for a promise write `yield\* until\(promise\)`/,
    ],
    ['an operation', () => sleep(1), /to run an operation write `yield\*` with a star, not `yield`/],
    ['an operation of several', () => all([sleep(1)]), /write `yield\*` with a star/],
    [
      'a generator',
      () => (function* (): Op<void> {})(),
      /yielded a Generator: to run an operation write `yield\*`/,
    ],
    ['a function', () => sleep, /yielded the function sleep/],
    ['an object', () => ({}), /yielded an object/],
  ];
  for (const [name, value, text] of cases) {
    it(
      `${name} gets a TypeError at that point that says what to write, and can go on`,
      tasklets(function* ({ loop }) {
        const wrong = function* (): Generator<never, string> {
          try {
            yield value() as never;
          } catch (error) {
            expect(error).to.be.instanceOf(TypeError);
            return (error as Error).message;
          }
          return 'no error';
        };
        expect(yield* wrong()).to.match(text);
        // One that does not catch it ends with it, and is named, as no stack leads to it.
        const wrongly = function* (): Generator<never, void> {
          yield value() as never;
        };
        const { message } = (yield* failure(() => {
          return new Tasklet({ target: wrongly, name: 'wrongly' }).start().get();
        })) as Error;
        expect(message)
          .to.match(text)
          .and.match(/^a tasklet \(wrongly\) yielded/);
        yield* sleep(1);
        expect(loop.time()).to.equal(1);
      }),
    );
  }

  it(
    'is told in every frame’s stack where',
    tasklets(function* () {
      const inner = function* innerFault(): Generator<never, void> {
        yield 5 as never;
      };
      const outer = function* outerFrame(): Op<void> {
        yield* inner();
      };
      const faulty = spawn(outer);
      try {
        yield* faulty.get();
        expect.fail();
      } catch (error) {
        expect((error as Error).message).to.contain('yielded 5');
      }
    }),
  );
});

/** What an operation throws. */
function* failure(way: () => Op<unknown>): Op<unknown> {
  try {
    yield* way();
  } catch (error) {
    return error;
  }
  throw new Error('no error');
}

describe('The body of a tasklet', () => {
  it('cannot be an async function: the error says what to write', () => {
    const text =
      /cannot be an async function \(load\): write it as function\*, with `yield\* until\(promise\)` for `await promise`/;
    const load = async (): Promise<void> => Promise.resolve();
    expect(() => spawn(load as unknown as () => void)).to.throw(TypeError, text);
    expect(() => new Tasklet({ target: load as never })).to.throw(TypeError, text);
    class Wrong extends Tasklet {
      override async run(): Promise<void> {
        await Promise.resolve();
      }
    }
    expect(() => new Wrong().start()).to.throw(TypeError, 'cannot be an async function');
    const asyncGenerator = async function* (): AsyncGenerator<void> {
      await Promise.resolve();
      yield;
    };
    for (const refusing of [
      () => spawn(asyncGenerator as unknown as () => void),
      () => new Timeout(1).run(load as unknown as () => Op<void>),
      () => TaskletGroup.run(load as unknown as () => Op<void>),
    ])
      expect(refusing).to.throw(TypeError, 'cannot be an async function');
  });

  it(
    'cannot return a promise: the error names the function and says what to write',
    tasklets(function* ({ loop }) {
      const fetchPage = (): Promise<number> => Promise.resolve(1);
      const target = fetchPage as never;
      class Wrong extends Tasklet<number> {
        override run(): never {
          return fetchPage() as never;
        }
      }
      const pool = new TaskletPoolExecutor(1);
      const ways: readonly [name: string, way: () => Op<unknown>][] = [
        ['fetchPage', () => spawn(target).get()],
        ['fetchPage', () => spawnLater(1, target).get()],
        ['anonymous', () => spawn(() => fetchPage() as never).get()],
        ['anonymous', () => new Wrong().start().get()],
        ['fetchPage', () => pool.submit(target).get()],
        ['fetchPage', () => pool.map(target, [1]).toArray()],
        ['fetchPage', () => each.forEach(target)],
      ];
      const each = new Channel<number>();
      spawn(() => each.send(1));
      for (const [name, way] of ways) {
        const { message } = (yield* failure(way)) as Error;
        expect(message).to.match(/returned a promise, and nobody waits for it: write it as function\*/);
        expect(message).to.contain(`(${name})`).and.contain('until(promise)');
      }
      yield* pool.shutdown();
      expect(loop.time()).to.equal(1);
    }),
  );

  it(
    'must be a generator function where operations are wanted: the error says so',
    tasklets(function* () {
      for (const [result, text] of [
        [Promise.resolve(), /\(make\) returned a promise, and nobody waits for it: write it as function\*/],
        [undefined, /\(make\) returned undefined, not an operation: write it as function\*/],
        [5, /\(make\) returned 5, not an operation/],
      ] as const) {
        const make = (): never => result as never;
        for (const way of [
          () => TaskletGroup.run(make),
          () => new Timeout(1).run(make),
          () => failAfter(1, make),
          () => moveOnAfter(1, make),
        ])
          expect(((yield* failure(way)) as Error).message).to.match(text);
      }
    }),
  );

  it(
    'may not be passed uncalled where an operation is wanted: the error says to call it',
    tasklets(() => {
      const load = function* (): Op<void> {
        yield* sleep(1);
      };
      for (const wrong of [() => all([load as never]), () => race([load as never])])
        expect(wrong).to.throw(TypeError, /number 0 .*for a function call it/);
      expect(() => until(load as never)).to.not.throw();
      expect(() => until(load() as never)).to.throw(TypeError, 'until() waits for a promise');
    }),
  );

  it('cannot be a generator object, nor an operation: the error says what to write', () => {
    const body = function* (): Op<void> {
      yield* sleep(1);
    };
    for (const wrong of [body(), sleep(1)])
      expect(() => spawn(wrong as unknown as () => void)).to.throw(TypeError, 'spawn(f, x), not spawn(f(x))');
  });

  it('cannot be anything else that is no function', () => {
    for (const wrong of [5, 'text', null, {}])
      expect(() => spawn(wrong as unknown as () => void)).to.throw(
        TypeError,
        'pass a generator function or a plain function',
      );
  });
});

describe('An operation iterated by hand', () => {
  /** Ways to begin an operation without waiting for it. */
  const ways: readonly [name: string, iterate: (op: Iterable<unknown>) => void][] = [
    ['spread', (op) => [...op]],
    [
      'destructured',
      (op) => {
        const [_] = op;
      },
    ],
    [
      'looped over',
      (op) => {
        for (const _ of op) break;
      },
    ],
    ['begun with next()', (op) => op[Symbol.iterator]().next()],
  ];
  const operations: readonly [name: string, make: () => Op<unknown>][] = [
    ['sleep', () => sleep(1000)],
    ['sleep(0)', () => sleep(0)],
    ['until', () => until(new Promise(() => undefined))],
    ['join', () => spawnIdler().join()],
    ['a group', () => TaskletGroup.run(() => sleep(1000))],
  ];

  function spawnIdler(): Tasklet {
    return new Tasklet({ target: () => sleep(Infinity), daemon: true }).start();
  }

  for (const [way, iterate] of ways) {
    for (const [name, make] of operations) {
      it(
        `(${name}, ${way}) leaves the tasklet whole: it can go on, wait, be killed, and end`,
        tasklets(function* ({ loop, trace }) {
          try {
            iterate(make());
            // It was begun and not waited for: that shows at the next operation, once.
            yield* sleep(1);
            trace.push('no error');
          } catch (error) {
            trace.push(String(error).includes('operations are run with `yield*`, not iterated'));
          }
          expect(trace).to.deep.equal([true]);
          const start = loop.time();
          yield* sleep(2);
          expect(loop.time() - start).to.equal(2);
          const child = spawn(function* () {
            try {
              iterate(make());
            } catch {
              // as above
            }
          });
          expect(yield* child.join()).to.equal(true);
          expect(yield* until(Promise.resolve('value'))).to.equal('value');
        }),
      );
    }
  }
});

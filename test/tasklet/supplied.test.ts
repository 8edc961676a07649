// What users supply may throw, be frozen, or be a Proxy of which nothing can be asked: no `finally` is skipped for it, no lock
// kept, no place lost, and nothing goes on for ever.
import vm from 'node:vm';
import { expect } from 'chai';
import {
  EventLoop,
  Lock,
  type Op,
  TaskletExit,
  TaskletGroup,
  Timeout,
  current,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { Future, TaskletPoolExecutor } from 'evergreen-ts/futures';
import { program } from '../support/child.js';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
import { onVirtualLoop } from '../support/virtual-loop.js';

function throws(): never {
  throw new Error('a trap');
}

/** A Proxy of which nothing can be asked: not even `instanceof` is safe. */
function closed(target: object = {}): object {
  const traps = Object.getOwnPropertyNames(Reflect).map((name) => [name, throws]);
  return new Proxy(target, Object.fromEntries(traps) as ProxyHandler<object>);
}

/** Hold a lock under a Timeout that strikes: gives what was thrown at the park point, once the lock is free again. */
function* struck(error: unknown): Op<unknown> {
  const lock = new Lock();
  let thrown: unknown;
  const holder = spawn(function* () {
    using _ = yield* lock.hold();
    using timeout = new Timeout(1, error as Error).start();
    try {
      yield* sleep(10);
    } catch (it) {
      thrown = it;
    }
    expect(timeout.pending).to.equal(false);
  });
  yield* holder.get();
  expect(lock.locked).to.equal(false);
  return thrown;
}

const BOOM = new RangeError('the constructor failed');

class Failing extends Error {
  constructor() {
    super();
    throw BOOM;
  }
}

/** Made with `new`, it gives something else. */
const MakesNone = new Proxy(Error, { construct: () => ({}) });

class MakesFrozen extends Error {
  constructor() {
    super('frozen');
    Object.freeze(this);
  }
}

describe('The error of a Timeout', () => {
  it(
    'whose constructor throws: that is thrown at the park point, with the stack of the constructor',
    tasklets(function* () {
      const { stack } = BOOM;
      expect(yield* struck(Failing)).to.equal(BOOM);
      expect(BOOM.stack).to.equal(stack);
    }),
  );

  it(
    'whose class makes no error: a TypeError is thrown at the park point',
    tasklets(function* () {
      const error = yield* struck(MakesNone);
      expect(error).to.be.instanceOf(TypeError);
      expect((error as Error).message).to.equal('the class given to a Timeout made an object, not an error');
    }),
  );

  it(
    'may be frozen, or a class that makes frozen ones',
    tasklets(function* () {
      const frozen = Object.freeze(new Error('frozen'));
      expect(yield* struck(frozen)).to.equal(frozen);
      expect(yield* struck(MakesFrozen)).to.be.instanceOf(MakesFrozen);
    }),
  );

  it(
    'may be null or undefined, which is as left out',
    tasklets(function* () {
      for (const none of [null, undefined]) expect(yield* struck(none)).to.be.instanceOf(Timeout);
    }),
  );

  it(
    'may be an error of another realm, or a class of it',
    tasklets(function* () {
      const [error, type] = vm.runInNewContext('[new RangeError("x"), RangeError]') as [
        Error,
        new () => Error,
      ];
      expect(yield* struck(error)).to.equal(error);
      expect(yield* struck(type)).to.be.instanceOf(type);
    }),
  );

  it('cannot be what makes no error, or is none', () => {
    const none = [() => new Error(), class {}, function* () {}, {}, 'x', 5, true, closed()];
    for (const wrong of none)
      expect(() => new Timeout(1, wrong as unknown as Error)).to.throw(
        TypeError,
        /^the error of a Timeout is an Error, a class of errors, or false for none, not /,
      );
  });
});

describe('A kill', () => {
  for (const [what, error] of [
    ['a frozen error', Object.freeze(new Error('frozen'))],
    ['a frozen TaskletExit', Object.freeze(new TaskletExit('frozen'))],
    ['a Proxy', closed()],
    ['null', null],
  ] as const)
    it(
      `with ${what} is delivered, and the finally blocks run`,
      tasklets(function* ({ trace, uncaught }) {
        const victim = spawn(function* () {
          try {
            yield* sleep(10);
          } catch (thrown) {
            trace.push(thrown === error);
            throw thrown;
          } finally {
            yield* sleep(1);
            trace.push('cleaned up');
          }
        });
        yield* sleep();
        victim.kill(error);
        yield* victim.join();
        expect(trace).to.deep.equal([true, 'cleaned up']);
        expect(uncaught.splice(0)).to.have.length(what === 'a frozen TaskletExit' ? 0 : 1);
      }),
    );
});

describe('A Proxy of which nothing can be asked', () => {
  it(
    'goes to excepthook when it is thrown',
    tasklets(function* ({ uncaught }) {
      const error = closed();
      spawn(() => {
        throw error;
      });
      yield* sleep();
      expect(uncaught.splice(0)[0] === error).to.equal(true);
    }),
  );

  it(
    'is the error of a group whose child has thrown it, and ends it',
    tasklets(function* ({ trace }) {
      const error = closed();
      const thrown = yield* failure(
        TaskletGroup.run(function* (group) {
          group.spawn(function* () {
            try {
              yield* sleep(10);
            } finally {
              trace.push('sibling');
            }
          });
          group.spawn(function* () {
            yield* sleep(1);
            throw error;
          });
        }),
      );
      expect(thrown === error).to.equal(true);
      expect(trace).to.deep.equal(['sibling']);
    }),
  );

  it(
    'is a value like any other: of a tasklet, of switch(), of a promise',
    tasklets(function* ({ loop }) {
      const value = closed();
      expect((yield* spawn(() => value)) === value).to.equal(true);
      const self = current.tasklet;
      loop.callSoon(() => self?.switch(value));
      expect((yield* loop.switch()) === value).to.equal(true);
      expect((yield* failure(until(Promise.reject(value)))) === value).to.equal(true);
    }),
  );

  it(
    'gets a TypeError at that point when it is yielded, and the finally blocks run',
    tasklets(function* ({ trace, uncaught }) {
      const bad = spawn(function* () {
        try {
          yield closed() as never;
        } finally {
          trace.push('cleaned up');
        }
      });
      yield* bad.join();
      expect(trace).to.deep.equal(['cleaned up']);
      expect(uncaught.splice(0)[0]).to.be.instanceOf(TypeError);
    }),
  );

  it(
    'is the error of a future whose work has thrown it, and the pool goes on',
    tasklets(function* () {
      const error = closed();
      const pool = new TaskletPoolExecutor(1);
      const failed = pool.submit(() => {
        throw error;
      });
      const next = pool.submit<[], unknown>(() => 'next');
      expect((yield* failure(failed.get())) === error).to.equal(true);
      expect(yield* next.get()).to.equal('next');
    }),
  );
});

describe('A driver', () => {
  it('that throws when the loop begins rejects run(), and the loop can be destroyed', async () => {
    const driver = { now: () => 0, wakeSoon: throws, wakeAt: () => undefined, close: () => undefined };
    const loop = new EventLoop({ driver });
    let error: unknown;
    await loop.run().catch((it: unknown) => (error = it));
    expect((error as Error).message).to.equal('a trap');
    loop.destroy();
  });

  it('that cannot be closed is reported, and the thread is free', () => {
    const driver = { now: () => 0, wakeSoon: () => undefined, wakeAt: () => undefined, close: throws };
    const loop = new EventLoop({ driver });
    const told: unknown[] = [];
    loop.excepthook = (error) => told.push(error);
    loop.destroy();
    expect((told[0] as Error).message).to.equal('a trap');
    new EventLoop().destroy();
  });
});

describe('What fails or comes late leaves no loop', () => {
  /** A loop can be made. */
  const free = (): void => new EventLoop().destroy();

  it('a constructor: options that are wrong, or whose getters throw', () => {
    for (const options of [null, 5, { driver: null }, { driver: {} }, { asyncContext: 'x' }])
      expect(() => new EventLoop(options as object)).to.throw(TypeError);
    for (const name of ['driver', 'asyncContext']) {
      const options = Object.defineProperty({}, name, { get: throws });
      expect(() => new EventLoop(options)).to.throw('a trap');
    }
    free();
  });

  it('a done callback that throws after the loop has gone, and a future that fails then', async () => {
    const exitCode = process.exitCode;
    const write = process.stderr.write.bind(process.stderr);
    const printed: string[] = [];
    process.stderr.write = (text: unknown) => printed.push(String(text)) > 0;
    try {
      let future: Future<unknown> | undefined;
      await onVirtualLoop(async ({ loop }) => {
        future = new Future();
        const ended = spawn(() => undefined);
        await loop.run();
        loop.destroy();
        ended.addDoneCallback(throws);
      })();
      future?.addDoneCallback(throws);
      future?.setException(new Error('late'));
    } finally {
      process.stderr.write = write;
      process.exitCode = exitCode;
    }
    expect(printed).to.have.length(2);
    // The failed future waits for the next loop's end.
    const told: unknown[] = [];
    const loop = new EventLoop();
    loop.excepthook = (error) => told.push(String(error));
    loop.destroy();
    expect(told).to.deep.equal(['Error: late']);
    free();
  });

  it('a hook that spawns while the loop is destroyed: nothing is counted on', async () => {
    const loop = new EventLoop();
    loop.excepthook = () => spawn(() => sleep(1));
    new Future().setException(new Error('nobody asks'));
    loop.destroy();
    const next = new EventLoop();
    expect(next.dump()).to.deep.equal([]);
    await next.run();
    next.destroy();
  });
});

describe('An Error that is frozen, as in a hardened realm,', () => {
  it('has stacks as long as before, and takes no Timeout away', async () => {
    const source = `
      import { Timeout, run, sleep, spawn } from 'evergreen-ts';
      Object.freeze(Error);
      const late = await run(function* () {
        try {
          yield* new Timeout(0.001).run(sleep(1000));
        } catch (error) {
          return error;
        }
      });
      console.log(late.name, late.message, late.stack.includes('\\n    at '));
      try { spawn(1); } catch (error) { console.log(error.name, error.stack.includes('\\n    at ')); }
      console.log(Error.stackTraceLimit);`;
    const { stdout, stderr } = await program(source);
    expect(stdout + stderr).to.equal('Timeout timed out after 0.001 seconds true\nTypeError true\n10\n');
  });
});

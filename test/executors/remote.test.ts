// Functions by name, and what crosses with them: in this thread, where no worker is needed.
import { expect } from 'chai';
import { type Op, all } from 'evergreen-ts';
import { taskContext, remote } from 'evergreen-ts/executors';
import { ErrorClasses, KNOWN_ERRORS, flatten, isRemote, rebuild } from 'evergreen-ts/executors/base';
import { TaskletPoolExecutor } from 'evergreen-ts/futures';
import { TCPError } from 'evergreen-ts/io';
import { failure } from '../support/failure.js';
import { realTime } from '../support/run-tasklet.js';
import * as own from './tasks.js';

const url = new URL('./tasks.js', import.meta.url);
const tasks = remote<typeof own>(url);

describe('remote()', () => {
  it('names the functions of a module, and loads nothing', () => {
    const missing = remote<{ work(): void }>('/no/such/module.js');
    expect(missing.work).to.include({
      name: 'work',
      exportName: 'work',
      module: 'file:///no/such/module.js',
    });
    expect(missing.work).to.equal(missing.work);
    expect(isRemote(missing.work)).to.equal(true);
    expect(isRemote(own.add)).to.equal(false);
    expect((missing as unknown as PromiseLike<void>).then).to.equal(undefined);
  });

  it('says what to write for what nobody could resolve', () => {
    expect(() => remote('./tasks.js')).to.throw(TypeError, /new URL\('\.\/tasks\.js', import\.meta\.url\)/);
    expect(() => remote('tasks')).to.throw(TypeError, /import\.meta\.resolve\('tasks'\)/);
    expect(() => remote(1 as never)).to.throw(TypeError, /the module of remote\(\) must be a string/);
  });

  it(
    'gives functions that load their module and run here, with a context, when they are called',
    realTime(function* () {
      expect(yield* all([tasks.add(1, 2), tasks.nap(0, 'a'), tasks.later('b')])).to.deep.equal([3, 'a', 'b']);
      expect(yield* tasks.attempt()).to.equal(1);
      expect(yield* failure(tasks.fail())).to.be.instanceOf(own.OwnError);
      expect(() => taskContext()).to.throw(/for tasks that an executor runs/);
    }),
  );

  it(
    'gives functions that a TaskletPoolExecutor takes as any others',
    realTime(function* () {
      const pool = new TaskletPoolExecutor(2);
      expect(yield* pool.map(tasks.square, [1, 2, 3]).toArray()).to.deep.equal([1, 4, 9]);
      yield* pool.shutdown();
    }),
  );
});

describe('Errors that cross', () => {
  const cross = (error: unknown, classes: ErrorClasses = KNOWN_ERRORS): unknown =>
    rebuild(structuredClone(flatten(error)), classes);

  it('are rebuilt by the nearest class that is known', () => {
    class Nearer extends own.OwnError {}
    const error = new Nearer('deep');
    expect(cross(error)).to.be.instanceOf(Error).and.not.to.be.instanceOf(own.OwnError);
    expect(cross(error)).to.include({ name: 'OwnError', message: 'deep', code: 'E_OWN' });
    expect(cross(error, KNOWN_ERRORS.and([own.OwnError]))).to.be.instanceOf(own.OwnError);
    const tcp = cross(new TCPError('refused', { code: 'ECONNREFUSED', errno: -111, address: 'a' }));
    expect(tcp).to.be.instanceOf(TCPError);
    expect(tcp).to.include({ code: 'ECONNREFUSED', errno: -111, address: 'a', name: 'TCPError' });
  });

  it('are whatever was thrown, and never stop on what cannot be looked at', () => {
    expect(cross('text')).to.equal('text');
    expect(cross(undefined)).to.equal(undefined);
    expect(cross({ a: new Map([[1, 2]]) })).to.deep.equal({ a: new Map([[1, 2]]) });
    expect(cross(() => 1)).to.equal('() => 1');
    const hostile = Object.defineProperty(new Error('m'), 'field', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
    expect(cross(hostile)).to.include({ message: 'm' });
    const { proxy, revoke } = Proxy.revocable(new Error('gone'), {});
    revoke();
    expect(cross(proxy)).to.be.a('string');
    const endless: Error & { cause?: unknown } = new Error('round');
    endless.cause = endless;
    expect(cross(endless)).to.be.instanceOf(Error);
  });
});

/** For the compiler: what is no function by name is refused, and results are what tasks come to. */
export function* types(): Op<void> {
  const sum: number = yield* tasks.add(1, 2);
  const text: string = yield* tasks.later('a');
  // @ts-expect-error: it is no function
  expect(tasks.notAFunction).to.equal(undefined);
  // @ts-expect-error: another argument
  void tasks.add('a', sum, text);
}

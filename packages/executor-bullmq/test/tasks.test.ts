// Tasks from one side to the other: the same on either store.
import { expect } from 'chai';
import { Full, TaskletExit, TimeoutError, all, sleep } from 'evergreen-ts';
import { CancelledError } from 'evergreen-ts/futures';
import { BrokenExecutor, remote } from 'evergreen-ts/executors';
import { STORES, T, errorOf, onStore, soon } from './support/stores.js';
import { OrderError } from './support/tasks.js';

for (const kind of STORES)
  onStore(kind, 'DistributedExecutor and TaskServer', (store) => {
    it(
      'runs plain functions, generators and functions that return promises, in the order of their submission',
      store.test(function* () {
        const pool = store.executor();
        store.server();
        const [sum, nap, later] = [
          pool.submit(T.add, 1, 2),
          pool.submit(T.nap, 0.01, 'slept'),
          pool.submit(T.later, 'came'),
        ];
        expect(yield* sum.get()).to.equal(3);
        expect(yield* nap.get()).to.equal('slept');
        expect(yield* later.get()).to.equal('came');
        expect(yield* pool.map(T.echo, [3, 1, 2]).toArray()).to.deep.equal([3, 1, 2]);
      }),
    );

    it(
      'carries what JSON would change, there and back, and the arguments as they were at the call',
      store.test(function* () {
        const pool = store.executor();
        store.server();
        const value = {
          map: new Map<unknown, unknown>([[1n, new Set([NaN, -0, Infinity])]]),
          date: new Date(1e12),
          bytes: Uint8Array.of(0, 1, 255),
          text: 'NUL \0, half a pair \ud800, {"$":"Map"}',
          none: undefined,
          $: 'Date',
        };
        const bytes = Buffer.alloc(100_000, 'x');
        const big = pool.submit(T.echo, bytes);
        bytes.fill('y');
        expect(yield* pool.submit(T.echo, value).get()).to.deep.equal(value);
        expect(yield* big.get()).to.deep.equal(Buffer.alloc(100_000, 'x'));
        expect(yield* pool.submit(T.echo, undefined).get()).to.equal(undefined);
      }),
    );

    it(
      'throws what the task has thrown: of its class, with code, fields and cause',
      store.test(function* () {
        const pool = store.executor({ errors: [OrderError] });
        store.server();
        const error = (yield* errorOf(pool.submit(T.fail, 'no \0 apples').get())) as OrderError;
        expect(error).to.be.instanceOf(OrderError);
        expect([error.message, error.code, error.total]).to.deep.equal(['no \0 apples', 'E_ORDER', 3n]);
        expect(error.cause).to.be.instanceOf(RangeError);
        expect(error.stack).to.match(/at fail .*tasks/);
      }),
    );

    it(
      'fails with what is wrong: a task that the server has not, and a result that cannot cross',
      store.test(function* () {
        const pool = store.executor();
        store.server({}, { add: (a: number, b: number) => a + b, makes: () => () => 1 });
        const tasks = remote<{ makes(): unknown; other(): void }>('/srv/tasks.js');
        expect(yield* errorOf(pool.submit(tasks.other).get())).to.match(/no task other: it has add, makes/);
        expect(yield* errorOf(pool.submit(tasks.makes).get())).to.match(
          /TypeError: the result of makes cannot cross/,
        );
        expect(yield* pool.submit(T.add, 1, 1).get()).to.equal(2);
      }),
    );

    it(
      'takes back what has not begun: it never runs',
      store.test(function* () {
        const pool = store.executor();
        const log = store.log();
        const first = pool.submit(T.noted, log.path, 'at once', 0);
        expect(first.cancel()).to.equal(true);
        const second = pool.submit(T.noted, log.path, 'later', 0);
        yield* store.holds(1);
        expect(second.cancel()).to.equal(true);
        const killed = pool.submit(T.noted, log.path, 'killed', 0);
        expect(killed.kill()).to.equal(true);
        for (const one of [first, second, killed])
          expect(yield* errorOf(one.get())).to.be.instanceOf(CancelledError);
        store.server();
        expect(yield* pool.submit(T.add, 1, 2).get()).to.equal(3);
        expect(log.lines()).to.deep.equal([]);
      }),
    );

    it(
      'kills what runs, wherever: its finally runs, its signal is aborted, and get() throws that error',
      store.test(function* () {
        const pool = store.executor();
        const { server } = store.server();
        const log = store.log();
        const future = pool.submit(T.noted, log.path, 'nap', 1000);
        const fetching = pool.submit(T.fetchForEver, log.path);
        yield* soon('both begin', () => future.running && fetching.running);
        expect(future.cancel()).to.equal(false);
        const why = new RangeError('enough');
        expect([future.kill(why), future.kill(), fetching.kill()]).to.deep.equal([true, true, true]);
        expect(yield* errorOf(future.get())).to.equal(why);
        expect(yield* errorOf(fetching.get())).to.be.instanceOf(TaskletExit);
        expect(log.lines().sort()).to.deep.equal(['aborted', 'begin nap', 'cut nap']);
        expect(future.kill()).to.equal(false);
        yield* soon('nothing runs', () => server.running === 0);
      }),
    );

    it(
      'ends what takes longer than its timeout, which counts from its start',
      store.test(function* () {
        const pool = store.executor();
        const log = store.log();
        const future = pool.with({ timeout: 0.2 }).submit(T.noted, log.path, 'nap', 1000);
        yield* sleep(0.3);
        expect(future.done).to.equal(false);
        store.server();
        const error = yield* errorOf(future.get());
        expect(error).to.be.instanceOf(TimeoutError);
        expect(error).to.match(/noted did not end in time \(0\.2s\)/);
        expect(log.lines()).to.deep.equal(['begin nap', 'cut nap']);
      }),
    );

    it(
      'hands on progress, the last word at least',
      store.test(function* () {
        const said: unknown[] = [];
        const pool = store.executor().with({ onProgress: (value) => said.push(value) });
        store.server();
        expect(yield* pool.submit(T.steps, 20, 0.001).get()).to.equal('done');
        expect(said.at(-1)).to.deep.equal({ step: 20 });
        const numbers = said.map((one) => (one as { step: number }).step);
        expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
      }),
    );

    it(
      'tries again what fails, as often as attempts says, but not what was killed',
      store.test(function* () {
        const pool = store.executor({ attempts: 3 });
        store.server();
        expect(yield* pool.submit(T.failUntil, 3).get()).to.equal(3);
        expect(yield* errorOf(pool.submit(T.failUntil, 4).get())).to.match(/attempt 3/);
        expect(yield* errorOf(pool.with({ attempts: 1 }).submit(T.failUntil, 2).get())).to.match(/attempt 1/);
        const log = store.log();
        const future = pool.submit(T.noted, log.path, 'nap', 1000);
        yield* soon('it begins', () => future.running);
        future.kill();
        expect(yield* errorOf(future.get())).to.be.instanceOf(TaskletExit);
        expect(log.lines()).to.deep.equal(['begin nap', 'cut nap']);
      }),
    );

    it(
      'runs those of lower priority first, those without before all, and later what is to be delayed',
      store.test(function* () {
        const pool = store.executor();
        const log = store.log();
        const note = (name: string, options: Parameters<typeof pool.with>[0]) =>
          pool.with(options).submit(T.noted, log.path, name, 0);
        const futures = [
          note('delayed', { delay: 2 }),
          note('ten', { priority: 10 }),
          note('two', { priority: 2 }),
          note('none', {}),
        ];
        // All are there before one is taken.
        yield* store.holds(4);
        store.server({ concurrency: 1 });
        yield* all(futures.map((future) => future.get()));
        expect(log.lines().filter((line) => line.startsWith('begin'))).to.deep.equal([
          'begin none',
          'begin two',
          'begin ten',
          'begin delayed',
        ]);
      }),
    );

    it(
      'has one task for an id, whoever submits it, before and after it is done, and gives its future to whoever asks',
      store.test(function* () {
        const [one, other] = [store.executor(), store.executor()];
        const log = store.log();
        const id = 'order 17: "é" '.repeat(30);
        const first = one.with({ id }).submit(T.noted, log.path, 'one', 0.05);
        expect(one.with({ id }).submit(T.noted, log.path, 'two', 0)).to.equal(first);
        expect(one.future(id)).to.equal(first);
        yield* store.holds(1);
        const asked = other.future<string>(id);
        store.server();
        expect(yield* first.get()).to.equal('one');
        expect(yield* asked.get()).to.equal('one');
        expect(yield* other.with({ id }).submit(T.noted, log.path, 'three', 0).get()).to.equal('one');
        expect(yield* one.future(id).get()).to.equal('one');
        expect(log.lines()).to.deep.equal(['begin one', 'end one']);
        const failing = one.with({ id: '7' }).submit(T.fail, 'no');
        expect(yield* errorOf(failing.get())).to.match(/no/);
        expect(yield* errorOf(other.future('7').get())).to.match(/no/);
        const unknown = yield* errorOf(other.future('nobody').get());
        expect(unknown).to.be.instanceOf(BrokenExecutor);
        expect(unknown).to.match(/no task "nobody" is known/);
      }),
    );

    it(
      'takes no more than maxPending at once',
      store.test(function* () {
        const pool = store.executor({ maxPending: 2 });
        const two = [pool.submit(T.add, 1, 1), pool.submit(T.add, 2, 2)];
        expect(() => pool.submit(T.add, 3, 3)).to.throw(Full);
        store.server();
        expect(yield* all(two.map((future) => future.get()))).to.deep.equal([2, 4]);
        expect(yield* pool.submit(T.add, 3, 3).get()).to.equal(6);
      }),
    );

    it(
      'ends a map() at its time, and takes back what has not begun',
      store.test(function* () {
        const pool = store.executor();
        expect(yield* errorOf(pool.map(T.echo, [1, 2], 0.1).toArray())).to.be.instanceOf(TimeoutError);
        expect(yield* pool.map(T.echo, []).toArray()).to.deep.equal([]);
      }),
    );

    it(
      'waits at its end for all that it has taken, or leaves them to the store; then it takes no more',
      store.test(function* () {
        const [staying, leaving, later] = [store.executor(), store.executor(), store.executor()];
        const left = leaving.with({ id: 'left' }).submit(T.nap, 0.2, 'left');
        yield* leaving.shutdown(false);
        const error = yield* errorOf(left.get());
        expect(error).to.be.instanceOf(BrokenExecutor);
        expect(error).to.match(/nap was left to its worker/);
        const future = staying.submit(T.nap, 0.1, 'done');
        store.server();
        yield* staying.shutdown();
        expect(future.done).to.equal(true);
        expect(yield* future.get()).to.equal('done');
        yield* staying.shutdown(false);
        expect(() => staying.submit(T.add, 1, 1)).to.throw(/shut down/);
        expect(() => staying.future('left')).to.throw(/shut down/);
        expect(yield* later.future('left').get()).to.equal('left');
      }),
    );

    it(
      'cancels at its end what has not begun, if it is told to',
      store.test(function* () {
        const pool = store.executor();
        const futures = [pool.submit(T.add, 1, 1), pool.submit(T.add, 2, 2)];
        yield* pool.shutdown(true, true);
        expect(futures.map(({ cancelled }) => cancelled)).to.deep.equal([true, true]);
        yield* store.executor().shutdown();
      }),
    );

    it(
      'stops a server when its tasks are done; what is cut off is done again by another',
      store.test(function* () {
        const pool = store.executor();
        const log = store.log();
        const { server, serving } = store.server();
        const short = pool.submit(T.noted, log.path, 'short', 0.2);
        yield* soon('it begins', () => server.running === 1);
        yield* server.stop();
        yield* serving.join();
        expect(yield* short.get()).to.equal('short');

        const second = store.server().server;
        const long = pool.submit(T.noted, log.path, 'long', 0.4);
        yield* soon('it begins', () => second.running === 1);
        yield* second.stop(0.05);
        expect(log.lines()).to.deep.equal(['begin short', 'end short', 'begin long', 'cut long']);
        store.server();
        expect(yield* long.get()).to.equal('long');
        expect(yield* pool.submit(T.attempt).get()).to.equal(1);
      }),
    );

    it(
      'gives tasks back when serve() is killed, and stops a server that has not begun',
      store.test(function* () {
        const pool = store.executor();
        const log = store.log();
        const { server, serving } = store.server();
        const future = pool.submit(T.noted, log.path, 'nap', 0.3);
        yield* soon('it begins', () => server.running === 1);
        serving.kill();
        yield* serving.join();
        expect(log.lines()).to.deep.equal(['begin nap', 'cut nap']);
        yield* server.serve();
        store.server();
        expect(yield* future.get()).to.equal('nap');
        const idle = store.server().server;
        yield* idle.stop();
        yield* idle.serve();
      }),
    );
  });

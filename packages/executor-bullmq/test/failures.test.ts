// What goes wrong on machines: workers that die, stores that restart, lose everything, or do not answer, hosts that hear nothing.
// No future is left unsettled by any of it. SOAK=<tasks> has each with that many.
import { expect } from 'chai';
import { type Op, all, sleep, spawn } from 'evergreen-ts';
import { BrokenExecutor, type WorkerFuture } from 'evergreen-ts/executors';
import { STORES, T, type TestStore, errorOf, onStore, soon } from './support/stores.js';

const TASKS = Number(process.env.SOAK ?? 40);
/** Seconds that a task runs. */
const LONG = 0.5;
/** Seconds: so that what dies is noticed soon. */
const LOCK = { lockDuration: 1, concurrency: TASKS };

function* settled<T>(futures: readonly WorkerFuture<T>[]): Op<unknown[]> {
  return yield* all(futures.map((future) => future.get(30, true)));
}

/** So many that run, or wait for a server. */
function submitAll(store: TestStore, log: string, seconds = LONG): WorkerFuture<string>[] {
  const pool = store.executor();
  return Array.from({ length: TASKS }, (_, i) => pool.submit(T.noted, log, String(i), seconds));
}

const names = Array.from({ length: TASKS }, (_, i) => String(i));

function count(lines: readonly string[], what: string): number {
  return lines.filter((line) => line.startsWith(what)).length;
}

for (const kind of STORES) onStore(kind, 'Tasks', suite, { processes: 4 });

function suite(store: TestStore): void {
  it(
    'are done again by another server when theirs was killed with SIGKILL',
    store.test(function* () {
      const log = store.log();
      const first = yield* store.process(LOCK);
      const futures = submitAll(store, log.path, 1);
      yield* soon('all begin', () => count(log.lines(), 'begin') === TASKS);
      first.kill('SIGKILL');
      store.server(LOCK);
      expect(yield* settled(futures)).to.deep.equal(names);
      expect(count(log.lines(), 'begin')).to.equal(2 * TASKS);
      expect(count(log.lines(), 'end')).to.equal(TASKS);
    }),
  );

  it(
    'are given up when they have killed as many servers as may be, and by name',
    store.test(function* () {
      const pool = store.executor();
      const future = pool.submit(T.die);
      const server = yield* store.process(LOCK);
      yield* soon('it dies', () => server.signalCode !== null);
      store.server({ ...LOCK, maxStalledCount: 0 });
      const error = yield* errorOf(future.get(30));
      expect(error).to.be.instanceOf(BrokenExecutor);
      expect(error).to.match(/die was given up: job stalled more than allowable limit/);
      expect(yield* pool.submit(T.add, 1, 2).get(10)).to.equal(3);
    }),
  );

  it(
    'end when they are killed though their server has died, and nobody is left to do them again',
    store.test(function* () {
      const log = store.log();
      const server = yield* store.process(LOCK);
      const future = store.executor().submit(T.noted, log.path, 'nap', 1000);
      yield* soon('it begins', () => future.running);
      server.kill('SIGKILL');
      future.kill(new RangeError('enough'));
      expect(yield* errorOf(future.get(20))).to.match(/enough/);
    }),
  );

  it(
    'all arrive at a host that was deaf for longer than the stream of events is long',
    store.test(function* () {
      yield* store.process({ concurrency: TASKS });
      const pool = store.executor();
      expect(yield* pool.submit(T.add, 1, 1).get(20)).to.equal(2);
      const log = store.log();
      const futures = Array.from({ length: TASKS }, (_, i) => pool.submit(T.noted, log.path, String(i), 0.1));
      yield* soon('all begin', () => count(log.lines(), 'begin') === TASKS);
      // Deaf until all have ended, and then nothing of that is left in the stream.
      const end = performance.now() + 20_000;
      while (count(log.lines(), 'end') < TASKS && performance.now() < end);
      yield* store.forgetEvents();
      expect(yield* settled(futures)).to.deep.equal(names);
    }),
  );

  it(
    'wait for a store that is not there yet, on both sides',
    store.test(function* () {
      yield* store.crash();
      store.server();
      const future = store.executor().submit(T.add, 1, 2);
      yield* sleep(0.3);
      expect(future.done).to.equal(false);
      yield* store.restart();
      expect(yield* future.get(20)).to.equal(3);
    }),
  );

  it(
    'fail when the store is not there in time at the start; then nothing is taken',
    store.test(function* () {
      yield* store.crash();
      const pool = store.executor({ connectTimeout: 0.2 });
      const futures = [pool.submit(T.add, 1, 2), pool.submit(T.add, 1, 2)];
      for (const future of futures) {
        const error = yield* errorOf(future.get(10));
        expect(error).to.be.instanceOf(BrokenExecutor);
        expect(error).to.have.property('cause').that.is.instanceOf(Error);
      }
      expect(() => pool.submit(T.add, 1, 2)).to.throw(BrokenExecutor, /no tasks can be handed over to/);
      yield* pool.shutdown();
      // Nor does a server that waits keep anything from ending.
      const { server, serving } = store.server();
      yield* sleep(0.1);
      yield* server.stop();
      yield* serving.join();
      yield* store.restart();
    }),
  );

  it(
    'let the executor and the server end though the store does not answer',
    store.test(function* () {
      const [pool, { server }] = [store.executor(), store.server()];
      expect(yield* pool.submit(T.add, 1, 2).get(10)).to.equal(3);
      const future = pool.submit(T.nap, 1000, 'nap');
      yield* soon('it begins', () => future.running);
      store.database.freeze();
      const ends = [spawn(() => server.stop(0)), spawn(() => pool.shutdown(false))];
      for (const end of ends) yield* end.join(15);
      store.database.goOn();
      expect(ends.map((end) => end.isAlive())).to.deep.equal([false, false]);
      expect(yield* errorOf(future.get(1))).to.be.instanceOf(BrokenExecutor);
    }),
  );
}

onStore(
  'Redis',
  'Tasks, with what they are on disk,',
  (store) => {
    it(
      'survive a store that crashes and comes back: those that run, and those that are submitted meanwhile',
      store.test(function* () {
        yield* survive(store);
      }),
    );
  },
  { options: ['--appendonly', 'yes', '--appendfsync', 'always'] },
);

onStore('PostgreSQL', 'Tasks, with what they are on disk,', (store) => {
  it(
    'survive a store that crashes and comes back: those that run, and those that are submitted meanwhile',
    store.test(function* () {
      yield* survive(store);
    }),
  );
});

onStore('Redis', 'Tasks, with nothing on disk,', (store) => {
  it(
    'fail when the store has lost them, and those that are submitted meanwhile are done',
    store.test(function* () {
      const log = store.log();
      store.server(LOCK);
      const pool = store.executor();
      const futures = Array.from({ length: TASKS }, (_, i) => pool.submit(T.noted, log.path, String(i), 2));
      yield* soon('all begin', () => count(log.lines(), 'begin') === TASKS);
      yield* store.crash();
      const meanwhile = pool.submit(T.add, 1, 2);
      yield* sleep(0.2);
      yield* store.restart();
      expect(yield* meanwhile.get(20)).to.equal(3);
      for (const error of yield* settled(futures)) {
        expect(error).to.be.instanceOf(BrokenExecutor);
        expect(error).to.match(/the store has lost noted/);
      }
    }),
  );
});

function* survive(store: TestStore): Op<void> {
  const log = store.log();
  store.server(LOCK);
  const pool = store.executor();
  const futures = Array.from({ length: TASKS }, (_, i) => pool.submit(T.noted, log.path, String(i), LONG));
  yield* soon('all begin', () => count(log.lines(), 'begin') === TASKS);
  yield* store.crash();
  const meanwhile = Array.from({ length: 10 }, (_, i) => pool.submit(T.add, i, 1));
  // Longer than a lock.
  yield* sleep(1.2);
  yield* store.restart();
  expect(yield* settled(futures)).to.deep.equal(names);
  expect(yield* settled(meanwhile)).to.deep.equal(Array.from({ length: 10 }, (_, i) => i + 1));
}

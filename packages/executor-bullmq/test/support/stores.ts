// The stores that tests run on, and what they have of both sides: executors and servers here, and servers in processes that can be
// killed.
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Op, type Tasklet, sleep, spawn, until } from 'evergreen-ts';
import { remote } from 'evergreen-ts/executors';
import {
  DistributedExecutor,
  type DistributedOptions,
  TaskServer,
  type TaskServerOptions,
} from 'evergreen-ts-bullmq';
import { type Database, postgres, redis } from '../../../../test/support/databases.js';
import { suiteNeeds } from '../../../../test/support/peers.js';
import { realTime } from '../../../../test/support/run-tasklet.js';
import * as tasks from './tasks.js';

export const T = remote<typeof tasks>(new URL('./tasks.js', import.meta.url));

/** A store of a suite's, and its connection. */
export class TestStore {
  readonly kind: 'Redis' | 'PostgreSQL';
  #database: Database | undefined;
  #queues = 0;
  readonly #open: (() => Op<unknown>)[] = [];
  readonly #children = new Set<ChildProcess>();
  /** Those of them that wait to be told what to serve. */
  readonly #spare: ChildProcess[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'tasks-'));
  queue = 'tests';

  constructor(kind: 'Redis' | 'PostgreSQL') {
    this.kind = kind;
  }

  get database(): Database {
    return this.#database as Database;
  }

  get connection(): object {
    const { path } = this.database;
    if (this.kind === 'Redis') return { path };
    return { host: dirname(path), user: 'tester', database: 'postgres' };
  }

  /** `processes`: so many servers in processes will be needed. */
  async begin(options: readonly string[], processes: number): Promise<void> {
    for (let i = 0; i < processes; i++) this.#spare.push(this.#startProcess());
    this.#database = await (this.kind === 'Redis' ? redis(...options) : postgres());
  }

  async end(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.#database?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A file for what tasks note: its lines. */
  log(): { readonly path: string; lines(): string[] } {
    const path = join(this.folder, `log-${this.#queues}-${Math.random()}`);
    writeFileSync(path, '');
    return { path, lines: () => readFileSync(path, 'utf8').split('\n').slice(0, -1) };
  }

  nextQueue(): void {
    this.queue = `tests-${++this.#queues}`;
  }

  executor(options: Omit<DistributedOptions, 'connection'> = {}): DistributedExecutor {
    const executor = new DistributedExecutor(this.queue, { connection: this.connection, ...options });
    this.#open.push(() => executor.shutdown(false, true));
    return executor;
  }

  /** A server in this process, and the tasklet that serves. */
  server(
    options: Omit<TaskServerOptions, 'connection'> = {},
    functions: Readonly<Record<string, unknown>> = tasks,
  ): { readonly server: TaskServer; readonly serving: Tasklet<void> } {
    const server = new TaskServer(this.queue, functions, { connection: this.connection, ...options });
    const serving = spawn(() => server.serve());
    this.#open.push(() => server.stop(0));
    return { server, serving };
  }

  /** A server in a process of its own. It has been starting since the suite began, as far as there are enough of them. */
  *process(options: Omit<TaskServerOptions, 'connection'> = {}): Op<ChildProcess> {
    const child = this.#spare.shift() ?? this.#startProcess();
    const setup = { queue: this.queue, options: { connection: this.connection, ...options } };
    child.stdin?.end(JSON.stringify(setup));
    yield* until(once(child.stdout as NonNullable<typeof child.stdout>, 'data'));
    return child;
  }

  #startProcess(): ChildProcess {
    const file = fileURLToPath(new URL('server.ts', import.meta.url));
    const loader = new URL('../../../../scripts/register.js', import.meta.url).href;
    const child = start(process.execPath, ['-C', 'evergreen-source', '--import', loader, file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  /** SIGKILL; restart() undoes it. */
  *crash(): Op<void> {
    yield* until(this.database.crash());
  }

  *restart(): Op<void> {
    yield* until(this.database.restart());
  }

  /** Take all events out of the stream of the queue, as if they were too many. */
  *forgetEvents(): Op<void> {
    if (this.kind === 'Redis') {
      const client = new Redis(this.connection);
      yield* until(client.xtrim(`bull:${this.queue}:events`, 'MAXLEN', 0));
      client.disconnect();
    } else {
      const client = new pg.Client(this.connection);
      yield* until(client.connect());
      yield* until(client.query('DELETE FROM bullmq.event WHERE queue = $1', [this.queue]));
      yield* until(client.end());
    }
  }

  /** Until so many tasks wait there, ready or delayed. */
  *holds(count: number): Op<void> {
    if (this.kind === 'Redis') {
      const client = new Redis(this.connection);
      const key = (state: string): string => `bull:${this.queue}:${state}`;
      const waiting = async (): Promise<number> =>
        (await client.llen(key('wait'))) +
        (await client.zcard(key('prioritized'))) +
        (await client.zcard(key('delayed')));
      while ((yield* until(waiting())) < count) yield* sleep(0.01);
      client.disconnect();
    } else {
      const client = new pg.Client(this.connection);
      yield* until(client.connect());
      // There is no table before the first who comes has made it.
      const waiting = (): Promise<number> =>
        client.query('SELECT FROM bullmq.job WHERE queue = $1', [this.queue]).then(
          ({ rowCount }) => rowCount ?? 0,
          () => 0,
        );
      while ((yield* until(waiting())) < count) yield* sleep(0.01);
      yield* until(client.end());
    }
  }

  /** The body of a test, on a queue of its own; what it leaves open is closed. */
  test(body: () => Op<unknown>): () => Promise<void> {
    return realTime(() => this.#closing(body));
  }

  *#closing(body: () => Op<unknown>): Op<void> {
    this.nextQueue();
    try {
      yield* body();
    } finally {
      for (const child of this.#children) if (!this.#spare.includes(child)) child.kill('SIGKILL');
      for (const close of this.#open.splice(0).reverse()) yield* close();
    }
  }
}

/** A suite on a store of its own. */
export function onStore(
  kind: 'Redis' | 'PostgreSQL',
  title: string,
  suite: (store: TestStore) => void,
  { options = [], processes = 0 }: { options?: readonly string[]; processes?: number } = {},
): void {
  describe(`${title}, on ${kind}`, function () {
    this.timeout(60_000);
    const store = new TestStore(kind);
    before(async function () {
      suiteNeeds(
        this,
        ...(kind === 'Redis' ? (['redis-server'] as const) : (['initdb', 'postgres'] as const)),
      );
      await store.begin(options, processes);
    });
    after(() => store.end());
    suite(store);
  });
}

export const STORES = ['Redis', 'PostgreSQL'] as const;

/** What it throws. */
export function* errorOf(op: Op<unknown>): Op<unknown> {
  try {
    yield* op;
  } catch (error) {
    return error;
  }
  throw new Error('it did not throw');
}

/** Parks until `done`, at most ten seconds. */
export function* soon(what: string, done: () => boolean): Op<void> {
  const end = performance.now() + 10_000;
  while (!done()) {
    if (performance.now() > end) throw new Error(`${what}: it did not come`);
    yield* until(new Promise((resolve) => setTimeout(resolve, 10)));
  }
}

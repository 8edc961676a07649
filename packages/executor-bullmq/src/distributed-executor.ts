/**
 * The executor that hands over to a queue.
 */
import { randomUUID } from 'node:crypto';
import type { CoIterator, Op } from 'evergreen-ts';
import {
  type AnyRemote,
  RemoteExecutor,
  type RemoteFunction,
  type WorkerFuture,
} from 'evergreen-ts/executors/base';
import { checkBoolean, checkText } from './check.js';
import { Client } from './client.js';
import { encode } from './codec.js';
import { jobIdOf } from './message.js';
import {
  type DistributedOptions,
  type DistributedTaskOptions,
  checkDistributedTaskOptions,
  checkedSettings,
} from './options.js';

/**
 * Hands tasks over to a queue that lives on, in Redis or PostgreSQL; a TaskServer somewhere runs each at least once, and another one
 * does it again if that dies. It connects when the first is submitted; from then on its connections keep the process alive until
 * shutdown(). TypeError and RangeError for options that cannot be; Error if the package is missing that speaks to the store.
 *
 * @param queue its name: that of the TaskServers
 *
 * @example
 * import { main, type Op } from 'evergreen-ts';
 * import { remote } from 'evergreen-ts/executors';
 * import { DistributedExecutor } from 'evergreen-ts-bullmq';
 *
 * interface Tasks {
 *   resize(file: string): string;
 * }
 * const tasks = remote<Tasks>('/srv/app/tasks.js');
 * main(function* (): Op<void> {
 *   const pool = new DistributedExecutor('pictures', { connection: 'redis://localhost:6379' });
 *   console.log(yield* pool.with({ timeout: 60 }).submit(tasks.resize, 'a.png').get());
 *   yield* pool.shutdown();
 * });
 */
export class DistributedExecutor extends RemoteExecutor<DistributedTaskOptions> {
  /** @internal */
  protected readonly client: Client;

  constructor(queue: string, options: DistributedOptions) {
    const settings = checkedSettings(queue, options);
    super();
    this.client = new Client(queue, settings);
  }

  /**
   * As RemoteExecutor.submit(): arguments are copied at once, so they may be changed afterwards. TypeError for what cannot cross; Full
   * beyond maxPending; BrokenExecutor if the store was not there at the start; Error after shutdown(). Does not park.
   *
   * cancel() of the future is true unless the task is known to have begun; it is taken back, or killed if it had begun all the same.
   * kill() reaches whoever runs it, within two seconds if a message is lost; a task that never parks is not stopped by force.
   */
  override submit<A extends unknown[], T>(task: RemoteFunction<A, T>, ...args: A): WorkerFuture<T> {
    return super.submit(task, ...args);
  }

  /**
   * Results of `task` in the order of `items`, as Executor.map(); all are submitted at once. TypeError with an `id`: it means one task.
   *
   * @param timeout seconds from this call, for all of them; for ever if left out
   */
  override map<I, T>(task: RemoteFunction<[I], T>, items: Iterable<I>, timeout?: number): CoIterator<T> {
    if (this._taskOptions.id !== undefined)
      throw new TypeError('an id means one task: map() has several, submit() each with its own');
    return super.map<I, T>(task, items, timeout);
  }

  /**
   * The future of a task that was handed over before, perhaps by another process: with({ id }) said which. It fails with BrokenExecutor
   * if there is none, or its result is not kept any more. Does not park. TypeError unless `id` is a text; as submit() otherwise.
   */
  future<T>(id: string): WorkerFuture<T> {
    checkText('id', id);
    const { client } = this;
    client.assertTaking();
    const job = jobIdOf(id);
    return (client.known(job) ?? client.find(job, JSON.stringify(id))).future as WorkerFuture<T>;
  }

  /**
   * Take no more tasks, and close the connections. With `wait` (the default) when all are done. Without, as soon as all are in the store:
   * they run there, and futures that are not done fail with BrokenExecutor. Parks until then. Twice is fine.
   *
   * Source: concurrent.futures.Executor.shutdown.
   *
   * @param cancelFutures cancel what is not known to have begun
   */
  override shutdown(wait = true, cancelFutures = false): Op<void> {
    checkBoolean('wait', wait);
    checkBoolean('cancelFutures', cancelFutures);
    return end(this.client, wait, cancelFutures);
  }

  protected override _checkTaskOptions(options: DistributedTaskOptions): void {
    super._checkTaskOptions(options);
    checkDistributedTaskOptions(options);
  }

  protected override _handOver(
    { exportName: name }: AnyRemote,
    args: readonly unknown[],
    options: Readonly<DistributedTaskOptions>,
  ): WorkerFuture<unknown> {
    return submit(this.client, name, args, options);
  }
}

// No private methods: with() makes objects that inherit from the executor, and have none.

/** Ids of this process's that nobody has given. */
const PREFIX = `task-${randomUUID()}`;
let submitted = 0;

function submit(
  client: Client,
  name: string,
  args: readonly unknown[],
  { id, timeout, delay, priority, attempts, onProgress }: Readonly<DistributedTaskOptions>,
): WorkerFuture<unknown> {
  client.assertTaking();
  const jobId = id === undefined ? `${PREFIX}-${++submitted}` : jobIdOf(id);
  const known = id === undefined ? undefined : client.known(jobId);
  if (known !== undefined) return known.future;
  const { settings } = client;
  const kept = { age: settings.keepResults };
  const job = {
    id: jobId,
    name,
    data: {
      evergreen: encode(`an argument of ${name}`, args),
      ...(timeout !== undefined && timeout !== Infinity && { timeout }),
    },
    options: {
      attempts: attempts ?? settings.attempts,
      removeOnComplete: kept,
      removeOnFail: kept,
      ...(delay !== undefined && { delay: delay * 1000 }),
      ...(priority !== undefined && { priority }),
    },
  };
  return client.submit(job, onProgress, id !== undefined).future;
}

function* end(client: Client, wait: boolean, cancelFutures: boolean): Op<void> {
  client.shutDown(wait, cancelFutures);
  yield* client.left();
}

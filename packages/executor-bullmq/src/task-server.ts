/**
 * The other side of the queue: a server that runs tasks.
 */
import { Event, type Op, select, until } from 'evergreen-ts';
import { checkSeconds } from './check.js';
import { opening } from './opening.js';
import { type ServerSettings, type TaskServerOptions, checkedServerSettings } from './options.js';
import { Shift } from './shift.js';

/**
 * Runs the tasks that DistributedExecutors hand over to `queue`, as tasklets, `concurrency` at once. A task that was begun by a worker
 * that has died is done again. TypeError and RangeError for what cannot be; Error if the package is missing that speaks to the store.
 *
 * @param tasks the functions by name: `import * as tasks from './tasks.js'`. Other exports of the module do no harm.
 *
 * @example
 * import { main, type Op, sleep } from 'evergreen-ts';
 * import { TaskServer } from 'evergreen-ts-bullmq';
 *
 * function* resize(file: string): Op<string> {
 *   yield* sleep(1);
 *   return `small-${file}`;
 * }
 * const server = new TaskServer('pictures', { resize }, { connection: 'redis://localhost:6379' });
 * main(() => server.serve());
 */
export class TaskServer {
  readonly #queue: string;
  readonly #settings: ServerSettings;
  #state: 'new' | 'serving' | 'stopped' = 'new';
  readonly #stop = new Event();
  readonly #ended = new Event();
  #shift: Shift | undefined = undefined;

  constructor(queue: string, tasks: Readonly<Record<string, unknown>>, options: TaskServerOptions) {
    this.#settings = checkedServerSettings(queue, tasks, options);
    this.#queue = queue;
  }

  /** Tasks that run now. */
  get running(): number {
    return this.#shift?.size ?? 0;
  }

  /** How often a task was taken for dead while it ran here, and given to another: the loop was busy for too long, or the store away. */
  get locksLost(): number {
    return this.#shift?.locksLost ?? 0;
  }

  /**
   * Serve, until stop(). Waits for a store that is not there yet, however long. Parks. Killed, it ends its tasks, whose `finally` blocks
   * run, and gives them back to the queue. Throws the store's error if it refuses; Error when called twice.
   */
  *serve(): Op<void> {
    if (this.#state === 'serving') throw new Error('serve() was called twice: make another TaskServer');
    if (this.#state === 'stopped') return;
    this.#state = 'serving';
    try {
      const opened = opening(
        String(this.#settings.store),
        (signal) => Shift.open(this.#queue, this.#settings, signal),
        (shift) => shift.end(),
      );
      const [which, shift] = yield* select({ opened, stopped: this.#stop.wait() });
      if (which === 'opened') yield* this.#work((this.#shift = shift));
    } finally {
      this.#state = 'stopped';
      this.#ended.set();
    }
  }

  /**
   * Take no more tasks, let those that run finish, and end serve(). What `timeout` cuts off is killed and given back to the queue. Parks.
   * Twice is fine: the shorter timeout counts. Before serve(): that returns at once. RangeError for a negative timeout.
   *
   * @param timeout seconds; as long as they take if left out
   */
  stop(timeout?: number): Op<void> {
    if (timeout !== undefined && timeout !== Infinity) checkSeconds('timeout', timeout);
    return this.#stopped(timeout);
  }

  *#stopped(timeout: number | undefined): Op<void> {
    if (this.#state === 'new') this.#state = 'stopped';
    if (this.#state === 'stopped') return;
    this.#stop.set();
    if (yield* this.#ended.wait(timeout)) return;
    this.#shift?.cut();
    yield* this.#ended.wait();
  }

  *#work(shift: Shift): Op<void> {
    try {
      yield* this.#stop.wait();
      shift.takeNoMore();
      yield* shift.over.wait();
    } finally {
      // If it was killed, what still runs is done again elsewhere.
      shift.takeNoMore();
      shift.cut();
      yield* shift.over.wait();
      yield* until(shift.end());
    }
  }
}

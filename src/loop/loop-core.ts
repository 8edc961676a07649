/**
 * The inside of an event loop: its parts (hub, callbacks, life cycle), and what the library's own modules need of the loop
 * of this thread (thread.ts). Users have the public EventLoop, which has one of these.
 */
import { createDriver } from '#platform';
import { Callbacks, type CallbacksOwner } from './callbacks.js';
import type { Driver } from './driver.js';
import { Hub } from './hub.js';
import { Lifecycle, type LoopParts, type Tasks } from './lifecycle.js';
import type { ReadyQueue } from './ready-queue.js';
import { type Closeable, type ThreadLoop, claimThread, releaseThread } from './thread.js';

/** How a loop is to be made: the public EventLoopOptions, and what only the library's own modules ask for. */
export interface LoopOptions {
  driver?: Driver;
  asyncContext?: boolean;
  /** In the place of a FIFO: for what explores schedules. */
  readyQueue?: ReadyQueue;
}

export class LoopCore implements ThreadLoop, LoopParts, CallbacksOwner {
  readonly loop: object;
  readonly hub: Hub;
  readonly tasks: Tasks;
  readonly life: Lifecycle;
  readonly callbacks: Callbacks;
  readonly asyncContext: boolean;
  outside = 0;
  startsLeft = Infinity;

  readonly #driver: Driver;
  readonly #excepthook: (error: unknown, source: object) => void;
  /** Whatever holds something of the system for this loop: closed when it is destroyed. */
  readonly #resources = new Set<Closeable>();
  #closed = false;

  /** Error while the thread has another loop. `loop` is the public one, `excepthook` calls its hook. */
  constructor(
    loop: object,
    { driver, asyncContext = false, readyQueue }: LoopOptions,
    tasks: Tasks,
    excepthook: (error: unknown, source: object) => void,
  ) {
    claimThread(this);
    this.loop = loop;
    this.tasks = tasks;
    this.asyncContext = asyncContext;
    this.#excepthook = excepthook;
    this.#driver = driver ?? createDriver();
    this.life = new Lifecycle(this);
    this.hub = new Hub(this.#driver, () => this.life.afterTurn(), readyQueue);
    this.callbacks = new Callbacks(this);
    this.adopt(this.callbacks);
  }

  get running(): boolean {
    return this.life.running;
  }

  get closedWorld(): boolean {
    return this.#driver.closedWorld === true;
  }

  assertUsable(): void {
    this.life.assertUsable();
  }

  dismissed(tasklet: object): boolean {
    return this.tasks.dismissed(tasklet);
  }

  report(error: unknown, source: object): void {
    try {
      this.#excepthook(error, source);
    } catch (failure) {
      // A hook that fails must not take the hub with it; as an uncaught exception it is as loud as can be.
      queueMicrotask(() => {
        throw failure;
      });
    }
  }

  adopt(resource: Closeable): void {
    // What tasklets leave behind when destroy() ends them is closed with the rest.
    if (this.#closed) throw new Error('the loop was destroyed');
    this.#resources.add(resource);
  }

  disown(resource: Closeable): void {
    this.#resources.delete(resource);
  }

  close(): void {
    this.#closed = true;
    for (const resource of [...this.#resources]) resource.close();
    this.hub.clear();
    this.#driver.close();
    releaseThread();
  }
}

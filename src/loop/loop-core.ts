/**
 * The inside of an event loop: its parts (hub, callbacks, life cycle), and what the library's own modules need of the loop
 * of this thread (thread.ts). Users have the public EventLoop, which has one of these.
 */
import { asyncContextByDefault, createDriver, onNothingLeft as ofPlatform, reportError } from '#platform';
import { checkBoolean, checkFunction, checkOptions } from '../check.js';
import { Callbacks, type CallbacksOwner } from './callbacks.js';
import type { Driver } from './driver.js';
import { printUnhandled } from './unhandled.js';
import { Hub } from './hub.js';
import { Lifecycle, type LoopParts, type Tasks } from './lifecycle.js';
import type { ReadyQueue } from './ready-queue.js';
import { type Closeable, type ThreadLoop, assertThreadFree, claimThread, releaseThread } from './thread.js';
import { trimmed } from '../trim.js';

/** How a loop is to be made: the public EventLoopOptions, and what only the library's own modules ask for. */
export interface LoopOptions {
  driver?: Driver;
  asyncContext?: boolean;
  /** In the place of a FIFO: for what explores schedules. */
  readyQueue?: ReadyQueue;
  /** In the place of the platform's, which costs as much as a short program: for what knows better when to ask. */
  onNothingLeft?: (callback: () => void) => () => void;
}

export class LoopCore implements ThreadLoop, LoopParts, CallbacksOwner {
  readonly loop: object;
  readonly hub: Hub;
  readonly tasks: Tasks;
  readonly life: Lifecycle;
  readonly callbacks: Callbacks;
  asyncContext: boolean;
  readonly closedWorld: boolean;
  readonly onNothingLeft: (callback: () => void) => () => void;
  outside = 0;

  readonly #driver: Driver;
  readonly #excepthook: (error: unknown, source: object) => void;
  /** Whatever holds something of the system for this loop: closed when it is destroyed. */
  readonly #resources = new Set<Closeable>();
  #closed = false;

  /** Error while the thread has another loop. `loop` is the public one, `excepthook` calls its hook. */
  constructor(
    loop: object,
    { driver, asyncContext = asyncContextByDefault, readyQueue, onNothingLeft = ofPlatform }: LoopOptions,
    tasks: Tasks,
    excepthook: (error: unknown, source: object) => void,
  ) {
    checkBoolean('asyncContext', asyncContext);
    if (driver !== undefined) checkDriver(driver);
    assertThreadFree();
    this.loop = loop;
    this.tasks = tasks;
    this.asyncContext = asyncContext;
    this.onNothingLeft = onNothingLeft;
    this.#excepthook = excepthook;
    this.#driver = driver ?? createDriver();
    this.closedWorld = this.#driver.closedWorld === true;
    this.life = new Lifecycle(this);
    this.hub = new Hub(this.#driver, () => this.life.afterTurn(), readyQueue);
    this.callbacks = new Callbacks(this);
    this.adopt(this.callbacks);
    claimThread(this);
  }

  get running(): boolean {
    return this.life.running;
  }

  assertUsable(): void {
    this.life.assertUsable();
  }

  hold(): void {
    this.callbacks.hold();
  }

  release(): void {
    this.callbacks.release();
  }

  keepRunning(): void {
    this.life.keepRunning();
  }

  carryContext(): void {
    if (!this.asyncContext && !this.life.isNew)
      throw trimmed(
        new Error(
          'the event loop of this thread runs already, without asyncContext: say so where it is made, new EventLoop({ asyncContext: true }), or set EVERGREEN_ASYNC_CONTEXT=1',
        ),
      );
    this.asyncContext = true;
  }

  makeWay(): boolean {
    return this.life.makeWay();
  }

  keepAlive(on: boolean): boolean {
    let any = false;
    for (const resource of this.#resources) {
      if (resource._keepAlive === undefined) continue;
      any = true;
      resource._keepAlive(on);
    }
    return any;
  }

  report(error: unknown, source: object): void {
    try {
      this.#excepthook(error, source);
    } catch (failure) {
      // A hook that fails takes neither the hub nor the process with it: what it was told is printed, and what it threw.
      printUnhandled(error, source);
      if (failure !== error) reportError(failure, 'excepthook');
    }
  }

  adopt(resource: Closeable): void {
    // What tasklets leave behind when destroy() ends them is closed with the rest.
    if (this.#closed) throw trimmed(new Error('the loop was destroyed'));
    this.#resources.add(resource);
  }

  disown(resource: Closeable): void {
    this.#resources.delete(resource);
  }

  close(): void {
    // What a hook brings meanwhile is refused, or there would be no end.
    this.#closed = true;
    for (const resource of [...this.#resources]) this.#guarded(resource);
    // A hook that was told something by that may have spawned: what lives on would be counted for ever.
    this.tasks.abandon();
    this.hub.clear();
    this.#guarded(this.#driver);
    releaseThread();
  }

  /** What users supply may throw: the thread is free all the same. */
  #guarded(resource: Closeable): void {
    try {
      resource.close();
    } catch (error) {
      this.report(error, this.loop);
    }
  }
}

function checkDriver(driver: Driver): void {
  checkOptions('a driver', driver);
  for (const method of ['now', 'wakeSoon', 'wakeAt', 'close'] as const)
    checkFunction(`${method}() of a driver`, driver[method]);
}

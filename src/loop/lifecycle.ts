/**
 * The life of an event loop. One that is made by hand runs once, ends and is destroyed:
 *
 *     new ──run()──▶ running ──nothing left, a deadlock, stop()──▶ ended ──destroy()──▶ destroyed
 *      └──────────────────────────────destroy()───────────────────────────────────────────▲
 *
 * One that is made on first use runs by itself, from its first entry on, and is destroyed when nothing is left. But as long as
 * something of it is open to the outside (a stream that a tasklet has left open, for others to use) it rests: the next entry has
 * it go on, and nothing of it keeps the process alive meanwhile. One that was made by hand, and that the function run() has
 * started, goes on until destroy().
 *
 * After each turn it decides: is the loop done, is it stuck, or does it go on? It knows no tasklets: a Tasks object answers
 * for them.
 */
import { holdOpen } from '#platform';
import type { Callbacks } from './callbacks.js';
import type { Hub } from './hub.js';
import { trimmed } from '../trim.js';

/** The tasklets of a loop, as the loop sees them. */
export interface Tasks {
  /** Is there a tasklet that keeps run() going? */
  busy(): boolean;
  /** Nothing keeps run() going: kill the daemons; true when no tasklet is left. */
  shutDownDaemons(): boolean;
  /** Nothing can wake the tasklets that are left: the error that says so, undefined if none is left. */
  stuck(): Error | undefined;
  /** Nothing can wake them: have those of each run() of the function's told so, and killed. */
  endStuckRuns(): void;
  /** The same for all; `loop` is the source of the report for those that are the loop's own. */
  endStuck(loop: object): void;
  /** The hub has nothing ready, and no timer before `deadline`. */
  idle(deadline: number): void;
  /** End every tasklet, now. */
  abandon(): void;
}

/** The other parts of the loop. */
export interface LoopParts {
  /** The public one. */
  readonly loop: object;
  readonly hub: Hub;
  readonly callbacks: Callbacks;
  readonly tasks: Tasks;
  /** Operations under way whose end comes from outside. */
  readonly outside: number;
  /** Only timers and operations under way can wake the hub. */
  readonly closedWorld: boolean;
  /** Call back when the process has nothing left that could ever wake it. Returns a function that stops listening. */
  onNothingLeft(callback: () => void): () => void;
  /** Whether what is open to the outside keeps the process alive. Is there anything of the kind? */
  keepAlive(on: boolean): boolean;
  /** Close whatever the loop holds of the system, and free the thread. */
  close(): void;
}

/** What ends it: nothing left; nothing left, and it is destroyed then; stop() alone; destroy() alone. */
type Mode = 'once' | 'by itself' | 'forever' | 'kept';

/** A run() or runForever() that waits for the end. */
interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

export class Lifecycle {
  readonly #parts: LoopParts;
  #phase: 'new' | 'running' | 'ended' | 'destroyed' = 'new';
  #mode: Mode = 'once';
  #stopping = false;
  #resting = false;
  #waiting: Waiting | undefined = undefined;
  /** Called when it has destroyed itself. */
  #gone: (() => void) | undefined = undefined;
  /** Takes back what run() has asked of the platform. */
  #release: () => void = () => undefined;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  /** Between the start of run() or runForever() and its end; else while it has something to do. */
  get running(): boolean {
    if (this.#phase !== 'running') return false;
    const { hub } = this.#parts;
    // A turn that ends the rest begins while it rests.
    if (this.#mode === 'by itself') return hub.turning || (hub.turns > 0 && !this.#resting);
    return this.#mode !== 'kept' || hub.turning || this.#busy;
  }

  /** Nothing has run on it. */
  get isNew(): boolean {
    return this.#phase === 'new' || (this.#mode === 'by itself' && this.#parts.hub.turns === 0);
  }

  /** Error once it is destroyed. */
  assertUsable(): void {
    if (this.#phase === 'destroyed') throw trimmed(new Error('the loop was destroyed'));
  }

  async run(forever: boolean): Promise<void> {
    if (this.#phase === 'running' && this.#mode === 'by itself' && this.#waiting === undefined) {
      await this.#waitForEnd(forever);
      return;
    }
    if (this.#phase === 'running') throw trimmed(new Error('the loop is running already'));
    if (this.#phase !== 'new') throw trimmed(new Error(`a loop that has ${this.#past} cannot run again`));
    if (this.#stopping) {
      this.#phase = 'ended';
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#open(forever ? 'forever' : 'once');
    });
  }

  /** Run from the first entry on, until nothing is left, and be destroyed then; `gone` is called after that. */
  runByItself(gone?: () => void): void {
    this.#gone = gone;
    this.#open('by itself');
  }

  /** For the function run(): have it run, if it does not. Error if it cannot any more. */
  keepRunning(): void {
    if (this.#phase === 'running') return;
    // As of its own run(): stopped before the start.
    if (this.#phase === 'new' && this.#stopping) this.#phase = 'ended';
    if (this.#phase !== 'new')
      throw trimmed(
        new Error(
          this.#phase === 'ended'
            ? 'the event loop of this thread has ended: destroy() it, EventLoop.current(), and run() makes another'
            : 'the event loop of this thread is being destroyed: run() cannot begin before that is done',
        ),
      );
    this.#open('kept');
  }

  stop(): void {
    this.#stopping = true;
    if (this.#phase === 'running' && !this.#parts.hub.halt()) this.#end();
  }

  destroy(): void {
    if (this.running && (this.#mode !== 'by itself' || this.#parts.hub.turning || this.#busy))
      throw trimmed(new Error('destroy() cannot be called while the loop is running: stop() it first'));
    if (this.#phase === 'destroyed') {
      if (this.#mode !== 'by itself') throw trimmed(new Error('the loop was destroyed already'));
      // It has destroyed itself, which is what was asked for: but only once.
      this.#mode = 'once';
      return;
    }
    if (this.#phase === 'running') this.#close();
    this.#destroy();
    this.#mode = 'once';
  }

  /** If it runs by itself and is not in use, it is destroyed. */
  makeWay(): boolean {
    if (this.#mode !== 'by itself' || this.#phase !== 'running' || this.#waiting !== undefined) return false;
    const { hub, callbacks, tasks } = this.#parts;
    if (hub.turning || callbacks.pending > 0 || tasks.busy()) return false;
    this.#end();
    return true;
  }

  /** For the hub: is the loop done, or stuck? */
  afterTurn(): void {
    if (this.#phase !== 'running') return;
    const { hub, callbacks, tasks } = this.#parts;
    if (this.#stopping) {
      this.#end();
    } else if (this.#endsAlone && callbacks.pending === 0 && !tasks.busy() && tasks.shutDownDaemons()) {
      this.#finish();
    } else {
      if (this.#resting) this.#rest(false);
      if (!hub.idle) return;
      tasks.idle(hub.nextDeadline);
      this.#afterIdle();
    }
  }

  get #past(): string {
    return this.#phase === 'ended' ? 'ended' : 'been destroyed';
  }

  get #endsAlone(): boolean {
    return this.#mode === 'once' || this.#mode === 'by itself';
  }

  get #busy(): boolean {
    return this.#parts.callbacks.pending > 0 || this.#parts.tasks.busy();
  }

  #open(mode: Mode): void {
    this.#phase = 'running';
    this.#mode = mode;
    this.#release = mode === 'forever' ? holdOpen() : this.#parts.onNothingLeft(() => this.#starved());
    try {
      this.#parts.hub.open(mode !== 'by itself');
      this.#parts.callbacks.poller.start();
    } catch (error) {
      // A driver of the user's, or a descriptor that cannot be polled any more: it must be possible to destroy the loop.
      this.#end(error);
      throw error;
    }
  }

  /** It runs by itself: wait until it does not any more. */
  async #waitForEnd(forever: boolean): Promise<void> {
    if (forever) {
      this.#mode = 'forever';
      this.#release();
      this.#release = holdOpen();
    }
    await new Promise<void>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#parts.hub.wake();
    });
  }

  /** Nothing is left to run. */
  #finish(): void {
    const stays = this.#mode === 'by itself' && this.#waiting === undefined && this.#gone === undefined;
    if (!stays || !this.#rest(true)) this.#end();
  }

  /** Is there something that stays open meanwhile? */
  #rest(resting: boolean): boolean {
    this.#resting = this.#parts.keepAlive(!resting) && resting;
    return this.#resting;
  }

  /** An idle() instrument may have called stop() or scheduled work. */
  #afterIdle(): void {
    if (this.#stopping) this.#end();
    else if (this.#hopeless && this.#mode !== 'forever') this.#starved();
  }

  /** Neither an entry, nor a timer, nor anything from outside will come: known only in a closed world. */
  get #hopeless(): boolean {
    const { hub, outside, closedWorld } = this.#parts;
    return closedWorld && outside === 0 && hub.idle && hub.nextDeadline === Infinity;
  }

  /** Nothing will come any more. */
  #starved(): void {
    const { loop, tasks } = this.#parts;
    if (this.#resting) {
      this.#end();
    } else if (this.#waiting !== undefined) {
      const error = tasks.stuck();
      if (error === undefined) return;
      tasks.endStuckRuns();
      this.#end(error);
    } else {
      tasks.endStuck(loop);
    }
  }

  #end(error?: unknown): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#close();
    this.#phase = 'ended';
    if (this.#mode === 'by itself') this.#destroy();
    if (error === undefined) waiting?.resolve();
    else waiting?.reject(error);
    this.#gone?.();
  }

  /** No more turns. */
  #close(): void {
    this.#parts.hub.close();
    this.#parts.callbacks.poller.stop();
    this.#release();
  }

  #destroy(): void {
    this.#phase = 'destroyed';
    this.#parts.tasks.abandon();
    this.#parts.close();
  }
}

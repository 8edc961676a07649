/**
 * The life of an event loop: it runs once, ends and is destroyed.
 *
 *     new ──run()──▶ running ──nothing left, a deadlock, stop()──▶ ended ──destroy()──▶ destroyed
 *      └──────────────────────────────destroy()───────────────────────────────────────────▲
 *
 * After each turn it decides: is the loop done, is it stuck, or does it go on? It knows no tasklets: a Tasks object answers
 * for them.
 */
import { holdOpen, onNothingLeft } from '#platform';
import type { Callbacks } from './callbacks.js';
import type { Hub } from './hub.js';
import { trimmed } from '../trim.js';

/** The tasklets of a loop, as the loop sees them. */
export interface Tasks {
  /** Is there a tasklet that keeps run() going? */
  busy(): boolean;
  /** Nothing keeps run() going: kill the daemons; true when no tasklet is left. */
  shutDownDaemons(): boolean;
  /** Was this tasklet killed by shutDownDaemons()? */
  dismissed(tasklet: object): boolean;
  /** Nothing can wake the tasklets that are left: the error that says so, undefined if none is left. */
  stuck(): Error | undefined;
  /** The hub has nothing ready, and no timer before `deadline`. */
  idle(deadline: number): void;
  /** End every tasklet, now. */
  abandon(): void;
}

/** The other parts of the loop. */
export interface LoopParts {
  readonly hub: Hub;
  readonly callbacks: Callbacks;
  readonly tasks: Tasks;
  /** Operations under way whose end comes from outside. */
  readonly outside: number;
  /** Only timers and operations under way can wake the hub. */
  readonly closedWorld: boolean;
  /** Close whatever the loop holds of the system, and free the thread. */
  close(): void;
}

/** A run that is under way: how to end it, and what to undo then. */
interface Run {
  resolve(): void;
  reject(error: unknown): void;
  /** Only stop() ends it. */
  readonly forever: boolean;
  readonly release: () => void;
}

export class Lifecycle {
  readonly #parts: LoopParts;
  #phase: 'new' | 'running' | 'ended' | 'destroyed' = 'new';
  #stopping = false;
  /** Set while it runs. */
  #run: Run | undefined = undefined;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  get running(): boolean {
    return this.#phase === 'running';
  }

  /** Error once it is destroyed. */
  assertUsable(): void {
    if (this.#phase === 'destroyed') throw trimmed(new Error('the loop was destroyed'));
  }

  async run(forever: boolean): Promise<void> {
    if (this.#phase === 'running') throw trimmed(new Error('the loop is running already'));
    if (this.#phase !== 'new')
      throw trimmed(
        new Error(`a loop that has ${this.#phase === 'ended' ? 'ended' : 'been destroyed'} cannot run again`),
      );
    if (this.#stopping) {
      this.#phase = 'ended';
      return;
    }
    this.#phase = 'running';
    await new Promise<void>((resolve, reject) => {
      const release = forever ? holdOpen() : onNothingLeft(() => this.#starved());
      this.#run = { resolve, reject, forever, release };
      try {
        this.#parts.hub.open();
        this.#parts.callbacks.poller.start();
      } catch (error) {
        // A driver of the user's, or a descriptor that cannot be polled any more: it must be possible to destroy the loop.
        this.#end(error);
      }
    });
  }

  stop(): void {
    this.#stopping = true;
    if (this.running && !this.#parts.hub.halt()) this.#end();
  }

  destroy(): void {
    if (this.running)
      throw trimmed(new Error('destroy() cannot be called while the loop is running: stop() it first'));
    if (this.#phase === 'destroyed') throw trimmed(new Error('the loop was destroyed already'));
    this.#phase = 'destroyed';
    this.#parts.tasks.abandon();
    this.#parts.close();
  }

  /** For the hub: is the loop done, or stuck? */
  afterTurn(): void {
    const run = this.#run;
    if (run === undefined) return;
    const { hub, callbacks, tasks } = this.#parts;
    if (this.#stopping) {
      this.#end();
    } else if (callbacks.pending === 0 && !run.forever && !tasks.busy() && tasks.shutDownDaemons()) {
      this.#end();
    } else if (hub.idle) {
      tasks.idle(hub.nextDeadline);
      this.#afterIdle(run);
    }
  }

  /** An idle() instrument may have called stop() or scheduled work. */
  #afterIdle(run: Run): void {
    if (this.#stopping) this.#end();
    else if (this.#hopeless && !run.forever) this.#starved();
  }

  /** Neither an entry, nor a timer, nor anything from outside will come: known only in a closed world. */
  get #hopeless(): boolean {
    const { hub, outside, closedWorld } = this.#parts;
    return closedWorld && outside === 0 && hub.idle && hub.nextDeadline === Infinity;
  }

  /** Nothing will come any more. */
  #starved(): void {
    const error = this.#parts.tasks.stuck();
    if (error !== undefined) this.#end(error);
  }

  #end(error?: unknown): void {
    const run = this.#run as Run;
    this.#run = undefined;
    this.#phase = 'ended';
    this.#parts.hub.close();
    this.#parts.callbacks.poller.stop();
    run.release();
    if (error === undefined) run.resolve();
    else run.reject(error);
  }
}

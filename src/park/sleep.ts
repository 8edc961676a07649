/**
 * sleep(), and the leaf behind it.
 */
import type { Runnable, Timer } from '../loop/runnable.js';
import { after, cancelTimer, ready } from '../loop/thread.js';
import { debug } from './debug.js';
import { checkSeconds } from '../check.js';
import { type Op, PARKED, type Park, done } from './op.js';
import { Leaf, type Wakeable, outsideTasklet, runningTasklet } from './leaf.js';

/** Park until the timer is due. */
export class Sleep extends Leaf<void> implements Timer {
  _slot = -1;
  readonly #seconds: number;
  #tasklet: Wakeable | undefined = undefined;

  constructor(seconds: number) {
    super();
    this.#seconds = seconds;
  }

  _begin(tasklet: Wakeable): boolean {
    this.#tasklet = tasklet;
    if (this.#seconds < Infinity) after(this.#seconds, this);
    return false;
  }

  _due(): void {
    this.#tasklet?._unpark();
  }

  _end(): void {
    // There is nothing to return.
  }

  _undo(): void {
    cancelTimer(this);
  }

  _describe(): string {
    return `sleep ${this.#seconds}s`;
  }
}

/**
 * sleep(0): let all go first that are ready. The barest switch, and the hottest: it has no state, so that one object
 * serves all, and a next() of its own, so that V8 sees one kind of leaf in it.
 */
class Yield extends Leaf<void> {
  override next(): IteratorResult<Park, void> {
    const tasklet = runningTasklet();
    if (tasklet === undefined) throw outsideTasklet(this);
    if (tasklet._resumedFrom(this)) return done(undefined);
    tasklet._yield(this);
    return PARKED;
  }

  override _asArm(): Leaf<void> {
    return new Turn();
  }

  _begin(): boolean {
    return false;
  }

  _end(): void {
    // It was its turn again.
  }

  _undo(): void {
    // It is in the ready queue only.
  }

  _describe(): string {
    return 'sleep 0s';
  }
}

/** sleep(0) as an arm of a select: an entry of its own in the ready queue. */
class Turn extends Leaf<void> implements Runnable {
  #tasklet: Wakeable | undefined = undefined;

  _begin(tasklet: Wakeable): boolean {
    this.#tasklet = tasklet;
    ready(this);
    return false;
  }

  _run(): void {
    this.#tasklet?._unpark();
  }

  _end(): void {
    // All have had their turn.
  }

  _undo(): void {
    this.#tasklet = undefined;
  }

  _describe(): string {
    return 'sleep 0s';
  }
}

/** In debug mode each is one of its own: they are told apart. */
const YIELD = debug ? undefined : new Yield();

/**
 * Park for at least `seconds`; 0 (the default) lets every tasklet go first that is ready. RangeError for NaN or a negative;
 * Infinity sleeps until it is killed.
 *
 * Source: evergreen.tasks.sleep.
 *
 * @example
 * function* blink(): Op<void> {
 *   for (;;) {
 *     console.log('*');
 *     yield* sleep(0.5);
 *   }
 * }
 */
export function sleep(seconds = 0): Op<void> {
  if (seconds === 0) return YIELD ?? new Yield();
  checkSeconds(seconds);
  return new Sleep(seconds);
}

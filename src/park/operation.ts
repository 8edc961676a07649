/**
 * The library's own operations that are written as generators. In debug mode they are wrapped, so that a forgotten
 * `yield*` shows for them as it does for leaves; otherwise the generator itself is handed out, unless it can be an arm of
 * select: nothing can be seen of a generator.
 */
import { debug, noteMade, noteRun } from './debug.js';
import { OPERATION, type Op, type Park } from './op.js';
import { type Leaf, runningTasklet } from './leaf.js';

/** Something that a tasklet gives up while it waits, and must have again before it goes on: the lock of a Condition. */
export interface GivenUp {
  /** Several arms may wait with one lock given up: it is given up once. */
  readonly lock: object;
  /** Give it up, when the tasklet is parked: returns the way to take it again, which cannot be interrupted. */
  giveUp(): Op<unknown>;
}

/** An operation of several steps, as an arm of select. */
export interface SteppedArm<T> {
  readonly leaf: Leaf<T>;
  readonly givesUp: GivenUp;
}

export class GeneratorOp<T> implements Op<T> {
  readonly #generator: Generator<Park, T, unknown>;
  /** undefined if it cannot be one. */
  readonly _asArm: (() => SteppedArm<T>) | undefined;

  constructor(generator: Generator<Park, T, unknown>, asArm: (() => SteppedArm<T>) | undefined) {
    this.#generator = generator;
    this._asArm = asArm;
  }

  get [OPERATION](): true {
    return true;
  }

  [Symbol.iterator](): Iterator<Park, T, unknown> {
    if (debug) noteRun(this);
    return this.#generator;
  }
}

/** Hand out a generator as an operation called `what`; `asArm` makes an arm of select of it, in place of the generator. */
export function operation<T>(
  what: string,
  generator: Generator<Park, T, unknown>,
  asArm?: () => SteppedArm<T>,
): Op<T> {
  if (!debug && asArm === undefined) return generator;
  const op = new GeneratorOp(generator, asArm);
  if (debug) noteMade(op, () => what, runningTasklet());
  return op;
}

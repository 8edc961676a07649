/**
 * checkpoint(): what an operation that is written as a generator runs first, if it may end without passing a leaf. It counts as
 * an operation that returns at once, and when the budget is spent (leaf.ts) it lets all others go first. Nothing has begun then,
 * so a kill that is delivered there loses nothing.
 *
 * The leaf that comes next is not deferred: between the checkpoint and that leaf no other tasklet runs. Condition.wait() relies
 * on it, which gives the lock up in between and must be in the queue before anyone can notify; so does connect().
 */
import { debug } from './debug.js';
import { Leaf, runningTasklet, spend } from './leaf.js';
import { type Op, PARKED, type Park, done } from './op.js';

/** It has no state, so that one object serves all. */
class Checkpoint extends Leaf<void> {
  override next(): IteratorResult<Park, void> {
    const tasklet = runningTasklet();
    // Outside a tasklet it is for the operation itself to complain, by its own name.
    if (tasklet === undefined || tasklet._resumedFrom(this) || spend()) return done(undefined);
    tasklet._yield(this);
    return PARKED;
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
    return 'checkpoint';
  }
}

/** In debug mode each is one of its own: they are told apart. */
const CHECKPOINT = debug ? undefined : new Checkpoint();

/** Let all others go first if the budget is spent. */
export function checkpoint(): Op<void> {
  return CHECKPOINT ?? new Checkpoint();
}

/**
 * A waiter for something that comes from outside: while one waits, the loop is not deadlocked.
 */
import { threadLoop } from '../loop/thread.js';
import type { Parkable } from '../tasklet/park.js';
import { Waiter } from '../tasklet/wait-queue.js';

export abstract class IOWaiter<T> extends Waiter<T> {
  override _begin(tasklet: Parkable): boolean {
    const over = super._begin(tasklet);
    if (!over) threadLoop()._outside++;
    return over;
  }

  protected override _leave(): void {
    super._leave();
    threadLoop()._outside--;
  }
}

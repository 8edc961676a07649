/**
 * Errors of futures that nobody has asked for. An error is asked for by get(); one that never is must not vanish. A future
 * is known to be dropped when it is collected as garbage, or when the loop is destroyed: then its error, if it was never
 * asked for, goes to excepthook.
 */
import { TaskletExit } from '../errors.js';
import { type Closeable, type ThreadLoop, threadLoop } from '../loop/thread.js';

class Unasked implements Closeable {
  readonly #loop: ThreadLoop;
  readonly #error: unknown;
  #open = true;
  /** For people: what the error is of. */
  readonly #source: object;

  constructor(loop: ThreadLoop, error: unknown, source: object) {
    this.#loop = loop;
    this.#error = error;
    this.#source = source;
  }

  /** Nobody can ask any more. */
  close(): void {
    if (!this.#open) return;
    this.asked();
    this.#loop._report(this.#error, this.#source);
  }

  asked(): void {
    this.#open = false;
    this.#loop._disown(this);
  }
}

const open = new WeakMap<object, Unasked>();
const collected =
  typeof FinalizationRegistry === 'undefined'
    ? undefined
    : new FinalizationRegistry<Unasked>((unasked) => unasked.close());

/** `future` has failed, and nobody has asked yet. `source` must not refer to the future. */
export function watch(future: object, error: unknown, source: object): void {
  // Being killed is no news, for a future as for a tasklet.
  if (open.has(future) || error instanceof TaskletExit) return;
  const loop = threadLoop();
  const unasked = new Unasked(loop, error, source);
  open.set(future, unasked);
  loop._adopt(unasked);
  collected?.register(future, unasked, future);
}

/** Someone has it now. */
export function asked(future: object): void {
  open.get(future)?.asked();
  open.delete(future);
  collected?.unregister(future);
}

/**
 * Errors of futures that nobody has retrieved for. An error is retrieved for by get(); one that never is must not vanish. A future
 * is known to be dropped when it is collected as garbage, or when the loop is destroyed: then its error, if it was never
 * retrieved for, goes to excepthook.
 */
import { TaskletExit } from '../errors.js';
import { type Closeable, type ThreadLoop, threadLoop } from '../loop/thread.js';

class Unretrieved implements Closeable {
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
    this.retrieved();
    this.#loop.report(this.#error, this.#source);
  }

  retrieved(): void {
    this.#open = false;
    this.#loop.disown(this);
  }
}

const open = new WeakMap<object, Unretrieved>();
const collected =
  typeof FinalizationRegistry === 'undefined'
    ? undefined
    : new FinalizationRegistry<Unretrieved>((unretrieved) => unretrieved.close());

/** `future` has failed, and nobody has retrieved yet. `source` must not refer to the future. */
export function trackUnretrieved(future: object, error: unknown, source: object): void {
  // Being killed is no news, for a future as for a tasklet.
  if (open.has(future) || error instanceof TaskletExit) return;
  const loop = threadLoop();
  const unretrieved = new Unretrieved(loop, error, source);
  open.set(future, unretrieved);
  loop.adopt(unretrieved);
  collected?.register(future, unretrieved, future);
}

/** Someone has it now. */
export function retrieved(future: object): void {
  open.get(future)?.retrieved();
  open.delete(future);
  collected?.unregister(future);
}

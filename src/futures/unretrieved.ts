/**
 * Errors of futures that were never retrieved. get() retrieves an error; one that nobody retrieves must not vanish. It goes to
 * excepthook when the future is collected as garbage, or at the latest when the loop is destroyed.
 */
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { type Closeable, adopt, disown, report } from '../loop/thread.js';

class Unretrieved implements Closeable {
  readonly #error: unknown;
  #open = true;
  /** Names the future in the report. */
  readonly #source: object;

  constructor(error: unknown, source: object) {
    this.#error = error;
    this.#source = source;
  }

  /** Nobody can retrieve it any more: report it. */
  close(): void {
    if (!this.#open) return;
    this.retrieved();
    report(this.#error, this.#source);
  }

  /** Someone has it now. */
  retrieved(): void {
    this.#open = false;
    disown(this);
  }
}

const open = new WeakMap<object, Unretrieved>();
const collected =
  typeof FinalizationRegistry === 'undefined'
    ? undefined
    : new FinalizationRegistry<Unretrieved>((unretrieved) => unretrieved.close());

/** `future` has failed, and its error was not retrieved yet. `source` must not refer to the future. */
export function trackUnretrieved(future: object, error: unknown, source: object): void {
  // A kill is not reported, of a future as of a tasklet.
  if (open.has(future) || isInstance(error, TaskletExit)) return;
  const unretrieved = new Unretrieved(error, source);
  open.set(future, unretrieved);
  adopt(unretrieved);
  collected?.register(future, unretrieved, future);
}

/** The error of `future` was retrieved. */
export function retrieved(future: object): void {
  open.get(future)?.retrieved();
  open.delete(future);
  collected?.unregister(future);
}

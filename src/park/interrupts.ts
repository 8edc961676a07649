/**
 * Interrupts: errors from outside on their way into a tasklet. They wait in the order they came and are delivered one at a time,
 * each where the tasklet is parked at the time. Killing is edge-triggered: as long as one kill was not delivered, another adds
 * nothing; afterwards another interrupts the cleanup.
 */

export interface Interrupt {
  /** The error to throw, asked for when it is delivered. */
  _deliver(): unknown;
  /** For instruments: what it is about, before it is delivered. */
  readonly _reason: unknown;
  /** The error was made for the occasion: its stack is to show where the tasklet was parked. */
  readonly _retrace: boolean;
}

/** What can be interrupted: a tasklet, seen by those that do it. */
export interface Interruptible {
  /** For people. */
  readonly name: string;
  /** Is it parked, and could what it waits for not go back to where it came from? */
  readonly _awaitsFinal: boolean;
  /** To be thrown at the next park, or at the present one if it is parked. Nothing if it has ended. */
  _interrupt(interrupt: Interrupt): void;
  /** Take it back if it was not delivered. */
  _retract(interrupt: Interrupt): void;
}

export class Kill implements Interrupt {
  readonly _reason: unknown;
  readonly _retrace: boolean;

  constructor(error: unknown, retrace: boolean) {
    this._reason = error;
    this._retrace = retrace;
  }

  _deliver(): unknown {
    return this._reason;
  }
}

/** What it throws. A class of the user's may fail to make its error: then what that threw is thrown in, with its own stack. */
export function thrownBy(interrupt: Interrupt): { readonly error: unknown; readonly retrace: boolean } {
  try {
    return { error: interrupt._deliver(), retrace: interrupt._retrace };
  } catch (error) {
    return { error, retrace: false };
  }
}

/** The interrupts of one tasklet that were not delivered. */
export class Interrupts {
  readonly #waiting: Interrupt[] = [];

  get pending(): boolean {
    return this.#waiting.length > 0;
  }

  /** Is there a kill among them? */
  get killing(): boolean {
    return this.#waiting.some((one) => one instanceof Kill);
  }

  /** False if it adds nothing. */
  add(interrupt: Interrupt): boolean {
    if (interrupt instanceof Kill && this.killing) return false;
    this.#waiting.push(interrupt);
    return true;
  }

  [Symbol.iterator](): Iterator<Interrupt> {
    return this.#waiting.values();
  }

  /** The one that came first. */
  take(): Interrupt | undefined {
    return this.#waiting.shift();
  }

  /** False if it is not among them. */
  remove(interrupt: Interrupt): boolean {
    const at = this.#waiting.indexOf(interrupt);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }
}

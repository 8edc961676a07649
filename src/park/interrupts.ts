/**
 * Interrupts: errors from outside on their way into a tasklet. They wait in the order they came and strike one at a time,
 * each where the tasklet is parked at the time. Killing is edge-triggered: as long as one kill has not struck, another adds
 * nothing; once it has, another interrupts the cleanup.
 */

export interface Interrupt {
  /** The error to throw, asked for when it strikes. */
  _deliver(): unknown;
  /** The error was made for the occasion: its stack is to tell where the tasklet was parked. */
  readonly _retrace: boolean;
}

/** What can be interrupted: a tasklet, seen by those that do it. */
export interface Interruptible {
  /** To be thrown at the next park, or at the present one if it is parked. Nothing if it has ended. */
  _interrupt(interrupt: Interrupt): void;
  /** Take it back if it has not struck. */
  _retract(interrupt: Interrupt): void;
}

export class Kill implements Interrupt {
  readonly #error: unknown;
  readonly _retrace: boolean;

  constructor(error: unknown, retrace: boolean) {
    this.#error = error;
    this._retrace = retrace;
  }

  _deliver(): unknown {
    return this.#error;
  }
}

/** The interrupts of one tasklet that have not struck. */
export class Interrupts {
  readonly #waiting: Interrupt[] = [];

  get pending(): boolean {
    return this.#waiting.length > 0;
  }

  add(interrupt: Interrupt): void {
    if (interrupt instanceof Kill && this.#waiting.some((other) => other instanceof Kill)) return;
    this.#waiting.push(interrupt);
  }

  /** The one that came first. */
  take(): Interrupt | undefined {
    return this.#waiting.shift();
  }

  remove(interrupt: Interrupt): void {
    const at = this.#waiting.indexOf(interrupt);
    if (at >= 0) this.#waiting.splice(at, 1);
  }
}

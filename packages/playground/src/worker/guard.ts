/**
 * The function that the loops and functions of a program call (text/guarded.ts). A program that is stopped cannot go on: from then on it
 * throws in each of them, so that no catch or finally keeps it running.
 */
import { LONGEST } from '../model/recording.js';

/** What it throws. It is none of the program's errors: those are reported, this is not. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Calls from one look at the clock to the next. */
const STRIDE = 32;

export class Guard {
  /** Called in each loop and function, with its line. */
  readonly check: (line: number) => void;
  #since = performance.now();
  #calls = 0;
  #stopped = false;

  /** `onStep` is told of each line that is reached; `onBusy` when the program has run for too long without a park. */
  constructor(onStep: (line: number) => void, onBusy: (line: number) => void) {
    this.check = (line) => {
      if (this.#stopped) throw new Stopped('the program was stopped');
      onStep(line);
      if (++this.#calls % STRIDE !== 0 || performance.now() - this.#since < LONGEST * 1000) return;
      onBusy(line);
      throw new Stopped('the program was stopped');
    };
  }

  /** Something else had its turn. */
  rest(): void {
    this.#since = performance.now();
  }

  stop(): void {
    this.#stopped = true;
  }
}

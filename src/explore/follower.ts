/**
 * Follows a schedule: departs where it says so, and does nothing else out of order.
 */
import type { ChoicePoint, Chooser } from './choosing-queue.js';
import { type NondeterminismError, nondeterministic } from './errors.js';
import { type Departure, departure, indexOf } from './schedule.js';
import { optionText } from './option-text.js';

export class Follower implements Chooser {
  readonly #departures: readonly Departure[];
  /** One that cannot be taken is an error; else it is left out. */
  readonly #strict: boolean;
  /** Those that were taken. */
  readonly taken: Departure[] = [];
  #next = 0;
  #at = 0;

  constructor(departures: readonly Departure[], { strict }: { strict: boolean }) {
    this.#departures = departures;
    this.#strict = strict;
  }

  choose(point: ChoicePoint): number {
    const at = this.#at++;
    const next = this.#departures[this.#next];
    if (next?.at !== at) return 0;
    this.#next++;
    const index = indexOf(point, next);
    // What is first in line now is no departure.
    if (index === undefined || index === 0) {
      if (this.#strict) throw departed(at, next, point);
      return 0;
    }
    this.taken.push(departure(at, point.option(index)));
    return index;
  }

  /** NondeterminismError if the run has ended before the last of the departures. */
  checkEnd(): void {
    const left = this.#departures[this.#next];
    if (left === undefined) return;
    throw nondeterministic(
      `the program has departed from the schedule: it had ended after ${counted(this.#at, 'choice')}, before departure ${left.at}${left.kind}${left.pick}. Has it been changed, or does it depend on something besides the order (the time, Math.random(), what an earlier run has left)?`,
    );
  }
}

function departed(at: number, { kind, pick }: Departure, point: ChoicePoint): NondeterminismError {
  return nondeterministic(
    `the program has departed from the schedule at choice ${at}: there is no ${at}${kind}${pick}; ${optionText(point)}. Has it been changed, or does it depend on something besides the order (the time, Math.random(), what an earlier run has left)?`,
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

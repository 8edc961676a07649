/**
 * Every schedule, those with the fewest departures first (delay bounding).
 *
 * A schedule is its list of departures. A run with a given list does nothing else out of order; at the points it passes after its
 * last departure its children depart once more. So each schedule is met exactly once, and in order of their number of departures;
 * and what has to be kept is, for each schedule of one level, what could be chosen at the points that it passed.
 *
 * Source: M. Emmi, S. Qadeer, Z. Rakamarić, "Delay-bounded scheduling", POPL 2011; here a departure passes over any number that are ready.
 */
import type { ChoicePoint, Chooser } from './choosing-queue.js';
import { type NondeterminismError, nondeterministic } from './errors.js';
import { optionText } from './option-text.js';
import { type Departure, departure } from './schedule.js';
import type { Strategy, Tried } from './strategy.js';

/** A schedule that was run: what its children depart from. */
class Path implements Chooser, Tried {
  readonly #parent: Path | undefined;
  /** Point and option of its last departure. */
  readonly at: number;
  readonly #index: number;
  /** As the schedule's text has it. */
  #departure: Departure | undefined = undefined;
  readonly depth: number;
  /** Of each point: how many options there were, and which (a mark). */
  readonly counts: number[] = [];
  readonly #marks: number[] = [];
  /** The departures on the way, by their points. */
  readonly #way: readonly Path[];
  #next = 0;

  constructor(parent?: Path, at = -1, index = 0) {
    this.#parent = parent;
    this.at = at;
    this.#index = index;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.#way = parent === undefined ? [] : [...parent.#way, this];
  }

  get departures(): Departure[] {
    return this.#way.map((one) => one.#departure as Departure);
  }

  choose(point: ChoicePoint): number {
    const at = this.counts.length;
    const mark = point.mark();
    const before = this.#parent === undefined || at > this.at ? mark : this.#parent.#marks[at];
    if (before !== mark) throw departed(at, point);
    this.counts.push(point.count);
    this.#marks.push(mark);
    const next = this.#way[this.#next];
    if (next?.at !== at) return 0;
    this.#next++;
    next.#departure ??= departure(at, point.option(next.#index));
    return next.#index;
  }

  checkEnd(): void {
    if (this.#next < this.#way.length)
      throw nondeterministic(
        `the program is not deterministic: it has ended after ${this.counts.length} choices, where it went on before, with the same done until then. ${CAUSES}`,
      );
  }
}

const CAUSES =
  'It depends on something besides the order: the time, Math.random(), what an earlier run has left in a variable outside of it';

function departed(at: number, point: ChoicePoint): NondeterminismError {
  return nondeterministic(
    `the program is not deterministic: at choice ${at} of a schedule, ${optionText(point)}; there were others before, with the same done until then. ${CAUSES}`,
  );
}

export class Exhaustive implements Strategy {
  readonly seed = undefined;
  /** Most departures. */
  readonly #delays: number;
  /** Those whose children are next, and their children. */
  #level: Path[] = [];
  #below: Path[] = [];
  /** The present parent, and the point and option of the child that is next. */
  #parent = 0;
  #at = 0;
  #index = 1;
  #begun = false;
  #cut = false;

  constructor(delays: number) {
    this.#delays = delays;
  }

  get complete(): boolean {
    return !this.#cut;
  }

  next(): Path | undefined {
    if (!this.#begun) {
      this.#begun = true;
      return new Path();
    }
    for (;;) {
      const parent = this.#level[this.#parent];
      if (parent === undefined) {
        if (this.#below.length === 0) return undefined;
        [this.#level, this.#below] = [this.#below, []];
        this.#parent = 0;
        this.#begin();
      } else if (this.#at >= parent.counts.length) {
        // What was kept of it is not needed any more.
        this.#level[this.#parent++] = GONE;
        this.#begin();
      } else if (this.#index >= (parent.counts[this.#at] as number)) {
        this.#at++;
        this.#index = 1;
      } else {
        return new Path(parent, this.#at, this.#index++);
      }
    }
  }

  done(path: Path): void {
    path.checkEnd();
    const hasChildren = path.counts.length > path.at + 1;
    if (!hasChildren) return;
    if (path.depth < this.#delays) this.#below.push(path);
    else this.#cut = true;
  }

  #begin(): void {
    this.#at = (this.#level[this.#parent]?.at ?? -1) + 1;
    this.#index = 1;
  }
}

const GONE = new Path();

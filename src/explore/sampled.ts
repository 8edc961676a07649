/**
 * Schedules by chance: uniform choices, or random priorities (PCT).
 *
 * Kills are not among what is chosen from at each point, or nearly all would come at the first few: for each a point of the run is
 * drawn, and there a victim. How many points a run has is known from those before: the most that one had.
 */
import type { Runnable } from '../loop/runnable.js';
import type { ChoicePoint } from './choosing-queue.js';
import { RandomNumbers } from './random-numbers.js';
import { type Departure, departure } from './schedule.js';
import type { Strategy, Tried } from './strategy.js';

/** A schedule by chance, as far as both kinds have it in common. */
abstract class Sample implements Tried {
  readonly departures: Departure[] = [];
  protected readonly random: RandomNumbers;
  /** Points that were passed. */
  points = 0;
  readonly #killsAt: Set<number>;

  constructor(random: RandomNumbers, kills: number, points: number) {
    this.random = random;
    this.#killsAt = drawn(random, kills, points);
  }

  choose(point: ChoicePoint): number {
    const at = this.points++;
    const { count, kills } = point;
    const killed = kills > 0 && this.#killsAt.has(at);
    const index = killed ? count - 1 - this.random.below(kills) : this.chosen(point, count - kills, at);
    if (index > 0) this.departures.push(departure(at, point.option(index)));
    return index;
  }

  /** One of the first `count` options. */
  protected abstract chosen(point: ChoicePoint, count: number, at: number): number;
}

class Uniform extends Sample {
  protected override chosen(_point: ChoicePoint, count: number): number {
    return this.random.below(count);
  }
}

/** Times in a row that a tasklet lets others go first, and none does. */
const PATIENCE = 50;

/** What has the priority of time that passes. */
const TIME = {};

/**
 * Each tasklet has a priority drawn by chance, and the highest that is ready runs; at `depth - 1` points the one that would run gets
 * the lowest. So does a tasklet that lets others go first (sleep(0)) again and again, with none of a higher priority there: else one
 * that waits for another that way would keep it from running for ever.
 *
 * Source: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding
 * bugs", ASPLOS 2010.
 */
class Priorities extends Sample {
  readonly #of = new Map<object, number>();
  readonly #changesAt: Set<number>;
  #lowest = 0;
  /** The one that let others go first, so many times in a row. */
  #yielder: Runnable | undefined = undefined;
  #yields = 0;

  constructor(random: RandomNumbers, kills: number, points: number, depth: number) {
    super(random, kills, points);
    this.#changesAt = drawn(random, depth - 1, points);
  }

  yielded(entry: Runnable): void {
    this.#yields = entry === this.#yielder ? this.#yields + 1 : 1;
    this.#yielder = entry;
    if (this.#yields % PATIENCE === 0) this.#lower(entry);
  }

  protected override chosen(point: ChoicePoint, count: number, at: number): number {
    const highest = this.#highest(point, count);
    if (!this.#changesAt.has(at)) return highest;
    this.#lower(point.entry(highest) ?? TIME);
    return this.#highest(point, count);
  }

  #highest(point: ChoicePoint, count: number): number {
    let [best, top] = [0, -Infinity];
    for (let i = 0; i < count; i++) {
      const priority = this.#priority(point.entry(i) ?? TIME);
      if (priority > top) [best, top] = [i, priority];
    }
    return best;
  }

  #priority(entry: object): number {
    let priority = this.#of.get(entry);
    if (priority === undefined) this.#of.set(entry, (priority = this.random.fraction()));
    return priority;
  }

  #lower(entry: object): void {
    this.#of.set(entry, --this.#lowest);
  }
}

function drawn(random: RandomNumbers, count: number, points: number): Set<number> {
  return new Set(Array.from({ length: points === 0 ? 0 : count }, () => random.below(points)));
}

/** How the samples are to be drawn. */
export interface Sampling {
  readonly strategy: 'random' | 'pct';
  readonly seed: number;
  readonly kills: number;
  readonly depth: number;
}

export class Sampled implements Strategy {
  readonly seed: number;
  readonly complete = false;
  readonly #sampling: Sampling;
  readonly #random: RandomNumbers;
  /** Of a run, at most, as far as is known: so in the first one nobody is killed. */
  #points = 0;

  constructor(sampling: Sampling) {
    this.seed = sampling.seed;
    this.#sampling = sampling;
    this.#random = new RandomNumbers(sampling.seed);
  }

  next(): Sample {
    const { strategy, kills, depth } = this.#sampling;
    if (strategy === 'random') return new Uniform(this.#random, kills, this.#points);
    return new Priorities(this.#random, kills, this.#points, depth);
  }

  done(sample: Sample): void {
    this.#points = Math.max(sample.points, this.#points);
  }
}

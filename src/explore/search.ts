/**
 * An exploration step by step: what explore() is made of, for whoever goes on after a failure, or wants to stop in between. Not part of
 * the public contract.
 */
import { presentLoop } from '../loop/thread.js';
import { errorText } from '../trace/event.js';
import { trimmed } from '../trim.js';
import { Breather } from './breather.js';
import { type ExplorationError, nondeterministic } from './errors.js';
import { failed, isAlike, traced } from './failed.js';
import { Follower } from './follower.js';
import { type ExploreOptions, type Settings, settingsOf } from './options.js';
import { type Ended, type Program, type Terms, runOnce } from './run-once.js';
import { type Departure, textOf } from './schedule.js';
import { shortened } from './shorten.js';
import type { Strategy, Tried } from './strategy.js';

/** What one schedule came to. */
export interface Attempt {
  /** As replay() takes it. */
  readonly schedule: string;
  /** What was done in it out of order. */
  readonly departures: readonly Departure[];
  /** What it failed with; undefined if it has not. */
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * The schedules of a program, one after the other.
 *
 *     const search = new Search(program, { kills: 1 });
 *     try {
 *       for (let one; !stopped && (one = await search.next()) !== undefined;)
 *         if (one.failure !== undefined) failures.push(one);
 *     } finally {
 *       search.close();
 *     }
 *
 * The thread is left for a macrotask every 20 ms, inside next(); then `onProgress` is called.
 */
export class Search {
  readonly #program: Program;
  readonly #settings: Settings;
  readonly #strategy: Strategy;
  readonly #breather = new Breather();
  #schedules = 0;
  #complete = false;

  constructor(program: Program, options: ExploreOptions = {}) {
    this.#program = program;
    this.#settings = settingsOf(options);
    this.#strategy = this.#settings.strategy();
  }

  /** How many schedules were tried. */
  get schedules(): number {
    return this.#schedules;
  }

  /** Was every schedule tried? Known when next() has returned undefined. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Of the random numbers; undefined of an exhaustive search. */
  get seed(): number | undefined {
    return this.#strategy.seed;
  }

  /**
   * Run the next schedule. Undefined: none is left, or so many were tried as were asked for. NondeterminismError; Error if
   * the program has used the library after its end.
   */
  async next(): Promise<Attempt | undefined> {
    if (this.#breather.isDue) {
      await this.#breather.pause();
      this.#tell();
    }
    if (this.#schedules > 0) checkGone();
    const tried = this.#strategy.next();
    if (tried === undefined || this.#schedules === this.#settings.schedules) {
      this.#complete = tried === undefined && this.#strategy.complete;
      this.#tell();
      return undefined;
    }
    this.#schedules++;
    const { failure } = await runOnce(this.#program, this.#settings, tried, this.#breather);
    this.#strategy.done(tried);
    return new Outcome(tried, this.#settings, failure);
  }

  /** What a failed attempt is to be told as: with the schedule shortened, and its trace. */
  async explain(attempt: Attempt): Promise<ExplorationError> {
    const { departures, failure } = attempt;
    if (failure === undefined) throw new Error('there is nothing to explain: it has not failed');
    this.#tell();
    // An exhaustive search has tried those with fewer.
    const shortest = this.seed === undefined ? departures : await this.#shortened(departures, failure);
    const again = await traced(this.#program, this.#settings, shortest, this.#breather);
    if (again.failure === undefined || !isAlike(again.failure, failure))
      throw nondeterministic(
        `the program is not deterministic: schedule ${textOf(shortest, this.#settings)} failed (${errorText(failure.error)}), and run again it ${again.failure === undefined ? 'did not' : `failed otherwise (${errorText(again.failure.error)})`}`,
      );
    return failed(shortest, this.#settings, this.#schedules, again.failure, again.trace);
  }

  /** It is not needed any more. */
  close(): void {
    this.#breather.close();
  }

  async #shortened(
    departures: readonly Departure[],
    failure: NonNullable<Ended['failure']>,
  ): Promise<readonly Departure[]> {
    return shortened(departures, async (fewer) => {
      if (this.#breather.isDue) await this.#breather.pause();
      const follower = new Follower(fewer, { strict: false });
      const ended = await runOnce(this.#program, this.#settings, follower, this.#breather);
      return ended.failure !== undefined && isAlike(ended.failure, failure) ? follower.taken : undefined;
    });
  }

  #tell(): void {
    const { onProgress, schedules } = this.#settings;
    const left = this.seed === undefined || schedules === Infinity ? undefined : schedules - this.#schedules;
    onProgress?.({ schedules: this.#schedules, left });
  }
}

/** Error if there is a loop between two runs. */
function checkGone(): void {
  if (presentLoop() === undefined) return;
  throw trimmed(
    new Error(
      "between two schedules there is an event loop on this thread: the program has used the library after its end (in the callback of a promise, or of a timer that is not the library's), or somebody else does",
    ),
  );
}

class Outcome implements Attempt {
  readonly failure: Attempt['failure'];
  readonly #tried: Tried;
  readonly #terms: Terms;

  constructor(tried: Tried, terms: Terms, failure: Attempt['failure']) {
    this.#tried = tried;
    this.#terms = terms;
    this.failure = failure;
  }

  get departures(): readonly Departure[] {
    return this.#tried.departures;
  }

  get schedule(): string {
    return textOf(this.departures, this.#terms);
  }
}

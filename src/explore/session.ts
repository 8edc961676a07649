/**
 * An exploration step by step: what explore() is made of, for whoever goes on after a failure, or wants to stop in between. And
 * play(): one run whose choices are given from outside. Neither is part of the public contract.
 */
import { kindOf } from '../check.js';
import type { TraceEvent } from '../trace/event.js';
import { Trace } from '../trace/trace.js';
import { trimmed } from '../trim.js';
import { Breather } from './breather.js';
import type { ChoicePoint, Chooser, Option } from './choosing-queue.js';
import { ExplorationError, nondeterministic } from './errors.js';
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

  /** Run the next schedule. Undefined: none is left, or so many were tried as were asked for. NondeterminismError. */
  async next(): Promise<Attempt | undefined> {
    if (this.#breather.isDue) {
      await this.#breather.pause();
      this.#tell();
    }
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
    // An exhaustive search has tried those with fewer.
    const shortest = this.seed === undefined ? departures : await this.#shortened(departures, failure);
    const again = await traced(this.#program, this.#settings, shortest, this.#breather);
    if (again.failure === undefined || !isAlike(again.failure, failure))
      throw nondeterministic(
        `the program is not deterministic: schedule ${textOf(shortest, this.#settings)} failed (${messageOf(failure.error)}), and run again it ${again.failure === undefined ? 'did not' : `failed otherwise (${messageOf(again.failure.error)})`}`,
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

/** Run the schedule with these departures once more, traced. NondeterminismError if they cannot all be taken. */
export async function traced(
  program: Program,
  terms: Terms,
  departures: readonly Departure[],
  breather: Breather,
): Promise<{ failure: Ended['failure']; trace: Trace }> {
  const trace = new Trace({ where: true });
  const follower = new Follower(departures, { strict: true });
  // Or the caller's line would be taken for that of a tasklet that has none.
  await breather.pause();
  const { failure } = await runOnce(program, terms, follower, breather, trace);
  // One that fails before its last departure has failed all the same.
  if (failure === undefined) follower.checkEnd();
  return { failure, trace };
}

/** Lines of a trace's table that a message has, at most. */
const MOST_LINES = 60;

/** What a schedule that failed is told as. `schedules`: how many were tried. */
export function failed(
  departures: readonly Departure[],
  terms: Terms,
  schedules: number,
  { error }: NonNullable<Ended['failure']>,
  trace: Trace,
): ExplorationError {
  const schedule = textOf(departures, terms);
  const [head = '', ...lines] = trace.toText().split('\n');
  const left = lines.length - MOST_LINES;
  const shown = left > 0 ? [`(${left} earlier lines)`, head, ...lines.slice(left)] : [head, ...lines];
  return trimmed(
    new ExplorationError(
      `schedule ${schedule} failed: ${messageOf(error)}\n\n${shown.join('\n')}\n`,
      { schedule, schedules, trace: trace.events },
      { cause: error },
    ),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : kindOf(error);
}

/** Are they failures of the same kind? */
function isAlike(one: { readonly error: unknown }, other: { readonly error: unknown }): boolean {
  return kindOfError(one.error) === kindOfError(other.error);
}

function kindOfError(error: unknown): unknown {
  return error instanceof Error ? error.constructor : kindOf(error);
}

/** One thing that could be chosen. */
export interface Choice {
  /** 'resume' a tasklet or, if it is undefined, run a callback; 'wait' for the next timer; 'kill' a tasklet. */
  readonly what: 'resume' | 'wait' | 'kill';
  /** The tasklet's id. */
  readonly tasklet: number | undefined;
  /** Its name. */
  readonly name: string | undefined;
}

/** A point at which there was a choice. */
export interface PlayedPoint {
  /** The first is what first come, first served would do. */
  readonly choices: readonly Choice[];
  /** Which was taken; undefined: none, the run ended here. */
  readonly taken: number | undefined;
  /** So many events of the trace had happened by then. */
  readonly events: number;
}

/** A run whose choices were given. */
export interface Played extends Attempt {
  readonly trace: readonly TraceEvent[];
  readonly points: readonly PlayedPoint[];
}

/**
 * Run the program with these choices: at the n-th point where there is more than one, the one with the index choices[n]. At the
 * first for which none is given, the run ends, or (`goOn`) goes on first come, first served. RangeError for an index that there
 * is not. The points of the result say what could be chosen at each; the last one is open if its `taken` is undefined.
 */
export async function play(
  program: Program,
  choices: readonly number[],
  options: Partial<Terms> & { readonly goOn?: boolean; readonly limit?: number } = {},
): Promise<Played> {
  const { goOn = false, limit, ...rest } = options;
  const terms = settingsOf(rest);
  const trace = new Trace({ where: true, ...(limit !== undefined && { limit }) });
  const player = new Player(choices, goOn, trace);
  const breather = new Breather();
  try {
    const { failure } = await runOnce(program, terms, player, breather, trace);
    const { departures, points } = player;
    return { schedule: textOf(departures, terms), departures, failure, trace: trace.events, points };
  } finally {
    breather.close();
  }
}

class Player implements Chooser {
  readonly points: PlayedPoint[] = [];
  readonly departures: Departure[] = [];
  readonly #choices: readonly number[];
  readonly #goOn: boolean;
  readonly #trace: Trace;

  constructor(choices: readonly number[], goOn: boolean, trace: Trace) {
    this.#choices = choices;
    this.#goOn = goOn;
    this.#trace = trace;
  }

  choose(point: ChoicePoint): number {
    const at = this.points.length;
    const options = Array.from({ length: point.count }, (_, i) => point.option(i));
    const taken = this.#choices[at] ?? (this.#goOn ? 0 : undefined);
    this.points.push({ choices: options.map(choiceOf), taken, events: this.#trace.events.length });
    if (taken === undefined) return -1;
    const option = options[taken];
    if (option === undefined)
      throw new RangeError(`choice ${at} is one of ${options.length}: there is no ${taken}`);
    if (taken > 0) this.departures.push({ at, kind: option.kind, pick: option.pick });
    return taken;
  }
}

function choiceOf({ kind, tasklet }: Option): Choice {
  const what = kind === 'r' ? 'resume' : kind === 'k' ? 'kill' : 'wait';
  return { what, tasklet: tasklet?.id, name: tasklet?.name };
}

/**
 * play(): one run whose choices are given from outside. Not part of the public contract.
 */
import type { TraceEvent } from '../trace/event.js';
import { Trace } from '../trace/trace.js';
import { Breather } from './breather.js';
import type { ChoicePoint, Chooser, Option } from './choosing-queue.js';
import { settingsOf } from './options.js';
import { type Program, type Terms, runOnce } from './run-once.js';
import { type Departure, departure, textOf } from './schedule.js';
import type { Attempt } from './search.js';

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
    if (taken > 0) this.departures.push(departure(at, option));
    return taken;
  }
}

function choiceOf({ kind, tasklet }: Option): Choice {
  const what = kind === 'r' ? 'resume' : kind === 'k' ? 'kill' : 'wait';
  return { what, tasklet: tasklet?.id, name: tasklet?.name };
}

/**
 * The options of explore(), and what they are when they are left out.
 */
import { checkFunction, checkOptions, kindOf } from '../check.js';
import { trimmed } from '../trim.js';
import { Exhaustive } from './exhaustive.js';
import { SEEDS } from './random-numbers.js';
import type { Terms } from './run-once.js';
import { Sampled } from './sampled.js';
import { STEPS } from './schedule.js';
import type { Strategy } from './strategy.js';

/** How a program is to be explored. */
export interface ExploreOptions {
  /**
   * 'exhaustive' (default): every schedule, those that depart least from first come, first served, first (delay bounding); 'random':
   * uniform choices; 'pct': random priorities with `depth - 1` change points, which finds a bug that needs `depth` orderings with a
   * known probability.
   */
  strategy?: 'exhaustive' | 'random' | 'pct';
  /**
   * Exhaustive: most departures in one schedule (default Infinity); `complete` is false if that left any out. A departure: another
   * than the first that is ready is resumed, however many are passed over; or a tasklet is killed; or a timer comes due early.
   */
  delays?: number;
  /** Most schedules (default 10,000). */
  schedules?: number;
  /** Most resumptions in one schedule (default 10,000): more is a LivelockError. */
  steps?: number;
  /** Random and PCT: an integer from 0 to below 2³²; by default a new one, which the result tells. */
  seed?: number;
  /** PCT: how many orderings the bug needs (default 3). */
  depth?: number;
  /**
   * Also kill so many tasklets of the program's scope in one schedule, each at every point where it is parked or ready (default 0);
   * never main. A TaskletExit by which main ends is no failure.
   */
  kills?: number;
  /**
   * 'jumps' (default): a timer is due only when nothing else can run, as on the virtual clock. 'passes': it may also come due earlier,
   * at any point after the timers before it, as on a machine that is slow: finds races between a value and its timeout.
   */
  time?: 'jumps' | 'passes';
  /** Called now and then, and at the end; `left`: how many schedules are still to be tried, where that is known. */
  onProgress?: (progress: Progress) => void;
}

/** How far an exploration is. */
export interface Progress {
  /** Tried. */
  schedules: number;
  /** Still to be tried; undefined of exhaustive search, where that is not known. */
  left: number | undefined;
}

/** The options, checked, none left out. */
export interface Settings extends Terms {
  readonly schedules: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly strategy: () => Strategy;
}

const STRATEGIES = ['exhaustive', 'random', 'pct'] as const;
const TIMES = ['jumps', 'passes'] as const;

/** TypeError or RangeError for options that cannot be right. */
export function settingsOf(options: ExploreOptions): Settings {
  checkOptions('the options of explore()', options);
  const { strategy = 'exhaustive', delays = Infinity, schedules = 10_000, steps = STEPS } = options;
  const { seed, depth = 3, kills = 0, time = 'jumps', onProgress } = options;
  checkOneOf('strategy', strategy, STRATEGIES);
  checkLimit('delays', delays, 0);
  checkLimit('schedules', schedules, 1);
  checkInteger('steps', steps, 1);
  checkInteger('depth', depth, 1);
  checkInteger('kills', kills, 0);
  checkOneOf('time', time, TIMES);
  if (seed !== undefined) checkInteger('seed', seed, 0, SEEDS - 1);
  if (onProgress !== undefined) checkFunction('onProgress', onProgress);
  return {
    time,
    kills,
    steps,
    schedules,
    onProgress,
    strategy: () =>
      strategy === 'exhaustive'
        ? new Exhaustive(delays)
        : new Sampled({ strategy, seed: seed ?? newSeed(), kills, depth }),
  };
}

function newSeed(): number {
  return Math.floor(Math.random() * SEEDS);
}

function checkOneOf(what: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(value as string))
    throw trimmed(
      new TypeError(`${what} is ${allowed.map((one) => `"${one}"`).join(' or ')}, not ${kindOf(value)}`),
    );
}

function checkInteger(what: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
    throw trimmed(
      new RangeError(
        `${what} must be an integer ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}, not ${kindOf(value)}`,
      ),
    );
}

function checkLimit(what: string, value: unknown, least: number): void {
  if (value !== Infinity) checkInteger(what, value, least);
}

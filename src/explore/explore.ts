/**
 * explore() and replay(): a program is run again and again, each time with its tasklets in another order, until it fails.
 */
import { checkTarget } from '../check.js';
import type { Op } from '../park/op.js';
import { Breather } from './breather.js';
import type { ExploreOptions } from './options.js';
import { parsed } from './schedule.js';
import { Search, failed, traced } from './session.js';

/** That every schedule was tried, or only so many. */
export interface Exploration {
  /** How many were tried. */
  readonly schedules: number;
  /** There are no others (with so many kills). Never of random ones. */
  readonly complete: boolean;
  /** Of the random numbers: with it, the same schedules are tried again. Undefined of an exhaustive search. */
  readonly seed: number | undefined;
}

/**
 * Run `program` once for each schedule, on a loop and a virtual clock of its own, until one fails: rejects with an ExplorationError,
 * which has the schedule (of an exhaustive search the one with the fewest departures from first come, first served; of the
 * others one from which no departure can be left out), its trace, and as `cause` what went wrong. Resolves if none fails.
 *
 * The program must be deterministic apart from the order: what it uses must be made inside it. Where a run could not do what another had
 * done before, it rejects with a NondeterminismError that says where. Error while another loop of the thread is in use; TypeError
 * and RangeError for options that cannot be right. The thread is left for a macrotask now and then.
 *
 * Source: CHESS (Musuvathi, Qadeer, 2007); shuttle of Rust.
 *
 * @example
 * const { schedules, complete } = await explore(function* (): Op<void> {
 *   const lock = new Lock();
 *   let count = 0;
 *   const add = function* (): Op<void> {
 *     using _ = yield* lock.hold();
 *     const seen = count;
 *     yield* sleep(0);
 *     count = seen + 1;
 *   };
 *   yield* all([add(), add()]);
 *   if (count !== 2) throw new Error('an update was lost');
 * });
 * console.log(schedules, complete);
 */
export async function explore(
  program: () => Op<unknown>,
  options: ExploreOptions = {},
): Promise<Exploration> {
  checkTarget(program);
  const search = new Search(program, options);
  try {
    for (let one; (one = await search.next()) !== undefined;)
      if (one.failure !== undefined) throw await search.explain(one);
    const { schedules, complete, seed } = search;
    return { schedules, complete, seed };
  } finally {
    search.close();
  }
}

/**
 * Run one schedule again, which has all it needs (time, kills, steps): rejects with an ExplorationError of the same cause, or
 * resolves if the program does not fail any more. NondeterminismError, which says where, if the program could not follow the
 * schedule; TypeError if it is none.
 *
 * @example
 * await replay(function* (): Op<void> {
 *   yield* sleep(1);
 * }, 'fifo');
 */
export async function replay(program: () => Op<unknown>, schedule: string): Promise<void> {
  checkTarget(program);
  const { terms, departures } = parsed(schedule);
  const breather = new Breather();
  try {
    const { failure, trace } = await traced(program, terms, departures, breather);
    if (failure !== undefined) throw failed(departures, terms, 1, failure, trace);
  } finally {
    breather.close();
  }
}

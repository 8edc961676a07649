/**
 * stateAt(): what was the case at a point of a trace. States on the way are kept for each array of events, so that a step in either
 * direction costs little. Between two that are kept there are at least as many events as the first is large, so that all together
 * take about as much memory as the events.
 */
import { kindOf } from '../check.js';
import type { WaitingOn } from '../tasklet/instruments.js';
import { trimmed } from '../trim.js';
import type { TraceEvent } from './event.js';
import { State } from './state.js';

/** The state at a point of a trace; tasklets and timers are numbers, as in its events. */
export interface TraceState {
  /** The tasklet that runs; undefined while none does. */
  readonly running: number | undefined;
  /** Those that are ready, in the order in which they became so: the hub takes the first. */
  readonly ready: readonly number[];
  /** What each parked tasklet waits on; `owner` is the one of this moment. */
  readonly parked: ReadonlyMap<number, WaitingOn>;
  /** Those that are set, the earliest first. */
  readonly timers: readonly {
    /** Its number. */
    readonly timer: number;
    /** A moment of the loop's time(). */
    readonly due: number;
  }[];
  /** Those that have ended. */
  readonly ended: ReadonlySet<number>;
  /** The names of all that have been spawned. */
  readonly names: ReadonlyMap<number, string>;
  /** Pairs: the first waits for what the second has, or for its end. */
  readonly waitsFor: readonly (readonly [number, number])[];
  /** Tasklets of which each waits for the next, and the last for the first; undefined if there are none. */
  readonly cycle: readonly number[] | undefined;
}

/** Events between two states that are kept, at least. */
const STEP = 256;

/** `after` so many events of an array, `state` was the case. */
interface Kept {
  readonly after: number;
  readonly state: State;
}

const kept = new WeakMap<readonly TraceEvent[], Kept[]>();

/**
 * The state after `events[index]`: who is ready, in order; who waits on what; timers; who waits for whom, and the cycle if there
 * is one. Steps in either direction are cheap, as long as it is given the same array. RangeError for an index that is not in it.
 *
 * @example
 * const trace = new Trace().start();
 * await run(() => sleep(1));
 * const { length } = trace.events;
 * for (let i = 0; i < length; i++) console.log(stateAt(trace.events, i).parked);
 */
export function stateAt(events: readonly TraceEvent[], index: number): TraceState {
  if (!Array.isArray(events))
    throw trimmed(
      new TypeError(`stateAt() is given an array of events, not ${kindOf(events)}: write trace.events`),
    );
  if (!Number.isInteger(index) || index < 0 || index >= events.length)
    throw trimmed(
      new RangeError(`the index of an event must be from 0 to ${events.length - 1}, not ${kindOf(index)}`),
    );
  return seen(stateAfter(events, index + 1));
}

/** The state after so many events: nobody else has it. */
function stateAfter(events: readonly TraceEvent[], count: number): State {
  let states = kept.get(events);
  if (states === undefined) kept.set(events, (states = [{ after: 0, state: new State() }]));
  let { after, state } = latestBefore(states, count);
  let last = states.at(-1) as Kept;
  state = state.copy();
  while (after < count) {
    state.apply(events[after] as TraceEvent);
    after++;
    if (after - last.after >= Math.max(STEP, last.state.size)) {
      last = { after, state: state.copy() };
      states.push(last);
    }
  }
  return state;
}

/** Of those that are kept, the latest that is not after `count` events. */
function latestBefore(states: readonly Kept[], count: number): Kept {
  let [low, high] = [0, states.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((states[middle] as Kept).after <= count) low = middle;
    else high = middle;
  }
  return states[low] as Kept;
}

function seen({ running, ready, parked, timers, ended, names }: State): TraceState {
  const waitsFor = [...parked].flatMap(([waiter, { owner }]) =>
    owner === undefined ? [] : [[waiter, owner] as const],
  );
  return {
    running,
    ready: [...ready],
    parked,
    timers: [...timers]
      .map(([timer, due]) => ({ timer, due }))
      .sort((a, b) => a.due - b.due || a.timer - b.timer),
    ended,
    names,
    waitsFor,
    cycle: cycleOf(new Map(waitsFor)),
  };
}

/** Each waits for one at most: so from each there is one way, and a cycle is met where it comes back to itself. */
function cycleOf(waitsFor: ReadonlyMap<number, number>): readonly number[] | undefined {
  /** From where each was reached first. */
  const from = new Map<number, number>();
  for (const start of [...waitsFor.keys()].sort((a, b) => a - b)) {
    let at: number | undefined = start;
    while (at !== undefined && !from.has(at)) {
      from.set(at, start);
      at = waitsFor.get(at);
    }
    if (at !== undefined && from.get(at) === start) return around(waitsFor, at);
  }
  return undefined;
}

/** The cycle that `one` is in, from its smallest number on, as it has no beginning. */
function around(waitsFor: ReadonlyMap<number, number>, one: number): readonly number[] {
  const cycle = [one];
  for (let at = waitsFor.get(one); at !== undefined && at !== one; at = waitsFor.get(at)) cycle.push(at);
  const first = cycle.reduce((best, id, i) => (id < (cycle[best] as number) ? i : best), 0);
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/**
 * Schedules: the list of what was done in another order than first come, first served, and at which point; and the terms of the
 * run. As text, e.g. "passes,kills1,4r1,9t0,12k3": at the 4th choice (from 0) the entry in place 1 was run, at the 9th a timer came
 * due ahead of its time, at the 12th the tasklet with id 3 was killed. "fifo" is the schedule without departures.
 */
import { checkText, kindOf } from '../check.js';
import { trimmed } from '../trim.js';
import type { ChoicePoint, Option, OptionKind } from './choosing-queue.js';
import type { Terms } from './run-once.js';

/** What was done instead of what was first in line. */
export interface Departure {
  /** The number of the point, from 0. Points are where there is a choice. */
  readonly at: number;
  readonly kind: OptionKind;
  readonly pick: number;
}

/** Resumptions of one run, unless the options say otherwise. */
export const STEPS = 10_000;

/** The schedule with no departures. */
const FIFO = 'fifo';

export function departure(at: number, { kind, pick }: Option): Departure {
  return { at, kind, pick };
}

export function textOf(departures: readonly Departure[], { time, kills, steps }: Terms): string {
  return [
    ...(time === 'passes' ? ['passes'] : []),
    ...(kills > 0 ? [`kills${kills}`] : []),
    ...(steps === STEPS ? [] : [`steps${steps}`]),
    ...(departures.length > 0 ? departures.map(({ at, kind, pick }) => `${at}${kind}${pick}`) : [FIFO]),
  ].join(',');
}

const FORM = /^(?:(passes),)?(?:kills(\d+),)?(?:steps(\d+),)?(?:fifo|\d+[rtk]\d+(?:,\d+[rtk]\d+)*)$/;

/** TypeError unless it is a schedule. */
export function parsed(schedule: unknown): { terms: Terms; departures: Departure[] } {
  checkText('a schedule', schedule);
  const [text, passes, kills = '0', steps = String(STEPS)] = FORM.exec(schedule as string) ?? [];
  const departures = [...(text ?? '').matchAll(/(\d+)([rtk])(\d+)/g)].map(([, at, kind, pick]) => ({
    at: Number(at),
    kind: kind as OptionKind,
    pick: Number(pick),
  }));
  const inOrder = departures.every(({ at }, i) => i === 0 || at > (departures[i - 1] as Departure).at);
  if (text === undefined || !inOrder || Number(steps) === 0)
    throw trimmed(
      new TypeError(
        `a schedule is a text that an ExplorationError has, such as "4r1,9r2" or "fifo", not ${kindOf(schedule)}`,
      ),
    );
  const terms = {
    time: passes === undefined ? ('jumps' as const) : ('passes' as const),
    kills: Number(kills),
    steps: Number(steps),
  };
  return { terms, departures };
}

/** The index of the option that a departure takes; undefined if there is none of the kind. */
export function indexOf(point: ChoicePoint, { kind, pick }: Departure): number | undefined {
  for (let i = 0; i < point.count; i++) {
    const option = point.option(i);
    if (option.kind === kind && option.pick === pick) return i;
  }
  return undefined;
}

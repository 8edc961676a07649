// How each program of the self-exploration is explored: with two tasklets exhaustively and one kill, with three and four by at most two
// departures, and by PCT.
import { type Exploration, type ExploreOptions, explore } from 'evergreen-ts/explore';
import { type Case, cases, unkilled } from './cases.js';

export interface SelfExploration {
  readonly name: string;
  readonly how: string;
  /** Rejects with an ExplorationError. */
  run(): Promise<Exploration>;
}

/** Schedules with three and four tasklets, at most: they are not meant to be complete. */
const MANY = 1500;
const BY_CHANCE = 300;

function* of(name: string, { program, time }: Case, kills: number): Generator<SelfExploration> {
  const common: ExploreOptions = { kills, ...(time !== undefined && { time }) };
  const exploration = (n: number, how: string, options: ExploreOptions): SelfExploration => ({
    name,
    how: `${n} tasklets, ${how}`,
    run: () => explore(() => program(n), { ...common, ...options }),
  });
  yield exploration(2, 'every schedule', { schedules: Infinity });
  for (const n of [3, 4]) {
    yield exploration(n, 'at most 2 departures', { delays: 2, schedules: MANY });
    yield exploration(n, 'PCT', { strategy: 'pct', seed: n, schedules: BY_CHANCE });
  }
}

/** All of them. */
export const explorations: readonly SelfExploration[] = [
  ...Object.entries(cases).flatMap(([name, one]) => [...of(name, one, 1)]),
  ...Object.entries(unkilled).flatMap(([name, one]) => [...of(name, one, 0)]),
];

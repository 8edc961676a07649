/**
 * Where a tasklet is in its life, as numbers.
 *
 *     initial ──start()──▶ ready ──hub──▶ running ──leaf──▶ parked
 *                            ▲               │                │
 *                            └───────────────┼──── unpark ────┘
 *                                            ▼
 *                                          ended
 */
import type { TaskletState } from '../errors.js';

/**
 * In one object, which each file takes apart into constants of its own: V8 folds those, and looks imported ones up at each use,
 * which shows in the time of a switch.
 */
export const STATE = {
  INITIAL: 0,
  READY: 1,
  RUNNING: 2,
  PARKED: 3,
  /** Parked, and on the ready queue because of an interrupt. */
  INTERRUPTED: 4,
  RETURNED: 5,
  FAILED: 6,
} as const;

/** As users see them. */
export const STATES: readonly TaskletState[] = [
  'initial',
  'ready',
  'running',
  'parked',
  'ready',
  'ended',
  'ended',
];

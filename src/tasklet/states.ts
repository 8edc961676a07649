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

export const INITIAL = 0;
export const READY = 1;
export const RUNNING = 2;
export const PARKED = 3;
/** Parked, and on the ready queue because of an interrupt. */
export const INTERRUPTED = 4;
export const RETURNED = 5;
export const FAILED = 6;

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

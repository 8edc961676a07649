/**
 * What the hub tells of itself. With nobody there, that costs one look at a field.
 */
import type { Timer } from './runnable.js';

/** An observer of the hub: instruments stand on it. Its functions must neither throw nor ready anything. */
export interface HubObserver {
  /** A turn begins: the n-th, from 1. */
  turn(n: number): void;
  /** `due` is the timer's deadline, by the driver's clock. */
  timer(timer: Timer, what: 'set' | 'cancelled' | 'due', due: number): void;
}

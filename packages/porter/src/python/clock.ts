/** The clocks: those of the host. */
import { host } from './host.js';

/** Seconds since the epoch. */
export const wallClock = (): number => host.wall();

/** Seconds of a clock that never goes back. */
export const monotonicClock = (): number => host.monotonic();

/** The clocks: real, or as far ahead of that as the host's simulated time is. */
import { host } from './host.js';

/** Seconds since the epoch. */
export const wallClock = (): number => Date.now() / 1000 + host.ahead();

/** Seconds of a clock that never goes back. */
export const monotonicClock = (): number => performance.now() / 1000 + host.ahead();

/**
 * Alarms on the system's clock, whatever clock the loop has: they are for what is done in other threads and processes. They do not
 * keep the process alive.
 */
import { enterHub, entrance } from '../enter-hub.js';

/** The longest time that Node's timers know, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Call back in `seconds`, with the hub entered. Returns the way to take it back. */
export function alarm(seconds: number, call: () => void): () => void {
  if (seconds === Infinity) return () => undefined;
  const hub = entrance();
  const timer = setTimeout(() => enterHub(hub, call, undefined), Math.min(seconds * 1000, LONGEST));
  timer.unref();
  return () => clearTimeout(timer);
}

/** The same clock, in seconds. */
export function clock(): number {
  return performance.now() / 1000;
}

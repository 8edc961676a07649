/**
 * The way from a callback of the system's into the hub, for every kind of handle.
 */
import type { Hub } from '../loop/hub.js';

/** Run `callback` with the hub held, then whatever it readied: right here, in the poll phase. */
export function enterHub<A>(hub: Hub, callback: (argument: A) => void, argument: A): void {
  hub.enter();
  try {
    callback(argument);
  } finally {
    hub.leave();
  }
}

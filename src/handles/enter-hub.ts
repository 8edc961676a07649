/**
 * The way from a callback of the system's into the hub, for every kind of handle. No other file of the handles knows it.
 */
import type { Hub } from '../loop/hub.js';
import { threadLoop } from '../loop/thread.js';

/** What a handle sees of the hub. */
export type Entrance = Pick<Hub, 'enter' | 'leave' | 'holdBack'>;

/**
 * The entrance of this thread's loop. A handle keeps that of the loop it was made on: when it calls back late, that loop may
 * be gone, and another one be there, or none.
 */
export function entrance(): Entrance {
  return threadLoop().hub;
}

/** Run `callback` with the hub held, then whatever it readied: right here, in the poll phase. */
export function enterHub<A>(hub: Entrance, callback: (argument: A) => void, argument: A): void {
  hub.enter();
  try {
    callback(argument);
  } finally {
    hub.leave();
  }
}

/**
 * The way from a callback of the system into the hub, for every kind of handle. No other file of the handles knows the hub.
 */
import type { Hub } from '../loop/hub.js';
import { threadLoop } from '../loop/thread.js';

/** The part of the hub that handles use. */
export type Entrance = Pick<Hub, 'enter' | 'leave' | 'holdBack'>;

/**
 * The entrance of this thread's loop. A handle keeps the entrance of the loop it was made on: when the system calls back late,
 * that loop may be gone, and the thread have another one or none.
 */
export function entrance(): Entrance {
  return threadLoop().hub;
}

/**
 * An entrance for callbacks that come in the midst of something that tasklets must not disturb: those that a callback has readied
 * run a tick later.
 */
export function laterEntrance(): Entrance {
  const hub = entrance();
  let asked = false;
  const run = (): void => {
    asked = false;
    enterHub(hub, () => undefined, undefined);
  };
  return {
    enter: () => undefined,
    leave: () => {
      if (asked) return;
      asked = true;
      process.nextTick(run);
    },
    holdBack: () => hub.holdBack(),
  };
}

/** Run `callback` with the hub held, then the tasklets it readied: right here, in the poll phase. */
export function enterHub<A>(hub: Entrance, callback: (argument: A) => void, argument: A): void {
  hub.enter();
  try {
    callback(argument);
  } finally {
    hub.leave();
  }
}

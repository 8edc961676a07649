/**
 * The ready queue, as the hub uses it: what runs next. The default is a FIFO (ring.ts), and its order is part of the
 * library's contract; an explorer of schedules gives the hub another one.
 *
 * The hub asks for nothing but what is here, so that a queue may run entries in any order, hold some of them back, or end a
 * turn before its time. It may also let time pass in the middle of a turn: inside take() it moves the driver's clock to
 * `hub.nextDeadline`, calls `hub.fireDue()`, which adds the entries of the timers that are due, and then chooses.
 * (To the hub that time is spent: the turn's budget is used up, and it soon ends.)
 */
import type { Runnable } from './runnable.js';

export interface ReadyQueue {
  /** Entries in it, those held back included. While there are any, the hub asks its driver for another turn. */
  readonly size: number;
  add(entry: Runnable): void;
  /**
   * Take out the entry that runs next. Undefined ends the turn; a queue may say so while it has
   * entries, and is asked again in the next turn, after the outer world had its own.
   */
  take(): Runnable | undefined;
  clear(): void;
  /** Called at the end of a turn that has left nothing: memory that a burst needed may be given back. */
  trim(): void;
}

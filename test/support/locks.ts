// What tests ask of locks, and users cannot.
import { Lock, RLock, type Semaphore, type Tasklet } from 'evergreen-ts';
import type { Leaf, Parkable } from '../../src/park/leaf.js';
import { ofRLock } from '../../src/sync/rlock.js';
import { ofLock } from '../../src/sync/semaphore.js';
import type { Waiter } from '../../src/park/waiter.js';

/** Is it held? An RLock: by the caller? */
export function isHeld(lock: Lock | RLock): boolean {
  return lock instanceof Lock ? ofLock.isHeld(lock) : ofRLock.isHeld(lock);
}

/** Its owner, as dumps are told it: by the kind of its waiters. */
export function ownerOf(lock: Semaphore | RLock): object | undefined {
  const { kind } = lock.acquire() as unknown as Waiter<Semaphore | RLock, boolean>;
  return kind.owner?.(lock);
}

/**
 * Wait for a lock that is held, on behalf of `tasklet`, as an arm of select does: it is another object that is woken. Calls
 * back when it is.
 */
export function waitOnBehalfOf(tasklet: Tasklet, lock: Lock | RLock, woken: () => void): void {
  const leaf = lock.acquire() as unknown as Leaf<boolean>;
  const arm: Parkable = {
    _behalf: tasklet,
    _resumedFrom: () => false,
    _park: () => undefined,
    _yield: () => undefined,
    _unpark: woken,
  };
  if (leaf._begin(arm)) throw new Error('the lock is free');
}

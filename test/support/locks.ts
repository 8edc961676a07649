// What tests ask of locks, and users cannot.
import { Lock, RLock } from 'evergreen-ts';
import { ofRLock } from '../../src/sync/rlock.js';
import { ofLock } from '../../src/sync/semaphore.js';
import type { Waiter } from '../../src/park/waiter.js';

/** Is it held? An RLock: by the caller? */
export function isHeld(lock: Lock | RLock): boolean {
  return lock instanceof Lock ? ofLock.isHeld(lock) : ofRLock.isHeld(lock);
}

/** Its owner, as dumps are told it: by the kind of its waiters. */
export function ownerOf(lock: Lock | RLock): object | undefined {
  const { kind } = lock.acquire() as unknown as Waiter<Lock | RLock, boolean>;
  return kind.owner?.(lock);
}

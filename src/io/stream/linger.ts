/**
 * A lingering close: send what is left, then read until the peer has closed its side. To close while something of the peer's is
 * unread, or on its way, is answered with a reset, and a reset makes the peer's system drop what it has received and not read
 * yet.
 */
import { isInstance } from '../../check.js';
import type { Op } from '../../park/op.js';
import { Timeout } from '../../park/timeout.js';
import { StreamError } from '../errors.js';
import { type BaseStream, queuedOf, resetStream, topOf } from './stream.js';

/** Seconds that a peer is given, once it was sent everything, to notice the end and close its own side. */
const PATIENCE = 1;
/** How often progress is looked for, while a peer takes nothing, before it is given up. */
const LOOKS = 4;

/**
 * All but the close() itself. A peer that takes nothing for `lingerTimeout` seconds gets a reset: it has not received all there
 * was. Parks.
 */
export function* linger(connection: BaseStream, lingerTimeout: number): Op<void> {
  try {
    if (!(yield* flushed(connection, lingerTimeout))) {
      resetStream(connection);
      return;
    }
    const top = topOf(connection);
    yield* top.shutdown();
    yield* new Timeout(PATIENCE, false).run(discard(top));
  } catch (error) {
    // The peer went away with the rest unread, or close() was called first: nobody is left to send to.
    if (!isInstance(error, StreamError)) throw error;
  }
}

/** True when all is sent; false when the peer has taken nothing for too long. */
function* flushed(connection: BaseStream, lingerTimeout: number): Op<boolean> {
  const flush = function* (): Op<boolean> {
    yield* topOf(connection).flush();
    return true;
  };
  for (let idle = 0, before = queuedOf(connection); idle < LOOKS; idle++) {
    if ((yield* new Timeout(lingerTimeout / LOOKS, false).run(flush)) === true) return true;
    const queued = queuedOf(connection);
    if (queued < before) idle = -1;
    before = queued;
  }
  return false;
}

function* discard(connection: BaseStream): Op<void> {
  while ((yield* connection.read()).length > 0);
}

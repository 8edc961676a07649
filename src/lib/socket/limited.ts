/**
 * The timeout of a socket, put on one operation: null waits for as long as it takes, 0 does not wait at all.
 */
import { TimeoutError } from '../../errors.js';
import { StreamError, type StreamErrorClass } from '../../io/errors.js';
import { moveOnAfter } from '../../park/limit.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import { socketError } from './errors.js';

/** What is asked of a socket. */
export interface Asked {
  /** For people: the method. */
  readonly method: string;
  /** Seconds. */
  readonly timeout: number | null;
  readonly ErrorClass: StreamErrorClass;
}

/** Run `body` under the timeout. What another tasklet has closed meanwhile is EBADF, as in Python. Parks. */
export function limited<R>(asked: Asked, body: () => Op<R>): Op<R> {
  return operation(`socket.${asked.method}`, run(asked, body));
}

function* run<R>({ method, timeout, ErrorClass }: Asked, body: () => Op<R>): Generator<Park, R, unknown> {
  try {
    if (timeout === null) return yield* body();
    const ended = yield* moveOnAfter(timeout, ending(body));
    if (ended !== undefined) return ended.value;
    throw timeout === 0 ? socketError(ErrorClass, 'EAGAIN', method) : trimmed(new TimeoutError('timed out'));
  } catch (error) {
    if (error instanceof StreamError && error.code === 'ECLOSED')
      throw socketError(ErrorClass, 'EBADF', method);
    throw error;
  }
}

function* ending<R>(body: () => Op<R>): Generator<Park, { readonly value: R }, unknown> {
  return { value: yield* body() };
}

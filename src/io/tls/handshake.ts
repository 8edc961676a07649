/**
 * The handshake as an operation. It begins when the stream gets its handle, and goes on whether or not a tasklet waits for it.
 */
import { classNameOf } from '../../check.js';
import { type HandshakeEnd, TLSHandle } from '../../handles/tls/tls-handle.js';
import { Action } from '../../park/action.js';
import { checkpoint } from '../../park/checkpoint.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import { type Failure, TLSError, errorOf } from '../errors.js';
import { withOrigin } from '../stream/origin.js';
import { type BaseStream, handleOf } from '../stream/stream.js';

/** The TLS handle of a stream; undefined before it has one. */
export function tlsOf(stream: BaseStream): TLSHandle | undefined {
  const handle = handleOf(stream);
  return handle instanceof TLSHandle ? handle : undefined;
}

/** Wait until the handshake of a stream is over. Parks. TLSError if it failed, or the stream is closed. */
export function handshake(stream: BaseStream): Op<void> {
  return operation(`${classNameOf(stream)}.handshake`, wait(stream));
}

function* wait(stream: BaseStream): Generator<Park, void, unknown> {
  yield* checkpoint();
  const handle = tlsOf(stream);
  const reason = stream.closed ? 'ECLOSED' : handle === undefined ? 'ENOTCONN' : undefined;
  if (reason !== undefined) throw failed(stream, reason);
  const end = yield* new Action<HandshakeEnd>(`${classNameOf(stream)}.handshake`, (tell) =>
    (handle as TLSHandle).whenSecure(tell),
  );
  if (end === 'closed' || stream.closed) throw failed(stream, 'ECLOSED');
  if (end !== 'secure') throw failed(stream, end);
}

function failed(stream: BaseStream, failure: Failure): Error {
  return trimmed(withOrigin(errorOf(TLSError, classNameOf(stream), failure), stream));
}

/**
 * pipe(): what comes from one stream goes to another.
 */
import { checkBoolean, checkOptions, isInstance, kindOf } from '../../check.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import { BaseStream, roomOf } from './stream.js';

/** Most bytes that are taken from one stream before the other one may have to wait. */
const PIECE = 64 * 1024;

/**
 * Copy until `from` ends, as fast as `to` is read; then shutdown() of `to`. Returns the number of bytes copied. Parks. What either
 * stream throws is thrown, and both are left as they are; if the tasklet is killed, everything that was read has been written. The
 * two may be one: then it echoes. TypeError unless both are streams.
 *
 * @param options `end`: false to leave `to` open for more
 *
 * @example
 * function* copy(from: BaseStream, to: BaseStream): Op<void> {
 *   to.write('copy:\n');
 *   console.log(yield* pipe(from, to), 'bytes');
 * }
 */
export function pipe(from: BaseStream, to: BaseStream, options: { end?: boolean } = {}): Op<number> {
  for (const stream of [from, to])
    if (!isInstance(stream, BaseStream))
      throw trimmed(
        new TypeError(`pipe() copies from one stream to another, not ${kindOf(stream)}: see NodeStream`),
      );
  checkOptions('the options of pipe()', options);
  const { end = true } = options;
  checkBoolean('end', end);
  return operation('pipe', copy(from, to, end));
}

function* copy(from: BaseStream, to: BaseStream, end: boolean): Generator<Park, number, unknown> {
  let count = 0;
  for (;;) {
    // First, so that what is read need not be kept back: a kill would lose it.
    yield* to.drain();
    if (roomOf(to) <= 0) yield* to.flush();
    const data = yield* from.read(Math.min(roomOf(to), PIECE));
    if (data.length === 0) break;
    to.write(data);
    count += data.length;
  }
  if (end) yield* to.shutdown();
  return count;
}

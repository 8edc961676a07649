/**
 * Receiving into memory of the caller's.
 */
import { isUint8Array, kindOf } from '../../check.js';
import type { Address } from '../../io/address.js';
import type { Op, Park } from '../../park/op.js';
import { trimmed } from '../../trim.js';

/** Put what came into the buffer: how many bytes. */
export function* filled(buffer: Uint8Array, recv: Op<Buffer>): Generator<Park, number, unknown> {
  const data = yield* recv;
  buffer.set(data);
  return data.length;
}

/** The same, and the address that it came from. */
export function* filledFrom(
  buffer: Uint8Array,
  recvfrom: Op<readonly [Buffer, Address]>,
): Generator<Park, readonly [number, Address], unknown> {
  const [data, address] = yield* recvfrom;
  buffer.set(data);
  return [data.length, address];
}

/** RangeError unless it is a number of bytes. */
export function checkSize(what: string, size: unknown): void {
  if (!Number.isInteger(size) || (size as number) < 0)
    throw trimmed(new RangeError(`${what} must be an integer, zero or more, not ${kindOf(size)}`));
}

/** How many bytes may go into a buffer of the caller's. TypeError and RangeError for what is no buffer, and too many. */
export function roomIn(buffer: unknown, nbytes: number | undefined): number {
  if (!isUint8Array(buffer)) throw trimmed(new TypeError(`a buffer is a Uint8Array, not ${kindOf(buffer)}`));
  if (nbytes !== undefined) checkSize('nbytes', nbytes);
  // As in Python, 0 is as much as fits.
  const size = nbytes === undefined || nbytes === 0 ? buffer.length : nbytes;
  if (size > buffer.length)
    throw trimmed(new RangeError(`the buffer has room for ${buffer.length} bytes, not ${size}`));
  return size;
}

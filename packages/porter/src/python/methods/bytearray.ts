/** bytearray: bytes that can be changed and that grow in place, up to LARGEST. */
import { IndexError, MemoryError, ValueError } from '../exceptions.js';
import type { Value } from '../value.js';
import { bytesMethods } from './bytes.js';
import type { Methods } from './index.js';

const LARGEST = 2 ** 28;

interface Growing extends ArrayBuffer {
  resize(size: number): void;
}
const GrowingBuffer = ArrayBuffer as unknown as new (
  size: number,
  options: { maxByteLength: number },
) => Growing;

/** A bytearray of these bytes. */
export function bytearray_(bytes: Iterable<number> | Uint8Array): Value {
  const from = Uint8Array.from(bytes);
  const memory = new GrowingBuffer(from.length, { maxByteLength: LARGEST });
  const made: Value = Object.setPrototypeOf(new Uint8Array(memory), Buffer.prototype as object);
  made.set(from);
  Object.defineProperty(made, '__bytearray__', { value: true });
  return made;
}

export function isBytearray(x: Value): boolean {
  return x instanceof Uint8Array && (x as Value).__bytearray__ === true;
}

/** Some bytes in the place of `count` of them. */
export function splice(x: Uint8Array, at: number, count: number, bytes: Iterable<number>): void {
  const middle = Uint8Array.from(bytes);
  const tail = Uint8Array.from(x.subarray(at + count));
  const size = at + middle.length + tail.length;
  if (size > LARGEST) throw new MemoryError(`a bytearray of more than ${String(LARGEST)} bytes`);
  (x.buffer as unknown as Growing).resize(size);
  x.set(middle, at);
  x.set(tail, at + middle.length);
}

function byte(given: Value): number {
  const x: Value = typeof given?.__index__ === 'function' ? given.__index__() : given;
  if (typeof x !== 'number' || x < 0 || x > 255) throw new ValueError('byte must be in range(0, 256)');
  return x;
}

/** What bytes have, with a bytearray for a result. */
const ofBytes: Methods = Object.fromEntries(
  Object.entries(bytesMethods).map(([name, f]) => [
    name,
    (...args: Value[]): Value => {
      const made: Value = f(...args);
      return made instanceof Uint8Array ? bytearray_(made) : made;
    },
  ]),
);

export const bytearrayMethods: Methods = {
  ...ofBytes,
  extend: (x: Uint8Array, bytes: Iterable<number>) => splice(x, x.length, 0, bytes),
  append: (x: Uint8Array, one: Value) => splice(x, x.length, 0, [byte(one)]),
  insert: (x: Uint8Array, at: number, one: Value) =>
    splice(x, Math.min(x.length, at < 0 ? Math.max(0, at + x.length) : at), 0, [byte(one)]),
  clear: (x: Uint8Array) => splice(x, 0, x.length, []),
  copy: (x: Uint8Array) => bytearray_(x),
  reverse: (x: Uint8Array) => void x.reverse(),
  pop: (x: Uint8Array, at = -1) => {
    const from = at < 0 ? at + x.length : at;
    if (x.length === 0) throw new IndexError('pop from empty bytearray');
    const one = x[from];
    if (one === undefined) throw new IndexError('pop index out of range');
    splice(x, from, 1, []);
    return one;
  },
  remove: (x: Uint8Array, one: Value) => {
    const at = x.indexOf(byte(one));
    if (at < 0) throw new ValueError('value not found in bytearray');
    splice(x, at, 1, []);
  },
};

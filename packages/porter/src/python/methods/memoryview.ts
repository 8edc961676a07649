/** memoryview: a part of bytes, or of a bytearray, which is not copied. */
import { IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { isBytearray } from './bytearray.js';

/** What views have besides what bytes have: made when the first is, as a browser may have no Buffer before. */
const made = (): object =>
  Object.create(Buffer.prototype, {
    __memoryview__: { value: true },
    nbytes: {
      get(this: Uint8Array) {
        return this.length;
      },
    },
    itemsize: { value: 1 },
    format: { value: 'B' },
    tobytes: {
      value(this: Uint8Array) {
        return Buffer.from(this);
      },
    },
    tolist: {
      value(this: Uint8Array) {
        return [...this];
      },
    },
    release: { value: () => null },
    __enter__: {
      value(this: Uint8Array) {
        return this;
      },
    },
    __exit__: { value: () => false },
  }) as object;
let members: object | undefined;

export const isMemoryview = (x: Value): boolean =>
  x instanceof Uint8Array && (x as Value).__memoryview__ === true;

export function memoryview_(x: Value, from = 0, to: number = x?.length): Value {
  if (!(x instanceof Uint8Array))
    throw new PyTypeError(`memoryview: a bytes-like object is required, not '${typeName(x)}'`);
  const part = new Uint8Array(x.buffer, x.byteOffset + from, Math.max(0, to - from));
  const view: Value = Object.setPrototypeOf(part, (members ??= made()));
  const readonly: Value = isMemoryview(x) ? (x as Value).readonly : !isBytearray(x);
  Object.defineProperty(view, 'readonly', { value: readonly });
  return view;
}

export function outOfBounds(): never {
  throw new IndexError('index out of bounds on dimension 1');
}

/** `view[from:to] = bytes`, of as many. */
export function store(x: Value, from: number, bytes: readonly number[], count: number): void {
  if (x.readonly === true) throw new PyTypeError('cannot modify read-only memory');
  if (bytes.length !== count)
    throw new ValueError('memoryview assignment: lvalue and rvalue have different structures');
  x.set(bytes, from);
}

/**
 * The loan: memory that a user looks at, in lend() of a stream, and that is used again when that returns. Whoever is given bytes
 * meanwhile and keeps them has to ask whether they are lent, and to copy them then.
 */
import { debug } from '#platform';

let lent: ArrayBufferLike | undefined;

/** May the bytes be looked at only now? */
export function isLent(bytes: Uint8Array): boolean {
  return lent !== undefined && bytes.buffer === lent;
}

/** The bytes, or a copy if they are lent. */
export function kept(bytes: Uint8Array): Uint8Array {
  return isLent(bytes) ? Buffer.from(bytes) : bytes;
}

/** Lend `bytes` to `use`: what it returns. In debug mode it is a copy, which is detached afterwards. */
export function lend<R>(bytes: Uint8Array, use: (bytes: Uint8Array) => R): R {
  if (!debug) return during(bytes, use);
  const copy = Uint8Array.from(bytes);
  try {
    return during(copy, use);
  } finally {
    structuredClone(copy.buffer, { transfer: [copy.buffer] });
  }
}

function during<R>(bytes: Uint8Array, use: (bytes: Uint8Array) => R): R {
  const outer = lent;
  lent = bytes.buffer;
  try {
    return use(bytes);
  } finally {
    lent = outer;
  }
}

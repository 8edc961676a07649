/**
 * What is sent to a worker, or back: it is cloned. What could only fail there is refused here, with what to write instead. And a
 * small Buffer is a window on a pool that it shares with others (8 KiB, 64 KiB from Node 24 on), all of which would be cloned: cost,
 * and other people's bytes. So a view of a part is sent as a copy of that part.
 */
import { isInstance, isObject, isThenable, kindOf } from '../check.js';
import { trimmed } from '../trim.js';

/** What is moved, not copied. */
type Transfer = readonly object[];

const NONE: Transfer = [];

/** The same, or a copy of it whose views are views of all of their memory. TypeError, which begins with `what`, if it cannot cross. */
export function crossing(what: () => string, value: unknown, transfer: Transfer = NONE): unknown {
  if (isSimple(value)) return value;
  const walk = new Walk(what, transfer);
  walk.look(value);
  return walk.hasParts ? new Copy(transfer).of(value) : value;
}

/** As crossing(), of each argument of a function. The array is a new one only if one of them is. */
export function crossingArguments(
  name: string,
  args: readonly unknown[],
  transfer?: Transfer,
): readonly unknown[] {
  let crossed = args;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (isSimple(arg)) continue;
    const value = crossing(() => `argument ${i + 1} of ${name}`, arg, transfer);
    if (value === arg) continue;
    if (crossed === args) crossed = [...args];
    (crossed as unknown[])[i] = value;
  }
  return crossed;
}

function isSimple(value: unknown): boolean {
  const type = typeof value;
  return (
    type === 'number' || type === 'string' || value === null || value === undefined || type === 'boolean'
  );
}

/** Looks for what cannot cross, and for views of parts. */
class Walk {
  readonly #what: () => string;
  readonly #transfer: Transfer;
  readonly #seen = new Set<object>();
  hasParts = false;

  constructor(what: () => string, transfer: Transfer) {
    this.#what = what;
    this.#transfer = transfer;
  }

  look(value: unknown): void {
    if (isSimple(value)) return;
    if (typeof value === 'function' || typeof value === 'symbol') this.#refuse(value);
    if (!isObject(value) || this.#seen.has(value) || this.#transfer.includes(value)) return;
    this.#seen.add(value);
    if (ArrayBuffer.isView(value)) {
      this.hasParts ||= isPart(value, this.#transfer);
    } else {
      for (const inner of partsOf(value)) this.look(inner);
      this.#check(value);
    }
  }

  #check(value: object): void {
    if (isThenable(value)) this.#refuse(value, 'wait for it, and pass what it comes to');
    if (isInstance(value, URL)) this.#refuse(value, 'pass its href');
    if (
      Symbol.iterator in value &&
      (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'Generator'
    )
      this.#refuse(value, 'pass what it comes to');
  }

  #refuse(value: unknown, advice?: string): never {
    const say =
      advice ??
      (typeof value === 'function'
        ? 'a function by name can be exported from the module of the task'
        : 'use a string');
    throw trimmed(new TypeError(`${this.#what()} cannot cross: ${kindOf(value)} cannot be cloned: ${say}`));
  }
}

/** A copy of the containers, as structured clone would make them, with copies of the parts. */
class Copy {
  readonly #transfer: Transfer;
  readonly #made = new Map<object, unknown>();

  constructor(transfer: Transfer) {
    this.#transfer = transfer;
  }

  of(value: unknown): unknown {
    if (!isObject(value) || this.#transfer.includes(value)) return value;
    if (this.#made.has(value)) return this.#made.get(value);
    const copy = this.#begin(value);
    this.#made.set(value, copy);
    if (copy === value) return value;
    if (Array.isArray(value))
      for (const [i, inner] of value.entries()) (copy as unknown[])[i] = this.of(inner);
    else if (isInstance(value, Map))
      for (const [key, inner] of value) (copy as Map<unknown, unknown>).set(this.of(key), this.of(inner));
    else if (isInstance(value, Set)) for (const inner of value) (copy as Set<unknown>).add(this.of(inner));
    else if (!ArrayBuffer.isView(value))
      for (const [key, inner] of Object.entries(value))
        (copy as Record<string, unknown>)[key] = this.of(inner);
    return copy;
  }

  #begin(value: object): object {
    if (ArrayBuffer.isView(value)) return isPart(value, this.#transfer) ? ownMemory(value) : value;
    if (Array.isArray(value)) return [];
    if (isInstance(value, Map)) return new Map();
    if (isInstance(value, Set)) return new Set();
    return isPlain(value) ? {} : value;
  }
}

function partsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || isInstance(value, Set)) return value as Iterable<unknown>;
  if (isInstance(value, Map)) return [...value.keys(), ...value.values()];
  return isPlain(value) ? Object.values(value) : NONE;
}

/** Cloned property by property. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function isPart({ buffer, byteLength }: ArrayBufferView, transfer: Transfer): boolean {
  return byteLength < buffer.byteLength && isInstance(buffer, ArrayBuffer) && !transfer.includes(buffer);
}

function ownMemory(view: ArrayBufferView): ArrayBufferView {
  const { buffer, byteOffset, byteLength } = view;
  const memory = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  if (isInstance(view, Buffer)) return Buffer.from(memory);
  return new (view.constructor as new (memory: ArrayBuffer) => ArrayBufferView)(memory);
}

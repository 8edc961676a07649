/**
 * What a reader wants of the bytes that have come: a number of them, or all up to something. Pure: it looks into a read buffer
 * and says how much to take. The tasklets that wait, and their order, are read-half.ts's business.
 */
import { lend } from '../../handles/loan.js';
import { isOperation } from '../../park/body.js';
import { isThenable, kindOf } from '../../check.js';
import { BufferLimitError, IncompleteReadError } from '../errors.js';
import type { ReadBuffer } from './read-buffer.js';
import { trimmed } from '../../trim.js';

/** It is not there. */
export const NOT_YET = -1;
const TOO_FAR = -2;

/** What a reader wants of the buffer; `R` is what it is given. */
export interface Wanted<R = Buffer> {
  /** For people: the method that was called. */
  readonly method: string;
  /** How many bytes to take; NOT_YET, or TOO_FAR if they lie beyond the `limit` of what may be searched. */
  count(buffer: ReadBuffer, limit: number): number;
  /** For people: what it looks for. */
  readonly what: string;
  /** What to return for the bytes it wanted. */
  result(bytes: Buffer): R;
  /** What to return for those that are left when the stream has ended without what it wanted. */
  atEnd(rest: Buffer): R;
  /** Take them out, where a piece of their own is not what is wanted. */
  take?(buffer: ReadBuffer, count: number): R;
  /** What to make of it when the next reader's turn has come. */
  given?(taken: unknown): unknown;
}

/** Is it there, or certain that it will not be? */
export function isDecided(wanted: Wanted<unknown>, buffer: ReadBuffer, limit: number): boolean {
  return wanted.count(buffer, limit) !== NOT_YET;
}

/** Take it out of the buffer; undefined if it is not there. BufferLimitError if it lies beyond the limit. */
export function takeWanted<R>(wanted: Wanted<R>, buffer: ReadBuffer, limit: number): R | undefined {
  const count = wanted.count(buffer, limit);
  if (count >= 0)
    return wanted.take === undefined ? wanted.result(buffer.take(count)) : wanted.take(buffer, count);
  if (count === TOO_FAR) throw new BufferLimitError(limit, wanted.what);
  return undefined;
}

/** Exactly `count` bytes; those that are left when the stream has ended. */
export class Exactly implements Wanted {
  readonly method: string = 'readBytes';
  readonly what = 'what was asked for';
  protected readonly most: number;

  constructor(count: number) {
    this.most = count;
  }

  count({ size }: ReadBuffer, _limit: number): number {
    return size >= this.most ? this.most : NOT_YET;
  }

  result(bytes: Buffer): Buffer {
    return bytes;
  }

  atEnd(rest: Buffer): Buffer {
    return rest;
  }
}

/** Whatever is there, up to `count` bytes. */
export class Some extends Exactly {
  override readonly method = 'read';

  override count({ size }: ReadBuffer): number {
    return size > 0 ? Math.min(size, this.most) : NOT_YET;
  }
}

/** Whatever is there, into memory of the caller's: how many bytes. */
export class Into implements Wanted<number> {
  readonly method = 'readInto';
  readonly what = 'something to read';
  readonly #target: Uint8Array;

  constructor(target: Uint8Array) {
    this.#target = target;
  }

  count({ size }: ReadBuffer): number {
    return size > 0 ? Math.min(size, this.#target.length) : NOT_YET;
  }

  take(buffer: ReadBuffer, count: number): number {
    // Nothing is lost by that.
    if (count === 0) throw new TypeError('the buffer that readInto() was given has been detached since');
    return buffer.takeInto(this.#target);
  }

  result({ length }: Buffer): number {
    return length;
  }

  atEnd({ length }: Buffer): number {
    return length;
  }
}

/** Whatever is there, lent to a function. */
export class Lent<R> implements Wanted<Uint8Array> {
  readonly method = 'lend';
  readonly what = 'something to read';
  readonly #use: (bytes: Uint8Array) => R;

  constructor(use: (bytes: Uint8Array) => R) {
    this.#use = use;
  }

  count({ size }: ReadBuffer): number {
    return size > 0 ? size : NOT_YET;
  }

  take(buffer: ReadBuffer): Uint8Array {
    return buffer.takeView();
  }

  result(bytes: Buffer): Uint8Array {
    return bytes;
  }

  atEnd(rest: Buffer): Uint8Array {
    return rest;
  }

  /** TypeError if it would look at them later. */
  given(bytes: Uint8Array): R {
    const result = lend(bytes, this.#use);
    if (isOperation(result) || isThenable(result))
      throw trimmed(
        new TypeError(
          `what lend() calls returned ${kindOf(result)}: it has to look at the bytes at once, as they are gone when it returns`,
        ),
      );
    return result;
  }
}

/** That there is something, or the end: nothing is taken. */
export class Notice implements Wanted<true> {
  readonly method = 'read';
  readonly what = 'something to read';

  count({ size }: ReadBuffer): number {
    return size > 0 ? 0 : NOT_YET;
  }

  result(): true {
    return true;
  }

  atEnd(): true {
    return true;
  }
}

/** Up to the end of something that it looks for, which must not lie too far away. */
export abstract class Search<R> implements Wanted<R> {
  abstract readonly method: string;
  abstract readonly what: string;

  count(buffer: ReadBuffer, limit: number): number {
    const count = this.find(buffer, limit);
    return count > limit || (count < 0 && buffer.size >= limit) ? TOO_FAR : count;
  }

  abstract result(bytes: Buffer): R;
  abstract atEnd(rest: Buffer): R;

  /** How many bytes there are up to its end; NOT_YET if it is not there. */
  protected abstract find(buffer: ReadBuffer, limit: number): number;
}

/** Up to and with what it looks for. */
abstract class Until extends Search<Buffer> {
  override result(bytes: Buffer): Buffer {
    return bytes;
  }

  override atEnd(rest: Buffer): Buffer {
    if (rest.length > 0) throw new IncompleteReadError(rest, this.what);
    return rest;
  }
}

/** Up to and with a delimiter, whose bytes nobody changes. It has no state: one will do for many readers. */
export class Delimiter extends Until {
  readonly method = 'readUntil';
  readonly what = 'the delimiter';
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = bytes;
  }

  protected find(buffer: ReadBuffer): number {
    return buffer.find(this.#bytes);
  }
}

/**
 * Up to the end of the first match. The expression is tried again on all there is each time more has come, as it may look
 * anywhere; maxBufferSize bounds how much that can be.
 */
export class Match extends Until {
  readonly method = 'readUntilRegex';
  readonly #regex: RegExp;
  /** How many bytes there were when it was last tried, and the outcome. */
  #tried = -1;
  #found = NOT_YET;
  #failure: { readonly error: unknown } | undefined = undefined;

  /** The expression has neither flag, g nor y: each attempt begins at the first byte. */
  constructor(regex: RegExp) {
    super();
    this.#regex = regex;
  }

  get what(): string {
    return `a match of ${String(this.#regex)}`;
  }

  protected find(buffer: ReadBuffer, limit: number): number {
    // Nothing is taken from the buffer while it is the first in line: what it has tried can only have grown.
    const size = Math.min(buffer.size, limit);
    if (size !== this.#tried) {
      this.#tried = size;
      try {
        this.#found = this.#search(buffer.text(size));
      } catch (error) {
        // This may be the socket's callback. The error is for whoever reads, and nothing is taken.
        this.#failure = { error };
        this.#found = 0;
      }
    }
    return this.#found;
  }

  override result(bytes: Buffer): Buffer {
    if (this.#failure !== undefined) throw this.#failure.error;
    return bytes;
  }

  /** RangeError when it is too much for JavaScript's regular expressions. */
  #search(text: string): number {
    const match = this.#regex.exec(text);
    if (match === null) return NOT_YET;
    if (match[0] === '') throw trimmed(new TypeError(`${String(this.#regex)} matched the empty string`));
    return match.index + match[0].length;
  }
}

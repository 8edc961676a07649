/**
 * Patterns of file names: `*`, `?`, `[a-z]`, `[^ab]`, and `\` before a character that is to stand for itself; for texts of
 * latin1. No regular expression is made of one: a pattern from a stranger may be made to backtrack for ever.
 *
 * Nothing here goes back in the text. The pattern is a row of parts with gaps (stars) between some of them, and what is known
 * after each character is a set: how many parts may be matched by now. A set is a row of bits, so that one step moves 32 of
 * them (Shift-And: Baeza-Yates and Gonnet, 1992): a text costs its length times a 32nd of the pattern's, whatever they are.
 */
import { type Op, sleep } from 'evergreen-ts';
import type { Pace } from './pace.js';

const PART = /\\([^])|\[(\^?)((?:\\[^]|[^\]\\])*)\]?|[^]/g;
const RANGE = /\\?([^])(?:-\\?([^]))?/g;
/** Characters of latin1. */
const CHARACTERS = 256;
/** Characters between two looks at the pace. */
const PIECE = 1024;

export class Glob {
  /** Bit n: after n parts there is a star. */
  readonly #stars: Uint32Array;
  /** For each character a row of bits. Bit n: it is one that part n - 1 stands for. */
  readonly #accepts: Uint32Array;
  /** The number of words of a row, and of parts. */
  readonly #words: number;
  readonly #parts: number;
  readonly #starred: boolean;

  constructor(pattern: string) {
    const all = Array.from(pattern.matchAll(PART));
    this.#parts = all.filter(([whole]) => whole !== '*').length;
    this.#starred = this.#parts < all.length;
    this.#words = Math.floor(this.#parts / 32) + 1;
    this.#stars = new Uint32Array(this.#words);
    this.#accepts = new Uint32Array(CHARACTERS * this.#words);
    let parts = 0;
    for (const match of all) {
      if (match[0] === '*') set(this.#stars, 0, parts);
      else this.#add(match, ++parts);
    }
  }

  /** Does a text match the pattern, as a whole? Parks now and then: each character counts for one step and one a word. */
  *matches(text: string, pace: Pace): Op<boolean> {
    if (text.length < this.#parts || (!this.#starred && text.length > this.#parts)) return false;
    const known = new Uint32Array(this.#words);
    known[0] = 1;
    // Most texts are out of the question after a few characters, or certain long before their end.
    let [possible, certain] = [true, this.#isCertain(known)];
    for (let at = 0; possible && !certain && at < text.length;) {
      const start = at;
      const end = Math.min(start + PIECE, text.length);
      while (possible && !certain && at < end) {
        possible = this.#advance(known, text.charCodeAt(at++));
        certain = this.#isCertain(known);
      }
      if (pace.isSpent((at - start) * (this.#words + 1))) yield* sleep();
    }
    return possible && has(known, this.#parts);
  }

  /** One character on: a part more where it is accepted, and the same again where there is a star. False if nothing is left. */
  #advance(known: Uint32Array, character: number): boolean {
    const row = character * this.#words;
    let [carry, any] = [0, 0];
    for (let i = 0; i < this.#words; i++) {
      const word = known[i] as number;
      const moved = (word << 1) | carry;
      carry = word >>> 31;
      const next = (moved & (this.#accepts[row + i] as number)) | (word & (this.#stars[i] as number));
      known[i] = next;
      any |= next;
    }
    return any !== 0;
  }

  /** All parts are matched, and a star is last. */
  #isCertain(known: Uint32Array): boolean {
    return has(known, this.#parts) && has(this.#stars, this.#parts);
  }

  /** What the part stands for. */
  #add([whole, escaped, not, members]: RegExpMatchArray, bit: number): void {
    const accept = (character: number): void => set(this.#accepts, character * this.#words, bit);
    if (whole === '?' || not === '^') for (let c = 0; c < CHARACTERS; c++) accept(c);
    else if (members === undefined) accept((escaped ?? whole).charCodeAt(0));
    for (const [, from = '', to = from] of (members ?? '').matchAll(RANGE)) {
      const [low = 0, high = 0] = [from, to].map((end) => end.charCodeAt(0)).sort((a, b) => a - b);
      for (let c = low; c <= high; c++) {
        if (not === '^') clear(this.#accepts, c * this.#words, bit);
        else accept(c);
      }
    }
  }
}

function set(row: Uint32Array, at: number, bit: number): void {
  row[at + (bit >>> 5)] = (row[at + (bit >>> 5)] as number) | (1 << (bit & 31));
}

function clear(row: Uint32Array, at: number, bit: number): void {
  row[at + (bit >>> 5)] = (row[at + (bit >>> 5)] as number) & ~(1 << (bit & 31));
}

function has(row: Uint32Array, bit: number): boolean {
  return (((row[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
}

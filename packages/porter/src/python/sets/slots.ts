/**
 * The order in which CPython goes through a set: that of its table, in which each key has the first free place that its hash leads to.
 * A set of numbers, or of tuples of them, has the same order in each run there, and here.
 */
import type { Int } from '../numbers.js';
import type { Value } from '../value.js';

/** Where a key was, that is gone: what was put behind it is still found. */
const GONE = Symbol('a key that was removed');

/** So many places behind the one that a hash leads to are tried first. */
const NEIGHBOURS = 9;

export class Slots {
  #keys: Value[] = [];
  #hashes: Int[] = [];
  #mask = 7;
  #fill = 0;
  #used = 0;
  #finger = 0;

  /** A key that is not there yet. */
  add(key: Value, hash: Int): void {
    this.#insert(key, hash);
    if (this.#fill * 5 >= this.#mask * 3) this.#grow();
  }

  #insert(key: Value, hash: Int): void {
    const at = this.#search(hash, undefined);
    this.#keys[at] = key;
    this.#hashes[at] = hash;
    this.#fill++;
    this.#used++;
  }

  delete(key: Value, hash: Int): void {
    this.#remove(this.#search(hash, key));
  }

  #remove(at: number): Value {
    const key: Value = this.#keys[at];
    this.#keys[at] = GONE;
    this.#used--;
    return key;
  }

  /** The key that pop() takes; there is one. */
  shift(): Value {
    let at = this.#finger & this.#mask;
    while (this.#keys[at] === undefined || this.#keys[at] === GONE) at = at === this.#mask ? 0 : at + 1;
    this.#finger = at + 1;
    return this.#remove(at);
  }

  /** Before the keys of another set, or of a dict, are added: so many. */
  expect(count: number): void {
    if ((this.#fill + count) * 5 >= this.#mask * 3) this.#resize((this.#used + count) * 2);
  }

  /** A copy of all places, if the keys of `other` would get the same ones: true if it was made. */
  copied(other: Slots): boolean {
    if (this.#fill > 0 || this.#mask !== other.#mask || other.#fill !== other.#used) return false;
    this.#keys = [...other.#keys];
    this.#hashes = [...other.#hashes];
    this.#fill = this.#used = other.#used;
    return true;
  }

  /** After many were removed. */
  settle(): void {
    if (this.#fill - this.#used > Math.trunc(this.#mask / 4)) this.#grow();
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    for (let at = 0; at <= this.#mask; at++) {
      const key: Value = this.#keys[at];
      if (key !== undefined && key !== GONE) yield key;
    }
  }

  #grow(): void {
    this.#resize(this.#used > 50000 ? this.#used * 2 : this.#used * 4);
  }

  #resize(least: number): void {
    const [keys, hashes] = [this.#keys, this.#hashes];
    let size = 8;
    while (size <= least) size *= 2;
    this.#keys = new Array<Value>(size).fill(undefined);
    this.#hashes = new Array<Int>(size).fill(0);
    [this.#mask, this.#fill, this.#used] = [size - 1, 0, 0];
    for (let at = 0; at < keys.length; at++)
      if (keys[at] !== undefined && keys[at] !== GONE) this.#insert(keys[at], hashes[at] ?? 0);
  }

  /** The place of a key, or of none. */
  #search(hash: Int, key: Value): number {
    const [keys, mask] = [this.#keys, this.#mask];
    let rest: Int = typeof hash === 'number' && hash >= 0 ? hash : BigInt.asUintN(64, BigInt(hash));
    let at = low(rest, mask);
    for (;;) {
      const end = at + NEIGHBOURS <= mask ? at + NEIGHBOURS : at;
      for (let near = at; near <= end; near++) if (keys[near] === key) return near;
      rest = typeof rest === 'bigint' ? rest >> 5n : rest < 2 ** 31 ? rest >> 5 : Math.floor(rest / 32);
      at = (at * 5 + 1 + low(rest, mask)) & mask;
    }
  }
}

const low = (x: Int, mask: number): number =>
  typeof x === 'bigint' ? Number(x & BigInt(mask)) : x < 2 ** 31 ? x & mask : x % (mask + 1);

/** What two sequences have in common: the longest block first, then what is left and right of it. */
import { eq } from '../compare.js';
import { float_ } from '../float.js';
import { keyOf } from '../hash.js';
import { items } from '../iteration.js';
import { namedtuple } from '../containers/namedtuple.js';
import { given } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { invokePlain } from '../plain.js';
import { tuple_, type Tuple } from '../tuple.js';
import type { Value } from '../value.js';

const Match: Value = namedtuple('Match', 'a b size');

export type Tag = 'equal' | 'replace' | 'delete' | 'insert';
export type Opcode = readonly [tag: Tag, i1: number, i2: number, j1: number, j2: number];
type Block = readonly [a: number, b: number, size: number];

/** From this length of the second on, what is in more than one in a hundred of its places is not looked for. */
const POPULAR_FROM = 200;

const listOf = (x: Value): Value[] => (typeof x === 'string' ? [...x] : [...items(x)]);

export class SequenceMatcher extends PyObject {
  declare a: Value;
  declare b: Value;

  override __init__(...args: Value[]): void {
    hidden(this, '_first', '_second', '_places', '_junk', '_isJunk', '_auto', '_blocks', '_full');
    const [isJunk = null, a = '', b = '', auto = true] = given(args, ['isjunk', 'a', 'b', 'autojunk']);
    this._isJunk = isJunk;
    this._auto = auto !== false;
    this.set_seqs(a, b);
  }

  set_seqs(a: Value, b: Value): void {
    this.set_seq1(a);
    this.set_seq2(b);
  }

  set_seq1(a: Value): void {
    this.a = a;
    this._first = listOf(a);
    this._blocks = undefined;
  }

  set_seq2(b: Value): void {
    this.b = b;
    this._second = listOf(b);
    this._blocks = undefined;
    this._full = undefined;
    const places = new Map<Value, number[]>();
    const junk = new Set<Value>();
    (this._second as Value[]).forEach((item, j) => {
      const key = keyOf(item);
      const known = places.get(key);
      if (known !== undefined) known.push(j);
      else if (
        this._isJunk !== null &&
        this._isJunk !== undefined &&
        Boolean(invokePlain(this._isJunk, item))
      )
        junk.add(key);
      else if (!junk.has(key)) places.set(key, [j]);
    });
    const { length } = this._second as Value[];
    if (this._auto === true && length >= POPULAR_FROM)
      for (const [key, where] of places) if (where.length > Math.floor(length / 100) + 1) places.delete(key);
    this._places = places;
    this._junk = junk;
  }

  find_longest_match(alo = 0, ahi: Value = null, blo = 0, bhi: Value = null): Value {
    const block = this._longest(alo, ahi ?? this._first.length, blo, bhi ?? this._second.length);
    return new Match(...block);
  }

  protected _longest(alo: number, ahi: number, blo: number, bhi: number): Block {
    const [a, b] = [this._first as Value[], this._second as Value[]];
    const places = this._places as Map<Value, number[]>;
    const junk = this._junk as Set<Value>;
    let [besti, bestj, size] = [alo, blo, 0];
    let lengths = new Map<number, number>();
    for (let i = alo; i < ahi; i++) {
      const next = new Map<number, number>();
      for (const j of places.get(keyOf(a[i])) ?? []) {
        if (j < blo) continue;
        if (j >= bhi) break;
        const length = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, length);
        if (length > size) [besti, bestj, size] = [i - length + 1, j - length + 1, length];
      }
      lengths = next;
    }
    const same = (i: number, j: number): boolean => eq(a[i], b[j]);
    // What is not looked for, and then junk, belongs to a block that it touches.
    for (const wanted of [false, true]) {
      const isWanted = (j: number): boolean => junk.has(keyOf(b[j])) === wanted;
      while (besti > alo && bestj > blo && isWanted(bestj - 1) && same(besti - 1, bestj - 1)) {
        besti--;
        bestj--;
        size++;
      }
      while (
        besti + size < ahi &&
        bestj + size < bhi &&
        isWanted(bestj + size) &&
        same(besti + size, bestj + size)
      )
        size++;
    }
    return [besti, bestj, size];
  }

  blocks(): readonly Block[] {
    if (this._blocks !== undefined) return this._blocks as Block[];
    const [la, lb] = [this._first.length as number, this._second.length as number];
    const found: Block[] = [];
    const left: [number, number, number, number][] = [[0, la, 0, lb]];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [alo, ahi, blo, bhi] = next;
      const [i, j, size] = this._longest(alo, ahi, blo, bhi);
      if (size === 0) continue;
      found.push([i, j, size]);
      if (alo < i && blo < j) left.push([alo, i, blo, j]);
      if (i + size < ahi && j + size < bhi) left.push([i + size, ahi, j + size, bhi]);
    }
    found.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const joined: [number, number, number][] = [];
    for (const [i, j, size] of found) {
      const last = joined.at(-1);
      if (last !== undefined && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
      else joined.push([i, j, size]);
    }
    this._blocks = [...joined, [la, lb, 0]];
    return this._blocks as Block[];
  }

  get_matching_blocks(): Value[] {
    return this.blocks().map((block) => new Match(...block) as Value);
  }

  opcodes(): Opcode[] {
    const codes: Opcode[] = [];
    let [i, j] = [0, 0];
    for (const [ai, bj, size] of this.blocks()) {
      const tag = i < ai && j < bj ? 'replace' : i < ai ? 'delete' : j < bj ? 'insert' : undefined;
      if (tag !== undefined) codes.push([tag, i, ai, j, bj]);
      [i, j] = [ai + size, bj + size];
      if (size > 0) codes.push(['equal', ai, i, bj, j]);
    }
    return codes;
  }

  get_opcodes(): Tuple[] {
    return this.opcodes().map((code) => tuple_([...code]));
  }

  /** Groups of what changed, with `n` lines around. */
  groups(n = 3): Opcode[][] {
    let codes = this.opcodes();
    if (codes.length === 0) codes = [['equal', 0, 1, 0, 1]];
    const groups: Opcode[][] = [];
    let group: Opcode[] = [];
    codes.forEach(([tag, i1, i2, j1, j2], at) => {
      let [from1, to1, from2, to2] = [i1, i2, j1, j2];
      if (tag === 'equal') {
        if (at === 0) [from1, from2] = [Math.max(i1, i2 - n), Math.max(j1, j2 - n)];
        if (at === codes.length - 1) [to1, to2] = [Math.min(i2, from1 + n), Math.min(j2, from2 + n)];
        else if (at > 0 && i2 - i1 > n * 2) {
          group.push([tag, i1, Math.min(i2, i1 + n), j1, Math.min(j2, j1 + n)]);
          groups.push(group);
          group = [];
          [from1, from2] = [Math.max(i1, i2 - n), Math.max(j1, j2 - n)];
        }
      }
      group.push([tag, from1, to1, from2, to2]);
    });
    if (group.length > 0 && !(group.length === 1 && group[0]?.[0] === 'equal')) groups.push(group);
    return groups;
  }

  get_grouped_opcodes(n = 3): Value {
    return this.groups(n)
      .map((group) => group.map((code) => tuple_([...code])))
      [Symbol.iterator]();
  }

  ratio(): Value {
    return this._ratio(this.blocks().reduce((sum, [, , size]) => sum + size, 0));
  }

  protected _ratio(matches: number): Value {
    const length = (this._first.length as number) + (this._second.length as number);
    return float_(length === 0 ? 1 : (2 * matches) / length);
  }

  /** At most so much: without regard to the order. */
  quick_ratio(): Value {
    if (this._full === undefined) {
      const counted = new Map<Value, number>();
      for (const item of this._second as Value[])
        counted.set(keyOf(item), (counted.get(keyOf(item)) ?? 0) + 1);
      this._full = counted;
    }
    const left = new Map(this._full as Map<Value, number>);
    let matches = 0;
    for (const item of this._first as Value[]) {
      const count = left.get(keyOf(item)) ?? 0;
      if (count > 0) matches++;
      left.set(keyOf(item), count - 1);
    }
    return this._ratio(matches);
  }

  real_quick_ratio(): Value {
    return this._ratio(Math.min(this._first.length as number, this._second.length as number));
  }
}

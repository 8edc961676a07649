/** What a pattern is made of. */

/** Flags. */
export const A = 256;
export const I = 2;
export const L = 4;
export const M = 8;
export const S = 16;
export const U = 32;
export const X = 64;

/** A range of characters, or a kind of them: `d` are digits, `D` all else. */
export type Item = readonly [number, number] | 'd' | 'D' | 'w' | 'W' | 's' | 'S';

/** A part of a pattern. `flags` are those that hold where it is. */
export type Node =
  | { kind: 'set'; negated: boolean; items: readonly Item[]; flags: number }
  | { kind: 'at'; what: '^' | '$' | 'A' | 'Z' | 'b' | 'B'; flags: number }
  | { kind: 'group'; number: number | undefined; body: Node }
  | { kind: 'seq'; items: readonly Node[] }
  | { kind: 'alt'; options: readonly Node[] }
  | { kind: 'repeat'; min: number; max: number; mode: 'greedy' | 'lazy' | 'possessive'; body: Node }
  | { kind: 'atomic'; body: Node }
  | { kind: 'look'; behind: boolean; negated: boolean; body: Node }
  | { kind: 'ref'; number: number; flags: number }
  | { kind: 'if'; number: number; yes: Node; no: Node };

export interface Parsed {
  readonly root: Node;
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** One character. */
export const literal = (code: number, flags: number): Node => ({
  kind: 'set',
  negated: false,
  items: [[code, code]],
  flags,
});

/** How long what a part matches can be, in characters. */
export function widthOf(node: Node, groups: ReadonlyMap<number, Node>): [least: number, most: number] {
  const of = (one: Node): [number, number] => widthOf(one, groups);
  switch (node.kind) {
    case 'set':
      return [1, 1];
    case 'at':
    case 'look':
      return [0, 0];
    case 'group':
    case 'atomic':
      return of(node.body);
    case 'seq':
      return node.items.map(of).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'alt':
      return either(node.options.map(of));
    case 'repeat': {
      const [least, most] = of(node.body);
      return [least * node.min, most === 0 ? 0 : most * node.max];
    }
    case 'ref': {
      const group = groups.get(node.number);
      return group === undefined ? [0, Infinity] : of(group);
    }
    case 'if':
      return either([of(node.yes), of(node.no)]);
  }
}

const either = (widths: readonly [number, number][]): [number, number] => [
  Math.min(...widths.map(([least]) => least)),
  Math.max(...widths.map(([, most]) => most)),
];

/** The groups within a part. */
export function groupsIn(node: Node): number[] {
  switch (node.kind) {
    case 'group':
      return [...(node.number === undefined ? [] : [node.number]), ...groupsIn(node.body)];
    case 'seq':
      return node.items.flatMap(groupsIn);
    case 'alt':
      return node.options.flatMap(groupsIn);
    case 'repeat':
    case 'atomic':
    case 'look':
      return groupsIn(node.body);
    case 'if':
      return [...groupsIn(node.yes), ...groupsIn(node.no)];
    default:
      return [];
  }
}

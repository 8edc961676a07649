/** Patterns as JavaScript's, where it finds the same. */
import { characters, isWide, kindOf } from './characters.js';
import { I, M, type Node, type Parsed, groupsIn, widthOf } from './syntax.js';

/** What JavaScript is given. */
export interface Native {
  readonly source: string;
  /** The same for text that is not all of ASCII. */
  readonly wide: string;
  readonly flags: string;
}

/** Undefined if JavaScript would find something else, or has no such thing. */
export function native({ root, flags }: Parsed): Native | undefined {
  if (!isSame(root, new Set())) return undefined;
  // Its own flag is for all of a pattern, and knows Unicode's letters.
  const isCased = isWide(flags) && everywhere(root, (one) => Boolean(one & I) && isWide(one));
  const cased = (one: Node): boolean => ('flags' in one ? Boolean(one.flags & I) : false);
  if (!isCased && someOf(root, (one) => one.kind === 'ref' && cased(one))) return undefined;
  const source = written(root, isCased, false);
  return { source, wide: written(root, isCased, true), flags: isCased ? 'vi' : 'v' };
}

const partsOf = (node: Node): readonly Node[] => {
  switch (node.kind) {
    case 'seq':
      return node.items;
    case 'alt':
      return node.options;
    case 'if':
      return [node.yes, node.no];
    case 'group':
    case 'repeat':
    case 'atomic':
    case 'look':
      return [node.body];
    default:
      return [];
  }
};

const someOf = (node: Node, test: (node: Node) => boolean): boolean =>
  test(node) || partsOf(node).some((part) => someOf(part, test));

const everywhere = (node: Node, test: (flags: number) => boolean): boolean =>
  !someOf(node, (one) => 'flags' in one && one.kind !== 'at' && !test(one.flags));

/**
 * JavaScript forgets at each turn of a repetition what the groups in it have found, and takes a reference to a group that found nothing for
 * an empty one. `set` are the groups that have found something for certain; those of the part are added to it.
 */
function isSame(node: Node, set: Set<number>): boolean {
  switch (node.kind) {
    case 'group':
      if (!isSame(node.body, set)) return false;
      if (node.number !== undefined) set.add(node.number);
      return true;
    case 'seq':
      return node.items.every((item) => isSame(item, set));
    case 'alt': {
      const found = node.options.map(() => new Set(set));
      if (!node.options.every((option, i) => isSame(option, found[i] ?? set))) return false;
      for (const group of groupsIn(node)) if (found.every((one) => one.has(group))) set.add(group);
      return true;
    }
    case 'repeat': {
      if (node.mode === 'possessive') return false;
      const found = new Set(set);
      if (!isSame(node.body, found)) return false;
      const groups = groupsIn(node.body);
      if (groups.length > 0 && node.max > 1)
        if (!groups.every((group) => found.has(group)) || widthOf(node.body, new Map())[0] === 0)
          return false;
      if (groups.length > 0 && widthOf(node.body, new Map())[0] === 0) return false;
      if (node.min > 0) for (const group of groups) if (found.has(group)) set.add(group);
      return true;
    }
    case 'look': {
      const found = new Set(set);
      if (!isSame(node.body, found) || (node.behind && groupsIn(node.body).length > 0)) return false;
      if (!node.negated) for (const group of found) set.add(group);
      return !node.negated || groupsIn(node.body).length === 0;
    }
    case 'ref':
      return set.has(node.number);
    case 'atomic':
    case 'if':
      return false;
    default:
      return true;
  }
}

function written(node: Node, isCased: boolean, wide: boolean): string {
  const of = (one: Node): string => written(one, isCased, wide);
  switch (node.kind) {
    case 'set':
      return characters(node, isCased);
    case 'at':
      return placeOf(node, wide);
    case 'group':
      return node.number === undefined ? `(?:${of(node.body)})` : `(${of(node.body)})`;
    case 'seq':
      return node.items.map((one) => (one.kind === 'alt' ? `(?:${of(one)})` : of(one))).join('');
    case 'alt':
      return node.options.map(of).join('|');
    case 'repeat': {
      const { min, max, body } = node;
      const isOne = body.kind === 'set' || body.kind === 'group';
      return `${isOne ? of(body) : `(?:${of(body)})`}${timesOf(min, max)}${node.mode === 'lazy' ? '?' : ''}`;
    }
    case 'look':
      return `(?${node.behind ? '<' : ''}${node.negated ? '!' : '='}${of(node.body)})`;
    case 'ref':
      return `(?:\\${String(node.number)})`;
    default:
      return '';
  }
}

function timesOf(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${String(min)},}`;
  return min === 0 && max === 1 ? '?' : `{${String(min)},${String(max)}}`;
}

function placeOf({ what, flags }: Extract<Node, { kind: 'at' }>, wide: boolean): string {
  switch (what) {
    case '^':
      return flags & M ? '(?<![^\\n])' : '^';
    case '$':
      return flags & M ? '(?![^\\n])' : '(?=\\n?$)';
    case 'A':
      return '^';
    case 'Z':
      return '$';
    default: {
      // JavaScript's own knows the letters of ASCII.
      // In no text at all there is no boundary, and no place without one.
      const there = what === 'B' ? '(?!^$)' : '';
      if (!wide || !isWide(flags)) return there + (flags & I ? narrow(what) : `\\${what}`);
      return there + boundary(`[${kindOf('w', flags)}]`, what);
    }
  }
}

const narrow = (what: string): string => boundary('[a-zA-Z0-9_]', what);

const boundary = (letter: string, what: string): string =>
  `(?${what === 'b' ? ':' : '!'}(?<=${letter})(?!${letter})|(?<!${letter})(?=${letter}))`;

/** Python's syntax of regular expressions, read. */
import { NotImplementedError, OverflowError, ValueError } from '../exceptions.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { error } from './error.js';
import { escapeIn } from './escapes.js';
import { flagsIn } from './inline-flags.js';
import { Source, isName } from './source.js';
import { A, L, S, type Item, type Node, type Parsed, U, X, literal, widthOf } from './syntax.js';

export function parse(pattern: Value, flags: number): Parsed {
  return new Parser(pattern, flags).parsed();
}

/** CPython counts repetitions no further. */
const MOST = 2 ** 32 - 1;

class Parser {
  readonly #source: Source;
  readonly #pattern: Value;
  #flags: number;
  #count = 1;
  readonly #names = new Map<string, number>();
  /** Groups that are closed. */
  readonly #groups = new Map<number, Node>();
  /** Groups that conditions name before they are there. */
  readonly #asked = new Map<number, number>();
  /** How many groups there were before the lookbehind that is read. */
  #lookbehind: number | undefined;

  constructor(pattern: Value, flags: number) {
    this.#pattern = pattern;
    this.#source = new Source(pattern);
    this.#flags = flags;
  }

  /** The flags of all of the pattern. */
  get #whole(): number {
    return this.#source.isText && !(this.#flags & A) ? this.#flags | U : this.#flags;
  }

  parsed(): Parsed {
    if (this.#flags & L) throw new NotImplementedError('re: LOCALE is not there');
    const root = this.#alternatives(this.#whole, true);
    if (this.#source.isText) {
      if (!(this.#flags & A)) this.#flags |= U;
      else if (this.#flags & U) throw new ValueError('ASCII and UNICODE flags are incompatible');
    } else if (this.#flags & U) throw new ValueError('cannot use UNICODE flag with a bytes pattern');
    if (this.#source.next !== undefined) throw this.#source.error('unbalanced parenthesis');
    for (const [group, at] of this.#asked)
      if (group >= this.#count)
        throw new error(`invalid group reference ${String(group)}`, this.#pattern, at);
    return { root, flags: this.#flags, groups: this.#count - 1, names: this.#names };
  }

  #alternatives(flags: number, isWhole = false): Node {
    const options: Node[] = [];
    do options.push(this.#sequence(isWhole ? this.#whole : flags, isWhole && options.length === 0));
    while (this.#source.match('|'));
    const [first] = options;
    return options.length === 1 && first !== undefined ? first : { kind: 'alt', options };
  }

  /** Flags for all of the pattern are at its beginning. */
  #sequence(given: number, isBeginning = false): Node {
    const source = this.#source;
    const items: Node[] = [];
    let flags = given;
    for (let next; (next = source.next) !== undefined && next !== '|' && next !== ')';) {
      const start = source.at;
      source.get();
      if (flags & X && /^[ \t-\r]$/.test(next)) continue;
      if (flags & X && next === '#') {
        while (source.next !== undefined && source.get() !== '\n');
        continue;
      }
      const made =
        next === '('
          ? this.#group(start, flags, isBeginning && items.length === 0)
          : '*+?{'.includes(next)
            ? this.#repeated(next, start, items, flags)
            : this.#one(next, start, flags);
      if (made === 'flags') flags = this.#whole;
      else if (made !== undefined) items.push(made);
    }
    return { kind: 'seq', items };
  }

  #one(next: string, start: number, flags: number): Node {
    if (next === '[') return this.#set(start, flags);
    if (next === '.')
      return { kind: 'set', negated: !(flags & S), items: flags & S ? [[0, 0x10ffff]] : [[10, 10]], flags };
    if (next === '^' || next === '$') return { kind: 'at', what: next, flags };
    if (!next.startsWith('\\')) return literal(next.codePointAt(0) ?? 0, flags);
    if (/^\\[AZbB]$/.test(next)) return { kind: 'at', what: next[1] as 'A', flags };
    const escaped = escapeIn(this.#source, next, false);
    if (typeof escaped === 'number') return literal(escaped, flags);
    if (typeof escaped === 'string') return { kind: 'set', negated: false, items: [escaped], flags };
    return this.#reference(escaped.reference, String(escaped.reference).length + 1, flags);
  }

  #reference(number: number, back: number, flags: number): Node {
    if (number >= this.#count)
      throw this.#source.error(`invalid group reference ${String(number)}`, back - 1);
    if (!this.#groups.has(number)) throw this.#source.error('cannot refer to an open group', back);
    this.#checkLookbehind(number);
    return { kind: 'ref', number, flags };
  }

  #checkLookbehind(number: number): void {
    if (this.#lookbehind === undefined) return;
    if (!this.#groups.has(number)) throw this.#source.error('cannot refer to an open group');
    if (number >= this.#lookbehind)
      throw this.#source.error('cannot refer to group defined in the same lookbehind subpattern');
  }

  #set(start: number, flags: number): Node {
    const source = this.#source;
    const negated = source.match('^');
    const items: Item[] = [];
    const unterminated = (): Value => source.error('unterminated character set', source.at - start);
    for (;;) {
      const one = source.get();
      if (one === undefined) throw unterminated();
      if (one === ']' && items.length > 0) return { kind: 'set', negated, items, flags };
      const low = this.#member(one);
      if (!source.match('-')) {
        items.push(typeof low === 'number' ? [low, low] : low);
        continue;
      }
      const other = source.get();
      if (other === undefined) throw unterminated();
      if (other === ']') {
        items.push(typeof low === 'number' ? [low, low] : low, [45, 45]);
        return { kind: 'set', negated, items, flags };
      }
      const high = this.#member(other);
      if (typeof low !== 'number' || typeof high !== 'number' || high < low)
        throw source.error(`bad character range ${one}-${other}`, [...one, ...other].length + 1);
      items.push([low, high]);
    }
  }

  #member(one: string): number | Exclude<Item, readonly [number, number]> {
    if (!one.startsWith('\\')) return one.codePointAt(0) ?? 0;
    const escaped = escapeIn(this.#source, one, true);
    return typeof escaped === 'object' ? 0 : escaped;
  }

  /** The item before repeated, in its place; a brace that begins no numbers stands for itself. */
  #repeated(next: string, start: number, items: Node[], flags: number): Node | undefined {
    const source = this.#source;
    let [min, max] = next === '?' ? [0, 1] : [next === '+' ? 1 : 0, Infinity];
    if (next === '{') {
      const low = source.while(Infinity, /^\d$/);
      const hasComma = source.match(',');
      const high = hasComma ? source.while(Infinity, /^\d$/) : low;
      if (!source.match('}') || (low === '' && !hasComma)) {
        source.at = start + 1;
        return literal(123, flags);
      }
      if (low !== '') min = Number(low);
      if (high !== '') max = Number(high);
      if ((low !== '' && min >= MOST) || (high !== '' && max >= MOST))
        throw new OverflowError('the repetition number is too large');
      if (max < min) throw source.error('min repeat greater than max repeat', source.at - start - 1);
    }
    const body = items.at(-1);
    const back = source.at - start;
    if (body === undefined || body.kind === 'at') throw source.error('nothing to repeat', back);
    if (body.kind === 'repeat') throw source.error('multiple repeat', back);
    const mode = source.match('?') ? 'lazy' : source.match('+') ? 'possessive' : 'greedy';
    items[items.length - 1] = { kind: 'repeat', min, max, mode, body };
    return undefined;
  }

  #group(start: number, flags: number, isBeginning: boolean): Node | 'flags' | undefined {
    const source = this.#source;
    if (!source.match('?')) return this.#captured(undefined, start, flags);
    const char = source.get();
    switch (char) {
      case undefined:
        throw source.error('unexpected end of pattern');
      case 'P':
        return this.#named(start, flags);
      case ':':
        return { kind: 'group', number: undefined, body: this.#closed(start, flags) };
      case '>':
        return { kind: 'atomic', body: this.#closed(start, flags) };
      case '#':
        while (source.next !== ')') {
          if (source.next === undefined)
            throw source.error('missing ), unterminated comment', source.at - start);
          source.get();
        }
        source.get();
        return undefined;
      case '=':
      case '!':
        return { kind: 'look', behind: false, negated: char === '!', body: this.#closed(start, flags) };
      case '<':
        return this.#behind(start, flags);
      case '(':
        return this.#condition(start, flags);
    }
    if (char !== '-' && !'aiLmsux'.includes(char))
      throw source.error(`unknown extension ?${char}`, [...char].length + 1);
    const { add, remove } = flagsIn(source, char);
    if (remove !== undefined)
      return {
        kind: 'group',
        number: undefined,
        body: this.#closed(start, ((add & (A | U) ? flags & ~(A | U) : flags) | add) & ~remove),
      };
    if (!isBeginning)
      throw source.error('global flags not at the start of the expression', source.at - start);
    this.#flags |= add;
    return 'flags';
  }

  #closed(start: number, flags: number): Node {
    const body = this.#alternatives(flags);
    if (!this.#source.match(')'))
      throw this.#source.error('missing ), unterminated subpattern', this.#source.at - start);
    return body;
  }

  #captured(name: string | undefined, start: number, flags: number): Node {
    const number = this.#count++;
    if (name !== undefined) {
      const known = this.#names.get(name);
      if (known !== undefined)
        throw this.#source.error(
          `redefinition of group name ${repr(name)} as group ${String(number)}; was group ${String(known)}`,
          [...name].length + 1,
        );
      this.#names.set(name, number);
    }
    const body = this.#closed(start, flags);
    this.#groups.set(number, body);
    return { kind: 'group', number, body };
  }

  #named(start: number, flags: number): Node {
    const source = this.#source;
    if (source.match('<')) {
      const name = source.until('>', 'group name');
      source.checkName(name);
      return this.#captured(name, start, flags);
    }
    if (source.match('=')) {
      const name = source.until(')', 'group name');
      source.checkName(name);
      return this.#reference(this.#numberOf(name), [...name].length + 1, flags);
    }
    const char = source.get();
    if (char === undefined) throw source.error('unexpected end of pattern');
    throw source.error(`unknown extension ?P${char}`, [...char].length + 2);
  }

  #numberOf(name: string): number {
    const number = this.#names.get(name);
    if (number === undefined)
      throw this.#source.error(`unknown group name ${repr(name)}`, [...name].length + 1);
    return number;
  }

  #behind(start: number, flags: number): Node {
    const char = this.#source.get();
    if (char === undefined) throw this.#source.error('unexpected end of pattern');
    if (char !== '=' && char !== '!')
      throw this.#source.error(`unknown extension ?<${char}`, [...char].length + 2);
    const outer = this.#lookbehind;
    this.#lookbehind ??= this.#count;
    const body = this.#closed(start, flags);
    this.#lookbehind = outer;
    const [least, most] = widthOf(body, this.#groups);
    if (least !== most) throw new error('look-behind requires fixed-width pattern');
    return { kind: 'look', behind: true, negated: char === '!', body };
  }

  #condition(start: number, flags: number): Node {
    const source = this.#source;
    const name = source.until(')', 'group name');
    const number = isName(name) ? this.#numberOf(name) : source.number(name);
    if (number === 0) throw source.error('bad group number', [...name].length + 1);
    if (!this.#asked.has(number)) this.#asked.set(number, source.at - [...name].length - 1);
    this.#checkLookbehind(number);
    const yes = this.#sequence(flags);
    const no: Node = source.match('|') ? this.#sequence(flags) : { kind: 'seq', items: [] };
    if (source.next === '|') throw source.error('conditional backref with more than two branches');
    if (!source.match(')')) throw source.error('missing ), unterminated subpattern', source.at - start);
    return { kind: 'if', number, yes, no };
  }
}

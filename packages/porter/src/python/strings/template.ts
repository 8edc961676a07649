/** string.Template: text with `$name` and `${name}` in it. */
import { KeyError, ValueError, caught } from '../exceptions.js';
import { home } from '../homes.js';
import { getitem } from '../items.js';
import { takeKw } from '../keywords.js';
import { I, type Match, Pattern, X, compile, escape } from '../modules/re.js';
import { PyObject } from '../object.js';
import { plain } from '../plain.js';
import { text } from '../text.js';
import type { Value } from '../value.js';

const PATTERNS = new WeakMap<object, Pattern>();

/** What a class looks for: its own pattern, or one of what it says of delimiters and names. */
function patternOf(cls: Value): Pattern {
  let known = PATTERNS.get(cls as object);
  if (known === undefined) {
    const own: Value = Object.getOwnPropertyDescriptor(cls, 'pattern')?.value;
    known = compile(own ?? made(cls), Number(cls.flags) | X);
    PATTERNS.set(cls as object, known);
  }
  return known;
}

function made(cls: Value): string {
  const delimiter: Value = escape(cls.delimiter);
  const [id, braced] = [String(cls.idpattern), String(cls.braceidpattern ?? cls.idpattern)];
  return `${String(delimiter)}(?:(?P<escaped>${String(delimiter)})|(?P<named>${id})|\\{(?P<braced>${braced})\\}|(?P<invalid>))`;
}

export class Template extends PyObject {
  static delimiter: Value = '$';
  static idpattern: Value = '(?a:[_a-z][_a-z0-9]*)';
  static braceidpattern: Value = null;
  static flags: Value = I;
  declare template: string;

  static get pattern(): Value {
    return patternOf(this);
  }

  override __init__(template: string): void {
    this.template = template;
  }

  /** The matches of its pattern, which must have the groups that are known here. */
  #filled(
    args: Value[],
    missing: (error: Value, match: Match) => string,
    invalid: (match: Match) => string,
  ): string {
    const named = takeKw(args);
    const [mapping] = args;
    const valueOf = (name: string): Value =>
      mapping === undefined || mapping === null || named.has(name)
        ? getitem(named, name)
        : getitem(mapping, name);
    const cls: Value = this.constructor;
    return patternOf(cls).sub((match: Match): string => {
      const name: Value = nameIn(match);
      if (name !== null) {
        try {
          return text(plain(valueOf(name as string)));
        } catch (error) {
          return missing(error, match);
        }
      }
      if (match.group('escaped') !== null) return text(cls.delimiter);
      if (match.group('invalid') !== null) return invalid(match);
      throw unknownGroup(cls);
    }, this.template) as string;
  }

  substitute(...args: Value[]): string {
    return this.#filled(
      args,
      (error) => {
        throw error;
      },
      (match) => {
        const before = [...this.template]
          .slice(0, match.start('invalid'))
          .join('')
          .split(/\r\n|[\r\n]/);
        const column = [...(before.at(-1) ?? ' ')].length;
        throw new ValueError(
          `Invalid placeholder in string: line ${String(before.length)}, col ${String(column)}`,
        );
      },
    );
  }

  safe_substitute(...args: Value[]): string {
    return this.#filled(
      args,
      (error, match) => {
        if (caught(error) instanceof KeyError) return match.group() as string;
        throw error;
      },
      (match) => match.group() as string,
    );
  }

  *#matches(): Generator<Match> {
    for (const match of patternOf(this.constructor).finditer(this.template) as Iterable<Match>) {
      if (['named', 'braced', 'escaped', 'invalid'].every((group) => match.group(group) === null))
        throw unknownGroup(this.constructor);
      yield match;
    }
  }

  is_valid(): boolean {
    return [...this.#matches()].every((match) => match.group('invalid') === null);
  }

  get_identifiers(): string[] {
    const names = [...this.#matches()].map(nameIn).filter((name) => name !== null);
    return [...new Set(names)];
  }
}

const nameIn = (match: Match): string | null =>
  (match.group('named') ?? match.group('braced')) as string | null;

const unknownGroup = (cls: Value): Value =>
  new ValueError('Unrecognized named group in pattern', patternOf(cls));

home('string', Template);

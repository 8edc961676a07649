/**
 * What the porter knows of a library: one entry for each public name of Python's, with what it is here. Members of classes are
 * written in a line of their own language: `get*(block,timeout):any` is a method get that parks (`f?` parks if what it is given to call does), takes these parameters by
 * position or name, and returns whatever; `=js` gives another name than Python's.
 */

export interface Member {
  readonly name: string;
  readonly js: string;
  readonly parks: boolean;
  /** It calls what it is given, and parks if that does. */
  readonly calls: boolean;
  readonly params: readonly string[] | undefined;
  readonly returns: string;
}

export interface Entry extends Member {
  readonly kind: 'function' | 'class' | 'value';
  /** The module that exports it. */
  readonly from: string;
  readonly members: ReadonlyMap<string, Member>;
  /** How `with` uses it, where that is no call of `__enter__`. */
  readonly context: 'hold' | 'timeout' | undefined;
  /** Iteration over one parks. */
  readonly iterates: boolean;
  /** A class of evergreen-ts: its constructor runs no `__init__`. */
  readonly foreign: boolean;
  /** Of a class of evergreen-ts, what a constructor takes as an object instead of positions. */
  readonly options: boolean;
  /** In what an instance is not Python's: a line of the report, where one is made. */
  readonly differs: string | undefined;
}

const MEMBER = /^(\w+)([*?])?(?:\(([^)]*)\))?(?::([\w.:]+))?(?:=([\w.]+))?$/;

/** Members from their text; `rename` makes the name here of Python's. */
export function members(text: string, rename: (name: string) => string = (name) => name): Member[] {
  return text
    .split(/\s+/)
    .filter((one) => one !== '')
    .map((one) => {
      const match = MEMBER.exec(one);
      if (match === null) throw new Error(`cannot be read: ${one}`);
      const [, name = '', star, params, returns, js] = match;
      return {
        name,
        js: js ?? rename(name),
        parks: star === '*',
        calls: star === '?',
        params: params === undefined ? undefined : params.split(',').filter((param) => param !== ''),
        returns: returns ?? 'any',
      };
    });
}

export interface ClassOptions {
  context?: 'hold' | 'timeout';
  iterates?: boolean;
  foreign?: boolean;
  options?: boolean;
  differs?: string;
}

export class Table {
  readonly entries = new Map<string, Entry>();
  readonly #rename: (name: string) => string;

  constructor(rename: (name: string) => string = (name) => name) {
    this.#rename = rename;
  }

  functions(python: string, from: string, text: string): void {
    for (const member of members(text, this.#rename))
      this.#add(`${python}.${member.name}`, 'function', from, member, []);
  }

  values(python: string, from: string, text: string): void {
    for (const member of members(text, (name) => name))
      this.#add(`${python}.${member.name}`, 'value', from, member, []);
  }

  /** `head` is the class with what its constructor takes. */
  class(python: string, from: string, head: string, body = '', options: ClassOptions = {}): void {
    for (const member of members(head, (name) => name))
      this.#add(`${python}.${member.name}`, 'class', from, member, members(body, this.#rename), options);
  }

  alias(python: string, of: string): void {
    const entry = this.entries.get(of);
    if (entry === undefined) throw new Error(`there is no ${of}`);
    this.entries.set(python, entry);
  }

  #add(
    python: string,
    kind: Entry['kind'],
    from: string,
    member: Member,
    own: readonly Member[],
    options: ClassOptions = {},
  ): void {
    this.entries.set(python, {
      ...member,
      kind,
      from,
      members: new Map(own.map((one) => [one.name, one])),
      context: options.context,
      iterates: options.iterates ?? false,
      foreign: options.foreign ?? false,
      options: options.options ?? false,
      differs: options.differs,
    });
  }
}

/** `put_nowait` is putNowait. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_all, char: string) => char.toUpperCase());
}

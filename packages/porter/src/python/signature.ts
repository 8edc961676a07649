/** What the parameters of a function are, and what Python says of a call with too few arguments, or too many. */

export interface Signature {
  /** As Python's messages call the function: `Room.go`, `outer.<locals>.inner`. Undefined if that is its name in JavaScript. */
  readonly name: string | undefined;
  /** The first parameter, if it is not among the arguments: `self` or `cls`. */
  readonly self: string | undefined;
  /** Names; `*args` or `*` before those that can only be given by name, `**` if any name is taken. */
  readonly names: readonly string[];
  /** How many of the first cannot be given by name. */
  readonly onlyPlaced: number;
  /** Those that have a default. */
  readonly optional: ReadonlySet<string>;
}

/** Of what the porter writes: `'Room.go(self)', 'where', '/', 'size=', '*', 'key'`; the first only if there is more to say than the name. */
export function parsed(texts: readonly string[]): Signature {
  const [, name, self] = /^(.*)\((.*)\)$/.exec(texts[0] ?? '') ?? [];
  const all = name === undefined ? texts : texts.slice(1);
  const names = all.filter((one) => one !== '/');
  return {
    name,
    self: self === '' ? undefined : self,
    names: names.map((one) => one.replace('=', '')),
    onlyPlaced: Math.max(0, all.indexOf('/')),
    optional: new Set(names.filter((one) => one.endsWith('=')).map((one) => one.slice(0, -1))),
  };
}

/** What is wrong with a call that gives `count` arguments by position, and others by name; undefined if nothing is. */
export function wrongCount(
  { names, optional, self }: Signature,
  count: number,
  isGiven: (name: string, at: number) => boolean,
): string | undefined {
  const star = names.findIndex((name) => name.startsWith('*'));
  const positional = star < 0 ? names : names.slice(0, star);
  const byName = star < 0 ? [] : names.slice(star + 1).filter((name) => !name.startsWith('*'));
  const takesMore = star >= 0 && /^\*[^*]/.test(names[star] ?? '');
  if (count > positional.length && !takesMore) {
    const own = self === undefined ? 0 : 1;
    const most = positional.length + own;
    const least = most - positional.filter((name) => optional.has(name)).length;
    return tooMany(least, most, count + own, byName.filter((name) => isGiven(name, -1)).length);
  }
  const missing = positional.filter((name, i) => !optional.has(name) && !isGiven(name, i));
  if (missing.length > 0) return missed('positional', missing);
  const absent = byName.filter((name) => !optional.has(name) && !isGiven(name, -1));
  return absent.length > 0 ? missed('keyword-only', absent) : undefined;
}

/** What is wrong with a call that gives an argument by a name that nothing takes. `given` are the names of all that are. */
export function unexpected({ names, onlyPlaced }: Signature, name: string, given: readonly string[]): string {
  const placed = names.slice(0, onlyPlaced).filter((one) => given.includes(one));
  return placed.length > 0
    ? `got some positional-only arguments passed as keyword arguments: '${placed.join(', ')}'`
    : `got an unexpected keyword argument '${name}'`;
}

function tooMany(least: number, most: number, count: number, named: number): string {
  const takes = least === most ? String(most) : `from ${String(least)} to ${String(most)}`;
  const arguments_ = `positional argument${most === 1 && least === most ? '' : 's'}`;
  const also =
    named === 0
      ? ''
      : ` positional argument${count === 1 ? '' : 's'} (and ${String(named)} keyword-only argument${named === 1 ? '' : 's'})`;
  return `takes ${takes} ${arguments_} but ${String(count)}${also} ${count === 1 && named === 0 ? 'was' : 'were'} given`;
}

function missed(kind: string, names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.at(-1) ?? '';
  const list = quoted.length < 3 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${last}`;
  return `missing ${String(names.length)} required ${kind} argument${names.length > 1 ? 's' : ''}: ${list}`;
}

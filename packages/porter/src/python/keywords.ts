/**
 * Keyword arguments. Where a function is known, the porter puts each in its place. Where it is not, they travel as a last
 * argument of this class, and are put in their places by call(), which knows what the function's parameters are called.
 */
import { KEYWORDS, TypeError as PyTypeError } from './exceptions.js';
import { Dict, entriesOf } from './dict.js';
import { type Signature, parsed, unexpected, wrongCount } from './signature.js';
import { typeName } from './type-name.js';
import type { Callable, Value } from './value.js';

/** Keyword arguments of one call. */
export class Kw extends Dict {
  get [KEYWORDS](): boolean {
    return true;
  }
}

/** `f(a=1)`: f(kw({ a: 1 })). Entries may come from `**options` too. */
export function kw(named: Record<string, Value>, ...more: Value[]): Kw {
  const made = new Kw();
  for (const [name, value] of Object.entries(named)) made.set(name, value);
  for (const options of more) {
    const entries = entriesOf(options);
    if (entries === undefined)
      throw new PyTypeError(`argument after ** must be a mapping, not ${typeName(options)}`);
    for (const [name, value] of entries) {
      if (typeof name !== 'string') throw new PyTypeError('keywords must be strings');
      made.set(name, value);
    }
  }
  return made;
}

const SIGNATURES = new WeakMap<object, Signature>();

/** Say what the parameters of a function are called: `signature(f, 'a', 'b=', '*', 'c', '**')`; a method's begin with 'Room.go(self)'. */
export function signature<F extends Callable>(f: F, ...names: string[]): F {
  SIGNATURES.set(f, parsed(names));
  return f;
}

const DEFAULTS = new WeakMap<object, Readonly<Record<string, Value>>>();

/** Say what the defaults of a function's parameters are, and what takes its other names, at `**`. */
export function withDefaults<F extends Callable>(f: F, defaults: Readonly<Record<string, Value>>): F {
  DEFAULTS.set(f, defaults);
  return f;
}

export const defaultsOf = (f: object): Readonly<Record<string, Value>> =>
  DEFAULTS.get(f) ?? DEFAULTS.get(METHODS.get(f) ?? f) ?? {};

/** Functions that take the object of a method first: what the method's parameters are called may be said later. */
const METHODS = new WeakMap<object, object>();

/** `f` is a method as a function that takes its object first. */
export function ofMethod<F extends Callable>(f: F, method: object): F {
  METHODS.set(f, method);
  return f;
}

/** The function that a method is of: bound, or as one that takes its object first. */
export const functionOf = (f: Value): Value => METHODS.get(f as object) ?? f.__func__ ?? f;

/** A method has the parameters of the function that it was made of, but for the first. */
export function methodOf<F extends Callable>(method: F, f: object): F {
  const known = signatureOf(f);
  if (known === undefined) return method;
  const [self, ...names] = known.names;
  SIGNATURES.set(method, { ...known, self, names, onlyPlaced: Math.max(0, known.onlyPlaced - 1) });
  return method;
}

export function signatureOf(f: object): Signature | undefined {
  const own = SIGNATURES.get(f);
  const method = METHODS.get(f);
  if (own !== undefined || method === undefined) return own;
  const known = signatureOf(method);
  return known === undefined
    ? undefined
    : {
        ...known,
        self: undefined,
        names: [known.self ?? 'self', ...known.names],
        onlyPlaced: known.onlyPlaced === 0 ? 0 : known.onlyPlaced + 1,
      };
}

/** The arguments of a call of `f`: named ones in their places, where those are known. */
export function placed(f: Value, args: readonly Value[], named: Kw): Value[] {
  if (named.size === 0) return [...args];
  const known = signatureOf(f as object) ?? signatureOf((f.__func__ ?? f) as object);
  if (known === undefined) return [...args, named];
  const { names } = known;
  const star = names.findIndex((name) => name.startsWith('*'));
  const positional = star < 0 ? names : names.slice(0, star);
  const result = [...args];
  const rest = new Kw();
  for (const [name, value] of named.items() as Iterable<[string, Value]>) {
    const at = positional.indexOf(name, known.onlyPlaced);
    if (at >= 0 && at < args.length)
      throw new PyTypeError(`${called(f, known)} got multiple values for argument '${name}'`);
    if (at >= 0) result[at] = value;
    else if (names.at(-1) === '**' || (star >= 0 && names.includes(name, star))) rest.set(name, value);
    else throw new PyTypeError(`${called(f, known)} ${unexpected(known, name, [...named])}`);
  }
  for (let i = 0; i < result.length; i++) if (!(i in result)) result[i] = undefined;
  if (rest.size === 0) return result;
  while (result.length < positional.length) result.push(undefined);
  return [...result, rest];
}

/** Arguments by position or name; undefined where there is none. */
export function given(args: readonly Value[], names: readonly string[]): Value[] {
  const last: Value = args.at(-1);
  const [placed, named] = last instanceof Kw ? [args.slice(0, -1), last] : [args, new Kw()];
  return names.map((name, i) => (named.has(name) ? named.at(name) : placed[i]) as Value);
}

/** The arguments of a call by the names of the parameters, without what was left out; TypeError as Python has it if they are wrong. */
export function bound(known: Signature, args: readonly Value[]): Map<string, Value> {
  const last: Value = args.at(-1);
  const [placed, named] = last instanceof Kw ? [args.slice(0, -1), last] : [args, new Kw()];
  const { names } = known;
  const star = names.indexOf('*');
  const positional = star < 0 ? names : names.slice(0, star);
  const found = new Map<string, Value>();
  placed.forEach((value: Value, i) => {
    const name = positional[i];
    if (name !== undefined && value !== undefined) found.set(name, value);
  });
  const what = `${known.name ?? ''}()`;
  for (const [name, value] of named.items() as Iterable<[string, Value]>) {
    if (name === '*' || !names.includes(name, known.onlyPlaced))
      throw new PyTypeError(`${what} ${unexpected(known, name, [...named])}`);
    if (found.has(name)) throw new PyTypeError(`${what} got multiple values for argument '${name}'`);
    found.set(name, value);
  }
  const wrong = wrongCount(known, placed.length, (name) => found.has(name));
  if (wrong !== undefined) throw new PyTypeError(`${what} ${wrong}`);
  return found;
}

/** The same in the order of the parameters, with undefined for what was left out. */
export function ordered(known: Signature, args: readonly Value[]): Value[] {
  const found = bound(known, args);
  return known.names.filter((name) => name !== '*').map((name) => found.get(name) as Value);
}

/**
 * A function of a module of Python's, which is given its arguments in their places: `declared('bisect(a)', …)`. TypeError for a wrong count
 * and for unknown names. Those with a default are undefined, or left out, if they are not given.
 */
export function declared<F extends Callable>(text: string, f: F): F {
  const [, name = '', list = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const known = parsed([`${name}()`, ...list.split(', ').filter((one) => one !== '')]);
  const names = known.names.filter((one) => one !== '*');
  const most = known.names.includes('*') ? known.names.indexOf('*') : names.length;
  const least = names.filter((one) => !known.optional.has(one)).length;
  const checked = (...args: Value[]): Value => {
    if (args.length >= least && args.length <= most && !(args.at(-1) instanceof Kw)) return f(...args);
    return f(...ordered(known, args));
  };
  Object.defineProperty(checked, 'name', { value: name });
  SIGNATURES.set(checked, known);
  return checked as F;
}

/** TypeError if a function whose parameters are known is given too few arguments, or too many. */
export function checkCount(f: Value, args: readonly Value[]): void {
  const known = signatureOf(f as object) ?? (f.__func__ === undefined ? undefined : signatureOf(f.__func__));
  if (known === undefined) return;
  const last: Value = args.at(-1);
  const [placed, named] = last instanceof Kw ? [args.slice(0, -1), last] : [args, undefined];
  const isGiven = (name: string, at: number): boolean =>
    placed[at] !== undefined || (named?.has(name) === true && !isOnlyPlaced(known, at));
  const wrong = wrongCount(known, placed.length, isGiven);
  if (wrong !== undefined) throw new PyTypeError(`${called(f, known)} ${wrong}`);
}

const isOnlyPlaced = ({ onlyPlaced }: Signature, at: number): boolean => at >= 0 && at < onlyPlaced;

const called = (f: Value, known: Signature): string => `${known.name ?? String(f.name)}()`;

/** Take the keyword arguments off the end of those that a function was called with. */
export function takeKw(args: Value[]): Kw {
  return args.at(-1) instanceof Kw ? (args.pop() as Kw) : new Kw();
}

/** The same as a dict of their own, which may be emptied. */
export function keywords(args: Value[]): Dict {
  const made = new Dict();
  if (args.at(-1) instanceof Kw) made.update(args.pop());
  return made;
}

/** Take one keyword argument; `otherwise` if it was not given, TypeError if it must be. */
export function keyword(named: Dict, name: string, ...otherwise: [Value?]): Value {
  if (named.has(name)) return named.pop(name);
  if (otherwise.length === 0) throw new PyTypeError(`missing a required keyword-only argument: '${name}'`);
  return otherwise[0];
}

/** After all were taken: TypeError for what nobody knows. */
export function noMore(name: string, named: Dict, rest: readonly Value[] = []): void {
  for (const key of named)
    throw new PyTypeError(`${name}() got an unexpected keyword argument '${String(key)}'`);
  if (rest.length > 0) throw new PyTypeError(`${name}() takes fewer positional arguments than were given`);
}

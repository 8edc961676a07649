/**
 * Keyword arguments. Where a function is known, the porter puts each in its place. Where it is not, they travel as a last
 * argument of this class, and are put in their places by call(), which knows what the function's parameters are called.
 */
import { TypeError as PyTypeError } from './exceptions.js';
import { Dict } from './dict.js';
import type { Callable, Value } from './value.js';

/** Keyword arguments of one call. */
export class Kw extends Dict {}

/** `f(a=1)`: f(kw({ a: 1 })). Entries may come from `**options` too. */
export function kw(named: Record<string, Value>, ...more: Value[]): Kw {
  const made = new Kw();
  for (const [name, value] of Object.entries(named)) made.set(name, value);
  for (const options of more) made.update(options);
  return made;
}

/** Names of parameters; `*` before those after it that can only be given by name, `**` if any name is taken. */
const SIGNATURES = new WeakMap<object, readonly string[]>();

/** Say what the parameters of a function are called: `signature(f, 'a', 'b', '*', 'c', '**')`. */
export function signature<F extends Callable>(f: F, ...names: string[]): F {
  SIGNATURES.set(f, names);
  return f;
}

/** Functions that take the object of a method first: what the method's parameters are called may be said later. */
const METHODS = new WeakMap<object, object>();

/** `f` is a method as a function that takes its object first. */
export function ofMethod<F extends Callable>(f: F, method: object): F {
  METHODS.set(f, method);
  return f;
}

export function signatureOf(f: object): readonly string[] | undefined {
  const own = SIGNATURES.get(f);
  const method = METHODS.get(f);
  if (own !== undefined || method === undefined) return own;
  const names = signatureOf(method);
  return names === undefined ? undefined : ['self', ...names];
}

/** The arguments of a call of `f`: named ones in their places, where those are known. */
export function placed(f: Value, args: readonly Value[], named: Kw): Value[] {
  if (named.size === 0) return [...args];
  const names = signatureOf(f as object) ?? signatureOf((f.__func__ ?? f) as object);
  if (names === undefined) return [...args, named];
  const star = names.findIndex((name) => name.startsWith('*'));
  const positional = star < 0 ? names : names.slice(0, star);
  const result = [...args];
  const rest = new Kw();
  for (const [name, value] of named.items() as Iterable<[string, Value]>) {
    const at = positional.indexOf(name);
    if (at >= 0 && at < args.length)
      throw new PyTypeError(`${String(f.name)}() got multiple values for argument '${name}'`);
    if (at >= 0) result[at] = value;
    else if (star >= 0) rest.set(name, value);
    else throw new PyTypeError(`${String(f.name)}() got an unexpected keyword argument '${name}'`);
  }
  for (let i = 0; i < result.length; i++) if (!(i in result)) result[i] = undefined;
  if (rest.size === 0) return result;
  while (result.length < positional.length) result.push(undefined);
  return [...result, rest];
}

/** TypeError if a function whose parameters are known is given too few arguments, or too many. */
export function checkCount(f: Value, args: readonly Value[]): void {
  const names = SIGNATURES.get(f) ?? (f.__func__ === undefined ? undefined : SIGNATURES.get(f.__func__));
  if (names === undefined || args.at(-1) instanceof Kw) return;
  const star = names.findIndex((name) => name.startsWith('*'));
  const required = Math.min((f.__func__ ?? f).length as number, star < 0 ? names.length : star);
  if (args.length < required) {
    const missing = names.slice(args.length, required).map((name) => `'${name}'`);
    const list = [...missing.slice(0, -1), missing.at(-1)];
    const text =
      list.length < 3 ? list.join(' and ') : `${list.slice(0, -1).join(', ')}, and ${String(list.at(-1))}`;
    throw new PyTypeError(
      `${String(f.name)}() missing ${String(missing.length)} required positional argument${missing.length > 1 ? 's' : ''}: ${text}`,
    );
  }
  if (star < 0 && args.length > names.length)
    throw new PyTypeError(
      `${String(f.name)}() takes ${String(names.length)} positional argument${names.length === 1 ? '' : 's'} but ${String(args.length)} ${args.length === 1 ? 'was' : 'were'} given`,
    );
}

/** Take the keyword arguments from the end of the arguments that a function was called with. */
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

/** What a program asks about its own functions and classes. */
import { qualifiedName } from './homes.js';
import { Dict } from './dict.js';
import { AttributeError } from './exceptions.js';
import { defaultsOf, functionOf, signatureOf } from './keywords.js';
import { tuple_ } from './tuple.js';
import { typeName } from './type-name.js';
import { nameOf } from './types.js';
import type { Value } from './value.js';

/** `locals()`: the variables that have a value. */
export function localsOf(...pairs: readonly [string, Value][]): Dict {
  return new Dict(pairs.filter(([, value]) => value !== undefined));
}

/** Say how the parameters of a function, or the attributes of a class, are annotated. */
export function annotated(x: Value, ...pairs: readonly [string, Value][]): Value {
  Object.defineProperty(x, '__annotations__', { value: new Dict(pairs), configurable: true });
  return x;
}

/** `x.__annotations__`: its own, and those of its class for an instance. */
export function annotationsOf(x: Value): Dict {
  if (typeof x === 'object' && x !== null) return x.constructor.__annotations__ ?? new Dict();
  const of: Value = functionOf(x);
  return Object.hasOwn(of as object, '__annotations__') ? of.__annotations__ : new Dict();
}

/** `x.__qualname__`. */
export function qualnameOf(x: Value): string {
  if (typeof x !== 'function') return nameOf(x);
  return qualifiedName(x as object) ?? signatureOf(functionOf(x) as object)?.name ?? nameOf(x);
}

/** `f.__defaults__`: of the parameters that can be given by position; None if there are none. */
export function positionalDefaults(f: Value): Value {
  const [positional] = parametersOf(f, '__defaults__');
  return positional.length === 0 ? null : tuple_(positional.map(([, value]) => value));
}

/** `f.__kwdefaults__`: of those that can be given by name only. */
export function namedDefaults(f: Value): Value {
  const [, byName] = parametersOf(f, '__kwdefaults__');
  return byName.length === 0 ? null : new Dict(byName);
}

/** The defaults of a function with their names: before the star, and behind it. */
function parametersOf(f: Value, asked: string): [[string, Value][], [string, Value][]] {
  const of: Value = functionOf(f);
  const known = signatureOf(of as object);
  if (known === undefined) throw new AttributeError(`'${typeName(f)}' object has no attribute '${asked}'`);
  const defaults = defaultsOf(of as object);
  const star = known.names.findIndex((name) => name.startsWith('*'));
  const found = known.names.flatMap((name, at): [string, Value, boolean][] =>
    known.optional.has(name) ? [[name, defaults[name], star >= 0 && at > star]] : [],
  );
  const pairs = (isBehind: boolean): [string, Value][] =>
    found.filter(([, , behind]) => behind === isBehind).map(([name, value]) => [name, value]);
  return [pairs(false), pairs(true)];
}

/** `f.__code__`: what the parameters of a function are called, and how many they are. */
export function codeOf(f: Value): Value {
  const known = signatureOf((f.__func__ ?? f) as object);
  if (known === undefined) throw new AttributeError(`'${typeName(f)}' object has no attribute '__code__'`);
  const { self, names } = known;
  const star = names.findIndex((name) => name.startsWith('*'));
  const positional = star < 0 ? names : names.slice(0, star);
  const byName = star < 0 ? [] : names.slice(star + 1).filter((name) => !name.startsWith('*'));
  const own = self === undefined ? [] : [self];
  return {
    co_name: f.name as string,
    co_argcount: positional.length + own.length,
    co_kwonlyargcount: byName.length,
    co_varnames: tuple_([...own, ...positional, ...byName]),
  };
}

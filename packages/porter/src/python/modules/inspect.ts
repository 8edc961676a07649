/** Python's inspect: what kind of value something is. */
import { docOf, getattr } from '../attributes.js';
import { isPythonGenerator, makesGenerators } from '../generator.js';
import { isClass } from '../object.js';
import { dir } from '../support.js';
import { type Tuple, tup } from '../tuple.js';
import { isBuiltinFunction } from '../type-name.js';
import { bool } from '../iteration.js';
import { mro } from '../lineage.js';
import { invokePlain } from '../plain.js';
import type { Value } from '../value.js';
import { dedent } from './textwrap.js';

export const isclass = (x: Value): boolean =>
  typeof x === 'function' && (isClass(x) || Object.hasOwn(x, '__type__'));
export const ismethod = (x: Value): boolean =>
  typeof x === 'function' && !isclass(x) && Object.hasOwn(x, '__self__');
export const isbuiltin = (x: Value): boolean => typeof x === 'function' && isBuiltinFunction(x);
export const isfunction = (x: Value): boolean =>
  typeof x === 'function' && !isclass(x) && !ismethod(x) && !isbuiltin(x);
export const isroutine = (x: Value): boolean => isfunction(x) || ismethod(x) || isbuiltin(x);
export const getmro = (cls: Value): Tuple => mro(cls);

export const isgenerator = (x: Value): boolean => isPythonGenerator(x);
export const isgeneratorfunction = (x: Value): boolean => makesGenerators(x);

export { BoundArguments, Parameter, Signature, signature } from '../inspect/signature.js';

/** The docstring, without what its lines are indented by. */
export function getdoc(x: Value): string | null {
  const doc: Value = docOf(x);
  if (typeof doc !== 'string') return null;
  const [first = '', ...rest] = doc.split('\n');
  return [first.trimStart(), ...dedent(rest.join('\n')).split('\n')].join('\n').trim();
}

export function getmembers(x: Value, test: Value = null): Value[] {
  return dir(x)
    .map((name) => tup(name, getattr(x, name, null)))
    .filter(([, value]) => test === null || bool(invokePlain(test, value)));
}

export const unwrap = (f: Value): Value => {
  let at: Value = f;
  while (typeof at === 'function' && Object.hasOwn(at, '__wrapped__')) at = at.__wrapped__;
  return at;
};

/** Python's types. */
import { eq } from '../compare.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { isPythonGenerator } from '../generator.js';
import { Kw, methodOf } from '../keywords.js';
import { attributeName, memberName } from '../natives.js';
import { PyObject, className, isClass } from '../object.js';
import { repr, shownOnce } from '../text.js';
import { type_ } from '../types.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

/** Attributes, and nothing else. */
export class SimpleNamespace extends PyObject {
  override __init__(named?: Kw): void {
    if (named !== undefined)
      for (const [name, value] of named.items() as Iterable<[string, Value]>) this[memberName(name)] = value;
  }

  __eq__(other: Value): boolean {
    return other instanceof SimpleNamespace && eq(this.__dict__, other.__dict__);
  }

  __repr__(): string {
    const name = this.constructor === SimpleNamespace ? 'namespace' : className(this.constructor);
    return shownOnce(this, `${name}(...)`, () => {
      const parts = Object.entries(this).map(([key, value]) => `${attributeName(key)}=${repr(value)}`);
      return `${name}(${parts.join(', ')})`;
    });
  }
}

/** A mapping that is only read. */
export class MappingProxyType extends PyObject {
  declare readonly of: Dict;

  override __init__(of: Value): void {
    Object.defineProperty(this, 'of', { value: of });
  }

  __getitem__(key: Value): Value {
    return this.of.at(key);
  }

  __setitem__(): never {
    throw new PyTypeError("'mappingproxy' object does not support item assignment");
  }

  __delitem__(): never {
    throw new PyTypeError("'mappingproxy' object does not support item deletion");
  }

  __len__(): number {
    return this.of.size;
  }

  __contains__(key: Value): boolean {
    return this.of.has(key);
  }

  __iter__(): Value {
    return this.of.keys();
  }

  get(key: Value, otherwise: Value = null): Value {
    return this.of.get(key, otherwise);
  }

  keys(): Value {
    return this.of.keys();
  }

  values(): Value {
    return this.of.values();
  }

  items(): Value {
    return this.of.items();
  }

  copy(): Dict {
    return this.of.copy();
  }

  __eq__(other: Value): boolean {
    return eq(this.of, other instanceof MappingProxyType ? other.of : other);
  }

  __or__(other: Value): Dict {
    const made = this.of.copy();
    made.update(other instanceof MappingProxyType ? other.of : other);
    return made;
  }

  __str__(): string {
    return repr(this.of);
  }

  __repr__(): string {
    return `mappingproxy(${repr(this.of)})`;
  }
}
Object.defineProperty(MappingProxyType, 'name', { value: 'mappingproxy' });

const isFunction = (x: Value): boolean =>
  typeof x === 'function' && !isClass(x) && !Object.hasOwn(x as object, '__type__');
const isMethod = (x: Value): boolean => isFunction(x) && Object.hasOwn(x as object, '__self__');

export const MethodType = type_('method', isMethod, (f: Value, self: Value): Value => {
  const made: Value = (...args: Value[]): Value => f(self, ...args);
  Object.defineProperty(made, 'name', { value: f.name });
  Object.assign(made, { __self__: self, __func__: f });
  return methodOf(made, f as object);
});
export const FunctionType = type_(
  'function',
  (x) => isFunction(x) && !isMethod(x),
  (f: Value): Value => f,
);
export const LambdaType = FunctionType;
export const GeneratorType = type_('generator', isPythonGenerator, (x: Value): Value => x);
export { EllipsisType, NotImplementedType } from '../singletons.js';
export { builtinFunction as BuiltinFunctionType, NoneType } from '../types.js';

home('types', SimpleNamespace);

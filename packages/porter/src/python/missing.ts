/**
 * What JavaScript would answer with undefined. The prototypes of ported classes end in a Proxy: what is found on the way
 * costs nothing, and what is not found is looked for as Python does (an attribute of the class, `__getattr__`), and is an
 * AttributeError at last.
 */
import type { Value } from './value.js';

let missing: (owner: Value, name: string, isAsked: boolean) => Value = () => undefined;

/** What to do about a name that no prototype has: said by the module of objects, which knows the exceptions. */
export function onMissing(handler: (owner: Value, name: string, isAsked: boolean) => Value): void {
  missing = handler;
}

/** The end of a chain of prototypes: what `parent` has, and then the handler's answer. */
export function throwingPrototype(parent: object): object {
  return new Proxy(Object.create(parent) as object, {
    get(_target, name, receiver: Value): Value {
      if (typeof name === 'symbol' || name in parent) return Reflect.get(parent, name, receiver);
      return missing(receiver, name, !UNASKED.has(name));
    },
  });
}

/** Names that JavaScript itself, a debugger or the runtime asks any object for: where there is none, that is no error. */
const UNASKED = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', 'inspect']);

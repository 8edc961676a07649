/**
 * What JavaScript would answer with undefined. The prototypes of ported classes end in a Proxy: what is found on the way
 * costs nothing, and what is not found is looked for as Python does (an attribute of the class, `__getattr__`), and is an
 * AttributeError at last.
 */
import { UNASKED } from './natives.js';
import type { Value } from './value.js';

let missing: (owner: Value, name: string, isAsked: boolean) => Value = () => undefined;

/** What to do about a name that no prototype has: said by the module of objects, which knows the exceptions. */
export function onMissing(handler: (owner: Value, name: string, isAsked: boolean) => Value): void {
  missing = handler;
}

/** What an object has by a name that JavaScript's own objects have members of, where its class may know; AttributeError else. */
export const asked = (owner: Value, name: string): Value => missing(owner, name, true);

/** The end of a chain of prototypes: what `parent` has, and then the handler's answer, which comes first where Python and JavaScript may mean different things. */
export function throwingPrototype(parent: object): object {
  return new Proxy(Object.create(parent) as object, {
    get(_target, name, receiver: Value): Value {
      if (typeof name === 'symbol' || name === 'constructor') return Reflect.get(parent, name, receiver);
      const isNative = name in parent;
      const found = missing(receiver, name, !isNative && !UNASKED.has(name));
      return found === undefined && isNative ? Reflect.get(parent, name, receiver) : found;
    },
  });
}

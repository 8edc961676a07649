/** Special methods of what extends a builtin type: those of the value it counts as. */
import { eq, ge, gt, le, lt } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { isNumber } from '../numbers.js';
import { Tuple } from '../tuple.js';
import { UNDERLYING, underlying } from '../underlying.js';
import type { Callable, Value } from '../value.js';

/** A method for each name, on the prototype. */
function defineMethods(cls: Value, methods: Readonly<Record<string, Callable>>): void {
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(cls.prototype, name, { value, writable: true, configurable: true });
}

/** `a + b` and the like, both ways around: on the values, if they are such as the operator takes. */
export function operators(
  cls: Value,
  takes: (a: Value, b: Value) => boolean,
  given: Readonly<Record<string, (a: Value, b: Value) => Value>>,
): void {
  for (const [name, operator] of Object.entries(given))
    defineMethods(cls, {
      [`__${name}__`](this: Value, other: Value): Value {
        const [a, b]: Value[] = [this[UNDERLYING], underlying(other)];
        return takes(a, b) ? operator(a, b) : NotImplemented;
      },
      [`__r${name}__`](this: Value, other: Value): Value {
        const [a, b]: Value[] = [underlying(other), this[UNDERLYING]];
        return takes(a, b) ? operator(a, b) : NotImplemented;
      },
    });
}

/** Equality and order, by the values. */
export function comparisons(cls: Value): void {
  for (const [name, operator] of Object.entries({ eq, lt, le, gt, ge }))
    defineMethods(cls, {
      [`__${name}__`](this: Value, other: Value): Value {
        const [a, b]: Value[] = [this[UNDERLYING], underlying(other)];
        return name === 'eq' || alike(a, b) ? operator(a, b) : NotImplemented;
      },
    });
}

/** Of one kind, as what has an order and what is joined: two numbers, two strings, two lists, two tuples. */
export function alike(a: Value, b: Value): boolean {
  return (
    (isNumber(a) && isNumber(b)) ||
    (typeof a === 'string' && typeof b === 'string') ||
    (Array.isArray(a) && Array.isArray(b) && a instanceof Tuple === b instanceof Tuple)
  );
}

/** The methods of the type by their names. */
export function delegated(cls: Value, methods: Readonly<Record<string, Callable>>): void {
  for (const [name, f] of Object.entries(methods))
    defineMethods(cls, {
      [name](this: Value, ...args: Value[]): Value {
        return f(this[UNDERLYING], ...args.map(underlying));
      },
    });
}

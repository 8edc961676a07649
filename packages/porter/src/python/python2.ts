/** What Python 2 has and Python 3 has not: cmp(), and classes that are ordered by `__cmp__`. */
import { compare, eq } from './compare.js';
import { invokePlain } from './plain.js';
import type { Value } from './value.js';

/** `cmp(a, b)`: -1, 0 or 1. None comes before all else. */
export function cmp(a: Value, b: Value): number {
  if (eq(a, b)) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return compare(a, b);
}

/** The comparisons of a class by its `__cmp__`; those that it has itself stay. */
export function orderedByCmp(cls: Value): void {
  const by = (decide: (sign: number) => boolean) =>
    function (this: Value, other: Value): boolean {
      return decide(Number(invokePlain(this.__cmp__.bind(this), other)));
    };
  const methods = {
    __lt__: by((sign) => sign < 0),
    __le__: by((sign) => sign <= 0),
    __gt__: by((sign) => sign > 0),
    __ge__: by((sign) => sign >= 0),
    __eq__: by((sign) => sign === 0),
    __ne__: by((sign) => sign !== 0),
  };
  for (const [name, value] of Object.entries(methods))
    if (!Object.hasOwn(cls.prototype as object, name))
      Object.defineProperty(cls.prototype, name, { value, writable: true, configurable: true });
}

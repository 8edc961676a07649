/** What the system says in several values: tuples whose items have names, and more values that have a name only. */
import { namedtuple } from '../containers/namedtuple.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { items } from '../iteration.js';
import { home } from '../homes.js';
import type { Value } from '../value.js';

/** A class of them, which is called with a sequence of all values; those with a name only may be left out. */
export function structSequence(
  module: string,
  name: string,
  fields: readonly string[],
  more: readonly string[] = [],
): Value {
  const [least, most] = [fields.length, fields.length + more.length];
  const cls = class extends (namedtuple(name, fields) as new (...args: Value[]) => Value[]) {
    constructor(sequence: Value) {
      const values: Value[] = [...items(sequence)];
      if (values.length < least || values.length > most)
        throw new PyTypeError(
          `${module}.${name}() takes ${least === most ? 'a' : values.length < least ? 'an at least' : 'an at most'} ${String(values.length < least ? least : most)}-sequence (${String(values.length)}-sequence given)`,
        );
      super(...values.slice(0, least));
      more.forEach((field, i) => Object.defineProperty(this, field, { value: values[least + i] ?? null }));
    }

    __repr__(): string {
      return `${module}.${(super['__repr__' as never] as () => string).call(this)}`;
    }
  };
  Object.defineProperty(cls, 'name', { value: name });
  home(module, cls);
  return cls;
}

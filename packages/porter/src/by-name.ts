/** A table that is asked for names of the program. It has no prototype: `constructor` and `toString` are names like others. */
export function byName<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}

/** What can be the number of a descriptor at all. Whether it is open, only the system knows. */

/** TypeError or RangeError for what is no descriptor's number. */
export function checkDescriptor(fd: unknown): void {
  if (typeof fd !== 'number') throw new TypeError(`a descriptor must be a number, not ${typeof fd}`);
  if (!Number.isInteger(fd) || fd < 0 || fd >= 2 ** 31)
    throw new RangeError(`a descriptor must be an integer, zero or more, not ${fd}`);
}

/**
 * Origins: which stream an error is about. A handler that reads from its connection and asks another server must be able to tell
 * a peer that has gone away from a server that has. An error knows its stream, or the half of it that it came from, without
 * showing it: nothing of this is in the error as it is printed.
 */
const origins = new WeakMap<object, object>();

/** Note what an error is about, unless that is known. Returns the error. */
export function withOrigin<E extends object>(error: E, origin: object): E {
  if (!origins.has(error)) origins.set(error, origin);
  return error;
}

/** What an error is about, if that is known. */
export function originOf(error: object): object | undefined {
  return origins.get(error);
}

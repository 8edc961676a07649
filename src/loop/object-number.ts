/**
 * Numbers for objects, so that a trace can say which lock a tasklet waits on. An object has one from the first time it is
 * asked for, and costs nothing before: primitives need no field for it.
 */
import { countPerLoop, perLoop } from './thread.js';

const next = countPerLoop();
const numbers = perLoop(() => new WeakMap<object, number>());

/** The number of an object: 1 for the first that is asked for on this loop, and so on. The same each time. */
export function objectNumber(object: object): number {
  const known = numbers();
  let number = known.get(object);
  if (number === undefined) known.set(object, (number = next()));
  return number;
}

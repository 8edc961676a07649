/** What Python keeps of an error that is handled: its class, itself, and a traceback. */
import { PyObject } from './object.js';
import { type Tuple, tup } from './tuple.js';
import type { Value } from './value.js';

/** What stands for the traceback of an error: the places are those of JavaScript, in the error itself. */
class traceback extends PyObject {}

export function infoOf(error: Value): Tuple {
  return tup(error.constructor, error, new traceback());
}

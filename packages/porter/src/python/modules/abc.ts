/** Python's abc: nothing is enforced. */
import { PyObject } from '../object.js';
import type { Value } from '../value.js';

export class ABC extends PyObject {}
export const abstractmethod = (f: Value): Value => f;

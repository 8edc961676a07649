/** Python's abc: nothing is enforced. */
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

export class ABC extends PyObject {}

/** The metaclass: the porter looks after what is abstract where a class has it. */
export class ABCMeta extends PyObject {}
export const abstractmethod = (f: Value): Value => f;

home('abc', ABC, ABCMeta);

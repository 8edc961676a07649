/** Python's typing: what is there at run time, and means nothing. */
import type { Value } from '../value.js';

export const Any = null;
export const List = null;
export const Dict = null;
export const Set = null;
export const Tuple = null;
export const Optional = null;
export const Union = null;
export const Callable = null;
export const Iterable = null;
export const Iterator = null;
export const Generator = null;
export const Sequence = null;
export const Mapping = null;
export const Type = null;
export const Generic = null;
export const Protocol = null;
export const ClassVar = null;
export const Literal = null;
export const TypeVar = (_name: string): Value => null;
export const cast = (_type: Value, value: Value): Value => value;

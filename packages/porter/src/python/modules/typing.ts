/** Python's typing: names that mean something to type checkers, and those that make something at run time. */
import { hasattr } from '../attributes.js';
import { namedtuple } from '../containers/namedtuple.js';
import { internal } from '../homes.js';
import { items } from '../iteration.js';
import type { Kw } from '../keywords.js';
import { dict } from '../types.js';
import { AssertionError } from '../exceptions.js';
import { PyObject, hidden } from '../object.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';

/** What only type checkers look into: it may be subscripted and joined with others. */
class Hint extends PyObject {
  declare readonly label: string;

  override __init__(label: string): void {
    hidden(this, 'label');
    Object.assign(this, { label });
  }

  __getitem__(): this {
    return this;
  }

  __or__(): this {
    return this;
  }

  __ror__(): this {
    return this;
  }

  __repr__(): string {
    return `typing.${this.label}`;
  }
}
const hint = (label: string): Value => new Hint(label);

export const Any = hint('Any');
export const Optional = hint('Optional');
export const Union = hint('Union');
export const Generic = hint('Generic');
export const Protocol = hint('Protocol');
export const ClassVar = hint('ClassVar');
export const Literal = hint('Literal');
export const Final = hint('Final');
export const NoReturn = hint('NoReturn');
export const Annotated = hint('Annotated');
export const AnyStr = hint('AnyStr');
export const IO = hint('IO');
export const TextIO = hint('TextIO');
export const BinaryIO = hint('BinaryIO');
export const Pattern = hint('Pattern');
export const Match = hint('Match');
export const ContextManager = hint('ContextManager');
export const SupportsInt = hint('SupportsInt');
export const SupportsFloat = hint('SupportsFloat');
export const Self = hint('Self');
export const TypeAlias = hint('TypeAlias');
export const TypeGuard = hint('TypeGuard');
export const AsyncIterator = hint('AsyncIterator');
export const AsyncIterable = hint('AsyncIterable');
export const AsyncGenerator = hint('AsyncGenerator');
export const KeysView = hint('KeysView');
export const ValuesView = hint('ValuesView');
export const ItemsView = hint('ItemsView');
export const ByteString = hint('ByteString');
export const SupportsIndex = hint('SupportsIndex');
export const SupportsAbs = hint('SupportsAbs');
export const SupportsRound = hint('SupportsRound');
export const SupportsComplex = hint('SupportsComplex');
export const SupportsBytes = hint('SupportsBytes');
export const LiteralString = hint('LiteralString');
export const Never = hint('Never');
export const Required = hint('Required');
export const NotRequired = hint('NotRequired');
export const Unpack = hint('Unpack');
export const Concatenate = hint('Concatenate');
export const MappingView = hint('MappingView');
export const AsyncContextManager = hint('AsyncContextManager');

export {
  dict as Dict,
  frozenset as FrozenSet,
  list as List,
  set as Set,
  str as Text,
  tuple as Tuple,
  type as Type,
} from '../types.js';
export { deque as Deque } from '../containers/deque.js';
export { Counter } from '../containers/counter.js';
export { OrderedDict, defaultdict as DefaultDict } from '../containers/dicts.js';
export { ChainMap } from '../containers/user.js';
export const TYPE_CHECKING = false;
export const TypeVar = (name: string): Value => hint(name);
export const ParamSpec = TypeVar;
export const TypeVarTuple = TypeVar;
export const cast = (_type: Value, value: Value): Value => value;

/** `UserId = NewType('UserId', int)`: what it is given. */
export function NewType(name: string, of: Value): Value {
  const made = (x: Value): Value => x;
  Object.assign(made, { __name__: name, __supertype__: of });
  return made;
}

const same = (x: Value): Value => x;
export const overload = same;
export const final = same;
export const no_type_check = same;
export const override = same;

export function assert_never(x: Value): never {
  throw new AssertionError(`Expected code to be unreachable, but got: ${repr(x)}`);
}

/** What a class that extends NamedTuple is made of: it comes from tuple, as Python has it. */
export function typedTuple(name: string, fields: Value, named?: Kw): Value {
  const made: Value = namedtuple(name, fields, named);
  internal(made as object);
  return made;
}

/** `Pair = NamedTuple('Pair', [('a', int), ('b', str)])`. */
export const NamedTuple = (name: string, fields: Value = []): Value =>
  namedtuple(
    name,
    Array.from(items(fields), ([field]) => field as string),
  );

/** A class of dicts. */
export const TypedDict = (): Value => dict;

/** A protocol that `isinstance` asks: a value is of it that has all its members. */
export function runtime_checkable(cls: Value): Value {
  const names = [
    ...Object.getOwnPropertyNames(cls.prototype).filter((name) => name !== 'constructor'),
    ...Object.keys(cls as object),
  ];
  Object.defineProperty(cls, '__instancecheck__', {
    value: (x: Value): boolean => names.every((name) => hasattr(x, name)),
  });
  return cls;
}

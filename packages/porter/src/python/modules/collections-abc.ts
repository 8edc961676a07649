/** Python's collections.abc. */
export {
  Awaitable,
  Callable,
  Collection,
  Container,
  Coroutine,
  Generator,
  Hashable,
  Iterable,
  Iterator,
  MutableSequence,
  Reversible,
  Sequence,
  Sized,
} from '../containers/abstract.js';
export {
  ItemsView,
  KeysView,
  Mapping,
  MappingView,
  MutableMapping,
  ValuesView,
} from '../containers/mappings.js';
export { MutableSet, Set } from '../containers/sets.js';

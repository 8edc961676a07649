/** Built-in names of Python, and what evergreen-port/python calls them. */
import { byName } from '../by-name.js';

const SAME =
  'print len range enumerate zip map filter sorted reversed int float str repr bytes bytearray list dict set tuple frozenset min max sum abs any all ' +
  'isinstance issubclass hasattr getattr setattr delattr type id callable input ord chr hex oct bin round divmod iter next object pow hash format vars ' +
  'ascii exit slice memoryview complex';

export const BUILTINS: ReadonlyMap<string, string> = new Map([
  ...SAME.split(' ').map((name) => [name, name] as const),
  ['bool', 'bool_'],
  ['locals', 'localsOf'],
  ['property', 'Property'],
  ['staticmethod', 'StaticMethod'],
  ['classmethod', 'ClassMethod'],
  ['slice', 'Slice'],
  ['quit', 'exit'],
  ['open', 'open'],
  ['dir', 'dir'],
]);

/** What a call of one returns. */
export const RETURNS: Readonly<Record<string, string>> = byName({
  len: 'int',
  range: 'range',
  enumerate: 'iter',
  zip: 'iter',
  map: 'iter',
  filter: 'iter',
  sorted: 'list',
  reversed: 'iter',
  int: 'bigint',
  float: 'float',
  str: 'str',
  repr: 'str',
  ascii: 'str',
  bytes: 'bytes',
  list: 'list',
  dict: 'dict',
  set: 'set',
  tuple: 'tuple',
  any: 'bool',
  all: 'bool',
  isinstance: 'bool',
  issubclass: 'bool',
  hasattr: 'bool',
  callable: 'bool',
  input: 'str',
  ord: 'int',
  chr: 'str',
  hex: 'str',
  oct: 'str',
  bin: 'str',
  divmod: 'tuple',
  bool: 'bool',
  id: 'int',
  hash: 'bigint',
  format: 'str',
  print: 'none',
  vars: 'dict',
  setattr: 'none',
  cmp: 'int',
  delattr: 'none',
});

export const EXCEPTIONS: ReadonlySet<string> = new Set(
  (
    'BaseException Exception ArithmeticError ZeroDivisionError OverflowError FloatingPointError LookupError KeyError IndexError ValueError UnicodeError ' +
    'UnicodeDecodeError UnicodeEncodeError TypeError AttributeError NameError UnboundLocalError RuntimeError RecursionError NotImplementedError ' +
    'StopIteration SyntaxError AssertionError EOFError ImportError ModuleNotFoundError MemoryError BufferError Warning DeprecationWarning UserWarning ' +
    'PendingDeprecationWarning RuntimeWarning SyntaxWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning ReferenceError SystemError StopAsyncIteration IndentationError TabError ' +
    'KeyboardInterrupt GeneratorExit SystemExit OSError IOError EnvironmentError ConnectionError ConnectionRefusedError ConnectionResetError ' +
    'ConnectionAbortedError BrokenPipeError TimeoutError FileNotFoundError FileExistsError PermissionError IsADirectoryError NotADirectoryError ' +
    'BlockingIOError ChildProcessError InterruptedError ProcessLookupError'
  ).split(' '),
);

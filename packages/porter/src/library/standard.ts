/**
 * The standard library: which names of each module are there. Those that park are marked; they do where tasklets are used at
 * all (see cooperative()).
 */
import { PARAMETERS } from '../python/unittest/parameters.js';
import { Table } from './table.js';

const table = new Table();

const from = (module: string): string => `evergreen-port/python/${module}`;

const MODULES: Readonly<Record<string, string>> = {
  time: 'time:float sleep*(secs):none monotonic:float perf_counter:float process_time:float clock:float=perf_counter strftime:str localtime gmtime mktime:float asctime:str ctime:str time_ns:int',
  random:
    'random:float randint:int randrange:int uniform:float choice shuffle sample:list seed choices:list gauss:float expovariate:float getrandbits:int normalvariate:float triangular:float',
  math: 'sqrt:float floor:int ceil:int trunc:int fabs:float sin:float cos:float tan:float asin:float acos:float atan:float atan2:float exp:float log:float log2:float log10:float log1p:float expm1:float pow:float hypot:float degrees:float radians:float factorial:int gcd:int lcm:int isnan:bool isinf:bool isfinite:bool fmod:float modf:tuple copysign:float isclose:bool prod fsum:float comb:int perm:int isqrt:int sinh:float cosh:float tanh:float dist:float',
  sys: 'exit exc_info:tuple getrecursionlimit:int setrecursionlimit intern getdefaultencoding:str',
  os: 'getpid:int getcwd:str getenv listdir:list urandom:bytes makedirs mkdir remove rename rmdir unlink chdir cpu_count:int getppid:int',
  'os.path':
    'join:str exists:bool isfile:bool isdir:bool basename:str dirname:str abspath:str split:tuple splitext:tuple getsize:int normpath:str expanduser:str realpath:str isabs:bool relpath:str getmtime:float',
  re: 'compile match search findall:list finditer sub:str subn:tuple split:list fullmatch escape:str',
  json: 'dumps:str loads dump load',
  struct: 'pack:bytes unpack:tuple calcsize:int unpack_from:tuple',
  collections: 'namedtuple',
  itertools:
    'count cycle repeat chain islice takewhile dropwhile zip_longest product permutations combinations groupby accumulate starmap tee compress filterfalse pairwise combinations_with_replacement',
  functools: 'reduce wraps lru_cache cmp_to_key cache total_ordering update_wrapper',
  heapq: 'heappush heappop heapify heappushpop heapreplace nlargest:list nsmallest:list merge',
  bisect: 'bisect:int bisect_left:int bisect_right:int insort insort_left insort_right',
  operator:
    'itemgetter attrgetter methodcaller add sub mul truediv floordiv mod neg eq ne lt le gt ge and_ or_ xor not_ contains getitem concat pos pow lshift rshift invert inv setitem delitem is_:bool is_not:bool truth:bool',
  string: 'capwords:str',
  copy: 'copy deepcopy',
  errno: '',
  io: '',
  contextlib: 'contextmanager',
  traceback:
    'print_exc format_exc:str print_stack format_exception:list format_exception_only:list print_exception',
  threading:
    'current_thread currentThread=current_thread active_count:int enumerate:list get_ident:int main_thread',
  logging:
    'getLogger basicConfig debug info warning warn=warning error critical exception log disable getLevelName',
  datetime: '',
  dataclasses: 'dataclass field asdict astuple replace',
  enum: 'auto unique',
  abc: 'abstractmethod abstractproperty=abstractmethod',
  uuid: 'uuid4 uuid1=uuid4',
  hashlib: 'md5 sha1 sha256 sha512',
  base64:
    'b64encode:bytes b64decode:bytes b16encode:bytes b16decode:bytes urlsafe_b64encode:bytes urlsafe_b64decode:bytes',
  binascii: 'hexlify:bytes unhexlify:bytes crc32:int',
  signal: 'signal getsignal',
  fnmatch: 'fnmatch:bool fnmatchcase:bool filter:list',
  typing: 'TypeVar cast',
  queue: '',
  argparse: '',
  unittest: 'main* skip skipIf skipUnless expectedFailure makeSuite:lib.unittest.TestSuite',
  textwrap: 'wrap:list fill:str shorten:str dedent:str indent:str',
  csv: 'reader:lib.csv._reader writer:lib.csv._writer register_dialect:none unregister_dialect:none get_dialect list_dialects:list field_size_limit:int',
};
table.functions('itertools.chain', from('itertools'), 'from_iterable=chain.from_iterable');
for (const [module, names] of Object.entries(MODULES))
  table.functions(module, from(module.replace('.', '-')), names);

const FUTURES = from('concurrent-futures');
table.functions(
  'concurrent.futures',
  FUTURES,
  'as_completed(fs,timeout):coiter wait*(fs,timeout,return_when):tuple',
);
table.class(
  'concurrent.futures',
  FUTURES,
  'ThreadPoolExecutor(max_workers)',
  'submit:lib.concurrent.futures.Future map:coiter shutdown*(wait)',
);
table.class(
  'concurrent.futures',
  FUTURES,
  'Future()',
  'result*(timeout) exception*(timeout) cancel:bool cancelled:bool running:bool done:bool add_done_callback set_result set_exception',
);
table.class('concurrent.futures', FUTURES, 'CancelledError');
table.class('concurrent.futures', FUTURES, 'TimeoutError');
table.values('concurrent.futures', FUTURES, 'FIRST_COMPLETED:str FIRST_EXCEPTION:str ALL_COMPLETED:str');
table.alias('gevent.threadpool.ThreadPoolExecutor', 'concurrent.futures.ThreadPoolExecutor');

const VALUES: Readonly<Record<string, string>> = {
  math: 'pi:float e:float inf:float nan:float tau:float',
  sys: 'argv:list stdout stderr stdin maxsize:int version:str version_info:tuple platform:str path:list modules byteorder:str executable:str',
  os: 'environ linesep:str sep:str name:str path devnull:str',
  'os.path': 'sep:str',
  re: 'IGNORECASE I MULTILINE M DOTALL S VERBOSE X ASCII A UNICODE U',
  string:
    'ascii_letters:str ascii_lowercase:str ascii_uppercase:str digits:str punctuation:str whitespace:str hexdigits:str octdigits:str printable:str letters:str=ascii_letters lowercase:str=ascii_lowercase uppercase:str=ascii_uppercase',
  signal:
    'SIGHUP:int SIGINT:int SIGQUIT:int SIGKILL:int SIGUSR1:int SIGUSR2:int SIGPIPE:int SIGALRM:int SIGTERM:int SIGCHLD:int SIG_DFL:int SIG_IGN:int',
  unittest: 'defaultTestLoader:lib.unittest.TestLoader',
  csv: 'QUOTE_MINIMAL:int QUOTE_ALL:int QUOTE_NONNUMERIC:int QUOTE_NONE:int',
  argparse: 'SUPPRESS:str REMAINDER:str OPTIONAL:str ZERO_OR_MORE:str ONE_OR_MORE:str PARSER:str',
  logging: 'DEBUG:int INFO:int WARNING:int WARN:int=WARNING ERROR:int CRITICAL:int NOTSET:int',
  errno:
    'EPERM ENOENT EINTR EBADF EAGAIN EWOULDBLOCK EACCES EEXIST EINVAL EPIPE ECONNRESET ECONNREFUSED ECONNABORTED ETIMEDOUT EADDRINUSE EADDRNOTAVAIL ENOTCONN EINPROGRESS EISCONN EHOSTUNREACH ENETUNREACH errorcode',
  typing:
    'Any List Dict Set Tuple Optional Union Callable Iterable Iterator Generator Sequence Mapping Type Generic Protocol ClassVar Literal FrozenSet Deque DefaultDict OrderedDict Counter Collection Container Hashable Sized MutableMapping MutableSequence MutableSet AbstractSet Final NoReturn Annotated AnyStr IO TextIO BinaryIO Text Pattern Match ContextManager SupportsInt SupportsFloat',
};
for (const [module, names] of Object.entries(VALUES))
  table.values(module, from(module.replace('.', '-')), names);

/** Members of a parser, and of its groups. */
const argument =
  'add_argument add_argument_group:lib.argparse._ArgumentGroup add_mutually_exclusive_group:lib.argparse._MutuallyExclusiveGroup set_defaults:none get_default';

/** Members of TestCase. */
const testCase = [
  ...[...PARAMETERS].map(([name, parameters]) => `${name}(${parameters.join(',')}):none`),
  'assertRaises? assertRaisesRegex? assertRaisesRegexp? skipTest(reason):none addCleanup:none subTest id:str shortDescription countTestCases:int failureException:attr',
].join(' ');

const CLASSES: readonly (readonly [module: string, head: string, body?: string])[] = [
  ['collections', 'deque(iterable,maxlen)'],
  ['collections', 'defaultdict'],
  ['collections', 'OrderedDict'],
  ['collections', 'Counter'],
  ['random', 'Random'],
  ['json', 'JSONDecodeError'],
  ['struct', 'error'],
  ['struct', 'Struct'],
  ['re', 'error'],
  ['io', 'StringIO'],
  ['io', 'BytesIO'],
  ['functools', 'partial'],
  ['contextlib', 'suppress'],
  ['contextlib', 'closing'],
  ['contextlib', 'redirect_stdout'],
  ['contextlib', 'redirect_stderr'],
  ['contextlib', 'nullcontext'],
  ['contextlib', 'ExitStack'],
  [
    'threading',
    'Thread(group,target,name,args,kwargs,daemon)',
    'start join*(timeout) run* is_alive:bool isAlive:bool=is_alive setDaemon getName:str setName name:attr daemon:attr ident:attr',
  ],
  ['threading', 'Timer(interval,function,args,kwargs)', 'start join*(timeout) cancel is_alive:bool'],
  ['threading', 'Lock()', 'acquire*(blocking,timeout):bool release locked:bool'],
  ['threading', 'RLock()', 'acquire*(blocking,timeout):bool release'],
  ['threading', 'Semaphore(value)', 'acquire*(blocking,timeout):bool release'],
  ['threading', 'BoundedSemaphore(value)', 'acquire*(blocking,timeout):bool release'],
  ['threading', 'Event()', 'set clear is_set:bool isSet:bool wait*(timeout):bool'],
  [
    'threading',
    'Condition(lock)',
    'acquire*(blocking,timeout):bool release wait*(timeout):bool wait_for*(predicate,timeout):bool notify(n) notify_all notifyAll',
  ],
  [
    'threading',
    'Barrier(parties,action,timeout)',
    'wait*(timeout):int reset abort parties:attr n_waiting:attr broken:attr',
  ],
  ['threading', 'BrokenBarrierError'],
  ['threading', 'local()'],
  [
    'queue',
    'Queue(maxsize)',
    'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait qsize:int empty:bool full:bool task_done join*',
  ],
  [
    'queue',
    'LifoQueue(maxsize)',
    'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait qsize:int empty:bool full:bool task_done join*',
  ],
  [
    'queue',
    'PriorityQueue(maxsize)',
    'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait qsize:int empty:bool full:bool task_done join*',
  ],
  [
    'queue',
    'SimpleQueue()',
    'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait qsize:int empty:bool',
  ],
  ['queue', 'Empty'],
  ['queue', 'Full'],
  ['logging', 'StreamHandler'],
  ['logging', 'Formatter'],
  ['logging', 'Logger'],
  ['logging', 'Handler'],
  ['datetime', 'datetime'],
  ['datetime', 'timedelta'],
  ['datetime', 'date'],
  ['enum', 'Enum'],
  ['enum', 'IntEnum'],
  ['abc', 'ABC'],
  ['csv', '_reader=Reader', 'line_num:attr dialect:attr'],
  ['csv', '_writer=Writer', 'writerow writerows:none dialect:attr'],
  ['csv', 'DictReader', 'line_num:attr fieldnames:attr'],
  ['csv', 'DictWriter', 'writeheader writerow writerows:none'],
  ['csv', 'Dialect'],
  ['csv', 'excel'],
  ['csv', 'excel_tab'],
  ['csv', 'unix_dialect'],
  ['csv', 'Error'],
  ['unittest', 'TestCase(methodName)', testCase],
  ['unittest', 'TestSuite(tests)', 'addTest:none addTests:none countTestCases:int run*'],
  ['unittest', 'TestLoader()', 'loadTestsFromTestCase:lib.unittest.TestSuite getTestCaseNames:list'],
  ['unittest', 'TestResult', 'wasSuccessful:bool testsRun:attr errors:attr failures:attr skipped:attr'],
  ['unittest', 'TextTestResult', 'wasSuccessful:bool testsRun:attr errors:attr failures:attr skipped:attr'],
  ['unittest', 'TextTestRunner', 'run*:lib.unittest.TextTestResult'],
  ['unittest', 'SkipTest'],
  [
    'argparse',
    'ArgumentParser',
    `${argument} add_subparsers:lib.argparse._SubParsersAction parse_args:lib.argparse.Namespace parse_known_args:tuple format_usage:str format_help:str print_usage:none print_help:none exit:none error:none prog:attr usage:attr description:attr epilog:attr`,
  ],
  ['argparse', '_SubParsersAction=SubParsersAction', 'add_parser:lib.argparse.ArgumentParser'],
  ['argparse', '_ArgumentGroup=ArgumentGroup', argument],
  ['argparse', '_MutuallyExclusiveGroup=ExclusiveGroup', argument],
  ['argparse', 'Namespace'],
  ['argparse', 'Action'],
  ['argparse', 'BooleanOptionalAction'],
  ['argparse', 'ArgumentError'],
  ['argparse', 'ArgumentTypeError'],
  ['argparse', 'HelpFormatter'],
  ['argparse', 'RawDescriptionHelpFormatter'],
  ['argparse', 'RawTextHelpFormatter'],
  ['argparse', 'ArgumentDefaultsHelpFormatter'],
  ['argparse', 'MetavarTypeHelpFormatter'],
];
for (const [module, head, body] of CLASSES) table.class(module, from(module), head, body ?? '');
for (const name of ['Queue', 'LifoQueue', 'PriorityQueue', 'Empty', 'Full'])
  table.alias(`Queue.${name}`, `queue.${name}`);

export const standard: Table = table;

/** Modules whose import has no effect here. */
export const IGNORED: ReadonlySet<string> = new Set(['__future__', 'typing', 'abc']);

/** Modules under which a program has tasklets: time.sleep() parks in it. */
export const COOPERATIVE: ReadonlySet<string> = new Set([
  'threading',
  'queue',
  'Queue',
  'socket',
  'select',
  'concurrent.futures',
]);

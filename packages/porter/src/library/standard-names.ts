/** Functions and values of the standard library, by module: `time:float` returns a float, `sleep*(secs)` parks. */

export const FUNCTIONS: Readonly<Record<string, string>> = {
  time: 'time:float sleep*(secs):none monotonic:float perf_counter:float process_time:float thread_time:float clock:float=perf_counter strftime:str strptime localtime gmtime mktime:float asctime:str ctime:str time_ns:bigint monotonic_ns:bigint perf_counter_ns:bigint process_time_ns:bigint thread_time_ns:bigint clock_gettime:float clock_gettime_ns:bigint',
  random:
    'random:float randint randrange uniform:float choice shuffle sample:list seed choices:list gauss:float expovariate:float getrandbits:bigint normalvariate:float triangular:float',
  math: 'sqrt:float floor:bigint ceil:bigint trunc:bigint fabs:float sin:float cos:float tan:float asin:float acos:float atan:float atan2:float exp:float log:float log2:float log10:float log1p:float expm1:float pow:float hypot:float degrees:float radians:float factorial:bigint gcd:bigint lcm:bigint isnan:bool isinf:bool isfinite:bool fmod:float modf:tuple copysign:float isclose:bool prod fsum:float comb:bigint perm:bigint isqrt:bigint sinh:float cosh:float tanh:float dist:float',
  cmath:
    'phase:float polar:tuple rect sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh isnan:bool isinf:bool isfinite:bool isclose:bool',
  sys: 'exit exc_info:tuple getrecursionlimit:int setrecursionlimit intern getdefaultencoding:str',
  os: 'kill:none _exit:none getpid:int getcwd:str getenv listdir:list urandom:bytes makedirs mkdir remove rename rmdir unlink close:none read:bytes write:int walk:iter chdir cpu_count:int getppid:int fspath:str fdopen strerror:str stat lstat fstat scandir access:bool replace:none symlink:none link:none readlink:str chmod:none truncate:none utime:none removedirs:none renames:none umask:int getuid:int geteuid:int getgid:int getegid:int getlogin:str getloadavg:tuple isatty:bool fsencode:bytes fsdecode:str get_exec_path:list get_terminal_size uname system:int=system_ popen putenv:none unsetenv:none',
  'os.path':
    'join:str exists:bool isfile:bool isdir:bool basename:str dirname:str abspath:str split:tuple splitext:tuple getsize:int normpath:str expanduser:str realpath:str isabs:bool relpath:str getmtime:float getatime:float getctime:float lexists:bool islink:bool samefile:bool samestat:bool ismount:bool normcase:str splitdrive:tuple commonprefix commonpath:str expandvars:str',
  re: 'compile match search findall:list finditer sub:str subn:tuple split:list fullmatch escape:str purge:none',
  json: 'dumps:str loads dump load?',
  struct: 'pack:bytes unpack:tuple calcsize:int unpack_from:tuple iter_unpack pack_into:none',
  collections: 'namedtuple',
  itertools:
    'count cycle repeat chain islice takewhile dropwhile zip_longest product permutations combinations groupby accumulate starmap tee compress filterfalse pairwise combinations_with_replacement',
  functools:
    'reduce wraps lru_cache cmp_to_key cache total_ordering update_wrapper cached_property singledispatch singledispatchmethod partialmethod',
  heapq: 'heappush heappop heapify heappushpop heapreplace nlargest:list nsmallest:list merge',
  bisect: 'bisect:int bisect_left:int bisect_right:int insort insort_left insort_right',
  operator:
    'itemgetter attrgetter methodcaller add sub mul truediv floordiv mod neg eq ne lt le gt ge and_ or_ xor not_ contains getitem concat pos pow lshift rshift invert inv setitem delitem is_:bool is_not:bool truth:bool index countOf:int indexOf:int matmul iadd iconcat iand ifloordiv ilshift imatmul imod imul ior ipow irshift isub itruediv ixor',
  string:
    'capwords:str split:list strip:str lstrip:str rstrip:str upper:str lower:str replace:str find:int rfind:int count:int ljust:str rjust:str center:str zfill:str capitalize:str join:str atoi:bigint atof:float',
  copy: 'copy deepcopy',
  codecs: 'encode decode open',
  ast: 'literal_eval',
  graphlib: '',
  gzip: 'compress:bytes decompress:bytes open',
  stat: 'S_ISDIR:bool S_ISREG:bool S_ISLNK:bool S_ISCHR:bool S_ISBLK:bool S_ISFIFO:bool S_ISSOCK:bool filemode:str S_IFMT:int S_IMODE:int',
  glob: 'glob:list iglob:iter escape:str has_magic:bool',
  atexit: 'register unregister:none _run_exitfuncs:none',
  platform:
    'system:str node:str release:str version:str machine:str processor:str architecture:tuple python_version:str python_version_tuple:tuple python_implementation:str platform:str uname',
  getpass: 'getuser:str',
  gc: 'collect:int enable:none disable:none isenabled:bool',
  keyword: 'iskeyword:bool issoftkeyword:bool',
  timeit: 'timeit:float repeat:list default_timer:float',
  colorsys: 'rgb_to_hsv:tuple hsv_to_rgb:tuple rgb_to_hls:tuple hls_to_rgb:tuple',
  getopt: 'getopt:tuple gnu_getopt:tuple',
  errno: '',
  io: 'open',
  contextlib: 'contextmanager',
  traceback:
    'print_exc format_exc:str print_stack format_exception:list format_exception_only:list print_exception',
  threading:
    'current_thread currentThread=current_thread active_count:int enumerate:list get_ident:int main_thread',
  logging:
    'getLogger basicConfig debug info warning warn=warning error critical fatal=critical exception log disable getLevelName addLevelName shutdown:none makeLogRecord setLoggerClass getLoggerClass captureWarnings:none',
  datetime: '',
  calendar:
    'isleap:bool leapdays:int weekday:int monthrange:tuple timegm:int setfirstweekday:none firstweekday:int monthcalendar:list month:str calendar:str prmonth:none prcal:none',
  warnings:
    'warn:none warn_explicit:none simplefilter:none filterwarnings:none resetwarnings:none showwarning formatwarning:str',
  ipaddress:
    'ip_address ip_network ip_interface v4_int_to_packed:bytes v6_int_to_packed:bytes summarize_address_range:iter collapse_addresses:iter get_mixed_type_key:tuple',
  sqlite3: 'connect:lib.sqlite3.Connection register_adapter:none register_converter:none',
  zoneinfo: '',
  dataclasses: 'dataclass field asdict astuple replace fields:tuple is_dataclass:bool',
  enum: 'auto unique',
  abc: 'abstractmethod abstractproperty=abstractmethod',
  uuid: 'uuid4 uuid1=uuid4 uuid3 uuid5',
  hashlib:
    'md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 pbkdf2_hmac:bytes new=new_ blake2b blake2s file_digest',
  base64:
    'b64encode:bytes b64decode:bytes standard_b64encode:bytes standard_b64decode:bytes urlsafe_b64encode:bytes urlsafe_b64decode:bytes encodebytes:bytes decodebytes:bytes b32encode:bytes b32decode:bytes b32hexencode:bytes b32hexdecode:bytes b16encode:bytes b16decode:bytes b85encode:bytes b85decode:bytes a85encode:bytes a85decode:bytes',
  binascii:
    'hexlify:bytes unhexlify:bytes b2a_hex:bytes a2b_hex:bytes b2a_base64:bytes a2b_base64:bytes crc32:int crc_hqx:int',
  hmac: 'new=new_ digest:bytes compare_digest:bool',
  signal:
    'signal getsignal setitimer(which,seconds,interval):tuple getitimer:tuple alarm:int strsignal:str raise_signal:none',
  fnmatch: 'fnmatch:bool fnmatchcase:bool filter:list translate:str',
  'urllib.parse':
    'urlparse urlsplit urlunparse:str urlunsplit:str urljoin:str urldefrag parse_qs:dict parse_qsl:list urlencode:str quote:str quote_from_bytes:str quote_plus:str unquote:str unquote_plus:str unquote_to_bytes:bytes',
  weakref: 'proxy',
  typing:
    'NamedTuple TypedDict TypeVar ParamSpec TypeVarTuple cast NewType overload final runtime_checkable no_type_check override assert_never',
  statistics:
    'mean fmean:float geometric_mean:float harmonic_mean median median_low median_high median_grouped:float mode multimode:list stdev pstdev variance pvariance quantiles:list covariance:float correlation:float linear_regression',
  shlex: 'split:list quote:str join:str',
  types: '',
  'collections.abc': '',
  inspect:
    'isclass:bool ismethod:bool isfunction:bool isroutine:bool isbuiltin:bool isgenerator:bool isgeneratorfunction:bool getdoc getmembers:list getmro:tuple unwrap signature:lib.inspect.Signature',
  'unittest.mock': 'mock_open patch',
  unicodedata: 'normalize:str is_normalized:bool category:str combining:int decimal',
  zlib: 'crc32:int adler32:int compress:bytes decompress:bytes',
  pprint: 'pprint:none pformat:str pp:none',
  secrets:
    'token_bytes:bytes token_hex:str token_urlsafe:str randbits:bigint randbelow:bigint choice compare_digest:bool',
  decimal: 'getcontext setcontext localcontext',
  fractions: '',
  tempfile: 'gettempdir:str mkdtemp:str mkstemp:tuple NamedTemporaryFile TemporaryFile',
  shutil:
    'rmtree:none copy copy2 copyfile copytree move copymode:none copystat:none copyfileobj:none ignore_patterns which disk_usage get_terminal_size',
  http: '',
  html: 'escape:str unescape:str',
  numbers: '',
  queue: '',
  argparse: '',
  unittest: 'main* skip skipIf skipUnless expectedFailure makeSuite:lib.unittest.TestSuite',
  textwrap: 'wrap:list fill:str shorten:str dedent:str indent:str',
  difflib:
    'ndiff:iter unified_diff:iter context_diff:iter restore:iter get_close_matches:list IS_LINE_JUNK:bool IS_CHARACTER_JUNK:bool',
  pickle: 'dumps:bytes loads dump:none load',
  csv: 'reader:lib.csv._reader writer:lib.csv._writer register_dialect:none unregister_dialect:none get_dialect list_dialects:list field_size_limit:int',
};

export const VALUES: Readonly<Record<string, string>> = {
  http: 'HTTPStatus',
  codecs: 'BOM_UTF8:bytes BOM_UTF16_LE:bytes BOM_UTF16_BE:bytes',
  stat: 'S_IEXEC:int S_IFBLK:int S_IFCHR:int S_IFDIR:int S_IFIFO:int S_IFLNK:int S_IFREG:int S_IFSOCK:int S_IREAD:int S_IRGRP:int S_IROTH:int S_IRUSR:int S_IRWXG:int S_IRWXO:int S_IRWXU:int S_ISGID:int S_ISUID:int S_ISVTX:int S_IWGRP:int S_IWOTH:int S_IWRITE:int S_IWUSR:int S_IXGRP:int S_IXOTH:int S_IXUSR:int ST_ATIME:int ST_CTIME:int ST_DEV:int ST_GID:int ST_INO:int ST_MODE:int ST_MTIME:int ST_NLINK:int ST_SIZE:int ST_UID:int',
  keyword: 'kwlist:list softkwlist:list',
  hashlib: 'algorithms_guaranteed algorithms_available',
  io: 'SEEK_SET:int SEEK_CUR:int SEEK_END:int DEFAULT_BUFFER_SIZE:int',
  math: 'pi:float e:float inf:float nan:float tau:float',
  cmath: 'pi:float e:float tau:float inf:float nan:float infj nanj',
  sys: 'argv:list stdout stderr stdin __stdout__ __stderr__ __stdin__ maxsize:bigint version:str version_info:tuple platform:str path:list modules byteorder:str executable:str',
  os: 'environ linesep:str sep:str name:str path devnull:str curdir:str pardir:str extsep:str pathsep:str altsep defpath:str F_OK:int R_OK:int W_OK:int X_OK:int SEEK_SET:int SEEK_CUR:int SEEK_END:int EX_OK:int EX_USAGE:int EX_DATAERR:int EX_NOINPUT:int EX_SOFTWARE:int EX_OSERR:int',
  'os.path': 'sep:str curdir:str pardir:str extsep:str pathsep:str altsep defpath:str devnull:str',
  re: 'IGNORECASE I MULTILINE M DOTALL S VERBOSE X ASCII A UNICODE U NOFLAG:int',
  string:
    'ascii_letters:str ascii_lowercase:str ascii_uppercase:str digits:str punctuation:str whitespace:str hexdigits:str octdigits:str printable:str letters:str=ascii_letters lowercase:str=ascii_lowercase uppercase:str=ascii_uppercase',
  signal:
    'SIGHUP:int SIGINT:int SIGQUIT:int SIGILL:int SIGTRAP:int SIGABRT:int SIGBUS:int SIGFPE:int SIGKILL:int SIGUSR1:int SIGSEGV:int SIGUSR2:int SIGPIPE:int SIGALRM:int SIGTERM:int SIGSTKFLT:int SIGCHLD:int SIGCONT:int SIGSTOP:int SIGTSTP:int SIGTTIN:int SIGTTOU:int SIGURG:int SIGXCPU:int SIGXFSZ:int SIGVTALRM:int SIGPROF:int SIGWINCH:int SIGIO:int SIGPWR:int SIGSYS:int SIG_DFL:int SIG_IGN:int ITIMER_REAL:int Signals',
  warnings: 'filters:list',
  sqlite3:
    'PARSE_DECLTYPES:int PARSE_COLNAMES:int apilevel:str paramstyle:str threadsafety:int version:str sqlite_version:str',
  dataclasses: 'InitVar KW_ONLY MISSING',
  uuid: 'NAMESPACE_DNS NAMESPACE_URL NAMESPACE_OID NAMESPACE_X500',
  optparse: 'NO_DEFAULT SUPPRESS_HELP:str SUPPRESS_USAGE:str',
  'unittest.mock': 'call ANY DEFAULT sentinel',
  unittest: 'defaultTestLoader:lib.unittest.TestLoader',
  pickle: 'HIGHEST_PROTOCOL:int DEFAULT_PROTOCOL:int',
  configparser: 'DEFAULTSECT:str',
  csv: 'QUOTE_MINIMAL:int QUOTE_ALL:int QUOTE_NONNUMERIC:int QUOTE_NONE:int',
  argparse: 'SUPPRESS:str REMAINDER:str OPTIONAL:str ZERO_OR_MORE:str ONE_OR_MORE:str PARSER:str',
  logging:
    'DEBUG:int INFO:int WARNING:int WARN:int=WARNING ERROR:int CRITICAL:int FATAL:int=CRITICAL NOTSET:int root lastResort',
  errno:
    'EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN EWOULDBLOCK ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLOCK EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL errorcode',
  typing:
    'Any List Dict Set Tuple Optional Union Type Generic Protocol ClassVar Literal FrozenSet Deque DefaultDict OrderedDict Counter Final NoReturn Annotated AnyStr IO TextIO BinaryIO Text Pattern Match ContextManager SupportsInt SupportsFloat Self TypeAlias TypeGuard AsyncIterator AsyncIterable AsyncGenerator KeysView ValuesView ItemsView ByteString ChainMap SupportsIndex SupportsAbs SupportsRound SupportsComplex SupportsBytes LiteralString Never Required NotRequired Unpack Concatenate MappingView AsyncContextManager TYPE_CHECKING:bool',
  decimal:
    'ROUND_HALF_EVEN:str ROUND_HALF_UP:str ROUND_HALF_DOWN:str ROUND_DOWN:str ROUND_UP:str ROUND_FLOOR:str ROUND_CEILING:str ROUND_05UP:str',
  calendar:
    'MONDAY:int TUESDAY:int WEDNESDAY:int THURSDAY:int FRIDAY:int SATURDAY:int SUNDAY:int day_name:list day_abbr:list month_name:list month_abbr:list',
  time: 'timezone:int altzone:int daylight:int tzname:tuple CLOCK_REALTIME:int CLOCK_MONOTONIC:int CLOCK_PROCESS_CPUTIME_ID:int CLOCK_THREAD_CPUTIME_ID:int',
  datetime: 'UTC MINYEAR:int MAXYEAR:int',
  types:
    'MethodType FunctionType LambdaType BuiltinFunctionType GeneratorType NoneType EllipsisType NotImplementedType',
};

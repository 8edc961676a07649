/**
 * The standard library: which names of each module are there. Those that park are marked; they do where tasklets are used at
 * all (see cooperative()).
 */
import { CLASSES } from './standard-classes.js';
import { FUNCTIONS, VALUES } from './standard-names.js';
import { Table } from './table.js';

const table = new Table();

const from = (module: string): string => `evergreen-port/python/${module}`;

table.functions('itertools.chain', from('itertools'), 'from_iterable=chain.from_iterable');
table.functions(
  'unittest.mock.patch',
  from('unittest-mock'),
  'object=patch.object dict=patch.dict stopall:none=patch.stopall',
);
for (const [module, names] of Object.entries(FUNCTIONS))
  table.functions(module, from(module.replace('.', '-')), names);

// Names of Python 2.
for (const name of ['quote', 'quote_plus', 'unquote', 'unquote_plus', 'urlencode'])
  table.alias(`urllib.${name}`, `urllib.parse.${name}`);
table.functions('itertools', 'evergreen-port/python', 'izip:iter=zip imap:iter=map ifilter:iter=filter');

const FUTURES = from('concurrent-futures');
table.functions(
  'concurrent.futures',
  FUTURES,
  'as_completed(fs,timeout):coiter wait*(fs,timeout,return_when):tuple',
);
table.class(
  'concurrent.futures',
  FUTURES,
  'ThreadPoolExecutor(max_workers,thread_name_prefix,initializer,initargs)',
  'submit:lib.concurrent.futures.Future map:coiter shutdown*(wait,cancel_futures)',
);
table.class('concurrent.futures', FUTURES, 'Executor()', 'submit map:coiter shutdown*(wait,cancel_futures)');
table.class(
  'concurrent.futures',
  FUTURES,
  'Future()',
  'result*(timeout) exception*(timeout) cancel*:bool cancelled:bool running:bool done:bool add_done_callback*(fn) set_result*(result) set_exception*(exception) set_running_or_notify_cancel:bool',
);
for (const error of ['BrokenExecutor', 'CancelledError', 'InvalidStateError', 'TimeoutError'])
  table.class('concurrent.futures', FUTURES, error);
table.values('concurrent.futures', FUTURES, 'FIRST_COMPLETED:str FIRST_EXCEPTION:str ALL_COMPLETED:str');
table.alias('gevent.threadpool.ThreadPoolExecutor', 'concurrent.futures.ThreadPoolExecutor');

for (const [module, names] of Object.entries(VALUES))
  table.values(module, from(module.replace('.', '-')), names);

for (const [module, head, body] of CLASSES)
  table.class(module, from(module.replace('.', '-')), head, body ?? '');
for (const name of ['Mapping', 'MutableMapping', 'Iterable', 'Callable', 'Sequence', 'Hashable'])
  table.alias(`collections.${name}`, `collections.abc.${name}`);
for (const name of 'Iterable Iterator Generator Sequence Mapping Callable Collection Container Hashable Sized MutableMapping MutableSequence MutableSet Awaitable Coroutine Reversible'.split(
  ' ',
))
  table.alias(`typing.${name}`, `collections.abc.${name}`);
table.alias('optparse.make_option', 'optparse.Option');
table.alias('typing.AbstractSet', 'collections.abc.Set');
for (const name of ['Queue', 'LifoQueue', 'PriorityQueue', 'Empty', 'Full'])
  table.alias(`Queue.${name}`, `queue.${name}`);

export const standard: Table = table;

/** Modules whose import has no effect here. */
export const IGNORED: ReadonlySet<string> = new Set(['__future__', 'typing', 'abc']);

/** Modules under which a program has tasklets: time.sleep() parks in it. */
export const COOPERATIVE: ReadonlySet<string> = new Set([
  'greenlet',
  'threading',
  'queue',
  'Queue',
  'socket',
  'select',
  'subprocess',
  'socketserver',
  'SocketServer',
  'concurrent.futures',
  'urllib.request',
  'urllib2',
  'http.client',
  'httplib',
]);

/** Evergreen's names: those of evergreen-ts, by the table of the porting guide, but for two that behave as Evergreen's. */
import { Table, camelCase } from './table.js';

const table = new Table(camelCase);

const CORE = 'evergreen-ts';
const IO = 'evergreen-ts/io';
const FUTURES = 'evergreen-ts/futures';
const foreign = { foreign: true };

table.functions('evergreen', CORE, 'spawn:lib.evergreen.Task sleep*(seconds):none task=tasklet');
table.class(
  'evergreen',
  CORE,
  'Task(target,name,args,kwargs)=Tasklet',
  'start join*(timeout):bool kill is_alive:bool run* switch throw(error) get*(timeout) name:attr',
  { foreign: true, options: true },
);
table.class(
  'evergreen',
  'evergreen-port/evergreen',
  'EventLoop()',
  'call_soon call_later call_at call_from_thread time:float switch* stop destroy add_reader remove_reader add_writer remove_writer add_signal_handler remove_signal_handler run run_forever running:attr excepthook:attr',
  foreign,
);
table.values('evergreen', CORE, 'current');
table.class('evergreen', CORE, 'TaskExit=TaskletExit', '', foreign);

const lock = 'acquire*(blocking,timeout):bool release locked:attr hold*';
for (const name of ['Semaphore(value)', 'BoundedSemaphore(value)', 'Lock()', 'RLock()'])
  table.class('evergreen.locks', CORE, name, lock, { foreign: true, context: 'hold' });
table.class(
  'evergreen.locks',
  CORE,
  'Condition(lock)',
  `${lock} wait*(timeout):bool wait_for*(predicate,timeout):bool notify(n) notify_all`,
  { foreign: true, context: 'hold' },
);
table.class(
  'evergreen.locks',
  CORE,
  'Barrier(parties,action,timeout)',
  'wait*(timeout):int reset abort parties:attr n_waiting:attr broken:attr',
  foreign,
);
table.class('evergreen.locks', CORE, 'BrokenBarrierError', '', foreign);
table.class('evergreen.event', CORE, 'Event()', 'set clear is_set:bool wait*(timeout):bool', foreign);
table.class('evergreen.channel', CORE, 'Channel()', 'send*(data) receive* send_exception*(error)', {
  foreign: true,
  iterates: true,
});
const queue =
  'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait qsize:int empty:bool full:bool task_done join*:none maxsize:attr';
for (const name of ['Queue(maxsize)', 'LifoQueue(maxsize)', 'PriorityQueue(maxsize)'])
  table.class('evergreen.queue', CORE, name, queue, foreign);
table.class('evergreen.queue', CORE, 'Empty', '', foreign);
table.class('evergreen.queue', CORE, 'Full', '', foreign);
table.class('evergreen.timeout', CORE, 'Timeout(seconds,exception)', 'start cancel seconds:attr', {
  foreign: true,
  context: 'timeout',
});
// What is not there is an AttributeError, as of every instance.
table.class('evergreen.local', 'evergreen-port/python/threading', 'local()');

for (const [name, workers] of [
  ['TaskPoolExecutor'],
  ['ThreadPoolExecutor', 'threads'],
  ['ProcessPoolExecutor', 'processes'],
])
  table.class(
    'evergreen.futures',
    FUTURES,
    `${name}(max_workers)=TaskletPoolExecutor`,
    'submit:lib.evergreen.futures.Future map:coiter=map shutdown*(wait):none',
    {
      ...foreign,
      ...(workers !== undefined && {
        differs: `its ${workers} are tasklets: nothing runs in parallel; see ThreadPool and ProcessPool of evergreen-ts/executors`,
      }),
    },
  );
table.class(
  'evergreen.futures',
  FUTURES,
  'Future()',
  'get*(timeout,return_exception) cancel:bool set_result set_exception(error) add_done_callback set_running_or_notify_cancel done:attr cancelled:attr',
  foreign,
);
table.functions(
  'evergreen.futures',
  FUTURES,
  'wait*(fs,timeout,return_when) as_completed(fs,timeout):coiter',
);
table.values('evergreen.futures', FUTURES, 'FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED');
table.class('evergreen.futures', FUTURES, 'CancelledError', '', foreign);
table.class('evergreen.futures', FUTURES, 'TimeoutError', '', foreign);

const stream =
  'read_bytes*(nbytes):bytes read_until*(delimiter):bytes read_until_regex*(regex):bytes write(data):bool flush*:none shutdown*:none close:none closed:attr';
const server =
  'bind(address):none serve*(backlog):none close:none handle_connection* connections:attr closed:attr';
table.class(
  'evergreen.io.tcp',
  IO,
  'TCPClient()',
  `${stream} connect*(target,source_address):none sockname:tuple peername:tuple`,
  foreign,
);
table.class(
  'evergreen.io.tcp',
  IO,
  'TCPConnection()',
  `${stream} sockname:tuple peername:tuple server:attr`,
  foreign,
);
table.class('evergreen.io.tcp', IO, 'TCPServer()', `${server} sockname:tuple`, foreign);
table.class('evergreen.io.tcp', IO, 'TCPError', '', foreign);
table.class('evergreen.io.pipe', IO, 'PipeClient()', `${stream} connect*(target):none`, foreign);
table.class('evergreen.io.pipe', IO, 'PipeConnection()', `${stream} open`, foreign);
table.class('evergreen.io.pipe', IO, 'PipeStream()', `${stream} open`, foreign);
table.class('evergreen.io.pipe', IO, 'PipeServer()', `${server} pipename:attr`, foreign);
table.class('evergreen.io.pipe', IO, 'PipeError', '', foreign);
table.class(
  'evergreen.io.udp',
  IO,
  'UDPEndpoint()',
  'bind(addr) send(data,addr) receive* flush*:none close sockname:tuple',
  foreign,
);
table.class('evergreen.io.udp', IO, 'UDPError', '', foreign);
for (const name of ['StdinStream(fd)', 'StdoutStream(fd)', 'StderrStream(fd)', 'TTYStream(fd,readable)'])
  table.class(
    'evergreen.io.tty',
    IO,
    name,
    name.startsWith('TTY') ? `${stream} set_raw_mode winsize:attr` : stream,
    foreign,
  );
table.class('evergreen.io.stream', IO, 'StreamError', '', foreign);
table.values('evergreen.io', IO, 'errno');

for (const [module, names] of Object.entries({
  'evergreen.tasks': 'Task TaskExit spawn sleep task',
  'evergreen.core.loop': 'EventLoop',
  'evergreen.core': 'EventLoop',
}))
  for (const name of names.split(' ')) table.alias(`${module}.${name}`, `evergreen.${name}`);
for (const python of [...table.entries.keys()])
  if (/^evergreen\.(locks|event|channel|queue|timeout)\.\w+$/.test(python))
    table.alias(`evergreen.${python.split('.').at(-1) ?? ''}`, python);

export const evergreen: Table = table;

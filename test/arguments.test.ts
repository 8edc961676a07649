// Every argument of every public function is checked at the call: what cannot be right is a TypeError or a RangeError with a
// sentence of ours, and no sentence of the engine's ("Cannot read properties of …"), now or later.
import { createSecureContext } from 'node:tls';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import * as core from 'evergreen-ts';
import * as executors from 'evergreen-ts/executors';
import * as explore from 'evergreen-ts/explore';
import * as futures from 'evergreen-ts/futures';
import * as io from 'evergreen-ts/io';
import * as lib from 'evergreen-ts/lib';
import * as lowlevel from 'evergreen-ts/lowlevel';
import * as subprocess from 'evergreen-ts/subprocess';
import * as monitor from 'evergreen-ts/monitor';
import * as testing from 'evergreen-ts/testing';
import * as trace from 'evergreen-ts/trace';
import { onVirtualLoop } from './support/virtual-loop.js';

const PROMISE = Promise.resolve();
const SECURE_CONTEXT = createSecureContext();

/** What each parameter is given, but for those that are right there. */
const VALUES = {
  null: null,
  true: true,
  5: 5,
  '-1': -1,
  1.5: 1.5,
  NaN: NaN,
  "'x'": 'x',
  'a symbol': Symbol('s'),
  '{}': {},
  '[]': [],
  'a function': () => undefined,
  'a promise': PROMISE,
};
type Value = `${keyof typeof VALUES}`;

/** A parameter: one argument that is right, and those of VALUES that are. */
type Parameter = readonly [right: unknown, ...others: Value[]];

const ANY: Parameter = [1, ...(Object.keys(VALUES) as Value[])];
const FLAG: Parameter = [true, 'true'];
const FUNCTION: Parameter = [() => undefined, 'a function'];
const TIMEOUT: Parameter = [1, '5', '1.5'];
const COUNT: Parameter = [1, '5'];
const OPTIONS: Parameter = [{}, '{}', '[]', 'a promise'];
const DELAY: Parameter = [1, '5', '-1', '1.5'];
const MAXSIZE: Parameter = [1, '5', '-1', '1.5'];
const DESCRIPTOR: Parameter = [1, '5'];
const SIGNAL: Parameter = ['SIGUSR2', '5'];
const TEXT: Parameter = ['x', "'x'"];
/** An operation is any object that can be iterated. */
const OPERATION: Parameter = [() => core.sleep(), 'a function', '[]'];
const BYTES: Parameter = ['x', "'x'"];
const FUTURES: Parameter = [[], '[]'];
const ADDRESS: Parameter = [['127.0.0.1', 0]];
const INTEGER: Parameter = [1, '5', '-1'];
const SOCKET: Parameter = [new lib.socket.socket()];
const COMMAND: Parameter = ['none', "'x'"];
const STRINGS: Parameter = [[], '[]'];
const PATH: Parameter = ['/tmp/none', "'x'"];
const REMOTE: Parameter = [executors.remote<{ f(): number }>('/none.js').f];
/** As those of Error itself. */
const ERROR: readonly Parameter[] = [ANY, ANY];

/** `name` is a function, `Name` a constructor, `Name.name` static, `Name#name` a method, `Name{name}` a property of its options. */
const TABLE: Readonly<Record<string, readonly Parameter[]>> = {
  all: [[[], '[]']],
  race: [[[core.sleep()]]],
  allSettled: [[[], '[]']],
  select: [[{ a: core.sleep() }]],
  retry: [FUNCTION, OPTIONS],
  'retry{attempts}': [COUNT],
  'retry{delay}': [TIMEOUT],
  'retry{factor}': [[2, '5', '1.5']],
  'retry{maxDelay}': [TIMEOUT],
  'retry{jitter}': [FLAG],
  'retry{when}': [FUNCTION],
  every: [[1, '5', '1.5']],
  each: [[[], '[]', "'x'"]],
  asyncIterable: [[new core.Channel()]],
  once: [[new EventTarget()], TEXT],
  on: [[new EventTarget()], TEXT, OPTIONS],
  'on{close}': [[[], '[]', "'x'"]],
  fromCallback: [FUNCTION],
  until: [[PROMISE, 'a promise', 'a function']],
  sleep: [TIMEOUT],
  spawn: [FUNCTION, ANY],
  spawnLater: [TIMEOUT, FUNCTION, ANY],
  tasklet: [FUNCTION, [{ kind: 'method' }]],
  run: [FUNCTION, ANY],
  main: [FUNCTION, ANY],
  promised: [FUNCTION],
  Interrupted: [TEXT],
  local: [],
  Tasklet: [OPTIONS],
  'Tasklet{target}': [FUNCTION],
  'Tasklet{args}': [[[], '[]']],
  'Tasklet{name}': [TEXT],
  'Tasklet{daemon}': [FLAG],
  'Tasklet.current': [],
  'Tasklet#isAlive': [],
  'Tasklet#start': [],
  'Tasklet#run': [],
  'Tasklet#join': [TIMEOUT],
  'Tasklet#get': [TIMEOUT],
  'Tasklet#kill': [ANY],
  'Tasklet#switch': [ANY],
  'Tasklet#throw': [ANY],
  'Tasklet#addDoneCallback': [FUNCTION],
  'Tasklet#promise': [],
  'TaskletGroup.run': [FUNCTION],
  'TaskletGroup#spawn': [FUNCTION, ANY],
  'TaskletGroup#kill': [ANY],
  Timeout: [
    [1, 'null', '5', '-1', '1.5'],
    [Error, 'null'],
  ],
  'Timeout#start': [],
  'Timeout#cancel': [],
  'Timeout#run': [OPERATION],
  failAfter: [TIMEOUT, OPERATION],
  moveOnAfter: [TIMEOUT, OPERATION],
  EventLoop: [OPTIONS],
  'EventLoop{driver}': [[testing.virtualDriver()]],
  'EventLoop{asyncContext}': [FLAG],
  'EventLoop.current': [],
  'EventLoop#run': [],
  'EventLoop#runForever': [],
  'EventLoop#stop': [],
  'EventLoop#destroy': [],
  'EventLoop#callSoon': [FUNCTION, ANY],
  'EventLoop#callLater': [DELAY, FUNCTION, ANY],
  'EventLoop#callAt': [DELAY, FUNCTION, ANY],
  'EventLoop#callFromThread': [FUNCTION, ANY],
  'EventLoop#time': [],
  'EventLoop#addReader': [DESCRIPTOR, FUNCTION, ANY],
  'EventLoop#removeReader': [DESCRIPTOR],
  'EventLoop#addWriter': [DESCRIPTOR, FUNCTION, ANY],
  'EventLoop#removeWriter': [DESCRIPTOR],
  'EventLoop#addSignalHandler': [SIGNAL, FUNCTION, ANY],
  'EventLoop#removeSignalHandler': [SIGNAL],
  'EventLoop#switch': [],
  'EventLoop#dump': [],
  'EventLoop#instrument': [OPTIONS],
  'EventLoop#instrument{parked}': [FUNCTION],
  Barrier: [COUNT, FUNCTION, TIMEOUT],
  'Barrier#wait': [TIMEOUT],
  'Barrier#reset': [],
  'Barrier#abort': [],
  Channel: [],
  'Channel#send': [ANY],
  'Channel#sendException': [ANY],
  'Channel#receive': [],
  'Channel#next': [],
  'Channel#close': [],
  'Channel#forEach': [FUNCTION],
  'Channel#toArray': [],
  Condition: [[new core.Lock()]],
  'Condition#acquire': [FLAG, TIMEOUT],
  'Condition#release': [],
  'Condition#hold': [],
  'Condition#wait': [TIMEOUT],
  'Condition#waitFor': [FUNCTION, TIMEOUT],
  'Condition#notify': [[1, '5', '-1']],
  'Condition#notifyAll': [],
  Event: [],
  'Event#isSet': [],
  'Event#set': [],
  'Event#clear': [],
  'Event#wait': [TIMEOUT],
  Queue: [MAXSIZE],
  'Queue#qsize': [],
  'Queue#empty': [],
  'Queue#full': [],
  'Queue#put': [ANY, FLAG, TIMEOUT],
  'Queue#putNowait': [ANY],
  'Queue#get': [FLAG, TIMEOUT],
  'Queue#getNowait': [],
  'Queue#taskDone': [],
  'Queue#join': [],
  'Queue#shutdown': [FLAG],
  LifoQueue: [MAXSIZE],
  PriorityQueue: [MAXSIZE, FUNCTION],
  Semaphore: [COUNT],
  'Semaphore#acquire': [FLAG, TIMEOUT],
  'Semaphore#tryAcquire': [],
  'Semaphore#release': [],
  'Semaphore#hold': [],
  BoundedSemaphore: [COUNT],
  'BoundedSemaphore#release': [],
  Lock: [],
  'Lock#release': [],
  RLock: [],
  'RLock#acquire': [FLAG, TIMEOUT],
  'RLock#release': [],
  'RLock#hold': [],
  DeadlockError: [[[], '[]']],
  EvergreenError: [ANY, ANY, ...ERROR],
  TaskletExit: ERROR,
  BrokenBarrierError: ERROR,
  ChannelClosed: ERROR,
  Empty: ERROR,
  Full: ERROR,
  ShutDown: ERROR,

  wait: [FUTURES, TIMEOUT, ['ALL_COMPLETED']],
  asCompleted: [FUTURES, TIMEOUT],
  Executor: [],
  'Executor#map': [FUNCTION, [[], '[]', "'x'"], TIMEOUT],
  Future: [],
  'Future#cancel': [],
  'Future#get': [TIMEOUT, FLAG],
  'Future#addDoneCallback': [FUNCTION],
  'Future#setRunningOrNotifyCancel': [],
  'Future#setResult': [ANY],
  'Future#setException': [ANY],
  TaskletPoolExecutor: [COUNT],
  'TaskletPoolExecutor#submit': [FUNCTION, ANY],
  'TaskletPoolExecutor#shutdown': [FLAG],
  CancelledError: ERROR,
  TimeoutError: ERROR,

  remote: [[new URL('file:///none.js')]],
  taskContext: [],
  BrokenExecutor: ERROR,
  WorkerDied: [[{ worker: 'w', exitCode: 1, signal: null, lost: [] }]],
  RemoteExecutor: [],
  'RemoteExecutor#submit': [REMOTE, ANY],
  'RemoteExecutor#with': [OPTIONS],
  'RemoteExecutor#with{timeout}': [TIMEOUT],
  'RemoteExecutor#with{transfer}': [[[], '[]']],
  'RemoteExecutor#with{onProgress}': [FUNCTION],
  WorkerPoolExecutor: [],
  'WorkerPoolExecutor#map': [REMOTE, [[], '[]', "'x'"], [1, '5', '1.5', '{}', '[]', 'a promise']],
  'WorkerPoolExecutor#map{timeout}': [TIMEOUT],
  'WorkerPoolExecutor#map{chunksize}': [COUNT],
  'WorkerPoolExecutor#map{buffersize}': [COUNT],
  'WorkerPoolExecutor#shutdown': [FLAG, FLAG],
  ThreadPoolExecutor: [COUNT, OPTIONS],
  'ThreadPoolExecutor{concurrency}': [COUNT],
  'ThreadPoolExecutor{minWorkers}': [[0]],
  'ThreadPoolExecutor{idleTimeout}': [TIMEOUT],
  'ThreadPoolExecutor{maxTasksPerWorker}': [COUNT],
  'ThreadPoolExecutor{maxBacklog}': [COUNT],
  'ThreadPoolExecutor{initializer}': [REMOTE],
  'ThreadPoolExecutor{initargs}': [[[], '[]']],
  'ThreadPoolExecutor{grace}': [TIMEOUT],
  'ThreadPoolExecutor{errors}': [[[], '[]']],
  'ThreadPoolExecutor{resourceLimits}': [OPTIONS],
  ProcessPoolExecutor: [COUNT, OPTIONS],
  'ProcessPoolExecutor{env}': [OPTIONS],
  'ProcessPoolExecutor{execArgv}': [STRINGS],
  ServerFarm: [REMOTE, ADDRESS, OPTIONS],
  'ServerFarm{processes}': [COUNT],
  'ServerFarm{balance}': [['share']],
  'ServerFarm{restart}': [FLAG],
  'ServerFarm{grace}': [TIMEOUT],
  'ServerFarm#listen': [],
  'ServerFarm#serve': [],
  'ServerFarm#stop': [TIMEOUT],
  'ServerFarm#reload': [],

  action: [TEXT, FUNCTION, OPTIONS],
  'action{discard}': [FUNCTION],
  runVirtual: [FUNCTION, ANY],
  virtualDriver: [],
  memoryPair: [OPTIONS],
  'memoryPair{latency}': [TIMEOUT],
  'memoryPair{chunk}': [COUNT],

  'subprocess.run': [COMMAND, STRINGS, OPTIONS],
  'subprocess.run{input}': [BYTES],
  'subprocess.run{timeout}': [TIMEOUT],
  'subprocess.run{check}': [FLAG],
  'subprocess.run{maxOutput}': [COUNT],
  'Process.spawn': [COMMAND, STRINGS, OPTIONS],
  'Process.spawn{cwd}': [PATH],
  'Process.spawn{env}': [OPTIONS],
  'Process.spawn{shell}': [['/bin/sh', "'x'", 'true']],
  'Process.spawn{uid}': [[0, '5']],
  'Process.spawn{gid}': [[0, '5']],
  'Process.spawn{detached}': [FLAG],
  'Process.spawn{stdin}': [[0, '5']],
  'Process.spawn{stdout}': [[0, '5']],
  'Process.spawn{stderr}': [['stdout', '5']],
  'Process.spawn{grace}': [TIMEOUT],
  'Process#wait': [TIMEOUT],
  'Process#communicate': [[undefined, "'x'"], TIMEOUT],
  'Process#kill': [['SIGTERM']],
  ProcessError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],

  lib_socket_socket: [[2], [1], [0, '5', '-1']],
  'lib_socket_socket#bind': [ADDRESS],
  'lib_socket_socket#listen': [[1, '5', '-1']],
  'lib_socket_socket#accept': [],
  'lib_socket_socket#connect': [ADDRESS],
  'lib_socket_socket#connectEx': [ADDRESS],
  'lib_socket_socket#recv': [COUNT],
  'lib_socket_socket#recvInto': [[new Uint8Array(9)], COUNT],
  'lib_socket_socket#recvfrom': [COUNT],
  'lib_socket_socket#recvfromInto': [[new Uint8Array(9)], COUNT],
  'lib_socket_socket#send': [BYTES],
  'lib_socket_socket#sendall': [BYTES],
  'lib_socket_socket#sendto': [BYTES, ADDRESS],
  'lib_socket_socket#makefile': [['r']],
  'lib_socket_socket#dup': [],
  'lib_socket_socket#settimeout': [[1, 'null', '5', '1.5']],
  'lib_socket_socket#gettimeout': [],
  'lib_socket_socket#setblocking': [FLAG],
  'lib_socket_socket#setsockopt': [INTEGER, INTEGER, [1, 'true', '5', '-1']],
  'lib_socket_socket#getsockopt': [INTEGER, INTEGER],
  'lib_socket_socket#shutdown': [[1]],
  'lib_socket_socket#close': [],
  'lib_socket_socket#fileno': [],
  'lib_socket_socket#getsockname': [],
  'lib_socket_socket#getpeername': [],
  'lib_socket_SocketFile#readable': [],
  'lib_socket_SocketFile#writable': [],
  'lib_socket_SocketFile#fileno': [],
  'lib_socket_SocketFile#read': [INTEGER],
  'lib_socket_SocketFile#readinto': [[new Uint8Array(9)]],
  'lib_socket_SocketFile#readline': [],
  'lib_socket_SocketFile#readlines': [],
  'lib_socket_SocketFile#next': [],
  'lib_socket_SocketFile#forEach': [FUNCTION],
  'lib_socket_SocketFile#toArray': [],
  'lib_socket_SocketFile#write': [BYTES],
  'lib_socket_SocketFile#writelines': [[[], '[]', "'x'"]],
  'lib_socket_SocketFile#flush': [],
  'lib_socket_SocketFile#close': [],
  lib_socket_createConnection: [ADDRESS, [1, 'null', '5', '1.5'], ADDRESS],
  lib_socket_fromfd: [DESCRIPTOR, [1]],
  lib_socket_socketpair: [],
  lib_socket_getaddrinfo: [['x', "'x'", 'null'], [80, '5', 'null', "'x'"], [0], [0]],
  lib_socket_gethostbyname: [TEXT],
  lib_socket_gethostbynameEx: [TEXT],
  lib_socket_getnameinfo: [ADDRESS, [0, '5']],
  lib_socket_getdefaulttimeout: [],
  lib_socket_setdefaulttimeout: [[1, 'null', '5', '1.5']],
  lib_select_select: [[[], '[]'], [[], '[]'], [[], '[]'], TIMEOUT],
  lib_ssl_wrapSocket: [SOCKET, OPTIONS],
  'lib_ssl_wrapSocket{serverSide}': [FLAG],
  'lib_ssl_wrapSocket{doHandshakeOnConnect}': [FLAG],
  lib_ssl_sslwrapSimple: [SOCKET, TEXT, TEXT],
  'lib_ssl_SSLSocket#connect': [ADDRESS],
  'lib_ssl_SSLSocket#accept': [],
  'lib_ssl_SSLSocket#doHandshake': [],
  'lib_ssl_SSLSocket#read': [COUNT],
  'lib_ssl_SSLSocket#write': [BYTES],
  'lib_ssl_SSLSocket#pending': [],
  'lib_ssl_SSLSocket#getpeercert': [FLAG],
  'lib_ssl_SSLSocket#cipher': [],
  'lib_ssl_SSLSocket#recvfrom': [],
  'lib_ssl_SSLSocket#recvfromInto': [],
  'lib_ssl_SSLSocket#sendto': [],
  lib_time_sleep: [TIMEOUT],
  lib_time_time: [],
  lib_time_monotonic: [],

  'errno.strerror': [[-2, '5', '-1', '1.5', 'NaN']],
  BaseStream: [OPTIONS],
  'BaseStream{maxBufferSize}': [COUNT],
  'BaseStream{highWaterMark}': [COUNT],
  'BaseStream{maxWriteBuffer}': [COUNT],
  'BaseStream#read': [COUNT],
  'BaseStream#readInto': [[new Uint8Array(1)]],
  'BaseStream#lend': [FUNCTION],
  'BaseStream#readBytes': [COUNT],
  'BaseStream#readUntil': [BYTES],
  'BaseStream#readUntilRegex': [[/x/]],
  'BaseStream#lines': [OPTIONS],
  'BaseStream#lines{delimiter}': [BYTES],
  'BaseStream#lines{encoding}': [['latin1']],
  'BaseStream#write': [BYTES],
  'BaseStream#flush': [],
  'BaseStream#drain': [],
  'BaseStream#shutdown': [],
  'BaseStream#close': [],
  NodeStream: [[new PassThrough()], OPTIONS],
  toDuplex: [[testing.memoryPair()[0]], OPTIONS],
  'toDuplex{allowHalfOpen}': [FLAG],
  pipe: [[testing.memoryPair()[0]], [testing.memoryPair()[1]], OPTIONS],
  'pipe{end}': [FLAG],
  StreamConnection: [OPTIONS],
  'StreamConnection#close': [],
  StreamServer: [OPTIONS],
  'StreamServer#maxConnections': [COUNT],
  'StreamServer#listen': [COUNT],
  'StreamServer#serve': [COUNT],
  'StreamServer#close': [],
  'StreamServer#stop': [TIMEOUT],
  TCPClient: [OPTIONS],
  'TCPClient#connect': [ADDRESS, ADDRESS],
  'TCPClient#close': [],
  'TCPClient#setNoDelay': [FLAG],
  'TCPClient#setKeepAlive': [FLAG, [1, '5', '1.5']],
  TCPConnection: [OPTIONS],
  'TCPConnection#setNoDelay': [FLAG],
  'TCPConnection#setKeepAlive': [FLAG, [1, '5', '1.5']],
  TCPServer: [OPTIONS],
  'TCPServer#bind': [ADDRESS],
  TLSStream: [[testing.memoryPair()[0]], OPTIONS],
  'TLSStream{isServer}': [[false, 'true']],
  'TLSStream#handshake': [],
  'TLSStream#close': [],
  TLSClient: [OPTIONS],
  'TLSClient{servername}': [TEXT],
  'TLSClient#connect': [ADDRESS, ADDRESS],
  'TLSClient{ALPNProtocols}': [[['h2']]],
  'TLSClient{rejectUnauthorized}': [FLAG],
  'TLSClient{checkServerIdentity}': [FUNCTION],
  'TLSClient{session}': [[Buffer.alloc(0)]],
  'TLSClient{minDHSize}': [[1024, '5', '1.5']],
  'TLSClient{secureContext}': [[SECURE_CONTEXT]],
  'TLSClient#close': [],
  'TLSClient#setNoDelay': [FLAG],
  'TLSClient#setKeepAlive': [FLAG, [1, '5', '1.5']],
  TLSConnection: [OPTIONS],
  'TLSConnection#setNoDelay': [FLAG],
  'TLSConnection#setKeepAlive': [FLAG, [1, '5', '1.5']],
  TLSServer: [[{ secureContext: SECURE_CONTEXT }]],
  'TLSServer#bind': [ADDRESS],
  'TLSServer#setSecureContext': [[{ secureContext: SECURE_CONTEXT }]],
  PipeClient: [OPTIONS],
  'PipeClient#connect': [PATH],
  'PipeClient#close': [],
  PipeConnection: [OPTIONS],
  'PipeConnection#open': [DESCRIPTOR],
  PipeServer: [OPTIONS],
  'PipeServer#bind': [PATH],
  PipeStream: [OPTIONS],
  'PipeStream#open': [DESCRIPTOR],
  TTYStream: [DESCRIPTOR, FLAG, OPTIONS],
  'TTYStream#setRawMode': [FLAG],
  StdinStream: [DESCRIPTOR, OPTIONS],
  StdoutStream: [DESCRIPTOR, OPTIONS],
  StderrStream: [DESCRIPTOR, OPTIONS],
  UDPEndpoint: [OPTIONS],
  'UDPEndpoint{reuseAddress}': [FLAG],
  'UDPEndpoint#bind': [ADDRESS],
  'UDPEndpoint#send': [BYTES, [['127.0.0.1', 9]]],
  'UDPEndpoint#receive': [],
  'UDPEndpoint#flush': [],
  'UDPEndpoint#close': [],
  'UDPEndpoint#setBroadcast': [FLAG],
  'UDPEndpoint#setTTL': [COUNT],
  'UDPEndpoint#addMembership': [['224.0.0.114'], ['127.0.0.1', "'x'"]],
  'UDPEndpoint#dropMembership': [['224.0.0.114'], ['127.0.0.1', "'x'"]],
  StreamError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  TCPError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  PipeError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  TTYError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  TLSError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  UDPError: [ANY, [{ code: 'E' }, '{}', '[]', 'a promise']],
  IncompleteReadError: [[Buffer.from('x')], ANY],
  BufferLimitError: [ANY, ANY],
  Trace: [OPTIONS],
  'Trace{limit}': [COUNT],
  'Trace{where}': [FLAG],
  'Trace#start': [],
  'Trace#stop': [],
  'Trace#toText': [],
  'Trace#toPerfetto': [],
  'Trace#toJSON': [],
  stateAt: [[[{ at: 0, turn: 0, kind: 'idle' }]], [0]],
  explore: [FUNCTION, OPTIONS],
  'explore{strategy}': [['pct']],
  'explore{delays}': [COUNT],
  'explore{schedules}': [COUNT],
  'explore{steps}': [COUNT],
  'explore{seed}': [COUNT],
  'explore{depth}': [COUNT],
  'explore{kills}': [COUNT],
  'explore{time}': [['passes']],
  'explore{onProgress}': [FUNCTION],
  replay: [FUNCTION, ['fifo']],
  ExplorationError: [ANY, [{}, '{}', '[]', 'a promise'], ANY],
  LivelockError: ERROR,
  LeftBehindError: ERROR,
  NondeterminismError: ERROR,
  watchdog: [OPTIONS],
  'watchdog{seconds}': [TIMEOUT],
  'watchdog{onBlocked}': [FUNCTION],
  monitor: [PATH],
};

type Callable = (...args: unknown[]) => unknown;
type Class = { new (...args: unknown[]): object; readonly prototype: object };

/** The two functions run() are told apart by the entry of the second. */
const { run: runProcess, ...ofSubprocess } = subprocess;
/** What the modules of lib export, which are exported as a whole: `module_name`. SocketType is another name. */
const ofLib = Object.entries(lib).flatMap(([module, members]) =>
  Object.entries(members as object)
    .filter(([name]) => name !== 'SocketType')
    .map(([name, value]) => [`lib_${module}_${name}`, value as unknown] as const),
);
const EXPORTS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(ofLib),
  ...core,
  ...executors,
  ...futures,
  ...lowlevel,
  ...testing,
  ...io,
  ...ofSubprocess,
  subprocess: { run: runProcess },
  ...trace,
  ...explore,
  ...monitor,
};

/** Those that cannot be made without arguments, or are abstract, by something that can. */
const SUBJECTS: Readonly<Record<string, () => object>> = {
  BaseStream: () => new io.TCPClient(),
  Barrier: () => new core.Barrier(2),
  EventLoop: () => core.EventLoop.current(),
  Executor: () => new futures.TaskletPoolExecutor(1),
  lib_socket_SocketFile: () => Object.create(lib.socket.SocketFile.prototype) as object,
  lib_ssl_SSLSocket: () => Object.create(lib.ssl.SSLSocket.prototype) as object,
  Process: () => Object.create(subprocess.Process.prototype) as object,
  RemoteExecutor: () => new executors.ThreadPoolExecutor(1),
  ServerFarm: () => new executors.ServerFarm(REMOTE[0] as never, ['127.0.0.1', 0]),
  StreamConnection: () => new io.TCPConnection(),
  StreamServer: () => new Server(),
  Tasklet: () => core.spawn(() => undefined),
  TaskletPoolExecutor: () => new futures.TaskletPoolExecutor(1),
  TCPServer: () => new Server(),
  TLSServer: () => new SecureServer({ secureContext: SECURE_CONTEXT }),
  TLSStream: () => new io.TLSStream(testing.memoryPair()[0]),
  TTYStream: () => Object.create(io.TTYStream.prototype) as object,
  WorkerPoolExecutor: () => new executors.ThreadPoolExecutor(1),
};

class Server extends io.TCPServer {
  override handleConnection(): void {
    // Nobody connects.
  }
}

class SecureServer extends io.TLSServer {
  override handleConnection(): void {
    // Nobody connects.
  }
}

/** Abstract classes, by a subclass that can be made. */
const MADE: Readonly<Record<string, Class>> = {
  BaseStream: class extends io.BaseStream {} as unknown as Class,
  StreamConnection: class extends io.StreamConnection {} as unknown as Class,
  StreamServer: Server as unknown as Class,
  TCPServer: Server as unknown as Class,
  TLSServer: SecureServer as unknown as Class,
  PipeServer: class extends io.PipeServer {
    override handleConnection(): void {
      // Nobody connects.
    }
  } as unknown as Class,
};

function isClass(value: unknown): value is Class {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

/** The public members of a class that take arguments or could: methods, and properties that can be set. */
function membersOf(type: Class): string[] {
  const members: string[] = [];
  for (let one = type.prototype; one !== Object.prototype; one = Object.getPrototypeOf(one) as object) {
    const of = (one as { constructor: unknown }).constructor;
    if (one !== type.prototype && (Object.values(EXPORTS).includes(of) || !isClass(of))) break;
    for (const [name, { value, set }] of Object.entries(Object.getOwnPropertyDescriptors(one)))
      if ((typeof value === 'function' || set !== undefined) && isPublic(name)) members.push(`#${name}`);
  }
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type)))
    if (typeof value === 'function' && isPublic(name)) members.push(`.${name}`);
  return members;
}

/** Those of TypeScript's that are private or protected, and what is not called with arguments. */
const NOT_PUBLIC = new Set([
  'constructor',
  'toString',
  'assertStarted',
  'assertSwitched',
  'handleConnection',
  'handleError',
]);

function isPublic(name: string): boolean {
  return !name.startsWith('_') && !NOT_PUBLIC.has(name);
}

/** Classes whose constructors are private. */
const PRIVATE = new Set(['TaskletGroup', 'Process', 'lib_socket_SocketFile', 'lib_ssl_SSLSocket']);

function publicNames(): string[] {
  return Object.entries(EXPORTS).flatMap(([name, value]) => {
    if (name === 'errno') return ['errno.strerror'];
    if (name === 'subprocess') return ['subprocess.run'];
    if (typeof value !== 'function') return [];
    if (!isClass(value)) return [name];
    const members = membersOf(value).map((member) => `${name}${member}`);
    return PRIVATE.has(name) ? members : [name, ...members];
  });
}

/** How to call what a key of the table stands for. */
function callableOf(key: string): Callable {
  const field = /^(.+)\{(\w+)\}$/.exec(key);
  if (field !== null) {
    const [, owner = '', name = ''] = field;
    const before = (TABLE[owner] ?? []).slice(0, -1).map(([right]) => right);
    return (value) => callableOf(owner)(...before, { [name]: value });
  }
  const [, owner = '', sign, name = ''] = /^(\w+)(?:([.#])(\w+))?$/.exec(key) as string[] & { 0: string };
  const value = EXPORTS[owner];
  if (sign === '#') return (...args) => callMember(subjectOf(owner), name, args);
  if (sign === '.') return (...args) => callMember(value as object, name, args);
  if (isClass(value)) return (...args) => new (MADE[owner] ?? value)(...args);
  return value as Callable;
}

function subjectOf(owner: string): object {
  return SUBJECTS[owner]?.() ?? new (EXPORTS[owner] as Class)();
}

function callMember(subject: object, name: string, args: unknown[]): unknown {
  const members = subject as Record<string, unknown>;
  if (typeof members[name] !== 'function') return (members[name] = args[0]);
  return (members[name] as Callable)(...args);
}

/** Sentences of the engine's, and of Node's. */
const NOT_OURS =
  /Cannot |is not (?:a function|iterable|a constructor|defined)|is not an object|incompatible|must be of type|Class constructor|private|Invalid (?:argument|value)|invalid_argument|of undefined/;

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const result = call();
    if (result instanceof Promise && result !== PROMISE) await result;
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('Arguments', () => {
  it('are known for everything that is exported', () => {
    const known = Object.keys(TABLE).filter((key) => !key.includes('{'));
    expect(known.sort()).to.deep.equal(publicNames().sort());
  });

  for (const [key, parameters] of Object.entries(TABLE)) {
    if (parameters.every((one) => one === ANY)) continue;
    it(
      `of ${key} that cannot be right are refused at the call, with a sentence`,
      onVirtualLoop(async () => {
        for (const [place, [, ...right]] of parameters.entries()) {
          for (const value of Object.keys(VALUES) as Value[]) {
            if (right.includes(value)) continue;
            const args = parameters.map(([one]) => one);
            args[place] = VALUES[value as keyof typeof VALUES];
            const error = await thrownBy(() => callableOf(key)(...args));
            const what = `${key}, argument ${place + 1}: ${value}, gives ${error instanceof Error ? error.stack : 'no error'}`;
            expect(error instanceof TypeError || error instanceof RangeError, what).to.equal(true);
            expect((error as Error).message, what).not.to.match(NOT_OURS);
          }
        }
      }),
    );
  }
});

/** gevent's names: those of evergreen-port/gevent, which keeps Python's. */
import { byName } from '../by-name.js';
import { standard } from './standard.js';
import { Table } from './table.js';

const table = new Table();
const FROM = 'evergreen-port/gevent';

const greenlet =
  'join*(timeout):any get*(block,timeout) kill*(exception,block,timeout) start start_later(seconds) ready:bool successful:bool link link_value link_exception unlink rawlink value:attr exception:attr exc_info:attr dead:attr started:attr args:attr kwargs:attr name:attr minimal_ident:attr';
table.class('gevent', FROM, 'Greenlet()', `${greenlet} _run*`);
table.functions(
  'gevent',
  FROM,
  'spawn:lib.gevent.Greenlet spawn_later:lib.gevent.Greenlet spawn_raw:lib.gevent.Greenlet sleep*(seconds,ref):none idle*(priority):none joinall*(greenlets,timeout,raise_error,count):list killall*(greenlets,exception,block,timeout) kill*(greenlet,exception) wait*(objects,timeout,count):list iwait(objects,timeout,count):coiter with_timeout* getcurrent get_hub signal_handler',
);
table.class(
  'gevent',
  FROM,
  'Timeout(seconds,exception,ref,priority)',
  'start cancel close pending:attr seconds:attr exception:attr',
  { context: 'timeout' },
);
table.functions('gevent.Timeout', FROM, 'start_new(timeout,exception):lib.gevent.Timeout=Timeout.start_new');
table.class('gevent', FROM, 'GreenletExit');
table.class('gevent', FROM, 'LoopExit');

const queue =
  'get*(block,timeout) put*(item,block,timeout):none get_nowait put_nowait peek*(block,timeout) peek_nowait qsize:int empty:bool full:bool copy maxsize:attr queue:attr';
table.class(
  'gevent.queue',
  FROM,
  'JoinableQueue(maxsize,items,unfinished_tasks)',
  `${queue} task_done join*(timeout):bool unfinished_tasks:attr`,
  { iterates: true },
);
for (const name of ['Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue', 'UnboundQueue'])
  table.class('gevent.queue', FROM, `${name}(maxsize,items)`, queue, { iterates: true });
table.class('gevent.queue', FROM, 'Channel(maxsize)', 'get*(block,timeout) put*(item,block,timeout):none', {
  iterates: true,
});
table.class('gevent.queue', FROM, 'Empty');
table.class('gevent.queue', FROM, 'Full');
table.class(
  'gevent.event',
  FROM,
  'Event()',
  'set clear is_set:bool isSet:bool ready:bool wait*(timeout):bool',
);
table.class(
  'gevent.event',
  FROM,
  'AsyncResult()',
  'set set_exception get*(block,timeout) get_nowait wait*(timeout) ready:bool successful:bool rawlink value:attr exception:attr exc_info:attr',
);
const lock = 'acquire*(blocking,timeout):bool release';
table.class('gevent.lock', FROM, 'Semaphore(value)', `${lock} wait*(timeout):int locked:bool counter:attr`, {
  context: 'hold',
});
table.class('gevent.lock', FROM, 'BoundedSemaphore(value)', `${lock} locked:bool counter:attr`, {
  context: 'hold',
});
table.class('gevent.lock', FROM, 'RLock()', lock, { context: 'hold' });
table.class('gevent.lock', FROM, 'DummySemaphore(value)', `${lock} locked:bool`, { context: 'hold' });
const group =
  'spawn*:lib.gevent.Greenlet map*(func,iterable):list imap(func,iterable):coiter imap_unordered(func,iterable):coiter apply*(func,args,kwds) apply_async(func,args,kwds,callback):lib.gevent.Greenlet map_async(func,iterable,callback):lib.gevent.Greenlet join*(timeout,raise_error):bool kill*(exception,block,timeout) add*(greenlet) discard killone* start* full:bool free_count:int wait_available*(timeout) size:attr greenlets:attr greenlet_class:attr';
table.class(
  'gevent.pool',
  FROM,
  'Group()',
  group
    .replace('spawn*', 'spawn')
    .replace('add*', 'add')
    .replace('start*', 'start')
    .replace(' free_count:int wait_available*(timeout) size:attr', ''),
);
table.class('gevent.pool', FROM, 'Pool(size,greenlet_class)', group);
table.class('gevent.threadpool', FROM, 'ThreadPool(maxsize)', group);
table.class('gevent.pool', FROM, 'PoolFull');
table.class('gevent.util', FROM, 'wrap_errors(errors,func)');
table.class('gevent.local', FROM, 'local()');

const socket =
  'connect*(address):none connect_ex*(address):int accept*:tuple recv*(bufsize,flags):bytes recvfrom*(bufsize):tuple recv_into*(buffer,nbytes):int send*(data,flags):int sendall*(data,flags):none sendto*:int bind(address):none listen(backlog):none close:none shutdown*(how):none settimeout(value):none gettimeout setsockopt getsockopt setblocking(flag):none makefile(mode):lib.gevent.socket.SocketFile fileno:int getsockname:tuple getpeername:tuple family:attr type:attr proto:attr';
table.class('gevent.socket', FROM, 'socket(family,type,proto)=socket.socket', socket);
table.class(
  'gevent.socket',
  FROM,
  'SocketFile=socket.SocketFile',
  'read*(size) readline*(size) readlines*:list read1*(size) readinto*(buffer):int write*(data):int writelines*(lines) flush*:none close:none readable:bool writable:bool seekable:bool fileno:int closed:attr',
  { iterates: true },
);
table.functions(
  'gevent.socket',
  FROM,
  'create_connection*(address,timeout,source_address):lib.gevent.socket.socket=socket.create_connection gethostbyname*(hostname):str=socket.gethostbyname gethostname:str=socket.gethostname getaddrinfo*(host,port,family,type):list=socket.getaddrinfo socketpair:tuple=socket.socketpair inet_aton:bytes=socket.inet_aton inet_ntoa:str=socket.inet_ntoa htons:int=socket.htons ntohs:int=socket.ntohs htonl:int=socket.htonl ntohl:int=socket.ntohl',
);
table.functions(
  'gevent.socket',
  FROM,
  'wait_read*(fileno,timeout,timeout_exc):none wait_write*(fileno,timeout,timeout_exc):none getfqdn:str=socket.getfqdn inet_pton:bytes=socket.inet_pton inet_ntop:str=socket.inet_ntop',
);
table.values('gevent.socket', FROM, 'has_ipv6:bool=socket.has_ipv6');
table.class('gevent.socket', FROM, 'error=socket.error');
table.class('gevent.socket', FROM, 'timeout=socket.timeout');
table.class('gevent.socket', FROM, 'gaierror=socket.gaierror');
for (const name of [
  'AF_INET',
  'AF_INET6',
  'AF_UNIX',
  'SOCK_STREAM',
  'SOCK_DGRAM',
  'SOL_SOCKET',
  'SO_REUSEADDR',
  'SO_KEEPALIVE',
  'SO_BROADCAST',
  'SO_ERROR',
  'SO_TYPE',
  'SOMAXCONN',
  'IPPROTO_IP',
  'IPPROTO_UDP',
  'IP_TTL',
  'AF_UNSPEC',
  'INADDR_ANY',
  'IPPROTO_TCP',
  'TCP_NODELAY',
  'SHUT_RD',
  'SHUT_WR',
  'SHUT_RDWR',
])
  table.values('gevent.socket', FROM, `${name}:int=socket.${name}`);
table.functions(
  'gevent.subprocess',
  FROM,
  'Popen*:lib.gevent.subprocess._Popen run*:lib.gevent.subprocess.CompletedProcess call*:int check_call*:int check_output* getoutput*:str getstatusoutput*:tuple'
    .split(' ')
    .map((one) => `${one}=subprocess.${/^\w+/.exec(one)?.[0] ?? ''}`)
    .join(' '),
);
table.class(
  'gevent.subprocess',
  FROM,
  '_Popen=subprocess.Child',
  'wait*(timeout) communicate*(input,timeout):tuple poll terminate:none kill:none send_signal:none pid:attr returncode:attr args:attr stdin:attr stdout:attr stderr:attr',
);
table.class(
  'gevent.subprocess',
  FROM,
  '_File=subprocess.PipeFile',
  'read*(size) readline*(size) readlines*:list write*(data):int writelines*(lines):none flush*:none close*:none closed:attr',
  { iterates: true },
);
for (const name of ['CalledProcessError', 'TimeoutExpired', 'SubprocessError'])
  table.class('gevent.subprocess', FROM, `${name}=subprocess.${name}`);
table.class(
  'gevent.subprocess',
  FROM,
  'CompletedProcess=subprocess.CompletedProcess',
  'check_returncode:none returncode:attr stdout:attr stderr:attr args:attr',
);
table.values(
  'gevent.subprocess',
  FROM,
  'PIPE:int=subprocess.PIPE STDOUT:int=subprocess.STDOUT DEVNULL:int=subprocess.DEVNULL',
);
table.functions('gevent.select', FROM, 'select*(rlist,wlist,xlist,timeout):tuple=select.select');
table.class(
  'gevent.select',
  FROM,
  'poll=select.poll',
  'register(fd,eventmask) modify unregister poll*(timeout):list',
);
table.class('gevent.select', FROM, 'error=select.error');
for (const name of ['POLLIN', 'POLLPRI', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL'])
  table.values('gevent.select', FROM, `${name}:int=select.${name}`);

const socketServer =
  'serve_forever*(poll_interval):none shutdown*:none handle_request*:none server_close?:none server_activate:none process_request* finish_request* shutdown_request* close_request verify_request handle_error service_actions __exit__* server_address:attr socket:attr timeout:attr RequestHandlerClass:attr';
table.class('socketserver', FROM, 'BaseServer=socketserver.BaseServer', socketServer);
for (const name of ['TCPServer', 'UDPServer', 'ThreadingTCPServer', 'ThreadingUDPServer'])
  table.class(
    'socketserver',
    FROM,
    `${name}=socketserver.${name}`,
    `${socketServer} server_bind:none fileno:int get_request*`,
  );
table.class('socketserver', FROM, 'ThreadingMixIn=socketserver.ThreadingMixIn', 'process_request');
// What iterates is the file of a handler.
for (const name of ['BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler'])
  table.class(
    'socketserver',
    FROM,
    `${name}=socketserver.${name}`,
    '__init__* setup handle finish* request:attr client_address:attr server:attr rfile:attr wfile:attr connection:attr',
    { iterates: name === 'StreamRequestHandler' },
  );

const server =
  'serve_forever*(stop_timeout):none start:none stop*(timeout):none close:none init_socket socket:attr started:attr closed:attr address:attr server_port:attr server_host:attr max_accept:attr';
table.class('gevent.server', FROM, 'StreamServer(listener,handle,backlog,spawn)', server);
table.class(
  'gevent.pywsgi',
  FROM,
  'WSGIServer(listener,application,backlog,spawn,log,error_log,handler_class,environ)',
  `${server} application:attr`,
);
table.class('gevent.pywsgi', FROM, 'Input', 'read*(size):bytes readline*(size):bytes readlines*:list', {
  iterates: true,
});
table.class('gevent.server', FROM, 'DatagramServer(listener,handle)', `${server} sendto*:int`);
table.functions(
  'gevent.monkey',
  FROM,
  'patch_all patch_socket patch_time patch_thread patch_select patch_ssl patch_os patch_subprocess patch_dns patch_queue patch_signal patch_sys patch_builtins is_module_patched:bool',
);

table.class(
  'greenlet',
  FROM,
  'greenlet(run,parent)=greenlets.greenlet',
  'switch* throw* dead:attr parent:attr run:attr',
);
table.functions('greenlet', FROM, 'getcurrent=greenlets.getcurrent');
for (const name of ['error', 'GreenletExit']) table.class('greenlet', FROM, `${name}=greenlets.${name}`);
table.alias('greenlet.greenlet.getcurrent', 'greenlet.getcurrent');
table.alias('greenlet.greenlet.GreenletExit', 'greenlet.GreenletExit');

// What older versions call it.
table.alias('gevent.signal', 'gevent.signal_handler');
for (const [module, names] of Object.entries({
  'gevent.greenlet': 'Greenlet joinall killall',
  'gevent.timeout': 'Timeout with_timeout',
  'gevent.hub': 'sleep getcurrent get_hub GreenletExit LoopExit kill iwait wait',
  'gevent.exceptions': 'LoopExit',
  'gevent.pool': 'joinall Greenlet',
}))
  for (const name of names.split(' ')) table.alias(`${module}.${name}`, `gevent.${name}`);
for (const name of ['Semaphore', 'BoundedSemaphore', 'RLock', 'DummySemaphore'])
  table.alias(`gevent.coros.${name}`, `gevent.lock.${name}`);
table.alias('gevent.thread.allocate_lock', 'gevent.lock.Semaphore');
table.alias('gevent.wsgi.WSGIServer', 'gevent.pywsgi.WSGIServer');
table.alias('gevent.baseserver.BaseServer', 'gevent.server.StreamServer');

const response =
  'read*(amt):bytes readline*:bytes readlines*:list getcode:int geturl:str info getheader(name,default) getheaders:list isclosed:bool close:none status:attr code:attr reason:attr headers:attr url:attr msg:attr version:attr';
table.class(
  'http.client',
  FROM,
  'HTTPConnection(host,port,timeout)=http_client.HTTPConnection',
  'connect*:none request*(method,url,body,headers):none getresponse*:lib.http.client.HTTPResponse close:none host:attr port:attr timeout:attr',
);
table.class('http.client', FROM, 'HTTPResponse=http_client.HTTPResponse', response, { iterates: true });
table.class(
  'http.client',
  FROM,
  'HTTPMessage=http_client.HTTPMessage',
  'get get_all get_content_type:str get_content_charset keys values items',
);
for (const name of ['HTTPException', 'BadStatusLine', 'RemoteDisconnected', 'IncompleteRead'])
  table.class('http.client', FROM, `${name}=http_client.${name}`);
table.functions(
  'urllib.request',
  FROM,
  'urlopen*(url,data,timeout):lib.http.client.HTTPResponse=urllib.urlopen',
);
table.class(
  'urllib.request',
  FROM,
  'Request(url,data,headers,origin_req_host,unverifiable,method)=urllib.Request',
  'get_method:str get_full_url:str add_header:none get_header has_header:bool header_items:list full_url:attr data:attr headers:attr host:attr type:attr method:attr',
);
for (const name of ['URLError', 'HTTPError'])
  table.class(
    'urllib.error',
    FROM,
    `${name}=urllib.${name}`,
    name === 'URLError'
      ? 'reason:attr'
      : 'read*:bytes getcode:int geturl:str info close:none code:attr status:attr msg:attr headers:attr url:attr reason:attr',
  );
// Python 2's names.
for (const [name, of] of [
  ['urllib2.urlopen', 'urllib.request.urlopen'],
  ['urllib.urlopen', 'urllib.request.urlopen'],
  ['urllib2.Request', 'urllib.request.Request'],
  ['urllib2.URLError', 'urllib.error.URLError'],
  ['urllib2.HTTPError', 'urllib.error.HTTPError'],
  ['urllib.request.URLError', 'urllib.error.URLError'],
  ['urllib.request.HTTPError', 'urllib.error.HTTPError'],
  ['httplib.HTTPConnection', 'http.client.HTTPConnection'],
  ['httplib.HTTPException', 'http.client.HTTPException'],
] as const)
  table.alias(name, of);

/** What waits, or lets others run, once it is patched. */
const WAITS: Readonly<Record<string, string>> = byName({
  Thread: 'start is_alive isAlive',
  Timer: 'start is_alive',
  Semaphore: 'release',
  BoundedSemaphore: 'release',
  Condition: 'notify notify_all notifyAll',
  Barrier: 'reset abort',
  Queue: 'put_nowait get_nowait task_done',
  LifoQueue: 'put_nowait get_nowait task_done',
  PriorityQueue: 'put_nowait get_nowait task_done',
});
for (const [path, entry] of standard.entries) {
  const [module = '', name = ''] = path.split('.');
  if (module !== 'threading' && module !== 'queue' && module !== 'time') continue;
  const isOurs = module !== 'time' || name === 'sleep';
  const waits = (WAITS[name] ?? '').split(' ');
  table.entries.set(`patched.${path}`, {
    ...entry,
    ...(isOurs ? { from: FROM, js: module === 'time' ? name : `${module}.${entry.js}` } : {}),
    members: new Map(
      [...entry.members].map(([of, member]) => [
        of,
        waits.includes(of)
          ? { ...member, parks: true, returns: of.includes('live') ? 'bool' : 'any' }
          : member,
      ]),
    ),
  });
}

export const gevent: Table = table;

/** Modules that monkey.patch_all() makes cooperative: their names are gevent's then. */
export const PATCHED: Readonly<Record<string, string>> = byName({
  socket: 'gevent.socket',
  select: 'gevent.select',
  subprocess: 'gevent.subprocess',
  threading: 'patched.threading',
  time: 'patched.time',
  Queue: 'patched.queue',
  queue: 'patched.queue',
});

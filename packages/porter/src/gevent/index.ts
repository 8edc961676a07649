/**
 * gevent's names, for programs that were ported: greenlets are tasklets of evergreen-ts.
 *
 * @module evergreen-port/gevent
 */
export { GreenletExit, LoopExit, Timeout } from './errors.js';
export { getcurrent, Greenlet, spawn, spawn_later, spawn_raw } from './greenlet.js';
export { embedding, main } from './main.js';
export {
  is_module_patched,
  patch_all,
  patch_os,
  patch_select,
  patch_socket,
  patch_ssl,
  patch_subprocess,
  patch_thread,
  patch_time,
} from './monkey.js';
export { Group, Pool, ThreadPool } from './pool.js';
export { Input, WSGIServer } from './pywsgi.js';
export { DatagramServer, StreamServer } from './server.js';
export { select, socket } from './socket.js';
export { subprocess } from './subprocess.js';
export {
  AsyncResult,
  BoundedSemaphore,
  Channel,
  DummySemaphore,
  Empty,
  Event,
  Full,
  JoinableQueue,
  LifoQueue,
  PriorityQueue,
  Queue,
  RLock,
  Semaphore,
  SimpleQueue,
  UnboundQueue,
} from './sync.js';
export {
  get_hub,
  idle,
  iwait,
  joinall,
  kill,
  killall,
  signal_handler,
  sleep,
  wait,
  with_timeout,
} from './wait.js';
export { local } from '../python/modules/threading.js';

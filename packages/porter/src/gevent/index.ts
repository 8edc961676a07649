/**
 * gevent's names, for programs that were ported: greenlets are tasklets of evergreen-ts.
 *
 * @module evergreen-port/gevent
 */
export { GreenletExit, LoopExit, Timeout } from './errors.js';
export { getcurrent } from './current.js';
export { greenlets } from './greenlets.js';
export { Greenlet, spawn, spawn_later, spawn_raw } from './greenlet.js';
export { embedding, imported, main } from './main.js';
export {
  is_module_patched,
  patch_all,
  patch_builtins,
  patch_dns,
  patch_os,
  patch_queue,
  patch_select,
  patch_signal,
  patch_socket,
  patch_ssl,
  patch_subprocess,
  patch_sys,
  patch_thread,
  patch_time,
} from './monkey.js';
export { queue } from './patched/queue.js';
export { threading } from './patched/threads.js';
export { Group, Pool, PoolFull, ThreadPool } from './pool.js';
export { Input, WSGIServer } from './pywsgi.js';
export { DatagramServer, StreamServer } from './server.js';
export { select, wait_read, wait_write } from './select.js';
export { socket } from './socket.js';
export { socketserver } from './socketserver.js';
export { http_client } from './http-client.js';
export { urllib } from './urllib.js';
export { subprocess } from './subprocess.js';
export { wrap_errors } from './util.js';
export { AsyncResult, Event } from './event.js';
export { BoundedSemaphore, DummySemaphore, RLock, Semaphore } from './lock.js';
export { Channel } from './channel.js';
export {
  Empty,
  Full,
  JoinableQueue,
  LifoQueue,
  PriorityQueue,
  Queue,
  SimpleQueue,
  UnboundQueue,
} from './queue.js';
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
export { local } from './local.js';

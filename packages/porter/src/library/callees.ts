/** Functions and methods of libraries that call what they are given with the rest of the arguments. */
import { byName } from '../by-name.js';

type Places = Readonly<Record<string, number | undefined>>;

const FUNCTIONS: Places = byName({
  'gevent.spawn': 0,
  'gevent.spawn_raw': 0,
  'gevent.spawn_later': 1,
  'gevent.Greenlet': 0,
  'gevent.Greenlet.spawn': 0,
  'gevent.Greenlet.spawn_later': 1,
  'evergreen.spawn': 0,
  'evergreen.tasks.spawn': 0,
});

const loop: Places = byName({ call_soon: 0, call_from_thread: 0, call_later: 1, call_at: 1 });
const pool: Places = byName({ spawn: 0, submit: 0 });
const METHODS: Readonly<Record<string, Places | undefined>> = byName({
  'gevent.pool.Group': pool,
  'gevent.pool.Pool': pool,
  'gevent.threadpool.ThreadPool': pool,
  'concurrent.futures.ThreadPoolExecutor': pool,
  'evergreen.futures.TaskPoolExecutor': pool,
  'evergreen.futures.ThreadPoolExecutor': pool,
  'evergreen.futures.ProcessPoolExecutor': pool,
  'evergreen.EventLoop': loop,
  'evergreen.core.EventLoop': loop,
  'evergreen.core.loop.EventLoop': loop,
});

/** Where it is among the arguments; undefined if nothing is called so. */
export function calleeAt(path: string, method?: string): number | undefined {
  return method === undefined ? FUNCTIONS[path] : METHODS[path]?.[method];
}

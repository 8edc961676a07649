/** Objects of libraries: results that will come, pools, the files of sockets. */
import { calleeAt } from '../library/callees.js';
import { entryOf } from '../library/index.js';
import type { Node } from '../syntax.js';
import { escapeAll, exposeAll, returned } from './arguments.js';
import { items } from './iteration.js';
import type { Arguments, Box, Cell, Value } from './values.js';
import type { World } from './world.js';

/** Objects that hold a result, or several. */
const RESULTS = /^(?:gevent\.(?:Greenlet|event\.AsyncResult)|(?:concurrent|evergreen)\.futures\.Future)$/;
const POOLS =
  /^(?:gevent\.pool\.(?:Pool|Group)|gevent\.threadpool\.ThreadPool|(?:concurrent|evergreen)\.futures\.\w+PoolExecutor)$/;

export function ofLibrary(
  world: World,
  path: string,
  method: string,
  self: Value,
  args: Arguments,
  into: Cell,
  node: Node,
): void {
  if (self.kind === 'box' && RESULTS.test(path)) {
    if (method === 'set' || method === 'set_result') {
      const [value] = args.positional;
      if (value === undefined) self.item.add(world.plain('none'));
      else (value.isStarred ? items(world, value.cell) : value.cell).into(self.item);
      into.add(world.plain('none'));
      return;
    }
    if (/^(?:get|get_nowait|result|wait)$/.test(method)) {
      self.item.into(into);
      // One that was killed gives what killed it.
      if (path !== 'gevent.event.AsyncResult') into.add(world.any);
      if (method === 'wait') into.add(world.plain('none'));
      return;
    }
  }
  if (self.kind === 'box' && files(world, path, method, self, args, into, node)) return;
  if (POOLS.test(path) && pooled(world, path, method, args, into, node)) return;
  if (!called(world, calleeAt(path, method), args, node)) escapeAll(world, args);
  const found = entryOf(path)?.members.get(method);
  into.add(returned(world, found?.returns ?? 'any', node));
}

/** A socket's file gives bytes, or text. */
function files(
  world: World,
  path: string,
  method: string,
  self: Box,
  args: Arguments,
  into: Cell,
  node: Node,
): boolean {
  if (path === 'gevent.socket.socket' && method === 'makefile') {
    const file = world.box(node, 'lib.gevent.socket.SocketFile');
    const mode = world.modes.get(node);
    file.item.add(world.plain(mode === undefined ? 'any' : mode.includes('b') ? 'bytes' : 'str'));
    into.add(file);
    return true;
  }
  if (path !== 'gevent.socket.SocketFile' || !/^read(?:line|lines)?$/.test(method)) return false;
  exposeAll(world, args);
  if (method === 'readlines') {
    const list = world.box(node, 'list');
    self.item.into(list.item);
    into.add(list);
  } else self.item.into(into);
  return true;
}

/** A loop calls what it is given with the arguments after it. */
function called(world: World, at: number | undefined, args: Arguments, node: Node): boolean {
  const f = at === undefined ? undefined : args.positional[at];
  if (at === undefined || f === undefined || f.isStarred) return false;
  const given = { ...args, positional: args.positional.slice(at + 1) };
  f.cell.each((value) => {
    world.apply(value, given, world.cell(), node);
  });
  return true;
}

/** A pool calls what it is given. */
function pooled(
  world: World,
  path: string,
  method: string,
  args: Arguments,
  into: Cell,
  node: Node,
): boolean {
  const [f, ...rest] = args.positional;
  if (f === undefined || f.isStarred) return false;
  const result = world.cell();
  switch (method) {
    case 'spawn':
    case 'submit':
    case 'apply':
    case 'apply_async':
    case 'map':
    case 'imap':
    case 'imap_unordered':
    case 'map_async':
      break;
    default:
      return false;
  }
  if (method.startsWith('apply')) return false;
  const positional =
    method === 'spawn' || method === 'submit'
      ? rest
      : rest.map(({ cell }) => ({ cell: items(world, cell), isStarred: false }));
  const given =
    method === 'spawn' || method === 'submit'
      ? { ...args, positional }
      : { ...args, positional, named: new Map() };
  f.cell.each((value) => {
    world.apply(value, given, result, node);
  });
  if (method === 'spawn' || method === 'submit') {
    const task = world.box(
      node,
      method === 'spawn'
        ? 'lib.gevent.Greenlet'
        : `lib.${path.startsWith('evergreen.') ? 'evergreen' : 'concurrent'}.futures.Future`,
    );
    result.into(task.item);
    into.add(task);
    return true;
  }
  // An executor gives them one after the other.
  if (method === 'map' && !path.includes('futures')) {
    const list = world.box(node, 'list');
    result.into(list.item);
    into.add(list);
    return true;
  }
  into.add(returned(world, entryOf(path)?.members.get(method)?.returns ?? 'any', node));
  world.escape(result);
  return true;
}

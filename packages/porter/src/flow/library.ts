/** What Python's built-in functions, and those of libraries, give and do with what they are given. */
import { byName } from '../by-name.js';
import { kindOf } from '../analysis/types.js';
import { calleeAt } from '../library/callees.js';
import { entryOf } from '../library/index.js';
import type { Node } from '../syntax.js';
import { type Model, escapeAll, exposeAll, first, made, returned } from './arguments.js';
import { read } from './attributes.js';
import { builtin, gathered } from './builtins.js';
import { items } from './iteration.js';
import { ITERTOOLS } from './itertools.js';
import { update } from './methods.js';
import { type Arguments, type Cell, NO_ARGUMENTS, type Value } from './values.js';
import type { World } from './world.js';

/** The call of a value of which its type says all. */
export function applyPlain(world: World, type: string, args: Arguments, into: Cell, node: Node): void {
  const [kind, name] = kindOf(type);
  switch (kind) {
    case 'builtin':
      builtin(world, name, args, into, node);
      return;
    case 'entry':
      entry(world, name, args, into, node);
      return;
    case 'unbound':
      unbound(world, name, args, into, node);
      return;
    case 'exception':
    default:
      escapeAll(world, args);
      into.add(world.any);
  }
}

/** `str.upper(x)`. */
function unbound(world: World, name: string, args: Arguments, into: Cell, node: Node): void {
  const [self, ...positional] = args.positional;
  const [, method = ''] = name.split('.');
  if (name === 'dict.fromkeys') {
    fromKeys(world, args, into, node);
    return;
  }
  if (self === undefined || self.isStarred) {
    escapeAll(world, args);
    into.add(world.any);
    return;
  }
  self.cell.each((value) => {
    const found = world.cell();
    read(world, value, method, found);
    found.each((one) => {
      world.apply(one, { ...args, positional }, into, node);
    });
  });
}

function fromKeys(world: World, { positional: [keys, value] }: Arguments, into: Cell, node: Node): void {
  const box = world.box(node, 'dict');
  if (keys !== undefined) items(world, keys.cell).into(box.key);
  if (value === undefined) box.item.add(world.plain('none'));
  else value.cell.into(box.item);
  into.add(box);
}

/** Functions of libraries that only look at what they are given: what they are given to call, they may call. */
const PURE =
  /^(?:math|time|json|struct|os|os\.path|textwrap|base64|binascii|hashlib|string|re|uuid|pprint|traceback|zlib|sys|logging|gevent)\.(?!spawn|Greenlet|with_timeout|iwait|wait)\w+$/;

function entry(world: World, path: string, args: Arguments, into: Cell, node: Node): void {
  const at = calleeAt(path);
  if (at !== undefined) {
    spawn(world, at, path.startsWith('gevent.'), args, into, node);
    return;
  }
  const model = ENTRIES[path];
  if (model !== undefined) {
    model(world, args, into, node);
    return;
  }
  const found = entryOf(path);
  if (found === undefined) {
    escapeAll(world, args);
    into.add(world.any);
    return;
  }
  if (PURE.test(path)) exposeAll(world, args);
  else escapeAll(world, args);
  into.add(returned(world, found.kind === 'class' ? `lib.${path}` : found.returns, node));
}

function spawn(world: World, at: number, isGevent: boolean, args: Arguments, into: Cell, node: Node): void {
  const task = world.box(node, isGevent ? 'lib.gevent.Greenlet' : 'lib.evergreen.Task');
  into.add(task);
  const f = args.positional[at];
  if (f === undefined || f.isStarred) {
    escapeAll(world, args);
    task.item.add(world.any);
    return;
  }
  // It is none until it ends, and what killed it if something did.
  task.item.add(world.plain('none'));
  const given = { ...args, positional: args.positional.slice(at + 1) };
  f.cell.each((value: Value) => {
    world.apply(value, given, task.item, node);
  });
}

/** A collection of the library, with what is in the first argument. */
function collection(type: string): Model {
  return (world, args, into, node) => {
    const box = world.box(node, `lib.collections.${type}`);
    if (type === 'deque') items(world, first(world, args)).into(box.item);
    else update(world, box, args);
    into.add(box);
  };
}

/** What servers call their handlers with. */
export const HANDLED: Readonly<Record<string, readonly string[] | undefined>> = byName({
  'gevent.server.StreamServer': ['lib.gevent.socket.socket', 'tuple'],
  'gevent.server.DatagramServer': ['bytes', 'tuple'],
});

const ENTRIES: Readonly<Record<string, Model>> = byName({
  'functools.wraps': (world, args, into) => {
    exposeAll(world, args);
    into.add(world.identity);
  },
  ...ITERTOOLS,
  'dataclasses.dataclass': keeping,
  'dataclasses.field': (world, args, into, node) => {
    args.named.get('default')?.into(into);
    args.named.get('default_factory')?.each((value) => {
      world.apply(value, NO_ARGUMENTS, into, node);
    });
    for (const cell of args.spread) world.escape(cell);
  },
  'unittest.skip': keeping,
  'unittest.skipIf': keeping,
  'unittest.skipUnless': keeping,
  'contextlib.contextmanager': (world, args, into, node) => {
    into.add(world.made(node, 'contexts', first(world, args)));
  },
  'functools.lru_cache': (world, args, into, node) => {
    // With nothing, or a number, it returns what takes the function.
    const f = args.positional[0];
    into.add(world.made(node, 'memoizer', world.cell()));
    f?.cell.each((value) => {
      if (value.kind !== 'plain') into.add(world.made(node, 'memo', f.cell));
    });
  },
  'functools.cache': (world, args, into, node) => {
    into.add(world.made(node, 'memo', first(world, args)));
  },
  'collections.namedtuple': (world, args, into, node) => {
    escapeAll(world, args);
    into.add(world.made(node, 'class', world.cell()));
  },
  're.match': matched,
  're.search': matched,
  're.fullmatch': matched,
  'gevent.server.StreamServer': server('gevent.server.StreamServer'),
  'gevent.server.DatagramServer': server('gevent.server.DatagramServer'),
  'functools.partial': (world, args, into, node) => {
    const [f, ...positional] = args.positional;
    if (f !== undefined) into.add(world.made(node, 'partial', f.cell, { ...args, positional }));
  },
  'functools.reduce': (world, args, into, node) => {
    const [f, source, initial] = args.positional;
    if (f === undefined || source === undefined) return;
    const all = items(world, source.cell);
    const result = world.cell();
    all.into(result);
    initial?.cell.into(result);
    f.cell.each((value) => {
      world.apply(
        value,
        { ...args, positional: [result, all].map((cell) => ({ cell, isStarred: false })) },
        result,
        node,
      );
    });
    result.into(into);
  },
  'collections.deque': collection('deque'),
  'collections.OrderedDict': collection('OrderedDict'),
  'collections.defaultdict': (world, args, into, node) => {
    const box = world.box(node, 'lib.collections.defaultdict');
    const [factory, ...positional] = args.positional;
    factory?.cell.each((value) => {
      world.apply(value, { positional: [], named: new Map(), spread: [] }, box.item, node);
    });
    update(world, box, { ...args, positional });
    into.add(box);
  },
  'random.randint': ofCounters,
  'random.randrange': ofCounters,
  'random.choice': (world, args, into) => {
    items(world, first(world, args)).into(into);
  },
  'random.shuffle': (world, _args, into) => {
    into.add(world.plain('none'));
  },
  'random.sample': gathered('list'),
  'copy.copy': (world, args, into) => {
    first(world, args).into(into);
  },
  'copy.deepcopy': (world, args, into) => {
    first(world, args).into(into);
  },
  'heapq.heappush': (world, args, into) => {
    const [heap, item] = args.positional;
    heap?.cell.each((value) => {
      if (value.kind === 'box') item?.cell.into(value.item);
    });
    into.add(world.plain('none'));
  },
  'heapq.heappop': (world, args, into) => {
    items(world, first(world, args)).into(into);
  },
  'heapq.heapify': (world, _args, into) => {
    into.add(world.plain('none'));
  },
  'gevent.joinall': gathered('list'),
  'itertools.chain': (world, args, into, node) => {
    const box = world.box(node, 'iter');
    for (const { cell, isStarred } of args.positional) {
      const all = items(world, cell);
      (isStarred ? items(world, all) : all).into(box.item);
    }
    into.add(box);
  },
  'itertools.islice': gathered('iter'),
  'threading.Thread': thread('threading.Thread', 'target', 1, 3),
  'threading.Timer': thread('threading.Timer', 'function', 1, 2),
  'patched.threading.Thread': thread('patched.threading.Thread', 'target', 1, 3),
  'patched.threading.Timer': thread('patched.threading.Timer', 'function', 1, 2),
  'contextlib.closing': (world, args, into, node) => {
    const box = made(world, 'lib.contextlib.closing', node);
    if (box.kind === 'box') first(world, args).into(box.item);
    into.add(box);
  },
});

/** Called with nothing but options, it returns what returns what it is given. */
function keeping(world: World, args: Arguments, into: Cell): void {
  exposeAll(world, args);
  into.add(world.identity);
}

/** A number between those that are given. */
function ofCounters(world: World, { positional, named, spread }: Arguments, into: Cell): void {
  if (named.size > 0 || spread.length > 0) into.add(world.plain('bigint'));
  for (const { cell, isStarred } of positional)
    cell.each((value) => {
      into.add(world.plain(!isStarred && value.kind === 'plain' && value.type === 'int' ? 'int' : 'bigint'));
    });
}

/** A match, or None. */
function matched(world: World, args: Arguments, into: Cell, node: Node): void {
  exposeAll(world, args);
  into.add(world.plain('none'));
  into.add(world.box(node, 'lib.re.Match'));
}

/** A server calls a function with what arrives, and where it comes from. */
function server(path: string): Model {
  const types = HANDLED[path] ?? [];
  return (world, args, into, node) => {
    const [listener, handle, ...more] = args.positional;
    const given = types.map((type) => ({
      cell: world.holding(returned(world, type, node)),
      isStarred: false,
    }));
    const handler = handle?.cell ?? args.named.get('handle');
    handler?.each((value) => {
      world.apply(value, { positional: given, named: new Map(), spread: [] }, world.cell(), node);
    });
    for (const one of [listener, ...more]) if (one !== undefined) world.expose(one.cell);
    for (const cell of args.spread) world.escape(cell);
    into.add(world.box(node, `lib.${path}`));
  };
}

/** A thread calls a function with a tuple of arguments: where the function is, and its arguments. */
function thread(path: string, name: string, at: number, argumentsAt: number): Model {
  return (world, args, into, node) => {
    const target = args.named.get(name) ?? args.positional[at]?.cell;
    const own = args.named.get('args') ?? args.positional[argumentsAt]?.cell;
    const more = args.named.get('kwargs');
    const isOpen = args.spread.length > 0 || args.positional.some(({ isStarred }) => isStarred);
    if (isOpen || args.positional.length > argumentsAt + 1) escapeAll(world, args);
    else
      target?.each((value) => {
        world.apply(
          value,
          {
            positional: own === undefined ? [] : [{ cell: own, isStarred: true }],
            named: new Map(),
            spread: more === undefined ? [] : [more],
          },
          world.cell(),
          node,
        );
      });
    into.add(world.box(node, `lib.${path}`));
  };
}

/** Attributes: what reading one gives, by what the object is, and what assigning one does. */
import { byName } from '../by-name.js';
import { calleeAt } from '../library/callees.js';
import { entryOf } from '../library/index.js';
import { METHODS_OF } from '../library/methods.js';
import { type Cell, type ClassValue, type Instance, NO_ARGUMENTS, type Value } from './values.js';
import type { World } from './world.js';

/** Go through a class and those it extends, until one has a name; `otherwise` is for what the program has no name for. */
export function eachHome(
  world: World,
  cls: ClassValue,
  name: string,
  found: (home: ClassValue, cell: Cell) => void,
  otherwise: () => void,
  seen = new Set<ClassValue>(),
): void {
  if (seen.has(cls)) return;
  seen.add(cls);
  // It may be assigned from outside.
  found(cls, world.attribute(cls, name));
  const binding = cls.scope.bindings.get(name);
  if (binding !== undefined) {
    found(cls, world.binding(binding));
    return;
  }
  if (cls.bases.length === 0) {
    otherwise();
    return;
  }
  for (const base of cls.bases)
    base.each((value) => {
      if (value.kind === 'class') eachHome(world, value, name, found, otherwise, seen);
      else if (value.kind === 'plain' && NOTHING_OF_ITS_OWN.test(value.type)) otherwise();
      else {
        found(cls, foreignMember(world, cls, value, name));
        if (!isForeign(value, name)) otherwise();
      }
    });
}

/** Bases that have no attributes. */
const NOTHING_OF_ITS_OWN = /^(?:builtin\.object|entry\.(?:abc\.ABC|typing\.(?:Generic|Protocol)))$/;

/** What is no class of the program is known to have the name. */
function isForeign(base: Value, name: string): boolean {
  const [, kind, path = ''] = /^(\w+)\.(.*)$/.exec(base.kind === 'plain' ? base.type : '') ?? [];
  if (kind === 'entry') return entryOf(path)?.members.has(name) === true;
  return kind === 'exception' ? isOfError(path, name) : METHODS_OF[path]?.[name] !== undefined;
}

/** A member that a class has of a library, or of a type of Python's. */
function foreignMember(world: World, cls: ClassValue, base: Value, name: string): Cell {
  if (base.kind !== 'plain' || base.type === 'any') return world.holding(world.any);
  const [, kind, path = ''] = /^(\w+)\.(.*)$/.exec(base.type) ?? [];
  const found = kind === 'entry' ? entryOf(path)?.members.get(name) : undefined;
  // What is found is a method of the instance.
  if (found !== undefined && found.returns !== 'attr')
    return world.holding(world.bound(`${path} ${name}`, cls.instance));
  // What the program assigns, and the library does not have, is what is assigned.
  const isOwn = name === '__getattr__' || (!name.startsWith('__') && world.facts.assigned.has(name));
  const isTheirs = kind === 'exception' ? isOfError(path, name) : METHODS_OF[path]?.[name] !== undefined;
  return isOwn && !isTheirs ? world.cell() : world.holding(world.any);
}

/** Errors of Python's have arguments; some have more. */
function isOfError(type: string, name: string): boolean {
  return name === 'args' || (!WITH_ARGUMENTS.test(type) && OF_ERRORS.has(name));
}
const WITH_ARGUMENTS =
  /^(?:(?:Base)?Exception|(?:Value|Type|Runtime|Key|Index|Lookup|Arithmetic|ZeroDivision|Assertion|NotImplemented)Error)$/;
const OF_ERRORS = new Set(
  'errno strerror filename filename2 code reason value name path msg lineno offset text obj object start end encoding'.split(
    ' ',
  ),
);

/** Tell of a class whose attributes are not what its body assigns: an enum, a named tuple. */
export function ifStrange(cls: ClassValue, tell: () => void, seen = new Set<ClassValue>()): void {
  if (seen.has(cls)) return;
  seen.add(cls);
  for (const base of cls.bases)
    base.each((value) => {
      if (value.kind === 'class') ifStrange(value, tell, seen);
      else if (
        value.kind !== 'plain' ||
        /^(?:entry\.(?:enum\.|typing\.(?:NamedTuple|TypedDict)$)|any$)/.test(value.type)
      )
        tell();
    });
}

/** What is read from a value. */
export function read(world: World, of: Value, name: string, into: Cell): void {
  switch (of.kind) {
    case 'instance':
    case 'class':
      member(world, of, name).into(into);
      return;
    case 'function':
      world.attribute(of, name).into(into);
      if (name.startsWith('__')) into.add(world.any);
      return;
    case 'box':
      readLibrary(world, of, of.type, name, into);
      return;
    case 'plain':
      readPlain(world, of.type, of, name, into);
      return;
    default:
      into.add(world.any);
      world.written(name).into(into);
  }
}

/** A member of an instance or a class, found once. */
export function member(world: World, of: Instance | ClassValue, name: string): Cell {
  return world.member(of, name, (into) => {
    if (of.kind === 'class') readClass(world, of, name, into);
    else readInstance(world, of, name, into);
  });
}

/** What a class has of a name, as its body has it. */
export function asWritten(world: World, cls: ClassValue, name: string): Cell {
  const cell = world.member(cls.instance, `${name} itself`, (into) => {
    eachHome(
      world,
      cls,
      name,
      (_home, found) => {
        found.into(into);
      },
      () => undefined,
    );
  });
  world.solver.run();
  return cell;
}

function readPlain(world: World, type: string, of: Value, name: string, into: Cell): void {
  if (type === 'any') {
    into.add(of);
    // Of whatever object of the program: its classes have methods of this name, its objects such attributes.
    world.read(name).into(into);
    for (const cls of world.classes.values()) {
      if (cls.scope.bindings.has(name) || cls.scope.bindings.has('__getattr__'))
        member(world, cls.instance, name).into(into);
    }
    return;
  }
  if (type === 'none') return;
  readLibrary(world, of, type, name, into);
}

/** A member of what is no object of the program: its methods are known by name. */
function readLibrary(world: World, of: Value, type: string, name: string, into: Cell): void {
  if (METHODS_OF[type]?.[name] !== undefined || (type.startsWith('lib.') && CONTENTS.test(type))) {
    into.add(world.bound(name, of));
    return;
  }
  if (type.startsWith('lib.')) {
    const found = entryOf(type.slice(4))?.members.get(name);
    if (found !== undefined && found.returns !== 'attr') {
      into.add(world.bound(name, of));
      return;
    }
    if (name === 'value' && of.kind === 'box') {
      of.item.into(into);
      into.add(world.plain('none'));
      return;
    }
  }
  const held = HELD[`${type}.${name}`];
  if (held !== undefined) {
    into.add(world.box(world.nowhere, held));
    return;
  }
  if (calleeAt(`${type.replace(/^entry\./, '')}.${name}`) !== undefined) {
    into.add(world.plain(`${type}.${name}`));
    return;
  }
  if (/^builtin\.(?:str|bytes|list|dict|set|tuple|int|float)$/.test(type)) {
    into.add(world.plain(`unbound.${type.slice(8)}.${name}`));
    return;
  }
  if ((type === 'iter' || type === 'coiter') && /^(?:__next__|next|send|throw|close)$/.test(name)) {
    into.add(world.bound(name, of));
    return;
  }
  // What is in it can be got at.
  if (of.kind === 'box') world.escape(world.holding(of));
  into.add(world.any);
}
/** What objects of libraries hold that have no class. */
const HELD: Readonly<Record<string, string | undefined>> = byName({
  'entry.evergreen.current.loop': 'lib.evergreen.EventLoop',
  'lib.gevent.subprocess._Popen.stdin': 'lib.gevent.subprocess._File',
  'lib.gevent.subprocess._Popen.stdout': 'lib.gevent.subprocess._File',
  'lib.gevent.subprocess._Popen.stderr': 'lib.gevent.subprocess._File',
});

const CONTENTS = /^lib\.collections\.(?:deque|OrderedDict|defaultdict)$/;

function readInstance(world: World, of: Instance, name: string, into: Cell): void {
  world.attribute(of, name).into(into);
  if (name === '__class__') {
    into.add(of.of);
    return;
  }
  ifStrange(of.of, () => {
    into.add(world.any);
  });
  eachHome(
    world,
    of.of,
    name,
    (home, cell) => {
      cell.each((value) => {
        throughInstance(world, of, home, value, into);
      });
    },
    () => {
      missing(world, of, name, into);
    },
  );
}

/** A value of the class, read through an instance: functions become methods. */
function throughInstance(world: World, of: Instance, home: ClassValue, value: Value, into: Cell): void {
  switch (value.kind) {
    case 'function':
      into.add(
        value.node.nodeType !== 'Lambda' && isClassMethodName(value.node.name)
          ? world.bound(value, of.of)
          : world.bound(value, of),
      );
      return;
    case 'made':
      if (value.by === 'property')
        value.of.each((getter) => {
          world.apply(
            getter,
            { ...NO_ARGUMENTS, positional: [{ cell: world.holding(of), isStarred: false }] },
            into,
            home.node,
          );
        });
      else if (value.by === 'static') value.of.into(into);
      else if (value.by === 'classmethod')
        value.of.each((f) => {
          into.add(f.kind === 'function' ? world.bound(f, of.of) : world.any);
        });
      else if (value.by === 'contexts' || value.by === 'partial')
        into.add(value.by === 'contexts' ? world.withSelf(value, of) : value);
      else into.add(world.any);
      return;
    case 'instance':
      // A descriptor answers for the attribute.
      into.add(value.of.scope.bindings.has('__get__') ? world.any : value);
      return;
    default:
      into.add(value);
  }
}

function isClassMethodName(name: string): boolean {
  return name === '__new__' || name === '__init_subclass__' || name === '__class_getitem__';
}

/** No class has the name: `__getattr__` answers, if there is one, for what no method assigns. */
function missing(world: World, of: Instance, name: string, into: Cell): void {
  if (world.assignedIn(of.of).has(name)) return;
  if (name.startsWith('__')) {
    into.add(world.any);
    return;
  }
  eachHome(
    world,
    of.of,
    '__getattr__',
    (_home, cell) => {
      cell.each((value) => {
        world.apply(
          value.kind === 'function' ? world.bound(value, of) : value,
          { ...NO_ARGUMENTS, positional: [{ cell: world.holding(world.plain('str')), isStarred: false }] },
          into,
          of.of.node,
        );
      });
    },
    () => undefined,
  );
}

function readClass(world: World, of: ClassValue, name: string, into: Cell): void {
  ifStrange(of, () => {
    into.add(world.any);
  });
  if (name.startsWith('__')) into.add(world.any);
  eachHome(
    world,
    of,
    name,
    (_home, cell) => {
      cell.each((value) => {
        if (value.kind === 'made' && value.by === 'static') value.of.into(into);
        else if (value.kind === 'made' && value.by === 'classmethod')
          value.of.each((f) => {
            into.add(f.kind === 'function' ? world.bound(f, of) : world.any);
          });
        else if (value.kind === 'made') into.add(world.any);
        else if (
          value.kind === 'function' &&
          value.node.nodeType !== 'Lambda' &&
          isClassMethodName(value.node.name)
        )
          into.add(world.bound(value, of));
        else into.add(value);
      });
    },
    () => undefined,
  );
}

/** What calls do with their arguments, as far as that tells a tuple from a list. */
import type { Expr, ExprNode } from '../syntax.js';
import { isKnown } from './iteration.js';
import { type Use, isOwn } from './use.js';
import type { ClassValue, Value } from './values.js';

/** It goes on as it is; it is only asked whether it is a tuple; what is in it is looked at; all of it is. */
type Looks = 'blind' | 'tuple' | 'items' | 'shown' | 'taken';
const ORDER: readonly Looks[] = ['blind', 'tuple', 'items', 'shown', 'taken'];

/** Built-in functions that go through what they are given, and hand on its items as they are. */
const PASSING = /^(?:len|enumerate|zip|list|reversed|iter|next|bool)$/;
const ASKING = /^(?:tuple|isinstance|issubclass|type|callable|id|hasattr)$/;
const GOING = /^(?:sum|any|all|set|frozenset|dict|sorted)$/;
const KEYED = /^(?:sorted|min|max|sort)$/;
/** Functions of libraries that hand on what they are given, or its items, as they are. */
const LIBRARY =
  /^(?:collections\.deque|random\.(?:choice|shuffle|sample)|itertools\.(?:chain|islice)|heapq\.(?:heappush|heappop|heapify))$/;
/** Methods of containers that put in their arguments as they are: from where on. */
const PUTTING: Readonly<Record<string, number | undefined>> = {
  append: 0,
  appendleft: 0,
  extend: 0,
  insert: 1,
  put: 0,
  put_nowait: 0,
  get: 1,
  pop: 1,
  setdefault: 1,
};
/** Methods of containers that do not look at what is in them. */
const BLIND =
  /^(?:append|appendleft|extend|insert|put|put_nowait|get|get_nowait|pop|popleft|popitem|setdefault|items|keys|values|copy|clear|reverse|rotate|task_done|qsize|empty|full|join)$/;

export function argumentsOf(use: Use, node: Expr<'Call'>): void {
  const { func, args, keywords } = node;
  use.blind(func);
  const callees = use.values(func);
  const key = keywords.find(({ arg }) => arg === 'key')?.value;
  const isKeyed = key !== undefined && callees.every((callee) => KEYED.test(nameOf(callee)));
  if (isKeyed && !compareKeys(use, key)) use.take(key);
  for (const callee of callees) receiver(use, callee, isKeyed);
  for (const [i, arg] of args.entries()) argument(use, callees, arg, i, isKeyed);
  for (const { arg, value } of keywords) {
    if (isKeyed && value === key) use.blind(value);
    else argument(use, callees, value, arg, isKeyed);
  }
}

function argument(
  use: Use,
  callees: readonly Value[],
  node: ExprNode,
  at: number | string | undefined,
  isKeyed: boolean,
): void {
  const all = callees.map((callee) => looks(callee, at, isKeyed));
  const most =
    all.length === 0 ? 'taken' : (ORDER[Math.max(...all.map((one) => ORDER.indexOf(one)))] ?? 'taken');
  // What is spread is gone through: its items are the arguments.
  if (node.nodeType === 'Starred') {
    if (most === 'blind') use.blind(node);
    else if (most === 'taken') use.take(node.value);
    else use.items(node.value);
    use.blind(node);
    return;
  }
  if (callees.some((callee) => nameOf(callee).startsWith('heapq.')) && at === 0) {
    use.asTuple(node);
    for (const value of use.values(node)) if (value.kind === 'box') use.compare(value.item);
  }
  if (most === 'blind') use.blind(node);
  else if (most === 'tuple') use.asTuple(node);
  else if (most === 'items') use.items(node);
  else if (most === 'taken') use.take(node);
}

/** 'sorted', 'heapq.heappush', or the name of a method. */
function nameOf(callee: Value): string {
  if (callee.kind === 'plain') return callee.type.replace(/^(?:builtin|entry)\./, '');
  return callee.kind === 'bound' && typeof callee.of === 'string' ? (callee.of.split(' ').at(-1) ?? '') : '';
}

function looks(callee: Value, at: number | string | undefined, isKeyed: boolean): Looks {
  switch (callee.kind) {
    case 'function':
      return 'blind';
    case 'bound':
      return typeof callee.of === 'string' ? ofMethod(callee.self, nameOf(callee), at) : 'blind';
    case 'class':
      return isMade(callee) ? 'blind' : 'taken';
    case 'plain':
      return ofPlain(callee.type, at, isKeyed);
    default:
      return 'taken';
  }
}

function ofMethod(self: Value, name: string, at: number | string | undefined): Looks {
  const from = PUTTING[name];
  return isContainer(self) && from !== undefined && typeof at === 'number' && at >= from ? 'blind' : 'taken';
}

const isContainer = (value: Value): boolean =>
  value.kind === 'box' && isKnown(value.type) && value.type !== 'set' && value.type !== 'tuple';

function ofPlain(type: string, at: number | string | undefined, isKeyed: boolean): Looks {
  if (type === 'none') return 'blind';
  if (type.startsWith('entry.')) return LIBRARY.test(type.slice(6)) ? 'blind' : 'taken';
  if (!type.startsWith('builtin.')) return 'taken';
  const name = type.slice(8);
  if (PASSING.test(name) || isKeyed) return 'blind';
  if (ASKING.test(name)) return 'tuple';
  if (name === 'getattr') return at === 0 ? 'tuple' : 'blind';
  return GOING.test(name) && at === 0 ? 'items' : name === 'setattr' ? 'taken' : 'shown';
}

/** Calling the class calls an `__init__` of the program's, and that is all. */
function isMade(cls: ClassValue): boolean {
  if (!isOwn(cls)) return false;
  return [...lineOf(cls)].some(
    (one) => one.scope.bindings.has('__init__') && !one.scope.bindings.has('__new__'),
  );
}

function* lineOf(cls: ClassValue): Generator<ClassValue> {
  yield cls;
  for (const { values } of cls.bases)
    for (const base of values) if (base.kind === 'class') yield* lineOf(base);
}

/** Keys that functions of the program make are compared with each other. False if something else makes them. */
function compareKeys(use: Use, key: ExprNode): boolean {
  const makers = use.values(key);
  const keys = use.world.cell();
  for (const maker of makers) {
    if (maker.kind !== 'function') return false;
    for (const value of maker.returns.values) keys.add(value);
  }
  use.compare(keys);
  return makers.length > 0;
}

/** What a method does with what is in its object. */
function receiver(use: Use, callee: Value, isKeyed: boolean): void {
  if (callee.kind !== 'bound' || typeof callee.of !== 'string') return;
  const { self } = callee;
  if (self.kind !== 'box' || (isContainer(self) && (BLIND.test(nameOf(callee)) || isKeyed))) return;
  if (nameOf(callee) === 'sort') use.compare(self.item);
  else for (const cell of [self.item, self.key]) use.look(cell);
}

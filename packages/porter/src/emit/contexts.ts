/** What is known of contexts: whether they park, and whether they are left in one way, however their block ends. */
import type { ClassNode } from '../analysis/facts.js';
import { returnsNothing } from '../analysis/returns.js';
import { type ExprNode, type FunctionNode, type Node, childrenOf, isFunction } from '../syntax.js';
import type { Context, Out } from './context.js';
import { ancestors, methodOf } from './inheritance.js';

/** Entering parks, and leaving: undefined if that is found out at run time. */
export interface Colours {
  readonly enter: boolean | undefined;
  readonly leave: boolean | undefined;
}

export function colours(cx: Context, { type }: Out, node: ExprNode): Colours {
  const made = cx.flow.colours.contexts(node) ?? madeBy(cx, node);
  if (made !== undefined) {
    const colours_ = new Set(made.map((f) => cx.facts.parks(f)));
    const parks = colours_.size > 1 ? undefined : colours_.has(true);
    return { enter: parks, leave: parks };
  }
  if (type.startsWith('lib.') && !type.startsWith('lib.contextlib.')) {
    if (/^lib\.patched\.threading\.\w*Semaphore$/.test(type)) return { enter: true, leave: true };
    if (/^lib\.(?:gevent\.lock|(?:patched\.)?threading)\.(?!Dummy)/.test(type))
      return { enter: true, leave: false };
    if (/^lib\.gevent\.(?:Timeout|socket\.socket|lock\.Dummy\w+)$/.test(type))
      return { enter: false, leave: false };
    if (/^lib\.(?:concurrent|evergreen)\.futures\.\w+Executor$/.test(type))
      return { enter: false, leave: undefined };
    return /^lib\.(?:patched|threading|gevent|concurrent)\./.test(type)
      ? { enter: undefined, leave: undefined }
      : { enter: false, leave: false };
  }
  const enter = ownMethod(cx, type, '__enter__');
  const leave = ownMethod(cx, type, '__exit__');
  if (enter !== undefined && leave !== undefined)
    return { enter: cx.facts.parks(enter), leave: cx.facts.parks(leave) };
  const may =
    cx.facts.mayPark('__enter__') ||
    cx.facts.mayPark('__exit__') ||
    cx.facts.parkingMembers.has('acquire') ||
    cx.facts.has('contexts park');
  return may ? { enter: undefined, leave: undefined } : { enter: false, leave: false };
}

/** The functions decorated with contextmanager that a call means; undefined if it means anything else. */
function madeBy(cx: Context, node: ExprNode): readonly FunctionNode[] | undefined {
  if (node.nodeType !== 'Call') return undefined;
  const { func } = node;
  const all =
    func.nodeType === 'Name'
      ? [cx.scope.lookup(func.id)?.maker].filter((one) => one !== undefined)
      : func.nodeType === 'Attribute' && !cx.facts.assigned.has(func.attr)
        ? (cx.facts.methods.get(func.attr) ?? [])
        : [];
  const isMade = (f: Node): f is FunctionNode => isFunction(f) && cx.facts.contextManagers.has(f);
  return all.length > 0 && all.every(isMade) ? all : undefined;
}

/** A method of the class of the program that the context is of. */
function ownMethod(cx: Context, type: string | undefined, name: string): FunctionNode | undefined {
  const cls = type?.startsWith('inst:') === true ? cx.facts.classOf(type) : undefined;
  const found = cls === undefined ? undefined : methodOf(cx.facts, cls, name);
  return found === undefined || found.nodeType === 'Lambda' || found.decorator_list.length > 0
    ? undefined
    : found;
}

/** The calls that enter a context and leave it: it forgets no error, and does the same with one and without. */
export interface PlainContext {
  /** Undefined if nothing is to be done, and it is its own value. */
  readonly enter: string | undefined;
  readonly leave: string;
}

const LOCK =
  /^lib\.(?:gevent\.lock\.(?!Dummy)\w+|(?:patched\.)?threading\.(?:Lock|RLock|Condition|\w*Semaphore))$/;

/** Undefined of a context of which that is not known. */
export function plainContext(cx: Context, { type }: Out, node: ExprNode): PlainContext | undefined {
  if (!cx.flow.isObject(node)) return undefined;
  if (LOCK.test(type)) return { enter: 'acquire()', leave: 'release()' };
  if (type === 'lib.gevent.socket.socket') return { enter: undefined, leave: 'close()' };
  const cls = cx.facts.instanceOf(type);
  if (cls === undefined) return undefined;
  const family = [cls, ...cx.facts.classes.filter((one) => ancestors(cx.facts, one).includes(cls))];
  if (!family.every((one) => isPlain(cx, one))) return undefined;
  return { enter: '__enter__()', leave: '__exit__(null, null, null)' };
}

/** The methods of a class look at no error, and forget none. */
function isPlain(cx: Context, cls: ClassNode): boolean {
  const type = `inst:${String(cx.facts.numberOf(cls))}`;
  const [enter, leave] = [ownMethod(cx, type, '__enter__'), ownMethod(cx, type, '__exit__')];
  if (enter === undefined || leave?.nodeType !== 'FunctionDef' || cx.facts.generators.has(leave))
    return false;
  const { args, vararg, kwonlyargs, kwarg, defaults } = leave.args;
  if (kwonlyargs.length > 0 || kwarg !== undefined || defaults.length > 0) return false;
  if (vararg === undefined ? args.length !== 4 : args.length > 4 || args.length < 1) return false;
  const given = new Set([...args.slice(1), ...(vararg === undefined ? [] : [vararg])].map(({ arg }) => arg));
  return leave.body.every((one) => returnsNothing(one) && !mentions(one, given));
}

function mentions(node: Node, names: ReadonlySet<string>): boolean {
  const { id } = node as { id?: string };
  return (id !== undefined && names.has(id)) || [...childrenOf(node)].some((one) => mentions(one, names));
}

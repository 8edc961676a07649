/** `with`: by `__enter__` and `__exit__`; evergreen-ts's locks and timeouts by what they are there. */
import { ANY } from './typed.js';
import { entryOf } from '../library/index.js';
import { type Expr, type ExprNode, type FunctionNode, type Node, type Stmt, isFunction } from '../syntax.js';
import { methodOf } from './inheritance.js';
import { blocks } from './blocks.js';
import type { Context, Out } from './context.js';
import { assign, bound, declareRest, declares, namesOf } from './targets.js';

function withStatement(cx: Context, node: Stmt<'With'>): void {
  item(cx, node, 0);
}

function item(cx: Context, node: Stmt<'With'>, at: number): void {
  const one = node.items[at];
  if (one === undefined) {
    blocks(cx, node.body);
    return;
  }
  const manager = cx.expression(one.context_expr);
  const inner = (): void => item(cx, node, at + 1);
  const entry = manager.type.startsWith('lib.') ? entryOf(manager.type.slice(4)) : undefined;
  if (entry?.foreign === true && entry.context === 'hold') {
    cx.line('{');
    cx.line(`using ${cx.fresh('held')} = ${cx.park(node, `${manager.code}.hold()`).code};`);
    inner();
    cx.line('}');
    return;
  }
  if (entry?.foreign === true && entry.context === 'timeout') {
    timeout(cx, one.context_expr, one.optional_vars, manager, node, inner);
    return;
  }
  general(cx, one.optional_vars, manager, node, inner, colours(cx, manager, one.context_expr));
}

/** Evergreen's Timeout, as a context. Its error passes; with False as its exception, it ends the block in silence. */
function timeout(
  cx: Context,
  node: ExprNode,
  target: ExprNode | undefined,
  manager: Out,
  statement: Stmt<'With'>,
  inner: () => void,
): void {
  const name = cx.fresh('limit');
  cx.line('{');
  cx.line(`const ${name} = ${manager.code}.start();`);
  cx.park(statement, '');
  cx.parks--;
  if (target !== undefined) intoTarget(cx, target, name, statement);
  cx.line('try {');
  inner();
  const silent = node.nodeType === 'Call' && isFalse(node);
  if (silent) cx.lines.push(`} catch (error${ANY}) {`, `if (error !== ${name}) throw error;`);
  cx.lines.push('} finally {', `${name}.cancel();`, '}', '}');
}

function isFalse(call: Expr<'Call'>): boolean {
  const given = call.args[1] ?? call.keywords.find(({ arg }) => arg === 'exception')?.value;
  return given?.nodeType === 'Constant' && given.value === false;
}

function intoTarget(cx: Context, target: ExprNode, code: string, node: Stmt<'With'>): void {
  if (target.nodeType === 'Name') {
    const name = bound(cx, target.id);
    cx.line(`${declares(cx, [target.id], node) ? 'const ' : ''}${name} = ${code};`);
  } else {
    declareRest(cx, namesOf(target), node);
    assign(cx, target, code, 'any');
  }
}

function general(
  cx: Context,
  target: ExprNode | undefined,
  manager: Out,
  node: Stmt<'With'>,
  inner: () => void,
  parks: Colours,
): void {
  const call = (name: 'enter' | 'leave', ...args: string[]): string => {
    const helper = name === 'leave' && parks[name] === true ? 'leaving' : name;
    const code = `${cx.helper(helper)}(${args.join(', ')})`;
    return cx.coloured(node, parks[name] ?? 'unknown', code).code;
  };
  const kept = cx.fresh('context', depthOf(cx));
  const failed = `${kept}Error`;
  cx.line('{');
  cx.line(`const ${kept}${ANY} = ${manager.code};`);
  const entered = call('enter', kept);
  if (target === undefined) cx.line(`${entered};`);
  else intoTarget(cx, target, entered, node);
  cx.line(`let ${failed}${ANY};`);
  cx.line('try {');
  cx.frame.withDepth++;
  inner();
  cx.frame.withDepth--;
  cx.lines.push(
    `} catch (error${ANY}) {`,
    `${failed} = error;`,
    `if (!(${call('leave', kept, 'error')})) throw error;`,
    '} finally {',
    `if (${failed} === undefined) ${call('leave', kept)};`,
    '}',
    '}',
  );
}

function depthOf(cx: Context): number {
  return cx.frame.withDepth;
}

/** Entering parks, and leaving: undefined if that is found out at run time. */
interface Colours {
  readonly enter: boolean | undefined;
  readonly leave: boolean | undefined;
}

function colours(cx: Context, { type }: Out, node: ExprNode): Colours {
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

export const withs = { With: withStatement };

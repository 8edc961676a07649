/** `with`: by `__enter__` and `__exit__`; evergreen-ts's locks and timeouts by what they are there. */
import { ANY } from './typed.js';
import { entryOf } from '../library/index.js';
import type { Expr, ExprNode, Stmt } from '../syntax.js';
import { blocks } from './blocks.js';
import type { Context, Out } from './context.js';
import { type Colours, type PlainContext, colours, plainContext } from './contexts.js';
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
    cx.park(node, '');
    cx.parks--;
    timeout(cx, one.context_expr, one.optional_vars, manager, node, inner);
    return;
  }
  if (manager.type === 'lib.gevent.Timeout' && isPlainTimeout(cx, one.context_expr)) {
    timeout(cx, one.context_expr, one.optional_vars, manager, node, inner);
    return;
  }
  const parks = colours(cx, manager, one.context_expr);
  const plain = plainContext(cx, manager, one.context_expr);
  if (plain === undefined)
    general(cx, one.optional_vars, manager, node, inner, parks, cx.flow.isContext(one.context_expr));
  else plainly(cx, one.optional_vars, manager, node, inner, parks, plain);
}

/** A Timeout, as a context. Its error passes; with False as its exception, it ends the block in silence. */
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
  if (target !== undefined) intoTarget(cx, target, name, statement);
  cx.line('try {');
  inner();
  const silent = node.nodeType === 'Call' && isFalse(node);
  if (silent) cx.lines.push(`} catch (error${ANY}) {`, `if (error !== ${name}) throw error;`);
  cx.lines.push('} finally {', `${name}.cancel();`, '}', '}');
}

function isFalse(call: Expr<'Call'>): boolean {
  const given = exceptionOf(call);
  return given?.nodeType === 'Constant' && given.value === false;
}

function exceptionOf(call: Expr<'Call'>): ExprNode | undefined {
  return call.args[1] ?? call.keywords.find(({ arg }) => arg === 'exception')?.value;
}

/** A Timeout of gevent's that is made here, and of which it can be seen whether its exception is False. */
function isPlainTimeout(cx: Context, node: ExprNode): boolean {
  if (node.nodeType !== 'Call' || node.args.some(({ nodeType }) => nodeType === 'Starred')) return false;
  if (node.keywords.some(({ arg }) => arg === undefined)) return false;
  const exception = exceptionOf(node);
  return (
    exception === undefined ||
    exception.nodeType === 'Constant' ||
    /^(?:exception\.|class:)/.test(cx.quietly(exception).type)
  );
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
  hasEnter: boolean,
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
  const entered = hasEnter
    ? cx.coloured(node, parks.enter ?? 'unknown', `${kept}.__enter__()`).code
    : call('enter', kept);
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

/** A context that is left in one way, whatever ends its block. */
function plainly(
  cx: Context,
  target: ExprNode | undefined,
  manager: Out,
  node: Stmt<'With'>,
  inner: () => void,
  parks: Colours,
  plain: PlainContext,
): void {
  const kept = cx.fresh('context', depthOf(cx));
  const call = (member: string, colour: Colours['enter']): string =>
    cx.coloured(node, colour ?? 'unknown', `${kept}.${member}`).code;
  cx.line('{');
  cx.line(`const ${kept}${ANY} = ${manager.code};`);
  const entered = plain.enter === undefined ? kept : call(plain.enter, parks.enter);
  if (target !== undefined) intoTarget(cx, target, entered, node);
  else if (plain.enter !== undefined) cx.line(`${entered};`);
  cx.line('try {');
  cx.frame.withDepth++;
  inner();
  cx.frame.withDepth--;
  cx.lines.push('} finally {', `${call(plain.leave, parks.leave)};`, '}', '}');
}

function depthOf(cx: Context): number {
  return cx.frame.withDepth;
}

export const withs = { With: withStatement };

/** `with`: by `__enter__` and `__exit__`; evergreen-ts's locks and timeouts by what they are there. */
import { ANY } from './typed.js';
import { entryOf } from '../library/index.js';
import type { Expr, ExprNode, Stmt } from '../syntax.js';
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
  const entry = manager.type?.startsWith('lib.') === true ? entryOf(manager.type.slice(4)) : undefined;
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
  general(cx, one.optional_vars, manager, node, inner);
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
  if (target !== undefined) intoTarget(cx, target, name, manager.type, statement);
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

function intoTarget(
  cx: Context,
  target: ExprNode,
  code: string,
  type: string | undefined,
  node: Stmt<'With'>,
): void {
  if (target.nodeType === 'Name') {
    const name = bound(cx, target.id, type);
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
): void {
  const parks = mayPark(cx, manager);
  const call = (name: string, ...args: string[]): string => {
    const code = `${cx.helper(name)}(${args.join(', ')})`;
    return parks ? cx.mayPark(node, code).code : code;
  };
  const kept = cx.fresh(`context${String(depthOf(cx))}`);
  const failed = `${kept}Error`;
  cx.line('{');
  cx.line(`const ${kept}${ANY} = ${manager.code};`);
  const entered = call('enter', kept);
  if (target === undefined) cx.line(`${entered};`);
  else
    intoTarget(cx, target, entered, manager.type?.startsWith('lib.') === true ? manager.type : 'any', node);
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

function mayPark(cx: Context, { type }: Out): boolean {
  if (type?.startsWith('lib.') === true && !type.startsWith('lib.contextlib.')) {
    const entry = entryOf(type.slice(4));
    return entry?.context !== undefined || /^(?:threading|gevent|concurrent)\./.test(type.slice(4));
  }
  return (
    cx.facts.mayPark('__enter__') ||
    cx.facts.mayPark('__exit__') ||
    cx.facts.parkingMembers.has('acquire') ||
    cx.facts.has('contexts park')
  );
}

export const withs = { With: withStatement };

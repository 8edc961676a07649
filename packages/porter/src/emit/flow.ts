/** The flow of control: if, while, for, break, continue, pass, and expressions as statements. */
import { ANY, ANY_LIST } from './typed.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Stmt, StmtNode } from '../syntax.js';
import { blocks, one } from './blocks.js';
import { lineComment } from './comments.js';
import type { Context, Out } from './context.js';
import { parksToIterate } from './iterating.js';
import { elements } from './literals.js';
import { condition } from './conditions.js';
import {
  annotation,
  assign,
  bound,
  declareRest,
  declares,
  isAgain,
  isFlatPattern,
  keyword,
  namesOf,
  pattern,
  unpacked,
} from './targets.js';

function ifStatement(cx: Context, node: Stmt<'If'>): void {
  if (isMainTest(node)) {
    // What is run as a program: the file that was ported first.
    if (!cx.file.isMain) {
      cx.line(`if (false) {`);
      blocks(cx, node.body);
      cx.line('}');
      return;
    }
    cx.line('{');
    blocks(cx, node.body);
    cx.line('}');
    return;
  }
  cx.line(`if (${condition(cx, node.test)}) {`);
  blocks(cx, node.body);
  orElse(cx, node.orelse);
}

/** `else` and `elif`. */
function orElse(cx: Context, orelse: readonly StmtNode[]): void {
  const comments = orelse.filter(({ nodeType }) => nodeType === 'Comment');
  const rest = orelse.filter(({ nodeType }) => nodeType !== 'Comment');
  const [only] = rest;
  if (rest.length === 1 && only?.nodeType === 'If' && !isMainTest(only)) {
    for (const comment of comments) if (comment.nodeType === 'Comment') cx.line(lineComment(comment.value));
    const lines = cx.apart(() => one(cx, only));
    const [first = '', ...others] = lines;
    if (first.startsWith('if (')) {
      cx.line(`} else ${first}`);
      cx.lines.push(...others);
      return;
    }
    cx.line('} else {');
    cx.lines.push(...lines);
    cx.line('}');
    return;
  }
  if (orelse.length > 0) {
    cx.line('} else {');
    blocks(cx, orelse);
  }
  cx.line('}');
}

function isMainTest(node: StmtNode): boolean {
  if (node.nodeType !== 'If' || node.test.nodeType !== 'Compare') return false;
  const { left, comparators } = node.test;
  const [right] = comparators;
  const isName = (one: ExprNode | undefined): boolean => one?.nodeType === 'Name' && one.id === '__name__';
  const isText = (one: ExprNode | undefined): boolean =>
    one?.nodeType === 'Constant' && one.value === '__main__';
  return (isName(left) && isText(right)) || (isText(left) && isName(right));
}

/** A loop's `else` runs unless the loop was left with `break`. */
function withElse(cx: Context, orelse: readonly StmtNode[], loop: () => void): void {
  if (orelse.length === 0) {
    cx.frame.loops.push({ label: undefined });
    loop();
    cx.frame.loops.pop();
    return;
  }
  const label = cx.fresh('loop', cx.frame.loops.length || undefined);
  cx.line(`${label}: {`);
  cx.frame.loops.push({ label });
  loop();
  cx.frame.loops.pop();
  blocks(cx, orelse);
  cx.line('}');
}

function whileStatement(cx: Context, node: Stmt<'While'>): void {
  withElse(cx, node.orelse, () => {
    const { test } = node;
    const forever = test.nodeType === 'Constant' && (test.value === true || test.value === 1);
    cx.line(forever ? 'for (;;) {' : `while (${condition(cx, test)}) {`);
    blocks(cx, node.body);
    cx.line('}');
  });
}

function forStatement(cx: Context, node: Stmt<'For'>): void {
  withElse(cx, node.orelse, () => forLoop(cx, node));
}

function forLoop(cx: Context, node: Stmt<'For'>): void {
  const counted = counter(cx, node);
  if (counted !== undefined) {
    cx.line(counted);
    blocks(cx, node.body);
    cx.line('}');
    return;
  }
  const source = cx.expression(node.iter);
  const names = namesOf(node.target);
  const simple = node.target.nodeType === 'Name';
  const kept = simple ? undefined : cx.fresh('each');
  if (parksToIterate(cx, source)) {
    const it = cx.fresh('it', cx.lines.length);
    const result = `${it}Item`;
    const next = cx.park(node, `${it}.next()`).code;
    cx.line(
      `for (let ${it}${ANY} = ${cx.helper('coiter')}(${source.code}), ${result}${ANY}; !(${result} = ${next}).done; ) {`,
    );
    intoTarget(cx, node, `${result}.value`);
  } else {
    const of =
      (ITERABLE.has(source.type) || cx.flow.isIterable(node.iter)) && !isKept(source, node.iter)
        ? node.iter.nodeType === 'Tuple'
          ? `[${elements(cx, node.iter.elts)}]`
          : source.code
        : `${cx.helper('items')}(${source.code})`;
    if (simple) {
      if (declares(cx, names, node)) {
        cx.line(`for (${keyword(cx, names)} ${pattern(cx, node.target)} of ${of}) {`);
      } else cx.line(`for (${pattern(cx, node.target)} of ${of}) {`);
    } else if (
      isFlatPattern(node.target) &&
      (arityOf(cx, node.iter) ?? cx.contents(node.iter)?.parts?.length) === node.target.elts.length
    ) {
      // Each item is known to be a tuple of so many.
      const items_ = node.target.elts.map((one_, i) =>
        isAgain(node.target.nodeType === 'Tuple' ? node.target.elts : [], i)
          ? ''
          : bound(cx, (one_ as Expr<'Name'>).id),
      );
      const declared = declares(cx, names, node);
      cx.line(`for (${declared ? `${keyword(cx, names)} ` : ''}[${items_.join(', ')}] of ${of}) {`);
    } else {
      cx.line(`for (const ${kept ?? 'each'} of ${of}) {`);
      intoTarget(cx, node, kept ?? 'each');
    }
  }
  blocks(cx, node.body);
  cx.line('}');
}

/** An iterator that somebody has: leaving the loop must not end it, as it ends one that was made for the loop. */
function isKept({ type }: Out, node: ExprNode): boolean {
  return type === 'iter' && node.nodeType !== 'Call' && node.nodeType !== 'GeneratorExp';
}

/** How many items each tuple has that is iterated: those of enumerate(), zip() and the items() of a dict. */
function arityOf(cx: Context, node: ExprNode): number | undefined {
  if (node.nodeType !== 'Call') return undefined;
  const { func, args } = node;
  if (func.nodeType === 'Attribute')
    return func.attr === 'items' && args.length === 0 && cx.quietly(func.value).type === 'dict'
      ? 2
      : undefined;
  const { type } = cx.quietly(func);
  if (type === 'builtin.enumerate') return 2;
  if (type !== 'builtin.zip' || args.some(({ nodeType }) => nodeType === 'Starred')) return undefined;
  return args.length;
}

const ITERABLE = new Set(['list', 'tuple', 'str', 'dict', 'set', 'range', 'iter', 'bytes']);

/** The item of this turn into the target. */
function intoTarget(cx: Context, node: Stmt<'For'>, code: string): void {
  const { target } = node;
  const names = namesOf(target);
  if (target.nodeType === 'Name') {
    const name = bound(cx, target.id);
    const declared = declares(cx, names, node);
    const kind = keyword(cx, names);
    cx.line(
      `${declared ? `${kind} ` : ''}${name}${declared ? annotation(cx, target.id, kind, cx.flow.types.of(target)) : ''} = ${code};`,
    );
    return;
  }
  const isFlat = (elements: readonly ExprNode[]): boolean =>
    elements.every(
      (each) => each.nodeType === 'Name' || (each.nodeType === 'Starred' && each.value.nodeType === 'Name'),
    );
  if ((target.nodeType === 'Tuple' || target.nodeType === 'List') && isFlat(target.elts)) {
    const parts = isFlatPattern(target) ? cx.contents(node.iter)?.parts : undefined;
    const declared = declares(cx, names, node);
    if (!declared) declareRest(cx, names, node);
    cx.line(
      `${declared ? `${keyword(cx, names)} ` : ''}${pattern(cx, target)}${declared ? ANY_LIST : ''} = ${unpacked(cx, target, code, 'tuple', parts)};`,
    );
    return;
  }
  declareRest(cx, names, node);
  assign(cx, target, code, 'any');
}

/** `for i in range(10)` as a loop with a counter, where nobody changes it and no function sees it. */
function counter(cx: Context, node: Stmt<'For'>): string | undefined {
  const { iter, target } = node;
  if (
    cx.scope.isClass ||
    iter.nodeType !== 'Call' ||
    iter.func.nodeType !== 'Name' ||
    (iter.func.id !== 'range' && iter.func.id !== 'xrange') ||
    cx.scope.lookup(iter.func.id) !== undefined
  )
    return undefined;
  const { args } = iter;
  if (target.nodeType !== 'Name' || args.length === 0 || args.length > 2 || iter.keywords.length > 0)
    return undefined;
  if (
    !args.every(
      (arg) => arg.nodeType === 'Constant' && typeof arg.value === 'number' && Number.isInteger(arg.value),
    )
  )
    return undefined;
  const binding = cx.scope.bindings.get(target.id);
  if (
    binding === undefined ||
    binding.captured ||
    !binding.constant ||
    cx.frame.placement.declares.get(binding) !== node
  )
    return undefined;
  const limits = args.map((arg) => cx.code(arg));
  const [from, to] = limits.length === 1 ? ['0', limits[0] ?? '0'] : [limits[0] ?? '0', limits[1] ?? '0'];
  if (!declares(cx, [target.id], node)) return undefined;
  const name = bound(cx, target.id);
  return `for (let ${name} = ${from}; ${name} < ${to}; ${name}++) {`;
}

function breakStatement(cx: Context): void {
  const loop = cx.frame.loops.at(-1);
  cx.line(loop?.label === undefined ? 'break;' : `break ${loop.label};`);
}

function expressionStatement(cx: Context, node: Stmt<'Expr'>): void {
  const { value } = node;
  if (value.nodeType === 'Constant') {
    if (typeof value.value === 'string' && value.quote_style !== undefined)
      for (const line of value.value.trim().split('\n')) cx.line(`// ${line.trim()}`.trimEnd());
    return;
  }
  const code = statementOf(cx.expression(value).code);
  if (code !== '') cx.line(`${code};`);
}

/** What is None as a value is none here. */
function statementOf(code: string): string {
  return code.startsWith('(') && code.endsWith(NONE) ? code.slice(1, -NONE.length) : code;
}
const NONE = ', null)';

function nothing(): void {
  // Declarations that were read before, and pass: an empty block says as much.
}

function asyncStatement(_cx: Context, node: StmtNode): never {
  throw new Refusal(node, node.nodeType === 'AsyncFor' ? 'async for' : 'async with', 'asyncio is not there');
}

export const flow = {
  If: ifStatement,
  While: whileStatement,
  For: forStatement,
  Break: breakStatement,
  Continue: (cx: Context) => cx.line('continue;'),
  Pass: nothing,
  Global: nothing,
  Nonlocal: nothing,
  Expr: expressionStatement,
  AsyncFor: asyncStatement,
  AsyncWith: asyncStatement,
};

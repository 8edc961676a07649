/** Exceptions: raise, assert, try with except, else and finally. */
import { ANY } from './typed.js';
import type { Type } from '../analysis/types.js';
import { Refusal } from '../program.js';
import type { ExceptHandler, ExprNode, Stmt } from '../syntax.js';
import { blocks } from './blocks.js';
import { lineComment } from './comments.js';
import type { Context, Out } from './context.js';
import { condition } from './conditions.js';
import { variable } from './names.js';
import { bound, declares } from './targets.js';

function raise(cx: Context, node: Stmt<'Raise'>): void {
  if (node.exc === undefined) {
    const caught = cx.frame.caught.at(-1);
    if (caught === undefined) cx.facts.mark('raises what is handled');
    cx.line(caught === undefined ? `throw ${cx.helper('currentError')}();` : `throw ${caught};`);
    return;
  }
  const { code, type } = instance(cx, node.exc);
  const isClass = type.startsWith('exception.') || type.startsWith('class:') || type.startsWith('entry.');
  const isNew = /^new [^;]*\)$/.test(code) && node.exc.nodeType === 'Call';
  const error = isClass && !isNew ? `new ${code}()` : isNew ? code : `${cx.helper('raised')}(${code})`;
  cx.line(
    `throw ${node.cause === undefined ? error : `${cx.helper('withCause')}(${error}, ${cx.code(node.cause)})`};`,
  );
}

/** What is raised: of a class of the program, an instance that is made without arguments. */
function instance(cx: Context, node: ExprNode): Out {
  const isOwn = cx.quietly(node).type.startsWith('class:');
  return cx.expression(isOwn ? { ...node, nodeType: 'Call', func: node, args: [], keywords: [] } : node);
}

function assertStatement(cx: Context, node: Stmt<'Assert'>): void {
  cx.line(
    `if (!${condition(cx, node.test)}) throw new ${cx.helper('AssertionError')}(${node.msg === undefined ? '' : cx.code(node.msg)});`,
  );
}

function tryStatement(cx: Context, node: Stmt<'Try'>): void {
  const { handlers, orelse, finalbody } = node;
  const flag = orelse.length > 0 && handlers.length > 0 ? cx.temporary() : undefined;
  if (flag !== undefined) cx.line(`${flag} = false;`);
  const both = flag !== undefined && finalbody.length > 0;
  if (both) cx.line('try {');
  cx.line('try {');
  blocks(cx, node.body);
  if (flag !== undefined) cx.line(`${flag} = true;`);
  else if (orelse.length > 0) blocks(cx, orelse);
  if (handlers.length > 0) catches(cx, handlers);
  if (finalbody.length > 0 && !both) {
    cx.line('} finally {');
    blocks(cx, finalbody);
  }
  cx.line('}');
  if (flag !== undefined) {
    cx.line(`if (${flag}) {`);
    blocks(cx, orelse);
    cx.line('}');
  }
  if (both) {
    cx.line('} finally {');
    blocks(cx, finalbody);
    cx.line('}');
  }
}

function catches(cx: Context, handlers: readonly ExceptHandler[]): void {
  const [only] = handlers;
  const own =
    handlers.length === 1 && only?.name !== undefined && declares(cx, [only.name], only)
      ? variable(only.name)
      : undefined;
  const depth = cx.frame.caught.length;
  const error = own ?? cx.fresh('error', depth || undefined);
  cx.line(`} catch (${error}${ANY}) {`);
  cx.frame.caught.push(error);
  if (asksForCurrent(cx)) cx.line(`${cx.helper('handling')}(${error});`);
  const tests = handlers.map((handler) =>
    handler.type === undefined ? undefined : test(cx, handler.type, error),
  );
  const [first] = tests;
  if (handlers.length === 1 && only !== undefined) {
    if (first !== undefined) cx.line(`if (!(${first})) throw ${error};`);
    if (own !== undefined && !isOfPython(cx, only)) cx.line(`${error} = ${cx.helper('caught')}(${error});`);
    body(cx, only, error, own !== undefined);
  } else {
    handlers.forEach((handler, i) => {
      const condition = tests[i];
      cx.line(
        i === 0
          ? condition === undefined
            ? '{'
            : `if (${condition}) {`
          : condition === undefined
            ? '} else {'
            : `} else if (${condition}) {`,
      );
      body(cx, handler, error, false);
    });
    if (tests.at(-1) !== undefined) cx.lines.push('} else {', `throw ${error};`);
    cx.line('}');
  }
  cx.frame.caught.pop();
}

/** The file asks for the error that is being handled: by traceback, logging or sys.exc_info(), or a bare raise outside of a clause. */
function asksForCurrent(cx: Context): boolean {
  return cx.file.asksForCurrentError || cx.facts.has('raises what is handled');
}

/** What a clause catches is never an error of JavaScript's own, which would be given the form of Python's. */
function isOfPython(cx: Context, { type }: ExceptHandler): boolean {
  if (type === undefined) return false;
  const types = type.nodeType === 'Tuple' ? type.elts : [type];
  return types.every((one) => isErrorOfPython(cx, cx.quietly(one).type));
}

function isErrorOfPython(cx: Context, type: Type): boolean {
  if (type.startsWith('exception.')) return NEVER_NATIVE.has(type.slice(10));
  const cls = type.startsWith('class:') ? cx.facts.classOf(type) : undefined;
  return cls !== undefined && cx.flow.isOwnError(cls);
}

/** Errors of Python's that none of JavaScript's is taken for. */
const NEVER_NATIVE = new Set(
  'ArithmeticError ZeroDivisionError OverflowError LookupError KeyError IndexError UnicodeError UnicodeDecodeError UnicodeEncodeError NotImplementedError StopIteration EOFError ImportError ModuleNotFoundError KeyboardInterrupt SystemExit'.split(
    ' ',
  ),
);

function test(cx: Context, type: ExprNode, error: string): string {
  const types = type.nodeType === 'Tuple' ? type.elts : [type];
  return types
    .map((one) => {
      const given = cx.expression(one);
      const isClass = /^(?:exception\.|class:|entry\.)/.test(given.type);
      return isClass
        ? `${error} instanceof ${given.code}`
        : `${cx.helper('isinstance')}(${error}, ${given.code})`;
    })
    .join(' || ');
}

function body(cx: Context, handler: ExceptHandler, error: string, isNamed: boolean): void {
  const { name } = handler;
  if (handler.inlineComment !== undefined) cx.line(lineComment(handler.inlineComment.value));
  if (name !== undefined && !isNamed) {
    const declared = declares(cx, [name], handler);
    const code = isOfPython(cx, handler) ? error : `${cx.helper('caught')}(${error})`;
    cx.line(`${declared ? 'const ' : ''}${bound(cx, name)} = ${code};`);
  }
  cx.frame.handlers.push(handler);
  blocks(cx, handler.body);
  cx.frame.handlers.pop();
}

function tryStar(_cx: Context, node: Stmt<'TryStar'>): never {
  throw new Refusal(node, 'except*', 'there are no exception groups here');
}

export const errors = { Raise: raise, Assert: assertStatement, Try: tryStatement, TryStar: tryStar };

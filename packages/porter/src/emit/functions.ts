/** Functions and lambdas, and what they return and yield. */
import { ANY } from './typed.js';
import { hasReturn, mixesReturns } from '../analysis/returns.js';
import { Refusal } from '../program.js';
import type { Expr, FunctionNode, Stmt } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { value } from './literals.js';
import { text, variable } from './names.js';
import { signature } from './signatures.js';
import { ofFunction as annotationsOf } from './annotations.js';
import { docComment, docOf, docstringOf } from './comments.js';
import { bound, declares } from './targets.js';
import { type Emitted, inside } from './function-bodies.js';
import { decorated } from './decorated.js';

function isDecorated(node: FunctionNode): boolean {
  return node.nodeType !== 'Lambda' && node.decorator_list.length > 0;
}

/** The names of its parameters are needed where it runs: for keyword arguments, or to say what is wrong with a call. */
function isNamed(cx: Context, node: FunctionNode): boolean {
  const { facts, flow } = cx;
  if (node.nodeType !== 'Lambda' && facts.has(`named:${node.name}`)) return true;
  if (facts.has(`names:${String(facts.numberOf(node))}`)) return true;
  if (flow.isEscaped(node) && facts.has('named values')) return true;
  return (
    facts.has('counts arguments') && (facts.escaped(node) || isDecorated(node)) && !flow.isCalledRight(node)
  );
}

/** What follows a function: that it is a generator of Python's, and what its parameters are called. */
export function marks(cx: Context, node: FunctionNode, code: string, made: Emitted): string[] {
  const lines: string[] = [];
  // One that had to be called otherwise has its name all the same.
  if (node.nodeType !== 'Lambda' && !cx.scope.isClass && variable(node.name) !== node.name)
    lines.push(`${cx.helper('named')}(${text(node.name)}, ${code});`);
  if (made.yields && !made.parks) lines.push(`${cx.helper('generator')}(${code});`);
  if (node.nodeType !== 'Lambda' && cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    lines.push(`${cx.helper('documented')}(${code}, ${docOf(node.body)});`);
  lines.push(...annotationsOf(cx, node, code));
  if (isNamed(cx, node)) lines.push(`${signature(cx, node, code)};`);
  return lines;
}

function functionDef(cx: Context, node: Stmt<'FunctionDef'>): void {
  const hoisted: string[] = [];
  const made = inside(cx, node, 0, hoisted);
  for (const line of hoisted) cx.line(line);
  for (const line of docComment(node.body)) cx.line(line);
  const name = variable(node.name);
  const isPlain = node.decorator_list.length === 0;
  const declared = declares(cx, [node.name], node);
  const prefix = made.star === 'async' ? 'async function' : `function${made.star}`;
  if (isPlain && declared && cx.scope.bindings.get(node.name)?.constant !== false) {
    cx.line(`${cx.exported()}${prefix} ${name}(${made.parameters})${made.type} {`);
    cx.lines.push(...made.body, '}', ...marks(cx, node, name, made));
    return;
  }
  // One that calls itself means what the decorators made of it, not the function inside.
  const seesItself = cx.scope.bindings.get(node.name)?.captured === true;
  let code = `${prefix} ${seesItself ? '' : name}(${made.parameters})${made.type} {\n${made.body.join('\n')}\n}`;
  if (seesItself || name !== node.name) code = `${cx.helper('named')}(${text(node.name)}, ${code})`;
  if (made.yields && !made.parks) code = `${cx.helper('generator')}(${code})`;
  if (isNamed(cx, node)) code = signature(cx, node, code);
  const [said] = annotationsOf(cx, node, code);
  if (said !== undefined) code = said.slice(0, -1);
  if (cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    code = `${cx.helper('documented')}(${code}, ${docOf(node.body)})`;
  if (!isPlain) {
    cx.facts.setEscaped(node);
    code = decorated(cx, node.decorator_list, code, node);
  }
  const target = declared
    ? `${cx.exported()}${cx.scope.bindings.get(node.name)?.constant === true ? 'const' : 'let'} ${name}${ANY}`
    : bound(cx, node.name);
  cx.line(`${target} = ${code};`);
}

function lambda(cx: Context, node: Expr<'Lambda'>): Out {
  const hoisted: string[] = [];
  cx.facts.setEscaped(node);
  const made = inside(cx, node, 0, hoisted);
  const any = made.parameters;
  // Defaults that are no constants are made where the lambda is.
  const wrap = (code: string): string =>
    hoisted.length === 0 ? code : `(() => { ${hoisted.join(' ')} return ${code}; })()`;
  const [only] = made.body;
  let code: string;
  if (made.star === '*' || made.yields) {
    code = `(function* (${any})${made.type} { ${made.body.join('\n')} })`;
    if (made.yields) code = `${cx.helper('generator')}(${code})`;
  } else if (made.body.length === 1 && only?.startsWith('return ') === true) {
    const body = only.slice(7, -1);
    code = `((${any}) => ${body.startsWith('{') ? `(${body})` : body})`;
  } else code = `((${any}) => { ${made.body.join('\n')} })`;
  const takesNone = node.args.args.length + node.args.kwonlyargs.length === 0;
  if (isNamed(cx, node) && (!takesNone || cx.file.asksForQualnames)) code = signature(cx, node, code);
  return out(wrap(code), `func:${String(cx.facts.numberOf(node))}`);
}

function returnStatement(cx: Context, node: Stmt<'Return'>): void {
  const f = cx.functionNode;
  if (f === undefined) throw new Refusal(node, 'return', 'it is outside of a function');
  if (node.value === undefined) {
    if (f.nodeType !== 'Lambda' && mixesReturns(f as Stmt<'FunctionDef'>)) cx.line('return null;');
    else if (f.nodeType !== 'Lambda' && (f as Stmt<'FunctionDef'>).body.some(hasReturn))
      cx.line('return null;');
    else cx.line('return;');
    return;
  }
  cx.line(`return ${value(cx, node.value)};`);
}

function yieldExpression(cx: Context, node: Expr<'Yield'>): Out {
  const code = node.value === undefined ? 'null' : value(cx, node.value);
  const frame = cx.function;
  if (cx.frame.scope.isComprehension) throw new Refusal(node, 'yield', 'it is in a comprehension');
  return out(frame.coGenerator ? `(yield ${cx.helper('item')}(${code}))` : `(yield ${code})`);
}

function yieldFrom(cx: Context, node: Expr<'YieldFrom'>): Out {
  const given = cx.expression(node.value);
  if (cx.function.coGenerator) return out(`(yield* ${cx.helper('delegate')}(${given.code}))`);
  if (given.type === 'coiter') return cx.park(node, `${cx.helper('delegate')}(${given.code})`);
  const isPlain =
    /^(?:list|tuple|str|range|dict|set)$/.test(given.type) ||
    (given.type === 'iter' && cx.file.program?.throwsIntoGenerators === false);
  return out(`(yield* ${isPlain ? given.code : `${cx.helper('delegated')}(${given.code})`})`);
}

export const functions = {
  expressions: { Lambda: lambda, Yield: yieldExpression, YieldFrom: yieldFrom },
  statements: { FunctionDef: functionDef, AsyncFunctionDef: functionDef, Return: returnStatement },
};

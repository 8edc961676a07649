/** Calls: of the program's functions and classes, of libraries, of built-in functions, of what is not known. */
import type { ClassNode } from '../analysis/facts.js';

import { entryOf } from '../library/index.js';

import type { Entry } from '../library/table.js';
import { Refusal } from '../program.js';
import type { Expr, FunctionNode } from '../syntax.js';
import { basesOf, methodOf } from './access.js';
import { forLibrary, keywordsOf, parametersOf, placed, positional } from './arguments.js';
import { type Context, type Out, out } from './context.js';
import { lazily } from './iterating.js';
import { escape, value } from './literals.js';
import { text } from './names.js';

import { builtinCall } from './builtin-calls.js';
import { call as callMethod } from './method-calls.js';
import { unittestMain } from './unittest.js';

function call(cx: Context, node: Expr<'Call'>): Out {
  const { func } = node;
  if (func.nodeType === 'Attribute') {
    const known = callMethod(cx, node, func, { construct, ofEntry, ofFunction, unknown });
    if (known !== undefined) return known;
  }
  const callee = cx.expression(func);
  const { type } = callee;
  if (type?.startsWith('builtin.') === true) return builtinCall(cx, node, type.slice(8), callee.code);
  if (type?.startsWith('exception.') === true)
    return out(`new ${callee.code}(${withKeywords(cx, node)})`, 'any');
  if (type?.startsWith('entry.') === true) {
    const found = entryOf(type.slice(6));
    if (found !== undefined) return ofEntry(cx, node, found, callee.code, type.slice(6));
  }
  const f = cx.facts.functionOf(type);
  if (f !== undefined) return ofFunction(cx, node, f, callee.code, 0);
  const cls = type?.startsWith('class:') === true ? cx.facts.classOf(type) : undefined;
  if (cls !== undefined) return construct(cx, node, cls, callee.code);
  return unknown(cx, node, callee);
}

function withKeywords(cx: Context, node: Expr<'Call'>): string {
  const args = positional(cx, node.args);
  return [...args, ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(', ');
}

/** A function of the program, or a method of a known class. */
function ofFunction(cx: Context, node: Expr<'Call'>, f: FunctionNode, code: string, skip: number): Out {
  const parameters = parametersOf(f, skip);
  typeParameters(cx, node, f, skip);
  const name = f.nodeType === 'Lambda' ? '<lambda>' : f.name;
  const args = placed(cx, node, parameters, name);
  let result = args === undefined ? applied(cx, node, code) : `${code}(${args})`;
  if (args === undefined) cx.facts.mark(`named:${name}`);
  const yields = cx.file.program?.yields(f) === true;
  if (yields) return out(result, cx.facts.parks(f) ? 'coiter' : 'iter');
  if (f.nodeType === 'AsyncFunctionDef')
    throw new Refusal(node, 'a call of an async function', 'asyncio is not there');
  if (cx.facts.isAsync(f)) {
    cx.setAwait(node);
    result = `(await ${result})`;
  }
  const type = cx.facts.returnOf(f);
  if (cx.facts.parks(f)) return cx.park(node, result, type);
  return out(result, type);
}

/** A call whose arguments find their places at run time. A method keeps its object. */
function applied(cx: Context, node: Expr<'Call'>, code: string): string {
  const rest = `[${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)}`;
  const [, object, method] = /^(.+)\.(\w+)$/s.exec(code) ?? [];
  if (object === undefined || method === undefined || object === 'super')
    return `${cx.helper('apply')}(${code}${object === 'super' ? '.bind(this)' : ''}, ${rest})`;
  return `${cx.helper('applyMethod')}(${object}, ${text(method)}, ${rest})`;
}

/** What the arguments tell of the parameters' types. */
export function typeParameters(cx: Context, node: Expr<'Call'>, f: FunctionNode, skip: number): void {
  const scope = cx.file.program?.scopeOf(f);
  if (scope === undefined) return;
  const { names } = parametersOf(f, skip);
  const spread =
    node.args.some(({ nodeType }) => nodeType === 'Starred') ||
    node.keywords.some(({ arg }) => arg === undefined);
  for (const [i, name] of names.entries()) {
    const binding = scope.bindings.get(name);
    if (binding === undefined) continue;
    const given = spread ? undefined : (node.args[i] ?? node.keywords.find(({ arg }) => arg === name)?.value);
    if (spread) cx.facts.setType(binding, 'any');
    else if (given !== undefined) cx.facts.setType(binding, valueType(cx.quietly(given)));
  }
}

/** A type that a variable can have: not that of a name of a library. */
export function valueType(given: Out): string | undefined {
  const { type } = given;
  return type !== undefined && /^(?:builtin|exception|entry|module|file|func)[.:]/.test(type) ? 'any' : type;
}

/** `C(...)`. */
function construct(cx: Context, node: Expr<'Call'>, cls: ClassNode, code: string): Out {
  const type = `inst:${String(cx.facts.numberOf(cls))}`;
  const init = methodOf(cx.facts, cls, '__init__');
  const makes = methodOf(cx.facts, cls, '__new__') !== undefined || cls.decorator_list.length > 0;
  let args: string;
  if (init === undefined || makes || cx.facts.has(`decorated:${cls.name}`)) args = withKeywords(cx, node);
  else {
    typeParameters(cx, node, init, 1);
    const known = placed(cx, node, parametersOf(init, 1), `${cls.name}.__init__`);
    if (known === undefined) {
      cx.facts.mark('named:__init__');
      const result = `${cx.helper('apply')}(${code}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
      return cx.facts.parks(init) ? cx.mayPark(node, result, type) : out(result, type);
    }
    args = known;
  }
  const maker = methodOf(cx.facts, cls, '__new__');
  if ((makes && maker !== undefined) || isEnum(cx, cls)) {
    const result = `${cx.helper('call')}(${code}${args === '' ? '' : `, ${args}`})`;
    return [maker, init].some((f) => f !== undefined && cx.facts.parks(f))
      ? cx.mayPark(node, result)
      : out(result);
  }
  if (init !== undefined && cx.facts.parks(init))
    return cx.park(node, `${cx.helper('construct')}(${code}${args === '' ? '' : `, ${args}`})`, type);
  return out(`new ${code}(${args})`, cls.decorator_list.length > 0 ? 'any' : type);
}

/** A call of an enum looks for a member. */
function isEnum(cx: Context, cls: ClassNode): boolean {
  return (
    cx.facts.libraryBases.get(cls)?.startsWith('enum.') === true ||
    basesOf(cx.facts, cls).some((base) => isEnum(cx, base))
  );
}

/** A name of a library. */
function ofEntry(cx: Context, node: Expr<'Call'>, entry: Entry, code: string, python: string): Out {
  cx.facts.uses(entry);
  if (entry.returns === 'coiter') cx.facts.mark('iterates');
  const foreign = entry.from.startsWith('evergreen-ts');
  if (entry.iterates && entry.kind === 'class') cx.facts.mark('iterates');
  if (entry.kind === 'class') {
    const type = `lib.${python}`;
    if (entry.options) return out(`new ${code}(${optionsOf(cx, node, entry)})`, type);
    return out(`new ${code}(${forLibrary(cx, node, entry, foreign)})`, type);
  }
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, cx.quietly(arg));
  for (const { value: given } of node.keywords) escape(cx, cx.quietly(given));
  if (foreign && /\.spawn$/.test(python) && node.keywords.length > 0)
    throw new Refusal(node, 'spawn() with keyword arguments', 'evergreen-ts has none: pass them by position');
  if (python === 'unittest.main') return unittestMain(cx, node, code);
  const lazy = lazily(cx, python, node);
  if (lazy !== undefined) return out(`${lazy}(${positional(cx, node.args).join(', ')})`, 'coiter');
  const result = `${code}(${forLibrary(cx, node, entry, foreign)})`;
  const type = entry.returns;
  if (entry.parks && cx.cooperates(entry)) return cx.park(node, result, type);
  if (entry.parks && entry.from === 'evergreen-port/python/time')
    return out(
      `${cx.import('block', 'evergreen-port/python/time')}(${forLibrary(cx, node, entry, foreign)})`,
      'none',
    );
  return out(result, type);
}

/** Keyword arguments as an object of options. */
function optionsOf(cx: Context, node: Expr<'Call'>, entry: Entry): string {
  const names = entry.params ?? [];
  const parts = node.args.map((arg, i) => `${names[i] ?? ''}: ${value(cx, arg)}`);
  for (const { arg, value: given } of node.keywords) {
    if (arg === undefined || arg === 'kwargs')
      throw new Refusal(node, 'keyword arguments of a task', 'evergreen-ts has none: pass them by position');
    parts.push(`${arg}: ${value(cx, given)}`);
  }
  return parts.length === 0 ? '' : `{ ${parts.join(', ')} }`;
}

/** What is called is not known: a function, a class, an instance with `__call__`. */
function unknown(cx: Context, node: Expr<'Call'>, callee: Out): Out {
  let result: string;
  if (node.keywords.length > 0) {
    cx.facts.mark('named values');
    result = `${cx.helper('apply')}(${callee.code}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
  } else {
    const args = positional(cx, node.args);
    result = `${cx.helper('call')}(${[callee.code, ...args].join(', ')})`;
  }
  return cx.facts.unknownMayPark || cx.facts.mayPark('__call__') ? cx.mayPark(node, result) : out(result);
}

export const calls = { Call: call };
export type Callers = {
  construct: typeof construct;
  ofEntry: typeof ofEntry;
  ofFunction: typeof ofFunction;
  unknown: typeof unknown;
};

/** Calls: of the program's functions and classes, of libraries, of built-in functions, of what is not known. */
import type { ClassNode } from '../analysis/facts.js';
import { calleeAt } from '../library/callees.js';
import { entryOf } from '../library/index.js';
import type { Entry } from '../library/table.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, FunctionNode, Stmt } from '../syntax.js';
import { EXCEPTIONS } from '../library/builtins.js';
import { ancestors, methodOf } from './inheritance.js';
import { isSuperInit } from './class-methods.js';
import {
  countArguments,
  forLibrary,
  keywordsOf,
  passNames,
  placed,
  positional,
  withNames,
} from './arguments.js';
import { checkCallbacks, firstParks } from './callbacks.js';
import { keepsAll } from './decorators.js';
import { type Context, type Out, out } from './context.js';
import { lazily } from './iterating.js';
import { escape, value } from './literals.js';
import { readsPickles, withClasses } from './pickled.js';
import { text } from './names.js';
import { libraryBase } from './super-calls.js';
import { builtinCall } from './builtin-calls.js';
import { call as callMethod } from './method-calls.js';
import { plainCall } from './plain-calls.js';
import { withPlace } from './places.js';
import { patchOfName, unittestMain } from './unittest.js';

function call(cx: Context, written: Expr<'Call'>): Out {
  const node = withPlace(cx, written);
  const { func } = node;
  if (func.nodeType === 'Attribute') {
    const known = callMethod(cx, node, func, { construct, ofEntry, ofFunction, unknown });
    if (known !== undefined) return known;
  }
  const callee = cx.expression(func);
  const { type } = callee;
  if (type.startsWith('builtin.')) return builtinCall(cx, node, type.slice(8), callee.code);
  if (type.startsWith('exception.')) return out(`new ${made(callee.code)}(${withKeywords(cx, node)})`, 'any');
  if (type.startsWith('entry.')) {
    const found = entryOf(type.slice(6));
    if (found !== undefined) return ofEntry(cx, node, found, callee.code, type.slice(6));
  }
  const f = cx.facts.functionOf(type);
  if (f !== undefined) return ofFunction(cx, node, f, callee.code, 0);
  if (isTask(cx, func))
    return out(`${callee.code}(${positional(cx, node.args).join(', ')})`, 'lib.evergreen.Task');
  const cls = type.startsWith('class:') ? cx.facts.classOf(type) : undefined;
  if (cls !== undefined) return construct(cx, node, cls, callee.code);
  return unknown(cx, node, callee);
}

/** A function that Evergreen's decorator made one that starts a task. */
/** A class as `new` takes it. */
const made = (code: string): string => (code.includes('(') ? `(${code})` : code);

function isTask(cx: Context, func: ExprNode): boolean {
  const maker = func.nodeType === 'Name' ? cx.scope.lookup(func.id)?.maker : undefined;
  if (maker?.nodeType !== 'FunctionDef') return false;
  const [decorator, more] = (maker as Stmt<'FunctionDef'>).decorator_list;
  if (decorator === undefined || more !== undefined) return false;
  return /^entry\.evergreen\.(?:tasks\.)?task$/.test(cx.quietly(decorator).type);
}

function withKeywords(cx: Context, node: Expr<'Call'>): string {
  const args = positional(cx, node.args);
  return [...args, ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(', ');
}

/** A function of the program, or a method of a known class. */
function ofFunction(cx: Context, node: Expr<'Call'>, f: FunctionNode, code: string, skip: number): Out {
  const name = f.nodeType === 'Lambda' ? '<lambda>' : f.name;
  const args = placed(cx, node, f, skip);
  let result = args === undefined ? applied(cx, node, code) : `${code}(${args})`;
  // A method may be another class's that overrides it.
  if (args === undefined)
    cx.facts.mark(skip === 0 ? `names:${String(cx.facts.numberOf(f))}` : `named:${name}`);
  const yields = cx.file.program?.yields(f) === true;
  if (yields) return out(result, cx.facts.parks(f) ? 'coiter' : 'iter');
  if (f.nodeType === 'AsyncFunctionDef')
    throw new Refusal(node, 'a call of an async function', 'asyncio is not there');
  if (cx.facts.isAsync(f)) {
    cx.setAwait();
    result = `(await ${result})`;
  }
  return cx.facts.parks(f) ? cx.park(node, result) : out(result);
}

/** A call whose arguments find their places at run time. A method keeps its object. */
function applied(cx: Context, node: Expr<'Call'>, code: string): string {
  const rest = `[${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)}`;
  const [, object, method] = /^(.+)\.(\w+)$/s.exec(code) ?? [];
  if (object === undefined || method === undefined || object === 'super')
    return `${cx.helper('apply')}(${code}${object === 'super' ? '.bind(this)' : ''}, ${rest})`;
  return `${cx.helper('applyMethod')}(${object}, ${text(method)}, ${rest})`;
}

/** `C(...)`. */
function construct(cx: Context, node: Expr<'Call'>, cls: ClassNode, code: string): Out {
  const type = `inst:${String(cx.facts.numberOf(cls))}`;
  const init = methodOf(cx.facts, cls, '__init__');
  const isPlain = keepsAll(
    cx,
    cls.decorator_list.filter((one) => !keepsClass(cx, one)),
  );
  const makes = methodOf(cx.facts, cls, '__new__') !== undefined || !isPlain;
  let args: string;
  if (init === undefined || (makes && node.keywords.length === 0)) {
    if (node.keywords.length > 0 && libraryBase(cx, cls) !== undefined) passNames(cx, node);
    args = withKeywords(cx, node);
  } else {
    const known = makes || keepsNamesApart(cx, node, cls, init) ? undefined : placed(cx, node, init, 1);
    if (known === undefined) {
      cx.facts.mark(`names:${String(cx.facts.numberOf(init))}`);
      const result = `${cx.helper('apply')}(${code}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
      return cx.facts.parks(init) ? cx.mayPark(node, result, type) : out(result, type);
    }
    args = known;
  }
  const maker = methodOf(cx.facts, cls, '__new__');
  if (maker !== undefined && node.keywords.length > 0) {
    cx.facts.mark('named:__new__');
    if (init === undefined) {
      const known = isEnum(cx, cls) ? undefined : placed(cx, node, maker, 1);
      if (known === undefined) {
        const result = `${cx.helper('apply')}(${code}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
        return cx.facts.parks(maker) ? cx.mayPark(node, result) : out(result);
      }
      args = known;
    }
  }
  if ((makes && maker !== undefined) || isEnum(cx, cls)) {
    const result = `${cx.helper('call')}(${code}${args === '' ? '' : `, ${args}`})`;
    return [maker, init].some((f) => f !== undefined && cx.facts.parks(f))
      ? cx.mayPark(node, result)
      : out(result);
  }
  const begins = init ?? methodOf(cx.facts, cls, '__post_init__');
  if (begins !== undefined && cx.facts.parks(begins))
    return cx.park(node, `${cx.helper('construct')}(${code}${args === '' ? '' : `, ${args}`})`, type);
  return out(`new ${made(code)}(${args})`, isPlain ? type : 'any');
}

/** An exception has what it was given by position in `args`, before its `__init__` that may put something else there. */
function keepsNamesApart(
  { facts }: Context,
  node: Expr<'Call'>,
  cls: ClassNode,
  init: FunctionNode,
): boolean {
  if (node.keywords.length === 0) return false;
  const bases = [cls, ...ancestors(facts, cls)].flatMap((one) => one.bases);
  if (!bases.some((base) => base.nodeType === 'Name' && EXCEPTIONS.has(base.id))) return false;
  return !(init as Stmt<'FunctionDef'>).body.some(isSuperInit);
}

/** Decorators of the library that return the class. */
function keepsClass(cx: Context, decorator: ExprNode): boolean {
  const of = decorator.nodeType === 'Call' ? decorator.func : decorator;
  return /^entry\.(?:dataclasses\.dataclass|functools\.total_ordering)$/.test(cx.quietly(of).type);
}

/** A call of an enum looks for a member. */
function isEnum(cx: Context, cls: ClassNode): boolean {
  return (
    cx.facts.libraryBases.get(cls)?.startsWith('enum.') === true ||
    cx.facts.basesOf(cls).some((base) => isEnum(cx, base))
  );
}

/** A name of a library. */
function ofEntry(cx: Context, node: Expr<'Call'>, entry: Entry, code: string, python: string): Out {
  cx.facts.uses(entry);
  // So do the files of a program.
  if (entry.returns === 'coiter' || entry.returns.endsWith('._Popen')) cx.facts.mark('iterates');
  const foreign = entry.from.startsWith('evergreen-ts');
  if (readsPickles(python))
    return withClasses(cx, entry.kind === 'class' ? `new ${code}` : code, forLibrary(cx, node, entry, false));
  if (entry.kind === 'class') {
    const type = `lib.${python}`;
    if (entry.differs !== undefined) cx.check(node, python, entry.differs);
    // A call of an enum looks for a member, or makes a class.
    if (python.startsWith('enum.'))
      return out(`${cx.helper('call')}(${[code, ...positional(cx, node.args)].join(', ')})`);
    if (entry.options) return out(`new ${code}(${optionsOf(cx, node, entry)})`, type);
    return out(`new ${code}(${forLibrary(cx, node, entry, foreign)})`, type);
  }
  escapeAll(cx, node);
  if (python === 'inspect.signature') {
    cx.facts.mark('named values');
    cx.facts.mark('counts arguments');
  }
  if (python === 'unittest.mock.patch') return patchOfName(cx, node, code);
  if (python === 'unittest.main') return unittestMain(cx, node, code);
  if (python === 'functools.reduce' && firstParks(cx, node))
    return cx.park(
      node,
      `${cx.import('coReduce', 'evergreen-port/python/functools')}(${forLibrary(cx, node, entry, foreign)})`,
    );
  checkCallbacks(cx, node, python);
  const lazy = lazily(cx, python, node);
  if (lazy !== undefined) return out(`${lazy}(${positional(cx, node.args).join(', ')})`, 'coiter');
  const result = `${code}(${forLibrary(cx, node, entry, foreign, calleeAt(python))})`;
  const type = entry.returns;
  if (entry.parks && cx.cooperates(entry)) return cx.park(node, result, type);
  // It reads what it is given.
  if (entry.calls && cx.facts.parkingMembers.has('read')) return cx.mayPark(node, result, type);
  return out(result, type);
}

/** What is given to a library may be called by it, in ways that are not known. */
export function escapeAll(cx: Context, { args, keywords }: Expr<'Call'>): void {
  for (const arg of [...args, ...keywords.map(({ value: given }) => given)])
    if (arg.nodeType !== 'Starred') escape(cx, arg, cx.quietly(arg));
}

/** Keyword arguments as an object of options. */
function optionsOf(cx: Context, node: Expr<'Call'>, entry: Entry): string {
  const names = entry.params ?? [];
  const options = new Map(node.args.map((arg, i) => [names[i] ?? '', arg]));
  for (const { arg, value: given } of node.keywords) {
    if (arg === undefined)
      throw new Refusal(node, 'arguments of a task after **', 'which they are is known only at run time');
    options.set(arg, given);
  }
  const [target, named] = [options.get('target'), options.get('kwargs')];
  if (named !== undefined && target === undefined)
    throw new Refusal(
      node,
      'keyword arguments of a task without a target',
      'there is nothing to give them to',
    );
  options.delete('kwargs');
  const parts = [...options].map(([name, given]) => {
    const code = value(cx, given);
    if (given !== target || named === undefined) return `${name}: ${code}`;
    return `${name}: ${withNames(cx, target, code, `${cx.helper('kw')}({}, ${cx.code(named)})`)}`;
  });
  return parts.length === 0 ? '' : `{ ${parts.join(', ')} }`;
}

/** What is called is not known: a function, a class, an instance with `__call__`. */
function unknown(cx: Context, node: Expr<'Call'>, callee: Out): Out {
  let result: string;
  if (node.keywords.length > 0) {
    cx.names(node.func);
    if (cx.flow.onlyFunctions(node.func) === undefined) passNames(cx, node);
    result = `${cx.helper('apply')}(${callee.code}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
  } else {
    countArguments(cx, node);
    const args = positional(cx, node.args);
    const how = plainCall(cx, node);
    result =
      how === undefined
        ? `${cx.helper('call')}(${[callee.code, ...args].join(', ')})`
        : `${how}${how !== '' && /[^\w$.]/.test(callee.code) ? `(${callee.code})` : callee.code}(${args.join(', ')})`;
  }
  const may = cx.facts.anythingParks || cx.facts.mayPark('__call__');
  return cx.coloured(node, cx.flow.colours.ofCall(node.func) ?? (may ? 'unknown' : false), result);
}

export const calls = { Call: call };
export type Callers = {
  construct: typeof construct;
  ofEntry: typeof ofEntry;
  ofFunction: typeof ofFunction;
  unknown: typeof unknown;
};

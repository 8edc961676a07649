/** Calls of what is not known by name, but of which it is known what it can be: JavaScript's own calls, where that means the same. */
import { BUILTINS } from '../library/builtins.js';
import type { Value } from '../flow/values.js';
import type { Expr, FunctionNode } from '../syntax.js';
import type { Context } from './context.js';
import { methodOf } from './inheritance.js';
import { parametersOf } from './signatures.js';

/** What stands before the callee: nothing, or `new `. Undefined if it may be something else than a function, or a class. */
export function plainCall(cx: Context, { func, args }: Expr<'Call'>): '' | 'new ' | undefined {
  if (args.some(({ nodeType }) => nodeType === 'Starred')) return undefined;
  const callees = cx.flow.callees(func);
  if (callees.length === 0) return undefined;
  if (callees.every((one) => isFunction(cx, one, args.length))) return '';
  return callees.every((one) => isClass(cx, one, args.length)) ? 'new ' : undefined;
}

/** A function here, too, and one that takes so many arguments. */
function isFunction(cx: Context, callee: Value, count: number): boolean {
  switch (callee.kind) {
    case 'function':
      return callee.scope.parent?.isClass !== true && takes(cx, callee.node, 0, count);
    case 'bound':
      return typeof callee.of === 'string' ? isContainer(callee.self) : takes(cx, callee.of.node, 1, count);
    case 'made':
      return (
        callee.by === 'memo' &&
        callee.of.values.every((one) => one.kind === 'function' && takes(cx, one.node, 0, count))
      );
    case 'plain': {
      const name = callee.type.startsWith('builtin.') ? callee.type.slice(8) : '';
      return BUILTINS.has(name) && !IS_CLASS.test(name);
    }
    default:
      return false;
  }
}

const IS_CLASS =
  /^(?:object|type|property|staticmethod|classmethod|slice|super|complex|memoryview|bytearray)$/;

/** What has methods that are made for it when they are asked for. */
const isContainer = (self: Value): boolean =>
  self.kind === 'box' && /^(?:list|dict|set|lib\.collections\.deque)$/.test(self.type);

function takes(cx: Context, f: FunctionNode, skip: number, count: number): boolean {
  const { names, rest, named, optional } = parametersOf(f, skip);
  const required = names.length - f.args.defaults.length;
  if (cx.facts.isAsync(f) || named.some((name) => !optional.has(name))) return false;
  return count >= required && (rest !== undefined || count <= names.length);
}

/** A class of the program with an `__init__` that takes so many arguments, or a named tuple, which counts them itself. */
function isClass(cx: Context, callee: Value, count: number): boolean {
  if (callee.kind === 'made') return callee.by === 'class';
  if (callee.kind !== 'class' || !cx.flow.isPlainClass(callee)) return false;
  if (methodOf(cx.facts, callee.node, '__new__') !== undefined) return false;
  const init = methodOf(cx.facts, callee.node, '__init__');
  return (
    init?.nodeType === 'FunctionDef' &&
    init.decorator_list.length === 0 &&
    !cx.facts.parks(init) &&
    takes(cx, init, 1, count)
  );
}

/** What a name means where it is read. */
import type { ClassNode } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import { BUILTINS, EXCEPTIONS } from '../library/builtins.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, FunctionNode, Stmt } from '../syntax.js';
import { keepsAll } from './decorators.js';
import { type Context, type Out, out } from './context.js';
import { moduleItself } from './module-values.js';
import { member, text, variable } from './names.js';
import { docOf } from './comments.js';
import { entry } from './entries.js';
import { selfOf, self } from './self.js';
import { isStatic } from '../method-kinds.js';

export function name(cx: Context, node: Expr<'Name'>): Out {
  return named(cx, node.id, node);
}

/** What a name is here. */
export function named(cx: Context, id: string, node: ExprNode): Out {
  const binding = node.nodeType === 'Name' ? cx.scope.meant(node) : cx.scope.lookup(id);
  if (binding !== undefined) return ofBinding(cx, binding, node);
  if (cx.file.python2 && id === 'cmp') return out(cx.helper('cmp'), 'builtin.cmp');
  if (cx.file.python2 && id === 'reduce') return entry(cx, 'functools.reduce', node);
  return builtin(cx, id, node);
}

/** A name that Python has of its own. */
export function builtin(cx: Context, id: string, node: ExprNode): Out {
  if (EXCEPTIONS.has(id)) return out(cx.helper(id), `exception.${id}`);
  const helper = BUILTINS.get(id);
  if (helper !== undefined) return out(cx.helper(helper), `builtin.${id}`);
  switch (id) {
    case '__name__':
      return out(text(cx.file.isMain ? '__main__' : cx.file.moduleName), 'str');
    case '__file__':
      return out(text(cx.file.path), 'str');
    case '__doc__':
      return out(docOf(cx.file.tree.body), 'any');
    case 'NotImplemented':
      return out(cx.helper('NotImplemented'), 'any');
    case 'Ellipsis':
      return out(cx.helper('Ellipsis'), 'ellipsis');
  }
  if (UNPORTABLE.has(id)) throw new Refusal(node, id, UNPORTABLE.get(id) ?? '');
  cx.check(node, `the name ${id}`, 'nothing defines it: a NameError when it is reached, as in Python');
  return out(`${cx.helper('undefinedName')}(${text(id)})`);
}

const UNPORTABLE = new Map([
  ['exec', 'Python text cannot be run'],
  ['eval', 'Python text cannot be run'],
  ['compile', 'Python text cannot be run'],
  ['globals', 'variables of a module are no dict here'],
  ['__import__', 'modules are not imported at run time'],
  ['breakpoint', 'there is no debugger of Python'],
  ['help', 'there is no help of Python'],
  ['aiter', 'asyncio is not there'],
  ['anext', 'asyncio is not there'],
  ['ExceptionGroup', 'groups of exceptions are not there'],
  ['BaseExceptionGroup', 'groups of exceptions are not there'],
]);

function ofBinding(cx: Context, binding: Binding, node: ExprNode): Out {
  const type = cx.flow.types.ofName(binding);
  if (type.startsWith('missing.'))
    return out(`${cx.helper('notPorted')}(${text(`the module ${type.slice(8)} is not known here`)})`, 'any');
  if (type.startsWith('entry.')) return entry(cx, type.slice(6), node);
  // Where only names of it are used, it is not imported.
  if (type.startsWith('module.')) return moduleItself(cx, type.slice(7), binding.name);
  if (type.startsWith('file.')) return out(variable(binding.name), type);
  const method = selfOf(binding);
  if (method !== undefined) return self(cx, binding, method);
  if (binding.scope.isClass) {
    const cls = binding.scope.node as ClassNode;
    if (cx.scope.frame === binding.scope || cx.scope === binding.scope) {
      const { maker: made } = binding;
      if (made?.nodeType !== 'FunctionDef' || isStatic(made as FunctionNode))
        return out(`${variable(cls.name)}.${member(binding.name)}`, type);
      // A method, before it is one: a function that takes its object first.
      cx.facts.setEscaped(made as FunctionNode);
      return out(`${cx.helper('unbound')}(${variable(cls.name)}.prototype.${member(binding.name)})`, 'any');
    }
  }
  const { maker } = binding;
  if (maker?.nodeType === 'FunctionDef' && keepsAll(cx, (maker as Stmt<'FunctionDef'>).decorator_list))
    return out(variable(binding.name), `func:${String(cx.facts.numberOf(maker as FunctionNode))}`);
  if (maker?.nodeType === 'ClassDef')
    return out(variable(binding.name), `class:${String(cx.facts.numberOf(maker as ClassNode))}`);
  if (binding.makers.some(({ nodeType }) => nodeType === 'Delete') || isEarly(cx, binding, node))
    return out(
      `${cx.helper('defined')}(${variable(binding.name)}, ${text(binding.name)})`,
      type === 'none' ? 'any' : type,
    );
  return out(variable(binding.name), type);
}

/** Read where no assignment can have been before. */
function isEarly(cx: Context, binding: Binding, node: ExprNode): boolean {
  if (
    binding.isParameter ||
    !cx.function.placement.hoisted.has(binding) ||
    binding.scope !== cx.function.scope
  )
    return false;
  const at = binding.mentions.findIndex((mention) => mention.node === node);
  const first = binding.mentions.findIndex(({ how }) => how !== 'read');
  return (
    at >= 0 &&
    at < first &&
    binding.makers.every(({ nodeType }) => nodeType !== 'AugAssign' && nodeType !== 'NamedExpr')
  );
}

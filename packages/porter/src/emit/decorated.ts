/** Decorators, as calls. */
import type { Expr, ExprNode, FunctionNode } from '../syntax.js';
import type { Context } from './context.js';
import { value } from './literals.js';

/** Decorators are calls, from the inside out. Any of them may park, and what is decorated is called without being known. */
export function decorated(
  cx: Context,
  decorators: readonly ExprNode[],
  code: string,
  node: FunctionNode,
): string {
  let result = code;
  for (const decorator of [...decorators].reverse()) {
    const given = cx.expression(decorator);
    if (given.type === 'entry.contextlib.contextmanager') makesContexts(cx, node);
    const f = cx.facts.functionOf(given.type);
    if (f !== undefined) cx.facts.setEscaped(f);
    const kind = dispatchedOn(node, decorator);
    if (kind !== undefined) {
      result = `${cx.helper('method')}(${cx.code((decorator as Expr<'Attribute'>).value)}, 'register', ${value(cx, kind)}, ${result})`;
      continue;
    }
    if (given.type === 'entry.evergreen.task' || given.type === 'entry.evergreen.tasks.task') {
      cx.facts.setParks(node);
      result = `${given.code}(${result})`;
      continue;
    }
    if (f !== undefined) {
      result = cx.facts.parks(f)
        ? cx.park(decorator, `${given.code}(${result})`).code
        : `${given.code}(${result})`;
    } else if (given.type.startsWith('entry.')) result = `${given.code}(${result})`;
    else {
      result = `${cx.helper('call')}(${given.code}, ${result})`;
      result = cx.coloured(decorator, cx.flow.colours.ofCall(decorator) ?? 'unknown', result).code;
    }
  }
  return result;
}

/** `@show.register` of a function whose first parameter has a type: singledispatch() looks there. */
export function dispatchedOn(node: FunctionNode, decorator: ExprNode): ExprNode | undefined {
  if (decorator.nodeType !== 'Attribute' || decorator.attr !== 'register') return undefined;
  return [...node.args.posonlyargs, ...node.args.args].find(({ annotation }) => annotation !== undefined)
    ?.annotation;
}

/** `with` of what it makes parks if it does. */
export function makesContexts(cx: Context, f: FunctionNode): void {
  if (f.nodeType === 'Lambda' || f.decorator_list.length > 1) return;
  cx.facts.contextManagers.add(f);
  if (cx.facts.parks(f)) cx.facts.mark('contexts park');
}

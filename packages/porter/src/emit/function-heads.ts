/** The parameters of functions, and what the body begins with for their sake. */
import { ANY, ANY_LIST, OPTIONAL } from './typed.js';
import { type Expr, type ExprNode, type FunctionNode, type Node, ownNodes } from '../syntax.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { text, variable } from './names.js';
import { defaulted, parametersOf, qualifiedName, takesKeywords } from './signatures.js';

interface Head {
  /** What stands between the parentheses. */
  readonly parameters: string;
  /** Statements at the beginning of the body. */
  readonly prologue: string[];
}

/** The default of a parameter: as it is if it is constant; else made once, before the function. */
function defaultOf(cx: Context, node: ExprNode, name: string, hoisted: string[]): string {
  if (node.nodeType === 'Constant' || (node.nodeType === 'UnaryOp' && node.operand.nodeType === 'Constant'))
    return defaulted(node, cx.code(node));
  const type = cx.expression(node).type;
  if (node.nodeType === 'Name' && /^(?:func|class|builtin|exception|entry)[.:]/.test(type))
    return defaulted(node, value(cx, node));
  // Of the body of a class, which the function is a part of: the class is there when the function is called.
  if (node.nodeType === 'Name' && cx.scope.isClass && cx.scope.bindings.get(node.id)?.constant === true)
    return defaulted(node, cx.code(node));
  const kept = cx.emission.kept(`${name}Default`);
  if (asksItsClass(cx, node)) {
    hoisted.push(`let ${kept}${ANY};`);
    cx.lines.push('static {', `${kept} = ${value(cx, node)};`, '}');
    return kept;
  }
  hoisted.push(`const ${kept}${ANY} = ${value(cx, node)};`);
  return defaulted(node, kept);
}

/** It reads what the body of the class has made above. */
function asksItsClass(cx: Context, node: ExprNode): boolean {
  if (!cx.scope.isClass) return false;
  return [node as Node, ...ownNodes(node)].some(
    (one) => one.nodeType === 'Name' && cx.scope.meant(one as Expr<'Name'>)?.scope === cx.scope,
  );
}

/** Parameters; `hoisted` gets what stands before the function. */
export function head(cx: Context, node: FunctionNode, skip: number, hoisted: string[]): Head {
  const { args } = node;
  const all = [...args.posonlyargs, ...args.args];
  const optional = cx.facts.optionalFrom.get(node);
  const prologue: string[] = [];
  const first = all.length - args.defaults.length;
  const parameters = all.slice(skip).map(({ arg }, i) => {
    const at = i + skip;
    const defaultNode = at >= first ? args.defaults[at - first] : undefined;
    if (defaultNode !== undefined)
      return `${variable(arg)}${ANY} = ${cx.outside(() => defaultOf(cx, defaultNode, arg, hoisted))}`;
    return `${variable(arg)}${optional !== undefined && i >= optional ? OPTIONAL : ''}`;
  });
  const known = parametersOf(node, skip);
  if (args.vararg === undefined && !takesKeywords(known))
    return { parameters: parameters.join(', '), prologue };
  const rest = args.vararg === undefined ? cx.fresh('rest') : variable(args.vararg.arg);
  const isList = args.vararg === undefined || cx.flow.tuples.isPlainRest(node);
  const list = isList ? rest : cx.fresh('args_');
  parameters.push(`...${list}${ANY_LIST}`);
  if (takesKeywords(known)) keywordPrologue(cx, node, list, prologue, hoisted);
  const assigned = args.vararg === undefined ? undefined : cx.scope.bindings.get(args.vararg.arg);
  const isAssigned = assigned !== undefined && assigned.makers.length > 0;
  if (!isList)
    prologue.push(
      `${isAssigned ? 'let' : 'const'} ${rest}${isAssigned ? ANY : ''} = ${cx.helper('tuple_')}(${list});`,
    );
  return { parameters: parameters.join(', '), prologue };
}

function keywordPrologue(
  cx: Context,
  node: FunctionNode,
  list: string,
  prologue: string[],
  hoisted: string[],
): void {
  const { args } = node;
  const all = args.kwarg === undefined ? cx.fresh('given') : variable(args.kwarg.arg);
  prologue.push(`const ${all} = ${cx.helper('keywords')}(${list});`);
  args.kwonlyargs.forEach(({ arg }, i) => {
    const defaultNode = args.kw_defaults[i] ?? undefined;
    const otherwise =
      defaultNode === undefined ? '' : `, ${cx.outside(() => defaultOf(cx, defaultNode, arg, hoisted))}`;
    prologue.push(`let ${variable(arg)}${ANY} = ${cx.helper('keyword')}(${all}, ${text(arg)}${otherwise});`);
  });
  if (args.kwarg === undefined)
    prologue.push(
      `${cx.helper('noMore')}(${text(qualifiedName(cx.scope.parent, node))}, ${all}${args.vararg === undefined ? `, ${list}` : ''});`,
    );
}

/** What classes are called, where JavaScript knows it, too. */
import { type ExprNode, type Node, ownNodes } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { variable } from './names.js';
import { hasStatic } from './native-names.js';

/** `type(x).__name__` of an error that was caught, or an object of the program, and `C.__name__`: what JavaScript calls the class. */
export function classNameOf(cx: Context, node: ExprNode): Out | undefined {
  const isCall =
    node.nodeType === 'Call' &&
    node.func.nodeType === 'Name' &&
    node.args.length === 1 &&
    node.keywords.length === 0 &&
    cx.quietly(node.func).type === 'builtin.type';
  const of = isCall
    ? node.args[0]
    : node.nodeType === 'Attribute' && node.attr === '__class__'
      ? node.value
      : undefined;
  if (of === undefined)
    return cx.flow.isOwnClass(node) && !isRenamed(cx) ? out(`${cx.code(node)}.name`, 'str') : undefined;
  if (isRenamed(cx) || !(isCaught(cx, of) || cx.flow.hasOwnClass(of))) return undefined;
  return out(`${cx.code(of)}.constructor.name`, 'str');
}

/** A class of the program may have another name in JavaScript, or none that is known. */
function isRenamed({ facts, flow }: Context): boolean {
  return (
    flow.reflects ||
    facts.classes.some(
      (cls) =>
        variable(cls.name) !== cls.name ||
        ['name', '__name__'].some((name) => hasStatic(cls, name)) ||
        cls.body.some((one) => one.nodeType === 'FunctionDef' && one.name === 'name'),
    )
  );
}

/** The error of an `except` clause around it, which nothing in there binds again. */
function isCaught(cx: Context, node: ExprNode): boolean {
  if (node.nodeType !== 'Name') return false;
  const handler = cx.frame.handlers.findLast(({ name }) => name === node.id);
  const makers: readonly Node[] = cx.scope.meant(node)?.makers ?? [];
  return (
    handler !== undefined &&
    makers.includes(handler) &&
    ![...ownNodes(handler)].some((one) => makers.includes(one))
  );
}

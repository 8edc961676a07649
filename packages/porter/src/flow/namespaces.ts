/** `x.__dict__` and `vars(x)`: attributes as a dict, which most programs only look at. */
import type { Expr, ExprNode, Node } from '../syntax.js';
import { returned } from './arguments.js';
import type { Cell } from './values.js';
import type { World } from './world.js';

const LOOKING =
  /^(?:len|sorted|list|tuple|set|frozenset|sum|min|max|any|all|enumerate|reversed|zip|iter|str|repr|bool|print|isinstance|id|dict|dumps)$/;
const READING = /^(?:items|keys|values|get|copy)$/;

/** Remember which namespaces a call only looks at. */
export function noteNamespaces(world: World, { func, args }: Expr<'Call'>): void {
  const name = func.nodeType === 'Name' ? func.id : func.nodeType === 'Attribute' ? func.attr : '';
  const looked: ExprNode[] = LOOKING.test(name) ? [...args] : [];
  if (func.nodeType === 'Attribute' && READING.test(name)) looked.push(func.value);
  for (const one of looked) noteNamespace(world, one);
}

/** `x.__dict__[name]`, and `name in x.__dict__`. */
export function noteNamespace(world: World, node: ExprNode): void {
  if (isNamespace(node)) world.lookedAt.add(node);
}

function isNamespace(node: ExprNode): boolean {
  if (node.nodeType === 'Attribute') return node.attr === '__dict__';
  return node.nodeType === 'Call' && node.func.nodeType === 'Name' && node.func.id === 'vars';
}

/** The namespace of an object, which a node makes: its attributes are read, and may be assigned, by any name. */
export function namespace(world: World, node: Node, into: Cell): void {
  if (world.lookedAt.has(node)) world.list();
  else world.reflect();
  into.add(returned(world, 'dict', node));
}

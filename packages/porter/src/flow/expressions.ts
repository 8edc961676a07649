/** Expressions: each has a cell, into which its values come. */
import { BUILTINS, EXCEPTIONS } from '../library/builtins.js';
import { entryOf } from '../library/index.js';
import { type Comp, type Expr, type ExprNode, childrenOf } from '../syntax.js';
import { read } from './attributes.js';
import { itemAt, items } from './iteration.js';
import { entryValue, ofFile, ofModule } from './modules.js';
import { namespace, noteNamespace, noteNamespaces } from './namespaces.js';
import { ofWhole } from './numbers.js';
import { binary, compare, unary } from './operators.js';
import { assign, bind } from './targets.js';
import type { Arguments, Cell, Value } from './values.js';
import type { Here, World } from './world.js';

/** The cell of an expression, which is walked once. */
export function walk(world: World, here: Here, node: ExprNode): Cell {
  const cell = world.expression(node);
  const known = EXPRESSIONS[node.nodeType];
  if (known === undefined) {
    for (const child of childrenOf(node)) world.escape(walk(world, here, child as ExprNode));
    cell.add(world.any);
  } else known(world, here, node as never, cell);
  return cell;
}

type Walk<K extends ExprNode['nodeType']> = (world: World, here: Here, node: Expr<K>, cell: Cell) => void;

function name(world: World, here: Here, node: Expr<'Name'>, cell: Cell): void {
  const binding = here.scope.meant(node);
  if (binding !== undefined) world.binding(binding).into(cell);
  else if (node.id === '__name__') cell.add(world.plain('str'));
  else if (EXCEPTIONS.has(node.id)) cell.add(world.plain(`exception.${node.id}`));
  else cell.add(world.plain(BUILTINS.has(node.id) || node.id === 'locals' ? `builtin.${node.id}` : 'any'));
}

function constant(world: World, here: Here, node: Expr<'Constant'>, cell: Cell): void {
  const value: unknown = node.value;
  const { quote_style: quote } = node;
  if (value === null) cell.add(world.plain('none'));
  else if (typeof value === 'boolean') cell.add(world.plain('bool'));
  else if (typeof value === 'bigint') cell.add(world.plain('bigint'));
  else if (typeof value === 'number') {
    const source = here.file.segment(node);
    const isFloat = /[.eE]/.test(source) && !/^0[xX]/.test(source);
    cell.add(world.plain(isFloat ? 'float' : ofWhole(value)));
  } else if (typeof value !== 'string') cell.add(world.any);
  else if (quote === undefined) cell.add(world.plain('ellipsis'));
  else cell.add(world.plain(/^[rR]?[bB]/.test(quote) ? 'bytes' : 'str'));
}

function joined(world: World, here: Here, node: Expr<'JoinedStr'>, cell: Cell): void {
  for (const part of node.values) {
    if (part.nodeType !== 'FormattedValue') continue;
    world.expose(walk(world, here, part.value));
    if (part.format_spec !== undefined) walk(world, here, part.format_spec);
  }
  cell.add(world.plain('str'));
}

function display(type: string) {
  return (world: World, here: Here, node: Expr<'List'> | Expr<'Tuple'> | Expr<'Set'>, cell: Cell): void => {
    const box = world.box(node, type);
    let isOpen = false;
    for (const [i, one] of node.elts.entries()) {
      if (one.nodeType === 'Starred') {
        isOpen = true;
        items(world, walk(world, here, one.value)).into(box.rest);
      } else walk(world, here, one).into(type === 'tuple' && !isOpen ? box.place(i) : box.rest);
    }
    if (!isOpen) box.arity = node.elts.length;
    cell.add(box);
  };
}

function dict(world: World, here: Here, node: Expr<'Dict'>, cell: Cell): void {
  const box = world.box(node, 'dict');
  for (const [i, key] of node.keys.entries()) {
    const value = node.values[i];
    if (value === undefined) continue;
    const given = walk(world, here, value);
    if (key === null) {
      items(world, given).into(box.key);
      given.each((one) => {
        if (one.kind === 'box' && one.type === 'dict') one.item.into(box.item);
        else box.item.add(world.any);
      });
    } else {
      walk(world, here, key).into(box.key);
      given.into(box.item);
    }
  }
  cell.add(box);
}

function attribute(world: World, here: Here, node: Expr<'Attribute'>, cell: Cell): void {
  const { value, attr } = node;
  if (value.nodeType === 'Call' && value.func.nodeType === 'Name' && value.func.id === 'super') {
    superMember(world, here, attr, cell);
    return;
  }
  const object = walk(world, here, value);
  if (attr === '__dict__') {
    namespace(world, node, cell);
    return;
  }
  object.each((one) => {
    if (one.kind === 'plain' && one.type.startsWith('module.'))
      ofModule(world, here, one.type.slice(7), attr, cell);
    else if (one.kind === 'plain' && one.type.startsWith('file.'))
      ofFile(world, here, one.type.slice(5), attr, cell);
    else if (
      one.kind === 'plain' &&
      one.type.startsWith('entry.') &&
      entryOf(`${one.type.slice(6)}.${attr}`) !== undefined
    )
      cell.add(entryValue(world, `${one.type.slice(6)}.${attr}`));
    else read(world, one, attr, cell);
  });
}

/** A member of what the class around extends; with several bases, of any class that may come next. */
function superMember(world: World, here: Here, attr: string, cell: Cell): void {
  let at = here.scope;
  while (at.parent !== undefined && !at.isClass) at = at.parent;
  const cls = world.classOf(at.node);
  if (cls === undefined) {
    cell.add(world.any);
    return;
  }
  const bases = world.hasSeveralBases ? [...world.classes.values()].filter((one) => one !== cls) : undefined;
  const from = (value: Value): void => {
    if (value.kind === 'class') read(world, value.instance, attr, cell);
    else if (value.kind !== 'plain' || value.type !== 'builtin.object') cell.add(world.any);
  };
  for (const base of cls.bases) base.each(from);
  for (const one of bases ?? []) if (one.scope.bindings.has(attr)) from(one);
  if (cls.bases.length === 0) cell.add(world.any);
}

function subscript(world: World, here: Here, node: Expr<'Subscript'>, cell: Cell): void {
  const { slice } = node;
  noteNamespace(world, node.value);
  const key = walk(world, here, slice);
  const at =
    slice.nodeType === 'Slice'
      ? 'slice'
      : slice.nodeType === 'Constant' && typeof slice.value === 'number'
        ? slice.value
        : undefined;
  walk(world, here, node.value).each((value) => {
    itemAt(world, value, key, at, cell, node);
  });
}

function slice(world: World, here: Here, node: Expr<'Slice'>, cell: Cell): void {
  for (const part of [node.lower, node.upper, node.step]) if (part !== undefined) walk(world, here, part);
  cell.add(world.any);
}

function call(world: World, here: Here, node: Expr<'Call'>, cell: Cell): void {
  noteNamespaces(world, node);
  const callee = walk(world, here, node.func);
  const args: Arguments = {
    positional: node.args.map((arg) =>
      arg.nodeType === 'Starred'
        ? { cell: walk(world, here, arg.value), isStarred: true }
        : { cell: walk(world, here, arg), isStarred: false },
    ),
    named: new Map(
      node.keywords.flatMap(({ arg, value }) =>
        arg === undefined ? [] : [[arg, walk(world, here, value)] as const],
      ),
    ),
    spread: node.keywords.flatMap(({ arg, value }) => (arg === undefined ? [walk(world, here, value)] : [])),
  };
  const [, second] = node.args;
  if (second !== undefined) {
    const text = textOf(second);
    if (text !== undefined) world.texts.set(node, text);
  }
  if (node.func.nodeType === 'Attribute' && node.func.attr === 'makefile') {
    const [given] = [
      ...node.args,
      ...node.keywords.filter(({ arg }) => arg === 'mode').map(({ value }) => value),
    ];
    const mode = given === undefined ? 'r' : textOf(given);
    if (typeof mode === 'string') world.modes.set(node, mode);
  }
  if (node.func.nodeType === 'Name' && node.func.id === 'locals') world.escapeScope(here.scope.frame);
  callee.each((value) => {
    if (value.kind === 'plain' && value.type === 'any')
      for (const { cell: one } of args.positional) world.escape(one);
    world.apply(value, args, cell, node);
  });
}

/** A text, or one that begins with what is written there. */
function textOf(node: ExprNode): string | { readonly prefix: string } | undefined {
  if (node.nodeType === 'Constant') return typeof node.value === 'string' ? node.value : undefined;
  const [first] = node.nodeType === 'JoinedStr' ? node.values : node.nodeType === 'BinOp' ? [node.left] : [];
  const text = first === undefined ? undefined : textOf(first);
  if (text === undefined) return undefined;
  const prefix = typeof text === 'string' ? text : text.prefix;
  return {
    prefix: node.nodeType === 'BinOp' && node.op.nodeType === 'Mod' ? (prefix.split('%')[0] ?? '') : prefix,
  };
}

function comprehension(world: World, here: Here, node: Comp, cell: Cell): void {
  const scope = here.file.scopes.get(node);
  if (scope === undefined) return;
  const inner = { ...here, scope };
  for (const [i, generator] of node.generators.entries()) {
    const source = items(world, walk(world, i === 0 ? here : inner, generator.iter));
    assign(world, inner, generator.target, source);
    for (const test of generator.ifs) walk(world, inner, test);
  }
  const type = { ListComp: 'list', SetComp: 'set', DictComp: 'dict', GeneratorExp: 'iter' }[node.nodeType];
  const box = world.box(node, type);
  if (node.nodeType === 'DictComp') {
    walk(world, inner, node.key).into(box.key);
    walk(world, inner, node.value).into(box.item);
  } else walk(world, inner, node.elt).into(box.item);
  cell.add(box);
}

const EXPRESSIONS: Readonly<Record<string, Walk<never> | undefined>> = {
  Name: name,
  Constant: constant,
  JoinedStr: joined,
  List: display('list'),
  Tuple: display('tuple'),
  Set: display('set'),
  Dict: dict,
  BinOp: binary,
  UnaryOp: unary,
  BoolOp(world: World, here: Here, node: Expr<'BoolOp'>, cell: Cell): void {
    for (const one of node.values) walk(world, here, one).into(cell);
  },
  Compare: compare,
  IfExp(world: World, here: Here, node: Expr<'IfExp'>, cell: Cell): void {
    walk(world, here, node.test);
    walk(world, here, node.body).into(cell);
    walk(world, here, node.orelse).into(cell);
  },
  NamedExpr(world: World, here: Here, node: Expr<'NamedExpr'>, cell: Cell): void {
    const value = walk(world, here, node.value);
    value.into(cell);
    bind(
      world,
      { ...here, scope: here.scope.frame },
      node.target.nodeType === 'Name' ? node.target.id : '',
      value,
    );
  },
  Lambda(world: World, here: Here, node: Expr<'Lambda'>, cell: Cell): void {
    world.define(here, node).into(cell);
  },
  ListComp: comprehension,
  SetComp: comprehension,
  DictComp: comprehension,
  GeneratorExp: comprehension,
  Call: call,
  Attribute: attribute,
  Subscript: subscript,
  Slice: slice,
  Yield(world: World, here: Here, node: Expr<'Yield'>, cell: Cell): void {
    const value =
      node.value === undefined ? world.holding(world.plain('none')) : walk(world, here, node.value);
    const f = world.functionAround(here.scope);
    if (f !== undefined) value.into(f.yields);
    cell.add(world.any);
  },
  YieldFrom(world: World, here: Here, node: Expr<'YieldFrom'>, cell: Cell): void {
    const f = world.functionAround(here.scope);
    const value = items(world, walk(world, here, node.value));
    if (f !== undefined) value.into(f.yields);
    cell.add(world.any);
  },
};

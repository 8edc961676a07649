/** Statements, functions and classes: what they bring to names. */
import { type ExprNode, type Node, type Stmt, childrenOf, isFunction } from '../syntax.js';
import { write } from './assigning.js';
import { read } from './attributes.js';
import { classDef, functionDef } from './definitions.js';
import { walk } from './expressions.js';
import { importing } from './modules.js';
import { combined, isSmall } from './operators.js';
import { itemAt, items, putAt } from './iteration.js';
import { assign, bind } from './targets.js';
import { type Cell, ClassValue, NO_ARGUMENTS, type Value } from './values.js';
import type { Here, World } from './world.js';

export function statements(world: World, here: Here, body: readonly Node[]): void {
  for (const one of body) statement(world, here, one);
}

function statement(world: World, here: Here, node: Node): void {
  const known = STATEMENTS[node.nodeType];
  if (known !== undefined) {
    known(world, here, node as never);
    return;
  }
  for (const child of childrenOf(node)) expression(world, here, child);
}

/** What may be an expression, or hold some. */
function expression(world: World, here: Here, node: Node): void {
  if (NO_EXPRESSION.test(node.nodeType)) return;
  walk(world, here, node as ExprNode);
}
const NO_EXPRESSION = /^(?:Comment|Pass|Break|Continue|Global|Nonlocal|Load|Store|Del|Alias|alias)$/;

function augmented(world: World, here: Here, node: Stmt<'AugAssign'>): void {
  const right = walk(world, here, node.value);
  const { target } = node;
  const operator = node.op.nodeType;
  const result = world.cell();
  const left = target.nodeType === 'Name' ? nameOf(world, here, target) : world.cell();
  if (target.nodeType === 'Attribute')
    walk(world, here, target.value).each((value) => {
      read(world, value, target.attr, left);
      write(world, value, target.attr, result);
    });
  else if (target.nodeType === 'Subscript') {
    const key = walk(world, here, target.slice);
    walk(world, here, target.value).each((value) => {
      itemAt(world, value, key, undefined, left, target);
      putAt(world, value, key, result, target.slice.nodeType === 'Slice');
    });
  }
  left.into(world.expression(target));
  left.each((value) => {
    if (value.kind === 'box' && /^(?:list|set|dict|lib\.collections\.deque)$/.test(value.type)) {
      // It is changed in place.
      if (operator !== 'Mult') items(world, right).into(value.item);
      if (value.type === 'dict')
        right.each((one) => {
          if (one.kind === 'box' && one.type === 'dict') {
            one.key.into(value.key);
            one.item.into(value.item);
          } else value.item.add(world.any);
        });
      result.add(value);
    } else combined(world, operator, world.holding(value), right, isSmall(node.value), node, result);
  });
  if (target.nodeType === 'Name') bind(world, here, target.id, result);
}

function nameOf(world: World, here: Here, target: ExprNode & { nodeType: 'Name' }): Cell {
  const binding = here.scope.lookup(target.id);
  return binding === undefined ? world.cell() : world.binding(binding);
}

function withStatement(world: World, here: Here, node: Stmt<'With'>): void {
  for (const { context_expr: context, optional_vars: target } of node.items) {
    const manager = walk(world, here, context);
    const entered = world.cell();
    manager.each((value) => {
      enter(world, value, entered, context);
    });
    if (target !== undefined) assign(world, here, target, entered);
  }
  statements(world, here, node.body);
}

function enter(world: World, manager: Value, into: Cell, node: Node): void {
  if (manager.kind === 'instance') {
    const method = world.cell();
    read(world, manager, '__enter__', method);
    method.each((value) => {
      world.apply(value, NO_ARGUMENTS, into, node);
    });
  } else if (manager.kind === 'box' && manager.type === 'context') manager.item.into(into);
  else if (manager.kind === 'box' && manager.type === 'lib.contextlib.closing') manager.item.into(into);
  else into.add(entersAsItself(manager) ? manager : world.any);
}

/** Most contexts of libraries do. */
function entersAsItself(manager: Value): boolean {
  const type = manager.kind === 'box' || manager.kind === 'plain' ? manager.type : '';
  return /^lib\.(?!contextlib\.(?!ExitStack)|(?:patched\.)?threading\.|gevent\.lock\.)/.test(type);
}

function tryStatement(world: World, here: Here, node: Stmt<'Try'>): void {
  statements(world, here, node.body);
  for (const handler of node.handlers) {
    const caught = world.cell();
    if (handler.type !== undefined) {
      const types = walk(world, here, handler.type);
      const one = (value: Value): void => {
        if (value.kind === 'box') items(world, world.holding(value)).each(one);
        else if (value.kind === 'class')
          for (const each of world.classes.values()) caughtAs(value, each, caught);
        else caught.add(world.any);
      };
      types.each(one);
    }
    if (handler.name !== undefined) bind(world, here, handler.name, caught);
    statements(world, here, handler.body);
  }
  statements(world, here, node.orelse);
  statements(world, here, node.finalbody);
}

/** An error of a class, or of one that extends it. */
function caughtAs(wanted: ClassValue, cls: ClassValue, caught: Cell, of = cls): void {
  if (of === wanted) caught.add(cls.instance);
  else
    for (const base of of.bases)
      base.each((value) => {
        if (value.kind === 'class' && value !== of) caughtAs(wanted, cls, caught, value);
      });
}

function match(world: World, here: Here, node: Stmt<'Match'>): void {
  const subject = walk(world, here, node.subject);
  world.escape(subject);
  for (const one of node.cases) {
    pattern(world, here, one.pattern);
    if (one.guard !== undefined) walk(world, here, one.guard);
    statements(world, here, one.body);
  }
}

function pattern(world: World, here: Here, node: Node): void {
  const { name, rest } = node as { name?: string; rest?: string };
  for (const each of [name, rest]) if (each !== undefined) bind(world, here, each, world.holding(world.any));
  for (const child of childrenOf(node))
    if (child.nodeType.startsWith('Match')) pattern(world, here, child);
    else walk(world, here, child as ExprNode);
}

type Walk<N> = (world: World, here: Here, node: N) => void;

const STATEMENTS: Readonly<Record<string, Walk<never> | undefined>> = {
  FunctionDef: functionDef,
  AsyncFunctionDef: functionDef,
  ClassDef: classDef,
  Import: importing,
  ImportFrom: importing,
  Assign(world: World, here: Here, node: Stmt<'Assign'>): void {
    const value = walk(world, here, node.value);
    for (const target of node.targets) assign(world, here, target, value);
  },
  AnnAssign(world: World, here: Here, node: Stmt<'AnnAssign'>): void {
    if (node.value !== undefined) assign(world, here, node.target, walk(world, here, node.value));
  },
  AugAssign: augmented,
  Return(world: World, here: Here, node: Stmt<'Return'>): void {
    const f = world.functionAround(here.scope);
    const value =
      node.value === undefined ? world.holding(world.plain('none')) : walk(world, here, node.value);
    if (f !== undefined) value.into(f.returns);
  },
  For(world: World, here: Here, node: Stmt<'For'>): void {
    assign(world, here, node.target, items(world, walk(world, here, node.iter)));
    statements(world, here, node.body);
    statements(world, here, node.orelse);
  },
  While(world: World, here: Here, node: Stmt<'While'>): void {
    walk(world, here, node.test);
    statements(world, here, node.body);
    statements(world, here, node.orelse);
  },
  If(world: World, here: Here, node: Stmt<'If'>): void {
    walk(world, here, node.test);
    statements(world, here, node.body);
    statements(world, here, node.orelse);
  },
  With: withStatement,
  Try: tryStatement,
  Match: match,
  Raise(world: World, here: Here, node: Stmt<'Raise'>): void {
    for (const one of childrenOf(node))
      if (!isFunction(one)) world.expose(walk(world, here, one as ExprNode));
  },
};

/** The scopes of a module, found in one walk: every mention of a name, sorted to its binding when all bindings are known. */
import {
  type Comp,
  type FunctionNode,
  type Module,
  type Node,
  type Stmt,
  childrenOf,
  isFunction,
} from '../syntax.js';
import { type Block, type Mention, Scope, type ScopeNode, isReadBefore } from './scopes.js';

/** The scopes of a module, by the node that opens each. */
export function scopesOf(module: Module): Map<ScopeNode, Scope> {
  const walk = new Walk();
  const root = new Scope(module, undefined, { parent: undefined, loop: false });
  walk.scopes.set(module, root);
  walk.statements(module.body, root, root.block);
  walk.resolve();
  return walk.scopes;
}

/** `locals()` reads all names of a function. */
function mentionAll(scope: Scope, mention: Omit<Mention, 'inner'>): void {
  for (const binding of scope.bindings.values())
    if (!scope.globals.has(binding.name)) binding.mentions.push({ ...mention, inner: false });
}

const isName = (node: Node): node is Node & { id: string } => node.nodeType === 'Name';

interface Pending {
  readonly name: string;
  readonly scope: Scope;
  readonly mention: Omit<Mention, 'inner'>;
}

class Walk {
  readonly scopes = new Map<ScopeNode, Scope>();
  readonly #pending: Pending[] = [];

  /** Mentions are sorted to their bindings when all bindings are known. */
  resolve(): void {
    for (const { name, scope, mention } of this.#pending) {
      const { node } = mention;
      const binding = isName(node) ? scope.meant(node) : scope.lookup(name);
      if (binding === undefined) {
        if (name === 'locals') mentionAll(scope.frame, mention);
        continue;
      }
      const inner = binding.scope !== scope && scope.frame !== binding.scope.frame;
      let at: Scope | undefined = scope;
      let { block } = mention;
      while (at !== undefined && at !== binding.scope) {
        ({ block } = at);
        at = at.parent;
      }
      if (inner) binding.captured = true;
      if (inner && mention.how !== 'read') binding.reassigned = true;
      binding.mentions.push({
        ...mention,
        block: inner || binding.scope !== scope ? block : mention.block,
        inner,
      });
    }
  }

  statements(body: readonly Node[], scope: Scope, block: Block): void {
    for (const statement of body) this.#statement(statement, scope, block);
  }

  #name(node: Node & { id: string }, scope: Scope, block: Block): void {
    if (scope.isClass && !scope.bindings.has(node.id)) isReadBefore(node, scope);
    this.#mention(node.id, scope, node, block, 'read');
  }

  #mention(name: string, scope: Scope, node: Node, block: Block, how: Mention['how']): void {
    this.#pending.push({ name, scope, mention: { node, block, how } });
  }

  #bind(name: string, scope: Scope, node: Node, block: Block, how: Mention['how'] = 'declares'): void {
    const outer = scope.globals.has(name) || scope.nonlocals.has(name);
    const home = scope.globals.has(name) ? scope.root : scope;
    if (!scope.nonlocals.has(name)) {
      const binding = home.bindingHere(name);
      binding.makers.push(node);
      if (outer && home !== scope) binding.reassigned = true;
    }
    this.#mention(name, scope, node, block, outer ? 'binds' : how);
  }

  #targets(target: Node, scope: Scope, node: Node, block: Block, how: Mention['how'] = 'declares'): void {
    const t = target as { id?: string; elts?: Node[]; value?: Node };
    if (target.nodeType === 'Name') this.#bind(t.id ?? '', scope, node, block, how);
    else if (target.nodeType === 'Tuple' || target.nodeType === 'List')
      for (const one of t.elts ?? []) this.#targets(one, scope, node, block, how);
    else if (target.nodeType === 'Starred' && t.value !== undefined)
      this.#targets(t.value, scope, node, block, how);
    else this.#expression(target, scope, block);
  }

  #expression(node: Node, scope: Scope, block: Block): void {
    switch (node.nodeType) {
      case 'Name':
        this.#name(node as Node & { id: string }, scope, block);
        return;
      case 'Lambda':
        this.#function(node as FunctionNode, scope, block);
        return;
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.#comprehension(node as Comp, scope, block);
        return;
      case 'NamedExpr': {
        const { target, value } = node as Node & { target: Node; value: Node };
        this.#expression(value, scope, block);
        this.#targets(target, scope.frame, node, scope.frame === scope ? block : scope.block, 'binds');
        return;
      }
      case 'Yield':
      case 'YieldFrom':
        scope.frame.yields = true;
    }
    for (const child of childrenOf(node)) this.#expression(child, scope, block);
  }

  #comprehension(node: Comp, scope: Scope, block: Block): void {
    const inner = new Scope(node, scope, block);
    this.scopes.set(node, inner);
    for (const { target } of node.generators) this.#targets(target, inner, node, block, 'binds');
    for (const child of childrenOf(node)) {
      if (child.nodeType !== 'Comprehension') {
        this.#expression(child, inner, block);
        continue;
      }
      const { iter, ifs } = child as unknown as { iter: Node; ifs: Node[] };
      this.#expression(iter, inner, block);
      for (const test of ifs) this.#expression(test, inner, block);
    }
  }

  #function(node: FunctionNode, scope: Scope, block: Block): void {
    const { args } = node;
    for (const one of [...args.defaults, ...args.kw_defaults])
      if (one !== null) this.#expression(one, scope, block);
    const body = Array.isArray(node.body) ? node.body : [node.body];
    const inner = new Scope(node, scope, block);
    const ownBlock: Block = { parent: block, loop: false };
    this.scopes.set(node, inner);
    this.#declarations(body, inner);
    for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs, args.vararg, args.kwarg]) {
      if (arg === undefined) continue;
      const binding = inner.bindingHere(arg.arg);
      binding.isParameter = true;
    }
    if (Array.isArray(node.body)) this.statements(node.body, inner, ownBlock);
    else this.#expression(node.body, inner, ownBlock);
  }

  /** `global` and `nonlocal` count for the whole function. */
  #declarations(body: readonly Node[], scope: Scope): void {
    for (const node of body) {
      if (node.nodeType === 'Global')
        for (const name of (node as Stmt<'Global'>).names) scope.globals.add(name);
      else if (node.nodeType === 'Nonlocal')
        for (const name of (node as Stmt<'Nonlocal'>).names) scope.nonlocals.add(name);
      else if (!isFunction(node) && node.nodeType !== 'ClassDef')
        this.#declarations([...childrenOf(node)], scope);
    }
  }

  #statement(node: Node, scope: Scope, block: Block): void {
    const s = node as Stmt<'FunctionDef'>;
    const within = (loop = false): Block => ({ parent: block, loop });
    switch (node.nodeType) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        for (const one of s.decorator_list) this.#expression(one, scope, block);
        this.#bind(s.name, scope, node, block);
        this.#function(node as FunctionNode, scope, block);
        return;
      case 'ClassDef': {
        const cls = node as Stmt<'ClassDef'>;
        for (const one of [...cls.decorator_list, ...cls.bases, ...cls.keywords])
          this.#expression(one, scope, block);
        this.#bind(cls.name, scope, node, block);
        const inner = new Scope(cls, scope, block);
        this.scopes.set(cls, inner);
        this.statements(cls.body, inner, { parent: block, loop: false });
        return;
      }
      case 'Import':
      case 'ImportFrom':
        for (const { name, asname } of (node as Stmt<'Import'>).names)
          if (name !== '*')
            this.#bind(
              asname ?? (node.nodeType === 'Import' ? (name.split('.')[0] ?? name) : name),
              scope,
              node,
              block,
            );
        return;
      case 'Assign': {
        const { targets, value } = node as Stmt<'Assign'>;
        this.#expression(value, scope, block);
        for (const target of targets) this.#targets(target, scope, node, block);
        return;
      }
      case 'AnnAssign': {
        const { target, value } = node as Stmt<'AnnAssign'>;
        if (value !== undefined) this.#expression(value, scope, block);
        if (value !== undefined || target.nodeType !== 'Name') this.#targets(target, scope, node, block);
        return;
      }
      case 'AugAssign': {
        const { target, value } = node as Stmt<'AugAssign'>;
        this.#expression(value, scope, block);
        if (target.nodeType === 'Name') {
          this.#mention(target.id, scope, node, block, 'read');
          this.#bind(target.id, scope, node, block, 'binds');
          const binding = scope.lookup(target.id);
          if (binding !== undefined) binding.reassigned = true;
        } else this.#expression(target, scope, block);
        return;
      }
      case 'For':
      case 'AsyncFor': {
        const loop = node as Stmt<'For'>;
        this.#expression(loop.iter, scope, block);
        const body = within(true);
        this.#targets(loop.target, scope, node, body);
        this.statements(loop.body, scope, body);
        this.statements(loop.orelse, scope, within());
        return;
      }
      case 'While': {
        const loop = node as Stmt<'While'>;
        const body = within(true);
        this.#expression(loop.test, scope, body);
        this.statements(loop.body, scope, body);
        this.statements(loop.orelse, scope, within());
        return;
      }
      case 'If': {
        const choice = node as Stmt<'If'>;
        this.#expression(choice.test, scope, block);
        this.statements(choice.body, scope, within());
        this.statements(choice.orelse, scope, within());
        return;
      }
      case 'With':
      case 'AsyncWith': {
        const { items, body } = node as Stmt<'With'>;
        const inner = within();
        for (const item of items) {
          this.#expression(item.context_expr, scope, block);
          if (item.optional_vars !== undefined) this.#targets(item.optional_vars, scope, node, inner);
        }
        this.statements(body, scope, inner);
        return;
      }
      case 'Try':
      case 'TryStar': {
        const attempt = node as Stmt<'Try'>;
        this.statements(attempt.body, scope, within());
        for (const handler of attempt.handlers) {
          if (handler.type !== undefined) this.#expression(handler.type, scope, block);
          const inner = within();
          if (handler.name !== undefined) this.#bind(handler.name, scope, handler, inner);
          this.statements(handler.body, scope, inner);
        }
        this.statements(attempt.orelse, scope, within());
        this.statements(attempt.finalbody, scope, within());
        return;
      }
      case 'Match': {
        const { subject, cases } = node as Stmt<'Match'>;
        this.#expression(subject, scope, block);
        for (const one of cases) {
          this.#pattern(one.pattern, scope, node, block);
          const inner = within();
          if (one.guard !== undefined) this.#expression(one.guard, scope, block);
          this.statements(one.body, scope, inner);
        }
        return;
      }
      case 'Delete':
        for (const target of (node as Stmt<'Delete'>).targets)
          if (target.nodeType === 'Name') this.#bind(target.id, scope, node, block, 'binds');
          else this.#expression(target, scope, block);
        return;
    }
    for (const child of childrenOf(node)) this.#expression(child, scope, block);
  }

  /** Names that a pattern captures. */
  #pattern(pattern: Node, scope: Scope, node: Node, block: Block): void {
    const { name, rest } = pattern as { name?: string; rest?: string };
    if (name !== undefined) this.#bind(name, scope, node, block, 'binds');
    if (rest !== undefined) this.#bind(rest, scope, node, block, 'binds');
    for (const child of childrenOf(pattern))
      if (child.nodeType.startsWith('Match')) this.#pattern(child, scope, node, block);
      else this.#expression(child, scope, block);
  }
}

/** Scopes and bindings: which name means what, as Python decides it before it runs anything; and where each is mentioned. See mentions.ts. */
import { type Comp, type FunctionNode, type Module, type Node, type Stmt, isFunction } from '../syntax.js';

export type ScopeNode = Module | FunctionNode | Stmt<'ClassDef'> | Comp;

/** A list of statements. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
}

/** A mention of a name: where, and whether its statement could declare it. */
export interface Mention {
  readonly node: Node;
  readonly block: Block;
  readonly how: 'read' | 'declares' | 'binds';
  /** From a function inside. */
  readonly inner: boolean;
}

export class Binding {
  readonly name: string;
  readonly scope: Scope;
  readonly mentions: Mention[] = [];
  /** What makes it: nodes that bind it. */
  readonly makers: Node[] = [];
  isParameter = false;
  captured = false;
  /** Assigned from another scope, through `global` or `nonlocal`, or by `op=`. */
  reassigned = false;

  constructor(name: string, scope: Scope) {
    this.name = name;
    this.scope = scope;
  }

  /** Never bound again. */
  get constant(): boolean {
    return this.makers.length === 1 && !this.reassigned && !this.isParameter;
  }

  /** The one node that makes it. */
  get maker(): Node | undefined {
    return this.constant ? this.makers[0] : undefined;
  }
}

export class Scope {
  readonly node: ScopeNode;
  readonly parent: Scope | undefined;
  readonly block: Block;
  readonly bindings = new Map<string, Binding>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** It is a generator function of Python's. */
  yields = false;

  constructor(node: ScopeNode, parent: Scope | undefined, block: Block) {
    this.node = node;
    this.parent = parent;
    this.block = block;
  }

  get isFunction(): boolean {
    return isFunction(this.node);
  }

  get isClass(): boolean {
    return this.node.nodeType === 'ClassDef';
  }

  get isComprehension(): boolean {
    return !this.isFunction && !this.isClass && this.parent !== undefined;
  }

  get root(): Scope {
    return this.parent?.root ?? this;
  }

  /** The function or module around a comprehension; itself else. */
  get frame(): Scope {
    return (this.isComprehension ? this.parent?.frame : undefined) ?? this;
  }

  bindingHere(name: string): Binding {
    let binding = this.bindings.get(name);
    if (binding === undefined) this.bindings.set(name, (binding = new Binding(name, this)));
    return binding;
  }

  /** What a name means here; undefined for a builtin, or what nobody makes. */
  lookup(name: string): Binding | undefined {
    return this.#find(name, this);
  }

  /** What a node means that is a name: in the body of a class, until that makes its own, the module's. */
  meant(node: Node & { id: string }): Binding | undefined {
    const cls = BEFORE.get(node);
    const isEarly = cls?.bindings.has(node.id) === true;
    return isEarly ? this.root.bindings.get(node.id) : this.lookup(node.id);
  }

  #find(name: string, from: Scope): Binding | undefined {
    if (this.globals.has(name)) return this.root.bindings.get(name);
    const binding = this.nonlocals.has(name) ? undefined : this.bindings.get(name);
    const visible = !this.isClass || this === from || (from.isComprehension && this === from.parent);
    if (binding !== undefined && visible) return binding;
    return this.parent === undefined ? undefined : this.parent.#find(name, from);
  }
}

/** Names that the body of a class reads before it makes them, and the scope of that body. */
const BEFORE = new WeakMap<Node, Scope>();

/** The body of a class reads a name that it has not made by then. */
export function isReadBefore(node: Node, cls: Scope): void {
  BEFORE.set(node, cls);
}

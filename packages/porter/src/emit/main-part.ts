/** Which statements of a module are in main(), and which of its names are seen outside of it. */
import type { Facts } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import type { SourceFile } from '../program.js';
import { type Node, type StmtNode, childrenOf, isFunction } from '../syntax.js';

/** The part of a file that is in main(): from a statement on, which is found as they are emitted. */
export class MainPart {
  readonly #file: SourceFile;
  readonly #facts: Facts;
  #start: number;
  /** Names that it makes. */
  #made: ReadonlySet<string> = new Set();

  constructor(file: SourceFile, facts: Facts) {
    this.#file = file;
    this.#facts = facts;
    this.#start = facts.mainFrom.get(file) ?? Infinity;
    this.#settle();
  }

  has(statement: StmtNode): boolean {
    const isAfter = this.#start !== Infinity && this.#file.tree.body.indexOf(statement) >= this.#start;
    return isAfter && !isDefinition(this.#file, this.#facts, statement, this.#made);
  }

  /** A statement begins tasklets: main() begins with it, or before. False if that was known. */
  beginsAt(statement: StmtNode): boolean {
    const at = this.#file.tree.body.indexOf(statement);
    if (at >= this.#start) return false;
    this.#start = at;
    this.#facts.mainFrom.set(this.#file, at);
    this.#facts.changed = true;
    this.#settle();
    return true;
  }

  /** Names that it makes and others see are declared outside of it. */
  #settle(): void {
    if (this.#start === Infinity) return;
    this.#made = madeInMain(this.#file, this.#facts, this.#start);
    for (const binding of seenOutside(this.#file, this.#facts, this.#start, this.#made))
      this.#facts.setHoisted(binding);
  }
}

/** Functions and classes stay outside of main(), unless what they evaluate at once is made in it. */
function isDefinition(
  file: SourceFile,
  facts: Facts,
  statement: StmtNode,
  made: ReadonlySet<string>,
): boolean {
  if (statement.nodeType === 'Import' || statement.nodeType === 'ImportFrom') return true;
  if (facts.has(inMainMark(file, statement))) return false;
  if (statement.nodeType !== 'FunctionDef' && statement.nodeType !== 'ClassDef') return false;
  // One of several of its name has its turn.
  if (file.root.bindings.get(statement.name)?.constant === false) return false;
  return !evaluatedBy(statement).some((name) => made.has(name));
}

/** Said of a definition whose decorator parks. */
export const inMainMark = (file: SourceFile, { lineno }: StmtNode): string =>
  `in main:${file.path}:${String(lineno)}`;

/** Names that main() makes, if it begins with a statement. */
function madeInMain(file: SourceFile, facts: Facts, start: number): Set<string> {
  const names = new Set<string>();
  const rest = file.tree.body.slice(start);
  // A definition that is made of names of main() is made there, and its name is one more of them.
  for (let known = -1; known < names.size;) {
    known = names.size;
    const inside = new Set(rest.filter((statement) => !isDefinition(file, facts, statement, names)));
    for (const [name, { makers }] of file.root.bindings)
      if (makers.some((maker) => isAmong(file, maker, inside))) names.add(name);
  }
  return names;
}

/** A node is in one of these statements. */
export function isAmong(file: SourceFile, node: Node, statements: ReadonlySet<StmtNode>): boolean {
  const statement = file.statementOf(node);
  return statement !== undefined && statements.has(statement);
}

/** They are asked for in each pass, and never change. */
const names = new WeakMap<StmtNode, readonly string[]>();

/** Names that a definition evaluates when it is made. */
function evaluatedBy(statement: StmtNode): readonly string[] {
  let known = names.get(statement);
  if (known === undefined) {
    const found = new Set<string>();
    evaluated(statement, found);
    names.set(statement, (known = [...found]));
  }
  return known;
}

function evaluated(node: Node, names: Set<string>): void {
  if (isFunction(node)) {
    const { args, decorator_list: decorators = [] } = node as typeof node & { decorator_list?: Node[] };
    for (const each of [...decorators, ...args.defaults, ...args.kw_defaults])
      if (each !== null) evaluated(each, names);
    return;
  }
  if (node.nodeType === 'Name') names.add((node as Node & { id: string }).id);
  for (const child of childrenOf(node)) evaluated(child, names);
}

function seenOutside(file: SourceFile, facts: Facts, start: number, made: ReadonlySet<string>): Binding[] {
  const { body } = file.tree;
  const inside = new Set(
    body.slice(start).filter((statement) => !isDefinition(file, facts, statement, made)),
  );
  const before = new Set(body.slice(0, start));
  return [...file.root.bindings.values()].filter(({ makers, captured }) => {
    // Made on both sides of the beginning of main(), perhaps.
    const isSplit = (): boolean => makers.some((maker) => isAmong(file, maker, before));
    return makers.some((maker) => isAmong(file, maker, inside)) && (captured || file.exports || isSplit());
  });
}

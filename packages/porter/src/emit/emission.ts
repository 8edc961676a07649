/**
 * One emission of a statement of a module, or of a method of a class that is one: which facts it read, what it took from what the
 * statements of a file share, and what it found out of expressions. While nothing of that has changed, the next pass need not emit it again.
 */
import { Reader } from '../analysis/readers.js';
import type { ExprNode, Node, StmtNode } from '../syntax.js';
import type { Out } from './context.js';
import type { Pass } from './pass.js';

export class Emission {
  readonly unit: StmtNode;
  /** It goes into main(). */
  readonly inMain: boolean;
  readonly reader = new Reader();
  #pass: Pass;
  readonly #firstLine: number;
  readonly #lastLine: number;
  /** What expressions are. */
  readonly #known = new Map<ExprNode, Out>();
  /** Names that it took, and what they are here. */
  readonly #imports: { readonly name: string; readonly from: string; readonly alias: string }[] = [];
  readonly #fileImports: { readonly path: string; readonly names: string }[] = [];
  readonly #fresh: { readonly base: string; readonly name: string }[] = [];
  readonly #firstTemporary: number;
  #temporaries = 0;
  /** Expressions of other statements. */
  readonly #foreign: ExprNode[] = [];
  /** Emissions of other statements that it asked. */
  readonly #asked = new Set<Emission>();
  /** Methods, which may stay the same when others do not. */
  readonly #parts = new Map<StmtNode, Emission>();

  constructor(pass: Pass, unit: StmtNode, inMain: boolean) {
    this.unit = unit;
    this.inMain = inMain;
    this.#pass = pass;
    this.#firstTemporary = pass.temporaries;
    [this.#firstLine, this.#lastLine] = linesOf(unit);
    pass.setEmitted(this);
  }

  /** In the next pass it would be emitted in the same way. False if that is not known. */
  isSame(pass: Pass, inMain: boolean): boolean {
    if (inMain !== this.inMain || !this.#isSettled(pass)) return false;
    if (this.#temporaries > 0 && pass.temporaries !== this.#firstTemporary) return false;
    if (!this.#imports.every(({ name, from, alias }) => pass.import(name, from) === alias)) return false;
    return pass.file.takes(this.#fresh);
  }

  #isSettled(pass: Pass): boolean {
    if (this.reader.stale) return false;
    return (
      [...this.#asked].every((other) => pass.isCurrent(other)) &&
      [...this.#parts.values()].every((part) => part.#isSettled(pass))
    );
  }

  /** It is taken for what the next pass would emit. */
  join(pass: Pass): void {
    pass.temporaries += this.#temporaries;
    this.#enter(pass);
    for (const { path, names } of this.#fileImports) pass.importFile(path, names);
  }

  #enter(pass: Pass): void {
    this.#pass = pass;
    pass.setEmitted(this);
    for (const node of this.#foreign) pass.setForeign(node, this);
    for (const part of this.#parts.values()) part.#enter(pass);
  }

  /** What a method took, its class took. */
  absorb(part: Emission): void {
    this.#parts.set(part.unit, part);
    for (const { name, from } of part.#imports) this.import(name, from);
    this.#fileImports.push(...part.#fileImports);
    this.#fresh.push(...part.#fresh);
    this.#foreign.push(...part.#foreign);
    this.#temporaries += part.#temporaries;
  }

  import(name: string, from: string): string {
    const alias = this.#pass.import(name, from);
    if (!this.#imports.some((one) => one.name === name && one.from === from))
      this.#imports.push({ name, from, alias });
    return alias;
  }

  importFile(path: string, names: string): void {
    this.#fileImports.push({ path, names });
    this.#pass.importFile(path, names);
  }

  /** A name that nothing else in the file has, for what stands before a function. */
  kept(base: string): string {
    const name = this.#pass.file.freshName(base);
    this.#fresh.push({ base, name });
    return name;
  }

  temporary(): string {
    let name: string;
    do {
      name = `t${String(++this.#pass.temporaries)}`;
      this.#temporaries++;
    } while (this.#pass.file.names.has(name));
    return name;
  }

  /** An expression was emitted. */
  set(node: ExprNode, result: Out): void {
    this.#known.set(node, result);
    if (this.#isOwn(node)) return;
    this.#foreign.push(node);
    this.#pass.setForeign(node, this);
  }

  /** What was emitted of an expression in this pass, here or in another statement. */
  recall(node: ExprNode): Out | undefined {
    const own = this.#find(node);
    if (own !== undefined) return own;
    const emission = this.#pass.emissionOf(node, this.#isOwn(node));
    if (emission === undefined || emission === this) return undefined;
    this.#asked.add(emission);
    return emission.#find(node);
  }

  #isOwn({ lineno: line = this.#firstLine }: Node): boolean {
    return line >= this.#firstLine && line <= this.#lastLine;
  }

  #find(node: ExprNode): Out | undefined {
    const own = this.#known.get(node);
    if (own !== undefined) return own;
    for (const part of this.#parts.values()) {
      const found = part.#known.get(node);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The lines of a statement, with its decorators. */
function linesOf(statement: StmtNode): [first: number, last: number] {
  const { decorator_list: decorators = [] } = statement as { decorator_list?: Node[] };
  const first = Math.min(statement.lineno, ...decorators.map(({ lineno = Infinity }) => lineno));
  return [first, statement.end_lineno ?? Infinity];
}

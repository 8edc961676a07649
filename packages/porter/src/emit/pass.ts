/** What the statements of a module share in one pass: names that are taken in its file, and what was emitted of other statements. */
import { broughtBy, isImport } from '../analysis/imports.js';
import { type Placement, placementOf } from '../analysis/placement.js';
import type { Binding } from '../analysis/scopes.js';
import type { Flow } from '../flow/flow.js';
import type { SourceFile } from '../program.js';
import type { ExprNode, StmtNode } from '../syntax.js';
import type { Emission } from './emission.js';
import { RESERVED, isLocal, variable } from './names.js';

export class Pass {
  readonly file: SourceFile;
  readonly flow: Flow;
  /** By module: the names imported, and what they are called here. */
  readonly imports = new Map<string, Map<string, string>>();
  /** By path: what is imported from other files of the program. */
  readonly fileImports = new Map<string, Set<string>>();
  /** Where the variables of the module are declared. */
  readonly placement: Placement;
  /** How many variables there are for values in between. */
  temporaries = 0;
  readonly #emitted = new Map<StmtNode, Emission>();
  /** Expressions that another statement than their own emitted, to know what they are. */
  readonly #foreign = new Map<ExprNode, Emission>();

  constructor(file: SourceFile, flow: Flow) {
    file.restart();
    this.file = file;
    this.flow = flow;
    this.placement = placementOf(file.root.bindings.values());
    for (const scope of file.scopes.values())
      for (const binding of scope.bindings.values())
        if (binding.makers.length > 1 && flow.types.isVariable(binding)) file.names.add(binding.name);
    this.#addImported();
    for (const name of [...file.names]) file.names.add(variable(name));
  }

  /** Names that come from other files of the program. */
  #addImported(): void {
    const { file } = this;
    const makers = [...file.scopes.values()].flatMap(({ bindings }) =>
      [...bindings.values()].flatMap((binding) => binding.makers),
    );
    for (const node of new Set(makers.filter(isImport)))
      for (const { bound, what } of broughtBy(file, node))
        if (what.kind === 'file' || (what.kind === 'name' && this.#isOwn(what.binding)))
          file.names.add(bound);
  }

  /** It is not a library's that the other file has imported. */
  #isOwn(binding: Binding | undefined): boolean {
    return binding !== undefined && !/^(?:entry|module|missing)\./.test(this.flow.types.exported(binding));
  }

  /** A name of a module of ours, imported: what it is called here. */
  import(name: string, from: string): string {
    let names = this.imports.get(from);
    if (names === undefined) this.imports.set(from, (names = new Map<string, string>()));
    let alias = names.get(name);
    if (alias === undefined) {
      alias = name.replace(/^(?:\* as|type) /, '');
      while (
        this.file.names.has(alias) ||
        RESERVED.has(alias) ||
        isLocal(alias) ||
        this.#taken(alias, name, from)
      )
        alias += '_';
      names.set(name, alias);
    }
    return alias;
  }

  #taken(alias: string, name: string, from: string): boolean {
    for (const [module, names] of this.imports)
      for (const [other, taken] of names)
        if (taken === alias && (module !== from || other !== name)) return true;
    return false;
  }

  importFile(path: string, names: string): void {
    const list = this.fileImports.get(path) ?? new Set();
    list.add(names);
    this.fileImports.set(path, list);
  }

  setEmitted(emission: Emission): void {
    this.#emitted.set(emission.unit, emission);
  }

  /** It is what this pass emitted, or took from the last one. */
  isCurrent(emission: Emission): boolean {
    return this.#emitted.get(emission.unit) === emission;
  }

  setForeign(node: ExprNode, emission: Emission): void {
    this.#foreign.set(node, emission);
  }

  /** Whoever emitted an expression; it may be of the statement that asks. */
  emissionOf(node: ExprNode, isOwn: boolean): Emission | undefined {
    const foreign = this.#foreign.get(node);
    if (foreign !== undefined || isOwn) return foreign;
    const statement = this.file.statementOf(node);
    return statement === undefined ? undefined : this.#emitted.get(statement);
  }
}

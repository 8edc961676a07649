/** What imports bring: modules and names of libraries, other files of the program, and names of theirs. */
import { entryOf, moduleOf } from '../library/index.js';
import { IGNORED } from '../library/standard.js';
import type { SourceFile } from '../program.js';
import type { ExceptHandler, Node, Stmt } from '../syntax.js';
import type { Binding } from './scopes.js';

export type ImportNode = Stmt<'Import'> | Stmt<'ImportFrom'>;

/** What a name stands for that is imported. */
export type Imported =
  | { readonly kind: 'module' | 'entry'; readonly path: string }
  | { readonly kind: 'file'; readonly file: SourceFile; readonly module: string }
  /** Of another file: undefined if it is `*`. */
  | { readonly kind: 'name'; readonly file: SourceFile; readonly binding: Binding | undefined }
  | { readonly kind: 'missing'; readonly path: string };

/** A name that an import binds. */
export interface Brought {
  /** As the module that it comes from calls it. */
  readonly name: string;
  readonly bound: string;
  readonly what: Imported;
}

export function isImport(node: Node): node is ImportNode {
  return node.nodeType === 'Import' || node.nodeType === 'ImportFrom';
}

/** All that an import brings, in order. */
export function broughtBy(file: SourceFile, node: ImportNode): Brought[] {
  return node.nodeType === 'Import' ? modulesOf(file, node) : namesOf(file, node);
}

function modulesOf(from: SourceFile, node: Stmt<'Import'>): Brought[] {
  return node.names.map(({ name, asname }) => {
    const bound = asname ?? name.split('.')[0] ?? name;
    const target = asname === undefined ? bound : name;
    const file = otherFile(from, name);
    if (file !== undefined) {
      const module = otherFile(from, target)?.moduleName ?? file.moduleName;
      return { name, bound, what: { kind: 'file', file, module } };
    }
    const module = moduleOf(target, from.patched) ?? (IGNORED.has(target) ? target : undefined);
    return {
      name,
      bound,
      what: module === undefined ? { kind: 'missing', path: name } : { kind: 'module', path: module },
    };
  });
}

function namesOf(from: SourceFile, node: Stmt<'ImportFrom'>): Brought[] {
  const source = sourceOf(from, node);
  if (source === '__future__') return [];
  const file = otherFile(from, source);
  return node.names.map(({ name, asname }) => ({
    name,
    bound: asname ?? name,
    what: named(from, source, file, name),
  }));
}

function named(from: SourceFile, source: string, file: SourceFile | undefined, name: string): Imported {
  const inner = otherFile(from, source === '' ? name : `${source}.${name}`);
  if (inner !== undefined) return { kind: 'file', file: inner, module: inner.moduleName };
  if (file !== undefined) {
    const binding = file.root.bindings.get(name);
    const isThere = binding !== undefined || name === '*';
    return isThere ? { kind: 'name', file, binding } : { kind: 'missing', path: `${source}.${name}` };
  }
  const module = moduleOf(source, from.patched);
  const path = `${module ?? source}.${name}`;
  if (entryOf(path) !== undefined) return { kind: 'entry', path };
  const submodule = moduleOf(`${source}.${name}`, from.patched);
  if (submodule !== undefined) return { kind: 'module', path: submodule };
  const isOurs = module !== undefined || source.startsWith('gevent') || source.startsWith('evergreen');
  return { kind: 'missing', path: isOurs ? `${source}.${name}` : source };
}

/** The module that is meant, relative ones too. */
export function sourceOf(from: SourceFile, { module = '', level = 0 }: Stmt<'ImportFrom'>): string {
  if (level === 0) return module;
  const folder = from.moduleName.split('.').slice(0, -level);
  return [...folder, ...(module === '' ? [] : [module])].join('.');
}

function otherFile(from: SourceFile, module: string): SourceFile | undefined {
  const file = from.program?.resolve(module, from);
  return file === from ? undefined : file;
}

/** Imports in a `try` that catches an ImportError. */
export function triedImports(node: Node, isTried = false, found = new Set<Node>()): Set<Node> {
  if (isImport(node)) {
    if (isTried) found.add(node);
    return found;
  }
  for (const block of ['body', 'orelse', 'finalbody', 'handlers', 'cases'] as const) {
    const list: unknown = (node as Partial<Record<typeof block, unknown>>)[block];
    if (!Array.isArray(list)) continue;
    const tries = block === 'body' && node.nodeType === 'Try' && catchesImports(node as Stmt<'Try'>);
    for (const one of list) triedImports(one as Node, tries || (isTried && !isFunctionNode(node)), found);
  }
  return found;
}

const isFunctionNode = ({ nodeType }: Node): boolean => nodeType === 'FunctionDef';

function catchesImports({ handlers }: Stmt<'Try'>): boolean {
  return handlers.some(catchesImport);
}

/** What is not there is an ImportError that the program expects. */
function catchesImport({ type }: ExceptHandler): boolean {
  if (type === undefined) return true;
  const types = type.nodeType === 'Tuple' ? type.elts : [type];
  return types.some(
    (one) => one.nodeType === 'Name' && ['ImportError', 'ModuleNotFoundError', 'Exception'].includes(one.id),
  );
}

/** `from module import *`, where it is known what the module has: the names of it that the file mentions take the place of the star. */
import { entryOf, moduleOf } from '../library/index.js';
import { type Module, type Node, type Stmt, type StmtNode, isFunction, membersOf } from '../syntax.js';

interface ParsedFile {
  readonly path: string;
  readonly tree: Module;
}

/** Modules that hide a built-in function with one that is not there. */
const HIDING = new Set(['os']);

/** Replace the stars in the trees of a program, in place. What is left is of modules that nobody knows. */
export function expandStars(files: readonly ParsedFile[]): void {
  const byName = new Map(files.map((file) => [moduleName(file.path), file]));
  const done = new Set<ParsedFile>();
  const expand = (file: ParsedFile): void => {
    if (done.has(file)) return;
    done.add(file);
    for (const statement of starsOf(file.tree)) {
      const other = targets(file, statement).flatMap((name) => byName.get(name) ?? [])[0];
      if (other !== undefined) expand(other);
      const names = other === undefined ? ofLibrary(file, statement) : exportsOf(other.tree);
      const [star] = statement.names;
      if (names === undefined || star === undefined) continue;
      const wanted = mentioned(file.tree);
      // Those of the file's own are for whoever imports it with a star, too.
      statement.names = names.filter((name) => wanted.has(name)).map((name) => ({ ...star, name }));
    }
  };
  for (const file of files) expand(file);
}

const moduleName = (path: string): string =>
  path
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');

/** What the module that is meant may be called among the program's files. */
function targets(file: ParsedFile, { module = '', level = 0 }: Stmt<'ImportFrom'>): string[] {
  const folder = moduleName(file.path).split('.').slice(0, -Math.max(1, level));
  const below = [...folder, module].filter((part) => part !== '').join('.');
  return level > 0 ? [below] : [module, below];
}

function starsOf(tree: Module): Stmt<'ImportFrom'>[] {
  return tree.body.filter(
    (one): one is Stmt<'ImportFrom'> => one.nodeType === 'ImportFrom' && one.names[0]?.name === '*',
  );
}

function ofLibrary(file: ParsedFile, { module = '', level = 0 }: Stmt<'ImportFrom'>): string[] | undefined {
  const known = level === 0 && !HIDING.has(module) ? moduleOf(module, false) : undefined;
  if (known === undefined) return undefined;
  return [...mentioned(file.tree)].filter(
    (name) => !name.startsWith('_') && entryOf(`${known}.${name}`) !== undefined,
  );
}

/** Names that a module binds, but for its private ones; those of `__all__` if it says so. */
function exportsOf(tree: Module): string[] {
  const names = new Set<string>();
  let all: string[] | undefined;
  const bind = (node: Node): void => {
    if (node.nodeType === 'Name') names.add((node as Node & { id: string }).id);
    else for (const child of membersOf(node)) bind(child);
  };
  const visit = (statement: StmtNode): void => {
    if (statement.nodeType === 'Import' || statement.nodeType === 'ImportFrom')
      for (const { name, asname } of statement.names) names.add(asname ?? name.split('.')[0] ?? name);
    else if (isFunction(statement) || statement.nodeType === 'ClassDef')
      names.add((statement as { name: string }).name);
    else if (statement.nodeType === 'AnnAssign') bind(statement.target);
    else if (statement.nodeType === 'Assign') {
      statement.targets.forEach(bind);
      const [only] = statement.targets;
      if (only?.nodeType === 'Name' && only.id === '__all__') all = stringsIn(statement.value);
    } else for (const child of membersOf(statement)) if (isStatement(child)) visit(child);
  };
  tree.body.forEach(visit);
  return all ?? [...names].filter((name) => !name.startsWith('_') && name !== '*');
}

const isStatement = (node: Node): node is StmtNode => 'lineno' in node && !('ctx' in node);

function stringsIn(node: Node): string[] {
  if (node.nodeType === 'Constant') {
    const { value } = node as Node & { value: unknown };
    return typeof value === 'string' ? [value] : [];
  }
  return membersOf(node).flatMap(stringsIn);
}

function mentioned(node: Node, names = new Set<string>()): Set<string> {
  if (node.nodeType === 'Name') names.add((node as Node & { id: string }).id);
  for (const child of membersOf(node)) mentioned(child, names);
  return names;
}

/** Imports: of libraries, which are imported by what is used of them; of other files of the program. */
import { entryOf, moduleOf } from '../library/index.js';
import { IGNORED } from '../library/standard.js';
import { Refusal, type SourceFile } from '../program.js';
import type { Stmt } from '../syntax.js';
import { exportedType } from './access.js';
import type { Context } from './context.js';
import { text, variable } from './names.js';

function importStatement(cx: Context, node: Stmt<'Import'>): void {
  for (const { name, asname } of node.names) {
    const bound = asname ?? name.split('.')[0] ?? name;
    const target = asname === undefined ? bound : name;
    const file = cx.file.program?.resolve(name, cx.file);
    if (file !== undefined && file !== cx.file) {
      cx.importFile(file, `* as ${variable(bound)}`);
      define(
        cx,
        bound,
        `file.${asname === undefined ? (cx.file.program?.resolve(bound, cx.file)?.moduleName ?? file.moduleName) : file.moduleName}`,
      );
      continue;
    }
    const module = moduleOf(target, cx.file.patched) ?? (IGNORED.has(target) ? target : undefined);
    if (module === undefined) missing(cx, node, bound, name);
    else define(cx, bound, `module.${module}`);
  }
}

function importFrom(cx: Context, node: Stmt<'ImportFrom'>): void {
  const from = source(cx, node);
  if (from === '__future__') return;
  const file = cx.file.program?.resolve(from, cx.file);
  for (const { name, asname } of node.names) {
    const bound = asname ?? name;
    if (name === '*')
      throw new Refusal(node, `from ${from} import *`, 'which names it brings is not known: name them');
    const submodule = cx.file.program?.resolve(from === '' ? name : `${from}.${name}`, cx.file);
    if (submodule !== undefined && submodule !== cx.file) {
      cx.importFile(submodule, `* as ${variable(bound)}`);
      define(cx, bound, `file.${submodule.moduleName}`);
    } else if (file !== undefined && file !== cx.file) fromFile(cx, node, file, name, bound);
    else fromLibrary(cx, node, from, name, bound);
  }
}

/** The module that is meant, relative ones too. */
function source(cx: Context, { module = '', level = 0 }: Stmt<'ImportFrom'>): string {
  if (level === 0) return module;
  const folder = cx.file.moduleName.split('.').slice(0, -level);
  return [...folder, ...(module === '' ? [] : [module])].join('.');
}

function fromFile(
  cx: Context,
  node: Stmt<'ImportFrom'>,
  file: SourceFile,
  name: string,
  bound: string,
): void {
  const binding = file.root.bindings.get(name);
  if (binding === undefined)
    throw new Refusal(node, `${file.moduleName}.${name}`, 'the module has no such name');
  const type = exportedType(cx, binding);
  if (
    type?.startsWith('entry.') === true ||
    type?.startsWith('module.') === true ||
    type?.startsWith('missing.') === true
  ) {
    define(cx, bound, type);
    return;
  }
  cx.importFile(file, name === bound ? variable(name) : `${variable(name)} as ${variable(bound)}`);
  define(cx, bound, type);
}

function fromLibrary(cx: Context, node: Stmt<'ImportFrom'>, from: string, name: string, bound: string): void {
  const module = moduleOf(from, cx.file.patched);
  const path = `${module ?? from}.${name}`;
  const inner = moduleOf(`${from}.${name}`, cx.file.patched);
  const entry = entryOf(path);
  if (entry !== undefined) {
    cx.facts.uses(entry);
    define(cx, bound, `entry.${path}`);
  } else if (inner !== undefined) define(cx, bound, `module.${inner}`);
  else if (module !== undefined || from.startsWith('gevent') || from.startsWith('evergreen'))
    missing(cx, node, bound, `${from}.${name}`);
  else missing(cx, node, bound, from);
}

function define(cx: Context, name: string, type: string | undefined): void {
  const binding = cx.scope.lookup(name);
  if (binding === undefined) return;
  cx.facts.setType(binding, type);
  // One that is also made otherwise is a variable.
  const entry = type?.startsWith('entry.') === true ? entryOf(type.slice(6)) : undefined;
  if (entry !== undefined && cx.facts.typeOf(binding) === 'any')
    cx.line(`${variable(name)} = ${cx.library(entry)};`);
}

/** A module that is not there: as in Python where one tries, else a refusal wherever it is used. */
function missing(cx: Context, node: Stmt<'Import'> | Stmt<'ImportFrom'>, bound: string, name: string): void {
  if (cx.frame.triesImport > 0) {
    cx.check(node, `import ${name}`, 'it is not there: an ImportError, which the program catches');
    cx.line(`throw new ${cx.helper('ModuleNotFoundError')}(${text(`No module named '${name}'`)});`);
    return;
  }
  cx.refuse(node, `import ${name}`, 'there is no such module here: whatever uses it throws');
  cx.line(`// NOT PORTED: ${cx.file.lines[node.lineno - 1]?.trim() ?? ''}`);
  define(cx, bound, `missing.${name}`);
}

export const imports = { Import: importStatement, ImportFrom: importFrom };

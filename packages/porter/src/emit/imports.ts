/** Imports: of libraries, which are imported by what is used of them; of other files of the program. */
import { type Brought, type ImportNode, broughtBy, sourceOf } from '../analysis/imports.js';
import type { Binding } from '../analysis/scopes.js';
import { entryOf } from '../library/index.js';
import { Refusal, type SourceFile } from '../program.js';
import type { Stmt } from '../syntax.js';
import type { Context } from './context.js';
import { runtimeModule } from './module-values.js';
import { text, variable } from './names.js';
import { bound as nameBound } from './targets.js';

function importStatement(cx: Context, node: Stmt<'Import'>): void {
  for (const one of broughtBy(cx.file, node)) imported(cx, node, one);
}

function importFrom(cx: Context, node: Stmt<'ImportFrom'>): void {
  for (const one of broughtBy(cx.file, node)) {
    if (one.name === '*')
      throw new Refusal(
        node,
        `from ${sourceOf(cx.file, node)} import *`,
        'which names it brings is not known: name them',
      );
    imported(cx, node, one);
  }
}

function imported(cx: Context, node: ImportNode, { name, bound, what }: Brought): void {
  const isSubprocess = /^subprocess\b/.test(node.nodeType === 'Import' ? name : sourceOf(cx.file, node));
  if (isSubprocess && cx.file.usesGevent && !cx.file.patched && what.kind !== 'file')
    cx.check(node, 'subprocess that is not patched', 'others run while a program runs, in Python they wait');
  switch (what.kind) {
    case 'module':
      ofModule(cx, what.path, bound);
      return;
    case 'file':
      cx.importFile(what.file, `* as ${variable(bound)}`);
      return;
    case 'name':
      fromFile(cx, node, what.file, name, bound);
      return;
    case 'entry':
      fromLibrary(cx, what.path, bound);
      return;
    case 'missing':
      missing(cx, node, what.path);
  }
}

function fromFile(cx: Context, node: ImportNode, file: SourceFile, name: string, bound: string): void {
  const binding = file.root.bindings.get(name);
  if (binding === undefined)
    throw new Refusal(node, `${file.moduleName}.${name}`, 'the module has no such name');
  if (/^(?:entry|module|missing)\./.test(cx.flow.types.exported(binding))) return;
  if (cx.scope.lookup(bound)?.constant === true)
    cx.importFile(file, name === bound ? variable(name) : `${variable(name)} as ${variable(bound)}`);
  else {
    // One that is also made otherwise is a variable.
    const own = cx.emission.kept(name);
    cx.importFile(file, `${variable(name)} as ${own}`);
    cx.line(`${nameBound(cx, bound)} = ${own};`);
  }
}

/** Modules are imported by what is used of them, but for a name that is one module or another. */
function ofModule(cx: Context, path: string, bound: string): void {
  const binding = cx.scope.lookup(bound);
  const from = runtimeModule(path);
  if (binding === undefined || from === undefined || !isElse(cx, binding)) return;
  cx.line(`${nameBound(cx, bound)} = ${cx.namespace(path.split('.').at(-1) ?? path, from)};`);
}

/** It is not, or not only, what this import brings: a variable. */
function isElse(cx: Context, binding: Binding): boolean {
  return !/^(?:entry|module)\./.test(cx.flow.types.ofName(binding));
}

function fromLibrary(cx: Context, path: string, bound: string): void {
  const entry = entryOf(path);
  const binding = cx.scope.lookup(bound);
  if (entry === undefined) return;
  cx.facts.mentions(entry);
  // One that is also made otherwise is a variable.
  if (binding !== undefined && isElse(cx, binding))
    cx.line(`${nameBound(cx, bound)} = ${cx.library(entry)};`);
}

/** A module that is not there: as in Python where one tries, else a refusal wherever it is used. */
function missing(cx: Context, node: ImportNode, name: string): void {
  if (cx.file.tries(node)) {
    cx.check(node, `import ${name}`, 'it is not there: an ImportError, which the program catches');
    cx.line(`throw new ${cx.helper('ModuleNotFoundError')}(${text(`No module named '${name}'`)});`);
    return;
  }
  cx.refuse(node, `import ${name}`, 'there is no such module here: whatever uses it throws');
  cx.line(`// NOT PORTED: ${cx.file.lines[node.lineno - 1]?.trim() ?? ''}`);
}

export const imports = { Import: importStatement, ImportFrom: importFrom };

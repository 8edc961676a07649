// The porting guide names what is there, and all of it: each counterpart that it gives is exported by the built package, or a
// member of what is, and from the entry it says; each public name of ours has its place in a table. Each port prints what it
// says. (The Python beside it is not run: Evergreen is not to be had for today's Python.)
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import ts from 'typescript';
import { BUILD_TIME, built } from '../support/built.js';
import { compile, entries, exportsOf, userOptions } from '../support/compile.js';
import {
  compileErrors,
  documentAt,
  itPrintsWhatItSays,
  outputOf,
  unknownBlocks,
} from '../support/documents.js';
import { ROOT } from '../support/root.js';

const guide = documentAt('docs/porting-from-python.md');

/** A line of one of its tables. */
interface Row {
  readonly line: number;
  /** The entry that the section is about; undefined where it is about more than one. */
  readonly entry: string | undefined;
  readonly cells: readonly string[];
}

/** The lines of all tables whose head is `head`. */
function rowsUnder(head: string): Row[] {
  const found: Row[] = [];
  let entry: string | undefined;
  let inside = false;
  guide.text.split('\n').forEach((line, number) => {
    if (line.startsWith('#')) entry = undefined;
    entry = /^From `(.*)`\.$/.exec(line)?.[1] ?? entry;
    if (!line.startsWith('|')) inside = false;
    else if (line === head) inside = true;
    else if (inside && !line.startsWith('|---'))
      found.push({ line: number + 1, entry, cells: line.split('|').slice(1, -1) });
  });
  return found;
}

/** The names in code of one cell, but for those that are links: they are others'. */
function namesIn(cell: string): string[] {
  const own = cell.replace(/\[.*?\]\(.*?\)/g, '');
  return [...own.matchAll(/`(.*?)`/g)].map((match) => match[1] ?? '');
}

const counterparts = rowsUnder('| Evergreen | Here | What is different, and why |');
const additions = rowsUnder('| Name | For |');

/** Each name of the package, and each `Class.member`, with the entries that export it. */
class Names {
  readonly #entries = new Map<string, Set<string>>();
  /** Those that are to have a place: exports, and the public members that classes declare themselves. */
  readonly own = new Set<string>();
  readonly #checker: ts.TypeChecker;

  constructor(installed: string, cwd: string) {
    const roots = [...entries('types')].map(([entry, path]) => ({
      entry,
      path: join(installed, path.slice(ROOT.length)),
    }));
    const program = compile(new Map(), userOptions(), { roots: roots.map(({ path }) => path), cwd });
    this.#checker = program.getTypeChecker();
    for (const { entry, path } of roots)
      for (const symbol of exportsOf(program, path)) this.#note(entry, symbol);
  }

  entriesOf(name: string): ReadonlySet<string> {
    return this.#entries.get(name) ?? new Set();
  }

  /** `owner`: of what a module has that is exported as a whole. */
  #note(entry: string, symbol: ts.Symbol, owner = ''): void {
    const name = `${owner}${symbol.name}`;
    this.own.add(name);
    this.#add(name, entry);
    const module = this.#moduleOf(symbol);
    // Its numbers, as errno's, are not placed one by one.
    for (const one of module === undefined ? [] : this.#checker.getExportsOfModule(module)) {
      const { flags } = this.#resolved(one);
      if (entry.endsWith('/lib') && !(flags & ts.SymbolFlags.Variable))
        this.#note(entry, this.#resolved(one), `${name}.`);
    }
    const members = [
      ...this.#checker.getPropertiesOfType(this.#checker.getDeclaredTypeOfSymbol(symbol)),
      ...this.#checker.getPropertiesOfType(this.#checker.getTypeOfSymbol(symbol)),
    ];
    for (const member of members) this.#add(`${name}.${member.name}`, entry);
    if (!(symbol.flags & ts.SymbolFlags.Class)) return;
    const isError = this.#checker
      .getPropertiesOfType(this.#checker.getDeclaredTypeOfSymbol(symbol))
      .some((member) => member.name === 'stack');
    for (const member of [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])]) {
      if (!/^[a-z]\w*$/i.test(member.name) || member.name === 'prototype') continue;
      if (member.flags & ts.SymbolFlags.TypeParameter) continue;
      if (isError && ['name', 'code'].includes(member.name)) continue;
      if (member.declarations?.some(isHidden) === true) continue;
      this.own.add(`${name}.${member.name}`);
    }
  }

  #resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** What is exported as a whole. */
  #moduleOf(symbol: ts.Symbol): ts.Symbol | undefined {
    const resolved = this.#resolved(symbol);
    return resolved.flags & ts.SymbolFlags.ValueModule ? resolved : undefined;
  }

  #add(name: string, entry: string): void {
    const known = this.#entries.get(name);
    if (known === undefined) this.#entries.set(name, new Set([entry]));
    else known.add(entry);
  }
}

function isHidden(declaration: ts.Declaration): boolean {
  return (
    (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) > 0
  );
}

describe('The porting guide', () => {
  let names: Names;

  before(async function () {
    this.timeout(BUILD_TIME);
    const { installed, user } = await built();
    names = new Names(installed, user);
  });

  it('has a counterpart, or a reason, for each name of Evergreen', () => {
    assert.ok(counterparts.length > 100);
    const bad = counterparts.filter(({ cells }) => {
      const [theirs = '', ours = '', why = ''] = cells;
      if (cells.length !== 3 || namesIn(theirs).length === 0) return true;
      return ours.trim() === '–' ? why.trim() === '' : namesIn(ours).length === 0;
    });
    assert.deepEqual(bad, []);
  });

  it('gives as counterparts only what the package exports, from the entry it says', () => {
    const wrong = [...counterparts, ...additions].flatMap(({ line, entry, cells }) =>
      namesIn(cells[additions.some((one) => one.line === line) ? 0 : 1] ?? '')
        .filter((name) => {
          const where = names.entriesOf(name);
          return entry === undefined ? where.size === 0 : !where.has(entry);
        })
        .map((name) => `line ${line}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('has a place for each public name of the package', () => {
    const placed = new Set([
      ...counterparts.flatMap(({ cells }) => namesIn(cells[1] ?? '')),
      ...additions.flatMap(({ cells }) => namesIn(cells[0] ?? '')),
    ]);
    assert.deepEqual(
      [...names.own].filter((name) => !placed.has(name)),
      [],
    );
  });

  it('has ports that compile under the options of this project, each with its output and its original', () => {
    assert.deepEqual(compileErrors([guide]), []);
    assert.deepEqual(unknownBlocks(guide, ['python', 'ts', 'text']), []);
    const { blocks, programs } = guide;
    const alone = programs.filter(
      (port) =>
        outputOf(guide, port) === undefined || blocks[blocks.indexOf(port) - 1]?.language !== 'python',
    );
    assert.deepEqual(alone, []);
  });

  itPrintsWhatItSays(guide);
});

// The published types show what users can use, and nothing of the inside: every type that they refer to is exported by an
// entry, and no member begins with an underscore but those that subclasses override.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import ts from 'typescript';
import { BUILD_TIME, built } from './support/built.js';
import { compile, entries, exportsOf, userOptions } from './support/compile.js';
import { ROOT } from './support/root.js';

/** By contract: a subclass overrides or calls them. */
const FOR_SUBCLASSES = new Set([
  ...['_setConnected', '_setAccepted', '_newConnection'],
  ...['_handOver', '_checkTaskOptions', '_taskOptions'],
]);

/** What is seen in them all the same: bases that have public members only, and the name that a plain `yield` is answered with. */
const SEEN = new Set(['BaseCoIterator', 'StandardStream', 'use_yield_star']);

describe('The published types', function () {
  this.timeout(BUILD_TIME);
  let program: ts.Program;
  let checker: ts.TypeChecker;
  let installed: string;
  /** What the entries export, aliases followed. */
  const exported = new Set<ts.Symbol>();

  before(async () => {
    const { installed: folder, user } = await built();
    installed = folder;
    const roots = [...entries('types')].map(([, path]) => join(folder, path.slice(ROOT.length)));
    program = compile(new Map(), userOptions(), { roots, cwd: user });
    checker = program.getTypeChecker();
    for (const root of roots) for (const symbol of exportsOf(program, root)) note(resolved(symbol));
    assert.ok(exported.size > 80);
  });

  /** A module that is exported as a whole is exported name by name. */
  function note(symbol: ts.Symbol): void {
    exported.add(symbol);
    if (symbol.declarations?.some(ts.isSourceFile) === true)
      for (const one of checker.getExportsOfModule(symbol)) exported.add(resolved(one));
  }

  function resolved(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  }

  /** Does it stand at the top of one of our files? */
  function isOurs(symbol: ts.Symbol): boolean {
    const [declaration] = symbol.declarations ?? [];
    return (
      declaration !== undefined &&
      declaration.getSourceFile().fileName.startsWith(installed) &&
      (ts.isSourceFile(declaration.parent) || ts.isVariableDeclarationList(declaration.parent))
    );
  }

  it('refer to nothing that no entry exports', () => {
    const inside = new Set<string>();
    const visit = (node: ts.Node, owner: string): void => {
      if (ts.isIdentifier(node)) {
        const found = checker.getSymbolAtLocation(node);
        const symbol = found && resolved(found);
        if (symbol !== undefined && isOurs(symbol) && !exported.has(symbol) && !SEEN.has(symbol.name))
          inside.add(`${symbol.name}, of ${owner}`);
      }
      ts.forEachChild(node, (child) => visit(child, owner));
    };
    for (const symbol of exported)
      for (const declaration of symbol.declarations ?? []) visit(declaration, symbol.name);
    assert.deepEqual([...inside], []);
  });

  it('have no members of the inside', () => {
    const members = [...exported].flatMap((symbol) =>
      [checker.getDeclaredTypeOfSymbol(symbol), checker.getTypeOfSymbol(symbol)]
        .flatMap((type) => checker.getPropertiesOfType(type))
        // What a Duplex of Node's has is Node's business.
        .filter(({ declarations }) =>
          declarations?.some((one) => one.getSourceFile().fileName.startsWith(installed)),
        )
        .filter(({ name }) => name.startsWith('_') && !name.startsWith('__') && !FOR_SUBCLASSES.has(name))
        .map(({ name }) => `${symbol.name}.${name}`),
    );
    assert.deepEqual(members, []);
  });
});

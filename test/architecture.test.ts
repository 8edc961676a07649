// The order of the layers, read from the import statements of every file: imports go one way, there are no cycles (of types
// neither), and each door to the outside is in the one place where it belongs.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Module {
  /** Relative to src, with forward slashes: "loop/hub.ts". */
  readonly path: string;
  readonly source: ts.SourceFile;
  /** The text without comments. */
  readonly code: string;
  /** What it imports or re-exports, types included: files of ours as paths, others by name. */
  readonly imports: readonly string[];
}

const printer = ts.createPrinter({ removeComments: true });

const modules = modulesIn(SRC);

/** The TypeScript files in a folder, in order of name. */
function modulesIn(folder: string): Module[] {
  return readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
      return { path, source, code: printer.printFile(source), imports: importsOf(path, source) };
    });
}

/** Imports of every kind: statements, re-exports, import('…') as a type or a call. */
function importsOf(path: string, source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(resolved(path, specifier.text));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

/** Files of ours that a module imports. `#platform` and `#environment` stand for both of their files. */
function ours({ imports }: Module): string[] {
  return imports.flatMap((name) => {
    if (name === '#platform') return ['loop/platform/node.ts', 'loop/platform/web.ts'];
    if (name === '#environment') return ['environment/node.ts', 'environment/web.ts'];
    return name.endsWith('.ts') ? [name] : [];
  });
}

function inFolder(module: Module, ...folders: string[]): boolean {
  return folders.some((folder) => module.path.startsWith(`${folder}/`));
}

/** Free names that a file uses: not declared in it, no property, no key, no type. */
function globalsOf({ source }: Module, names: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node) && names.has(node.text) && isFree(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    // globalThis.setTimeout is the global, too.
    const whole = ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis';
    return parent.expression === node || whole;
  }
  const named =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent);
  return !(named && parent.name === node);
}

/** Imports from node:net that touch no socket. */
const ABOUT_ADDRESSES = /^\{ (?:(?:isIP(?:v[46])?|SocketAddress)(?:, )?)+ \}$/;

/** It is there for what the other module does, not for what that exports. */
function isBareImport(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) && statement.importClause === undefined;
}

/** It declares something, or completes by an assignment what was declared, and calls nobody. */
function isHarmless(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isDeclarationStatement(statement) ||
    (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression))
  );
}

/** What users import. */
const ENTRIES = new Set([
  'index.ts',
  'explore/index.ts',
  'io/index.ts',
  'executors/base.ts',
  'executors/index.ts',
  'futures/index.ts',
  'lib/index.ts',
  'lowlevel/index.ts',
  'subprocess/index.ts',
  'monitor/index.ts',
  'testing/index.ts',
  'trace/index.ts',
]);

/** Lower ones know nothing of higher ones; those with the same number stand side by side. */
const LAYERS: Readonly<Record<string, number>> = {
  trim: 0,
  errors: 1,
  check: 1,
  loop: 2,
  park: 3,
  handles: 3,
  tasklet: 4,
  sync: 4,
  futures: 5,
  trace: 5,
  io: 6,
  testing: 7,
  lowlevel: 7,
  monitor: 7,
  subprocess: 7,
  lib: 7,
  executors: 8,
  explore: 8,
  environment: 8,
  index: 9,
};

function layerOf(path: string): string {
  return path.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

describe('Architecture', () => {
  it('is read from sources that are there', () => {
    expect(modules.map(({ path }) => path)).to.include.members([
      'errors.ts',
      'index.ts',
      'loop/hub.ts',
      'park/leaf.ts',
    ]);
    for (const { path, imports } of modules)
      for (const name of imports.filter((one) => one.endsWith('.ts')))
        expect(
          modules.some((one) => one.path === name),
          `${path} imports ${name}`,
        ).to.equal(true);
  });

  it('has no file outside its layers', () => {
    for (const { path } of modules) expect(LAYERS, path).to.have.property(layerOf(path));
  });

  it('imports one way only: trim, errors and check, loop, park and handles, tasklet and sync, futures and trace, io, testing, lowlevel, monitor and subprocess, executors, explore and environment, index', () => {
    const wrong: string[] = [];
    for (const module of modules) {
      const from = layerOf(module.path);
      for (const name of ours(module)) {
        const to = layerOf(name);
        if (from !== to && (LAYERS[to] as number) >= (LAYERS[from] as number))
          wrong.push(`${module.path} imports ${name}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('has no cycles, of types neither', () => {
    const byPath = new Map(modules.map((module) => [module.path, module]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      const module = byPath.get(path);
      if (done.has(path) || trail.includes(path) || module === undefined) return;
      for (const name of ours(module)) visit(name, [...trail, path]);
      done.add(path);
    };
    for (const { path } of modules) visit(path, []);
    expect(cycles).to.deep.equal([]);
  });

  it('depends on no package at all', () => {
    const foreign = modules.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !name.endsWith('.ts') && !name.startsWith('node:') && !name.startsWith('#'))
        .map((name) => `${path} imports ${name}`),
    );
    expect(foreign).to.deep.equal([]);
  });

  it('imports nothing of Node in the core, but in its platform modules, and there not in that of the web', () => {
    const wrong = modules
      .filter(
        (module) =>
          inFolder(module, 'loop', 'park', 'tasklet', 'sync', 'futures', 'trace', 'testing', 'explore') ||
          !module.path.includes('/'),
      )
      .filter(
        ({ path, imports }) =>
          (!path.startsWith('loop/platform/') || path.endsWith('/web.ts')) &&
          imports.some((name) => name.startsWith('node:')),
      )
      .map(({ path }) => path);
    expect(wrong).to.deep.equal([]);
  });

  it('imports nothing of Node in io/stream, testing, explore and all they stand on: streams in memory and the explorer run in a browser', () => {
    const byPath = new Map(modules.map((module) => [module.path, module]));
    const reached = new Set<string>();
    const visit = (path: string): void => {
      const module = byPath.get(path);
      if (module === undefined || reached.has(path) || path === 'loop/platform/node.ts') return;
      reached.add(path);
      for (const name of ours(module)) visit(name);
    };
    for (const module of modules) if (inFolder(module, 'io/stream', 'testing', 'explore')) visit(module.path);
    expect([...reached]).to.include.members(['io/stream/stream.ts', 'io/errors.ts', 'loop/platform/web.ts']);
    const wrong = [...reached].filter((path) =>
      byPath.get(path)?.imports.some((name) => name.startsWith('node:')),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('touches the system’s timers, clock and process in src/loop only, and the environment where that is read', () => {
    const names = new Set([
      'setImmediate',
      'setTimeout',
      'setInterval',
      'performance',
      'process',
      'MessageChannel',
    ]);
    // The handles know the process by another door: process.binding.
    const wrong = modules
      .filter((module) => !inFolder(module, 'loop', 'handles', 'environment'))
      .flatMap((module) => globalsOf(module, names).map((name) => `${module.path} uses ${name}`));
    expect(wrong).to.deep.equal([]);
  });

  it('touches sockets, terminals, children and Node’s bindings in src/handles only', () => {
    const sockets = new Set([
      'node:net',
      'node:dgram',
      'node:tty',
      'node:tls',
      'node:stream',
      'node:child_process',
    ]);
    const touches = ({ code }: Module): boolean => {
      // What an address is called is a question to node:net, but about no socket.
      const imports = [...code.matchAll(/^(?:im|ex)port (?!type )(.*) from ["'](.*)["'];$/gm)];
      return (
        /\bprocess\.binding\b/.test(code) ||
        imports.some(([, names = '', from = '']) => sockets.has(from) && !ABOUT_ADDRESSES.test(names))
      );
    };
    const wrong = modules
      .filter((module) => !inFolder(module, 'handles') && touches(module))
      .map(({ path }) => path);
    expect(wrong).to.deep.equal([]);
    expect(modules.some(touches), 'handles touch them').to.equal(
      modules.some((one) => inFolder(one, 'handles')),
    );
  });

  it('knows the hub in src/loop and in one file of the handles only', () => {
    const knowing = modules
      .filter(({ imports, code }) => imports.includes('loop/hub.ts') || /\._hub\b/.test(code))
      .filter((module) => !inFolder(module, 'loop'))
      .map(({ path }) => path);
    expect(knowing).to.deep.equal(['handles/enter-hub.ts']);
  });

  it('resumes tasklets in one file: no other says who runs, or what is thrown in', () => {
    const wrong = modules
      .filter(({ code }) => /\b(beginRunning|endRunning|setDelivering)\(/.test(code))
      .map(({ path }) => path);
    expect(wrong).to.deep.equal(['park/leaf.ts', 'tasklet/coroutine.ts']);
  });

  it('has entries that only re-export, and see to it that there is a loop', () => {
    for (const { path, source, imports } of modules.filter((module) => ENTRIES.has(module.path))) {
      const others = source.statements.filter((statement) => !ts.isExportDeclaration(statement));
      expect(others.every(isBareImport), path).to.equal(true);
      const first = path === 'index.ts' ? '#environment' : 'tasklet/event-loop.ts';
      if (others.length > 0) expect(imports.slice(0, others.length)).to.deep.equal([first]);
    }
  });

  it('does something by being loaded only where package.json tells bundlers so', () => {
    const { sideEffects } = JSON.parse(readFileSync(join(SRC, '../package.json'), 'utf8')) as {
      sideEffects: string[];
    };
    // Nobody asks what of a bundle is needed.
    expect(sideEffects.pop()).to.equal('./dist/bundle/**/*.js');
    const listed = sideEffects.map((path) => path.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts'));
    const doing = modules.filter(({ source }) =>
      source.statements.some((one) => isBareImport(one) || !isHarmless(one)),
    );
    expect(doing.map(({ path }) => path).sort()).to.deep.equal(listed.sort());
  });

  it('knows the order of folders it lists', () => {
    // A folder that comes to exist must be given its place.
    const folders = new Set(
      modules.map(({ path }) => dirname(path).split('/')[0]).filter((name) => name !== '.'),
    );
    for (const folder of folders) expect(Object.keys(LAYERS)).to.include(folder);
  });
});

/** Exploring step by step is part of no published entry: the one workspace that shows the steps takes it from the sources. */
const UNPUBLISHED: Readonly<Record<string, string>> = {
  'evergreen-playground src/worker/session.ts': '../../../src/explore/session.ts',
  // What still runs when a ported program ends is killed, which gevent has no name for.
  'evergreen-playground src/worker/ported-modules.ts': '../../porter/src/gevent/hub.ts',
};

describe('Workspaces', () => {
  const PACKAGES = join(SRC, '../packages');
  const root = descriptionIn(join(SRC, '..'));
  const entries = Object.keys(root.exports ?? {}).map((key) => posix.join(root.name, key));

  for (const folder of readdirSync(PACKAGES)) {
    const path = join(PACKAGES, folder);
    const { name, dependencies = {}, peerDependencies = {} } = descriptionIn(path);

    it(`${name} imports published entries of the library, what its package.json names, and files of its own`, () => {
      const named = Object.keys({ ...dependencies, ...peerDependencies });
      const allowed = (specifier: string): boolean =>
        packageOf(specifier) === root.name
          ? entries.includes(specifier)
          : named.includes(packageOf(specifier));
      const wrong = modulesIn(join(path, 'src')).flatMap((module) =>
        module.imports
          // Bundlers are told by "?url" how a file is to be used.
          .map((one) => one.replace(/\?.*$/, ''))
          .filter((one) => !one.startsWith('node:') && (one.startsWith('../') || !/\.(ts|css)$/.test(one)))
          .filter((one) => !allowed(one) && UNPUBLISHED[`${name} src/${module.path}`] !== one)
          .map((one) => `src/${module.path} imports ${one}`),
      );
      expect(wrong).to.deep.equal([]);
    });

    it(`${name} is tested without the library’s sources`, () => {
      const tests = join(path, 'test');
      const wrong = (existsSync(tests) ? modulesIn(tests) : []).flatMap((module) =>
        module.imports
          .filter((one) => join(tests, one).startsWith(SRC))
          .map((one) => `test/${module.path} imports ${one}`),
      );
      expect(wrong).to.deep.equal([]);
    });
  }
});

interface Description {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function descriptionIn(folder: string): Description {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Description;
}

/** The package that an import is from: of `eslint/config` it is eslint. */
function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

// Bundles the library for Node: its entries, and a few chunks of what several of them share. Some two hundred modules, loaded one
// by one, cost a program dear, and long after: what Node keeps of each makes V8's heap grow, and once its young part has grown, V8
// marks the heap again and again while buffers come and go (benchmarks/RESULTS.md, echo). Bundlers take the modules one by one:
// they leave out what a program does not need. Theirs is the condition `module` of package.json.
//
// A module goes to the chunk of the first entry, in their order, that reaches it. So chunks import only those before them, and an
// entry loads little that it does not need.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rollup } from 'rollup';
import ts from 'typescript';

/** The chunks of these entries, which come first: what most programs load. */
const CHUNKS = {
  'loop/platform/web': 'base',
  'loop/platform/node': 'node',
  index: 'core',
  'futures/index': 'futures',
  'trace/index': 'trace',
  'testing/index': 'testing',
  'io/index': 'io',
};

/** A file of its own: it looks for its name in a stack, to know which folder the library is in. */
const ALONE = 'trim';

/** What rollup says of entries that export nothing. */
const EXPECTED = new Set(['EMPTY_BUNDLE']);

/** Characters outside ASCII: with one of them, V8 may take two bytes for each of the file. They are in strings only. */
const WIDE = /[^\0-\x7f]/g;

/** Without folder and ending: what package.json leads to (workers load their part by it, too), and what workers begin with. */
function entriesOf(folder) {
  const { exports, imports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const paths = (value) => (typeof value === 'object' ? Object.values(value).flatMap(paths) : [value]);
  const led = [exports, imports]
    .flatMap(paths)
    .flatMap((path) => /^\.\/dist\/bundle\/(.*)\.js$/.exec(path)?.[1] ?? []);
  const workers = readdirSync(join(folder, 'src/executors/worker')).flatMap(
    (file) => /^(.*-main)\.ts$/.exec(file)?.[1] ?? [],
  );
  const begun = workers.map((name) => `executors/worker/${name}`);
  return [...new Set([...Object.keys(CHUNKS), ALONE, ...led, ...begun])];
}

/** The name of the chunk of each module that several entries reach, by its file. Those of one entry stay with it. */
function chunksOf(entries, fileOf, importsOf) {
  const reached = new Map();
  for (const entry of entries) {
    const files = new Set([fileOf(entry)]);
    for (const file of files) {
      reached.set(file, [...(reached.get(file) ?? []), entry]);
      for (const next of importsOf(file)) files.add(next);
    }
  }
  for (const entry of entries) reached.delete(fileOf(entry));
  const shared = [...reached].filter(([, by]) => by.length > 1);
  const chunks = shared.map(([file, [first]]) => [file, CHUNKS[first] ?? first.replace(/\W/g, '-')]);
  return new Map([...chunks, [fileOf(ALONE), ALONE]]);
}

/** Each module as the compiler writes it, but in ASCII and without comments: V8 keeps the text. */
function typescript(options) {
  const compilerOptions = { ...options, module: ts.ModuleKind.ES2022, removeComments: true };
  return {
    name: 'typescript',
    resolveId: (id, from) => (id.startsWith('.') ? resolve(dirname(from), id.replace(/\.js$/, '.ts')) : null),
    load(fileName) {
      const text = readFileSync(fileName, 'utf8');
      const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions, fileName });
      return { code: outputText.replace(WIDE, escaped), map: sourceMapText };
    },
  };
}

function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Bundle src/ of the package in a folder to dist/bundle/. */
export async function bundle(folder) {
  const entries = entriesOf(folder);
  const fileOf = (entry) => join(folder, 'src', `${entry}.ts`);
  const config = join(folder, 'tsconfig.build.json');
  const { options } = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic },
  );
  const built = await rollup({
    input: Object.fromEntries(entries.map((entry) => [entry, fileOf(entry)])),
    external: /^(node:|#|evergreen-ts)/,
    preserveEntrySignatures: 'exports-only',
    plugins: [typescript(options)],
    onLog(_level, { code, message }) {
      if (!EXPECTED.has(code)) throw new Error(message);
    },
  });
  let chunks;
  await built.write({
    dir: join(folder, 'dist/bundle'),
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    hoistTransitiveImports: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
    manualChunks(file, { getModuleInfo }) {
      const importsOf = (one) => getModuleInfo(one).importedIds.filter((id) => !getModuleInfo(id).isExternal);
      return (chunks ??= chunksOf(entries, fileOf, importsOf)).get(file);
    },
  });
  await built.close();
}

function onUnRecoverableConfigFileDiagnostic({ messageText }) {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}

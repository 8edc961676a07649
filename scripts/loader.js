// The hooks of Node that load TypeScript through ts-node: `./file.js` is ./file.ts where that is what there is, and its types
// are stripped. They are not checked (`npm run check` does that). The text that results is kept in node_modules/.cache, under a hash of all
// that it depends on: a file is transpiled once for all the processes and all the versions of Node that load it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/evergreen-ts/transpiled');
const require = createRequire(import.meta.url);

/** What the text depends on besides the source: the compilers, their options, and this file. */
const COMMON = [
  readFileSync(require.resolve('ts-node/package.json'), 'utf8'),
  readFileSync(require.resolve('typescript/package.json'), 'utf8'),
  readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
  readFileSync(fileURLToPath(import.meta.url), 'utf8'),
].join('\0');

/** The JavaScript of the source at `path`. */
function transpiled(path) {
  const source = readFileSync(path, 'utf8');
  const hash = createHash('sha256').update([COMMON, path, source].join('\0')).digest('hex');
  const kept = join(CACHE, `${hash}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const text = transpile(path, source);
    keep(kept, text);
    return text;
  }
}

let compiler;

/** ts-node compiles; it is loaded only for what is not kept yet. */
function transpile(path, source) {
  compiler ??= require('ts-node').create({
    cwd: ROOT,
    transpileOnly: true,
    compilerOptions: { module: 'ESNext', moduleResolution: 'Bundler', noEmit: false },
  });
  return compiler.compile(source, path);
}

/** Other processes may do the same at this moment: the file appears at once as a whole. */
function keep(path, text) {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch {
    // Where nothing can be written, it is transpiled again the next time.
  }
}

const SCRIPT = /^(\.{1,2}\/.*)\.js$/;

/** The TypeScript file that an import of `specifier` means, if there is one. */
function typescriptOf(specifier, parentURL) {
  const [, path] = SCRIPT.exec(specifier) ?? [];
  if (path === undefined || !parentURL?.startsWith('file:') || parentURL.includes('/node_modules/')) return;
  const url = new URL(`${path}.ts`, parentURL);
  return existsSync(url) ? url.href : undefined;
}

function isTypescript(url) {
  return url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
}

export function resolve(specifier, context, next) {
  const url = typescriptOf(specifier, context.parentURL);
  return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
}

export function load(url, context, next) {
  if (!isTypescript(url)) return next(url, context);
  return { format: 'module', source: transpiled(fileURLToPath(url)), shortCircuit: true };
}

export const hooks = { resolve, load };

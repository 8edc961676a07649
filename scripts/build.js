// Builds dist/ of src/, in the folder where it is started: that of the library, which is bundled, too, or of a workspace. The
// result is kept in node_modules/.cache, under a hash of all that it depends on, and copied from there when the same is to be
// built again: the tests, which install the package as it would be published, need not build it anew.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = process.cwd();
const DIST = join(PACKAGE, 'dist');
const require = createRequire(import.meta.url);

/** The folder of the library itself. */
const IS_LIBRARY = relative(ROOT, PACKAGE) === '';

/** A hash of the sources, the tools, their options and the types that they are given. */
function hashOfInputs() {
  const hash = createHash('sha256');
  const sources = readdirSync(join(PACKAGE, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const common = [
    ...['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
    ...['scripts/build.js', 'scripts/bundle.js'],
  ].map((file) => join(ROOT, file));
  const own = ['package.json', 'tsconfig.build.json', ...sources.map((file) => `src/${file}`)];
  for (const file of [...common, ...own.map((one) => join(PACKAGE, one))])
    hash.update(`${relative(ROOT, file)}\0${readFileSync(file, 'utf8')}\0`);
  for (const name of ['typescript', '@types/node']) hash.update(require(`${name}/package.json`).version);
  return hash.digest('hex');
}

function compile() {
  const tsc = require.resolve('typescript/bin/tsc');
  const args = [tsc, '-p', 'tsconfig.build.json'];
  const { status, error } = spawnSync(process.execPath, args, { cwd: PACKAGE, stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Copy dist/ to `folder`, which appears as a whole: other processes may do the same at this moment. */
function keep(folder) {
  const unfinished = `${folder}.${process.pid}`;
  try {
    cpSync(DIST, unfinished, { recursive: true });
    renameSync(unfinished, folder);
  } catch {
    // It is there already, or nothing can be written: then it is compiled again the next time.
    rmSync(unfinished, { recursive: true, force: true });
  }
}

const kept = join(ROOT, 'node_modules/.cache/evergreen-ts/built', hashOfInputs());
rmSync(DIST, { recursive: true, force: true });
if (existsSync(kept)) {
  cpSync(kept, DIST, { recursive: true });
} else {
  compile();
  if (IS_LIBRARY) await bundle(PACKAGE);
  keep(kept);
}

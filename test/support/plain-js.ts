// The library as plain JavaScript, for programs in processes of their own: a copy of the project, built. The project's own
// dist/ is left alone, so it does not matter whether it is there, or how old it is.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ROOT } from './root.js';

const NOT_COPIED = new Set(['.git', 'dist', 'node_modules']);

let folder: string | undefined;

/** A folder in which `evergreen-ts` can be imported by name; made once a process, and gone when it ends. */
export function plainJs(): string {
  return (folder ??= make());
}

function make(): string {
  const project = projectCopy();
  execFileSync(process.execPath, ['scripts/build.js'], { cwd: project });
  return project;
}

/** A copy of the project without what it is built to, in a temporary folder, gone when this process ends. */
export function projectCopy(): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'evergreen-copy-')));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const project = join(parent, 'evergreen-ts');
  cpSync(ROOT, project, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
  return project;
}

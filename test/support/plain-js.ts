// The sources as plain JavaScript, for programs in processes of their own: the project's loader takes two seconds to start,
// needs what Node's permission model forbids, and prints warnings of its own.
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT, projectOptions } from './compile.js';

let folder: string | undefined;

/** A folder in which `evergreen-ts` can be imported by name; made once a process, and gone when it ends. */
export function plainJs(): string {
  return (folder ??= make());
}

function make(): string {
  const to = mkdtempSync(join(tmpdir(), 'evergreen-js-'));
  process.once('exit', () => rmSync(to, { recursive: true, force: true }));
  copyFileSync(join(ROOT, 'package.json'), join(to, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'), 'junction');
  const compilerOptions = projectOptions({ noEmit: false, module: ts.ModuleKind.ESNext });
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const fileName = join(ROOT, 'src', file);
    const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName });
    const path = join(to, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outputText);
  }
  return to;
}

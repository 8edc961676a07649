// Programs that tests run in processes of their own, in terminals and behind pipes: the files of test/programs, as JavaScript,
// on the built package.
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { built } from './built.js';
import { projectOptions } from './compile.js';
import { ROOT } from './root.js';

const made = new Map<string, Promise<string>>();

/** The path of test/programs/<name>.ts as JavaScript; made the first time. */
export function programFile(name: string): Promise<string> {
  let file = made.get(name);
  if (file === undefined) made.set(name, (file = make(name)));
  return file;
}

async function make(name: string): Promise<string> {
  const code = await readFile(resolve(ROOT, 'test/programs', `${name}.ts`), 'utf8');
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: projectOptions(),
    fileName: 'program.mts',
  });
  const file = join((await built()).user, `${name}-program.mjs`);
  await writeFile(file, outputText);
  return file;
}

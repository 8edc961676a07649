// Ports a source and runs the result in this process, with what it prints kept: types are taken off by esbuild, and imports
// made to point at the sources.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { EventLoop } from 'evergreen-ts';
import { type Ported, port } from '../src/index.js';
import { embedding } from '../src/gevent/index.js';
import { host } from '../src/python/host.js';
import { setfirstweekday } from '../src/python/modules/calendar.js';
import { Logger, NOTSET, WARNING, disable, getLogger } from '../src/python/modules/logging.js';
import { filters, setFilters } from '../src/python/warnings/filters.js';
import { type Hooks, ownHooks, setHook } from '../src/python/warnings/message.js';
import { __stderr__, __stdout__, argv, setStandard } from '../src/python/modules/sys.js';
import { className } from '../src/python/object.js';
import { caught } from '../src/python/exceptions.js';
import { str } from '../src/python/types.js';
import { clockFor } from './clock.js';

const SRC = new URL('../src/', import.meta.url);
const ROOT = new URL('../../../src/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'evergreen-port-'));
const firstFilters = [...filters];
let last = 0;

/** Where the tests find a module that a ported program imports. */
function located(specifier: string): string {
  const [, name = '', rest = ''] = /^(evergreen-port|evergreen-ts)(?:\/(.*))?$/.exec(specifier) ?? [];
  if (name === '') return specifier;
  const isModule = rest.startsWith('python/');
  const path =
    name === 'evergreen-ts'
      ? rest === ''
        ? 'index.ts'
        : `${rest}/index.ts`
      : isModule
        ? `python/modules/${rest.slice(7)}.ts`
        : `${rest}/index.ts`;
  return new URL(path, name === 'evergreen-ts' ? ROOT : SRC).href;
}

/** The text that can be imported. */
export function runnable(text: string): string {
  const { code } = transformSync(text, {
    loader: 'ts',
    keepNames: true,
    format: 'esm',
    target: 'es2022',
    supported: { 'top-level-await': true },
  });
  return code.replace(
    /(from |import )"(evergreen-[^"]+)"/g,
    (_all, word: string, specifier: string) => `${word}"${located(specifier)}"`,
  );
}

/** A program begins with no arguments, and nothing of an earlier one in what the process has once. */
function asFirst(): void {
  argv.splice(0, argv.length, 'snippet.py');
  Logger.manager.loggerDict.clear();
  const root = getLogger() as Logger;
  root.handlers.splice(0);
  root.setLevel(WARNING);
  disable(NOTSET);
  setfirstweekday(0);
  setFilters([...firstFilters]);
  for (const [name, f] of Object.entries(ownHooks)) setHook(name as keyof Hooks, f);
  setStandard('stdout', __stdout__);
  setStandard('stderr', __stderr__);
}

/** Port one file. */
export function ported(source: string): Promise<Ported> {
  return port([{ path: 'snippet.py', text: source }]);
}

/** It runs tasklets in a loop that it does not make. */
const hasTasklets = (text: string): boolean =>
  /'evergreen-(?:ts|port\/gevent)'/.test(text) && !/new EventLoop\(/.test(text);

/** What a ported text prints, and the exception that ends it. Tasklets have a clock of tests; what makes a loop, or has none, the real one. */
export async function outputOf(text: string): Promise<string> {
  const clock = hasTasklets(text) ? clockFor(text) : undefined;
  const file = join(folder, `${String(++last)}.mjs`);
  writeFileSync(file, runnable(text));
  let printed = '';
  asFirst();
  const { block, monotonic, wall, write } = host;
  // A program may go elsewhere, and change the environment of what it starts.
  const here = process.cwd();
  const environment = { ...process.env };
  host.write = (part, stream) => {
    if (stream === 'stdout' && !over()) printed += part;
  };
  // What runs on when its main greenlet has ended is left behind, as gevent does with the process.
  const isGevent = text.includes('evergreen-port/gevent');
  embedding.embedded = isGevent;
  const over = (): boolean => isGevent && !embedding.embedded;
  if (clock !== undefined) {
    new EventLoop({ driver: clock.driver });
    host.wall = clock.wall;
    host.monotonic = clock.monotonic;
    host.block = clock.block;
  }
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    const known: unknown = caught(error);
    printed += `${className((known as Error).constructor)}: ${str(known)}\n`;
  } finally {
    Object.assign(host, { block, monotonic, wall, write });
    process.chdir(here);
    for (const name of Object.keys(process.env))
      if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    embedding.embedded = false;
    if (clock !== undefined || !text.includes('.destroy()')) EventLoop.current().destroy();
  }
  return printed;
}

/** Snippets of a file, by title. */
export function snippetsOf(text: string): Map<string, string> {
  const parts = text.split(/^# --- (.*)\n/m);
  const found = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) found.set(parts[i] ?? '', parts[i + 1] ?? '');
  return found;
}

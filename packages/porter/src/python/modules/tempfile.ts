/** Python's tempfile: files and folders with names that nothing else has. */
import { nodeModule } from '../host.js';
import { Kw, kw, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { File } from '../files/file.js';
import { fileSystem } from '../files/system.js';
import { open } from '../open.js';
import { OSError } from '../exceptions.js';
import { Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';

const CHARS = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** Options of mkdtemp() and the like, in their order. */
function named(args: Value[], names: readonly string[]): Kw {
  const given = takeKw(args);
  args.forEach((value, i) => given.set(names[i] ?? '', value));
  return given;
}

export function gettempdir(): string {
  const os = nodeModule('node:os');
  if (os === undefined) throw new OSError('there are no files here');
  return os.tmpdir() as string;
}

function fresh(options: Kw): string {
  const folder: Value = options.get('dir') ?? gettempdir();
  const random = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    CHARS.charAt(byte % CHARS.length),
  );
  return `${String(folder)}/${String(options.get('prefix') ?? 'tmp')}${random.join('')}${String(options.get('suffix') ?? '')}`;
}

export function mkdtemp(...args: Value[]): string {
  const path = fresh(named(args, ['suffix', 'prefix', 'dir']));
  nodeModule('node:fs').mkdirSync(path, { mode: 0o700 });
  return path;
}

/** The descriptor of a file that is open, and its name. */
export function mkstemp(...args: Value[]): Tuple {
  const path = fresh(named(args, ['suffix', 'prefix', 'dir', 'text']));
  return tup(nodeModule('node:fs').openSync(path, 'wx+', 0o600), path);
}

/** Files and folders that go with the program, if they have not gone before. */
const passing = new Set<string>();
let endIsWatched = false;

function passes(path: string): void {
  if (!endIsWatched) (globalThis as Value).process.once('exit', removeAll);
  endIsWatched = true;
  passing.add(path);
}

function removed(path: string): void {
  passing.delete(path);
  fileSystem().rmSync(path, { recursive: true, force: true });
}

function removeAll(): void {
  for (const path of passing) removed(path);
}

const FILE = ['mode', 'buffering', 'encoding', 'newline', 'suffix', 'prefix', 'dir', 'delete', 'errors'];

/** A file that goes when it is closed. */
export function NamedTemporaryFile(...args: Value[]): Value {
  const options = named(args, FILE);
  const path = fresh(options);
  const rest = ['buffering', 'encoding', 'newline', 'errors'].filter((name) => options.has(name));
  const how = Object.fromEntries(rest.map((name) => [name, options.at(name)]));
  const file = open(path, options.get('mode') ?? 'w+b', kw(how));
  if (options.get('delete') === false) return file;
  passes(path);
  const close = (): void => {
    if (file.closed === true) return;
    File.prototype.close.call(file);
    removed(path);
  };
  Object.defineProperty(file, 'close', { value: close });
  return file;
}
export { NamedTemporaryFile as TemporaryFile };

/** A folder that goes when its context ends. */
export class TemporaryDirectory extends PyObject {
  override __init__(...args: Value[]): Value {
    this.name = mkdtemp(...args);
    passes(this.name);
  }

  __enter__(): Value {
    return this.name;
  }

  __exit__(): boolean {
    this.cleanup();
    return false;
  }

  cleanup(): void {
    removed(this.name);
  }
}

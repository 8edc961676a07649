/** Python's sys. */
import { standard } from '../builtins.js';
import { lastError } from '../current.js';
import { Dict } from '../dict.js';
import { SystemExit } from '../exceptions.js';
import { generator } from '../generator.js';
import { host } from '../host.js';
import { PyObject } from '../object.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

/** Standard output or error, as a file. */
class Stream extends PyObject {
  readonly #name: 'stdout' | 'stderr';

  constructor(name: 'stdout' | 'stderr') {
    super();
    this.#name = name;
    this.encoding = 'utf-8';
  }

  write(text: string): number {
    const instead: Value = standard[this.#name];
    if (instead === null) host.write(text, this.#name);
    else instead.write(text);
    return text.length;
  }

  writelines(lines: Iterable<string>): void {
    for (const line of lines) this.write(line);
  }

  flush(): void {
    // Everything is written at once.
  }

  isatty(): boolean {
    return false;
  }

  fileno(): number {
    return this.#name === 'stdout' ? 1 : 2;
  }
}

class Stdin extends PyObject {
  #lines: string[] | undefined;

  get #rest(): string[] {
    return (this.#lines ??= host.input().match(/[^\n]*\n|[^\n]+$/g) ?? []);
  }

  readline(): string {
    return this.#rest.shift() ?? '';
  }

  read(): string {
    return this.#rest.splice(0).join('');
  }

  readlines(): string[] {
    return this.#rest.splice(0);
  }

  *__iter__(): Generator<string> {
    for (let line = this.readline(); line !== ''; line = this.readline()) yield line;
  }

  isatty(): boolean {
    return false;
  }

  fileno(): number {
    return 0;
  }
}

generator(Stdin.prototype.__iter__);

export const stdout = new Stream('stdout');
export const stderr = new Stream('stderr');
export const stdin = new Stdin();

/** `sys.stdout = file`. */
export function setStandard(name: 'stdout' | 'stderr', file: Value): void {
  standard[name] = file === stdout || file === stderr ? null : file;
}

export const argv: string[] = [...host.argv];
export const maxsize = Number.MAX_SAFE_INTEGER;
export const version = '3.11.0 (evergreen-port)';
export const version_info: Tuple = tup(3, 11, 0, 'final', 0);
export const platform = 'linux';
export const path: string[] = [''];
export const modules = new Dict();
export const byteorder = 'little';
export const executable = '';

/** `sys.exit(code)`. */
export function exit(code: Value = null): never {
  throw new SystemExit(...(code === null ? [] : [code]));
}

/** What stands for the traceback of an error: the places are those of JavaScript, in the error itself. */
class traceback extends PyObject {}

export function exc_info(): Tuple {
  const error: Value = lastError();
  return error === undefined ? tup(null, null, null) : tup(error.constructor, error, new traceback());
}

export const getrecursionlimit = (): number => 1000;
export const setrecursionlimit = (_limit: number): void => undefined;
export const getdefaultencoding = (): string => 'utf-8';
export const intern = (text: string): string => text;

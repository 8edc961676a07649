/** Standard input, output and error. A program can put others in their places: whoever writes there asks for those of the moment. */
import { TypeError as PyTypeError } from './exceptions.js';
import { generator } from './generator.js';
import { extension } from './homes.js';
import { host } from './host.js';
import { PyObject } from './object.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';

/** Standard output or error of the process, as a file. */
class Stream extends PyObject {
  readonly #name: 'stdout' | 'stderr';

  constructor(name: 'stdout' | 'stderr') {
    super();
    this.#name = name;
    this.encoding = 'utf-8';
    this.errors = name === 'stdout' ? 'strict' : 'backslashreplace';
    this.mode = 'w';
    this.name = `<${name}>`;
    this.closed = false;
  }

  write(text: Value): number {
    if (typeof text !== 'string')
      throw new PyTypeError(`write() argument must be str, not ${typeName(text)}`);
    host.write(text, this.#name);
    return text.length;
  }

  writelines(lines: Iterable<Value>): void {
    for (const line of lines) this.write(line);
  }

  flush(): void {
    // Everything is written at once.
  }

  readable(): boolean {
    return false;
  }

  writable(): boolean {
    return true;
  }

  isatty(): boolean {
    return false;
  }

  fileno(): number {
    return this.#name === 'stdout' ? 1 : 2;
  }
}

class Input extends PyObject {
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

generator(Input.prototype.__iter__);
for (const cls of [Stream, Input]) {
  Object.defineProperty(cls, 'name', { value: 'TextIOWrapper' });
  extension('_io', cls);
}

/** Those of the process. */
export const [__stdin__, __stdout__, __stderr__] = [new Input(), new Stream('stdout'), new Stream('stderr')];

/** Those of the moment: null if there is none. */
export let stdin: Value = __stdin__;
export let stdout: Value = __stdout__;
export let stderr: Value = __stderr__;

/** `sys.stdout = file`. */
export function setStandard(name: 'stdin' | 'stdout' | 'stderr', file: Value): void {
  if (name === 'stdin') stdin = file;
  else if (name === 'stdout') stdout = file;
  else stderr = file;
}

/** Tell what happened, on the standard error of the moment. */
export function toStderr(text: string): void {
  stderr?.write(text);
}

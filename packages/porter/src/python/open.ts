/** open(): files, as Python reads and writes them. All at once: a port of line-by-line code, not for files beyond memory. */
import { OSError, SYSTEM, ValueError } from './exceptions.js';
import { generator } from './generator.js';
import { nodeModule } from './host.js';
import { Kw } from './keywords.js';
import { PyObject } from './object.js';
import type { Value } from './value.js';

/** What the system says, as Python does. */
export function systemError(error: Value, path: Value): Value {
  const known = SYSTEM[String(error?.code)];
  if (known === undefined) return error;
  const [number, text, kind] = known;
  return new kind(number, text, path);
}

export class File extends PyObject {
  readonly #descriptor: number;
  readonly #binary: boolean;
  readonly #writes: boolean;
  #text: string | Buffer;
  #at = 0;
  #pending: Buffer[] = [];

  constructor(path: Value, mode: string, translates = true) {
    super();
    const fs = nodeModule('node:fs');
    if (fs === undefined) throw new OSError('there are no files here');
    this.name = path;
    this.mode = mode;
    this.closed = false;
    this.#binary = mode.includes('b');
    this.#writes = /[wax+]/.test(mode);
    try {
      this.#descriptor = fs.openSync(path, mode.replace(/[bt]/g, '')) as number;
      const content: Buffer = /r/.test(mode) ? fs.readFileSync(this.#descriptor) : Buffer.alloc(0);
      this.#text = this.#binary
        ? content
        : translates
          ? content.toString().replace(/\r\n?/g, '\n')
          : content.toString();
    } catch (error) {
      throw systemError(error, path);
    }
  }

  read(size: Value = -1): Value {
    this.#check();
    const end = size === null || size < 0 ? this.#text.length : this.#at + Number(size);
    const part = this.#part(this.#at, end);
    this.#at = Math.min(end, this.#text.length);
    return part;
  }

  #part(from: number, to: number): Value {
    return typeof this.#text === 'string'
      ? this.#text.slice(from, to)
      : Buffer.from(this.#text.subarray(from, to));
  }

  readline(): Value {
    this.#check();
    const at =
      typeof this.#text === 'string' ? this.#text.indexOf('\n', this.#at) : this.#text.indexOf(10, this.#at);
    const end = at < 0 ? this.#text.length : at + 1;
    const line = this.#part(this.#at, end);
    this.#at = end;
    return line;
  }

  readlines(): Value[] {
    return [...this.__iter__()];
  }

  *__iter__(): Generator<Value> {
    for (let line = this.readline(); line.length > 0; line = this.readline()) yield line;
  }

  write(data: Value): number {
    this.#check();
    if (!this.#writes) throw new OSError('not writable');
    this.#pending.push(Buffer.from(data));
    return data.length as number;
  }

  writelines(lines: Iterable<Value>): void {
    for (const line of lines) this.write(line);
  }

  flush(): void {
    const fs = nodeModule('node:fs');
    for (const part of this.#pending.splice(0)) fs.writeSync(this.#descriptor, part);
  }

  seek(at: number): number {
    return (this.#at = at);
  }

  tell(): number {
    return this.#at;
  }

  fileno(): number {
    return this.#descriptor;
  }

  close(): void {
    if (this.closed === true) return;
    this.flush();
    this.closed = true;
    nodeModule('node:fs').closeSync(this.#descriptor);
  }

  #check(): void {
    if (this.closed === true) throw new ValueError('I/O operation on closed file.');
  }

  __enter__(): this {
    return this;
  }

  __exit__(): boolean {
    this.close();
    return false;
  }
}

generator(File.prototype.__iter__);

/** `open(path, mode)`. */
export function open(path: Value, mode: Value = 'r', ...rest: Value[]): File {
  const named = [mode, ...rest].find((one) => one instanceof Kw) as Kw | undefined;
  const how: Value = mode instanceof Kw ? mode.get('mode', 'r') : mode;
  const encoding: Value = named?.get('encoding') ?? 'utf-8';
  if (!/^utf-?8$/i.test(String(encoding)) && !String(how).includes('b'))
    throw new ValueError(`files of the encoding ${String(encoding)} are not read here`);
  // open(path, mode, buffering, encoding, errors, newline)
  const newline: Value = named?.get('newline') ?? (rest[3] instanceof Kw ? null : (rest[3] ?? null));
  return new File(path, String(how), newline === null);
}

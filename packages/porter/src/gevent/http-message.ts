/** Header lines of HTTP, as http.client and urllib give them to a program: names in any case. */
import { generator } from '../python/generator.js';
import { PyObject } from '../python/object.js';
import { Tuple, tup } from '../python/tuple.js';
import type { Value } from '../python/value.js';

export type Lines = readonly (readonly [name: string, value: string])[];

export class HTTPMessage extends PyObject {
  readonly #lines: Lines;

  constructor(lines: Lines) {
    super();
    this.#lines = lines;
  }

  #find(name: Value): string | undefined {
    const wanted = String(name).toLowerCase();
    return this.#lines.find(([own]) => own.toLowerCase() === wanted)?.[1];
  }

  get(name: Value, otherwise: Value = null): Value {
    return this.#find(name) ?? otherwise;
  }

  get_all(name: Value, otherwise: Value = null): Value {
    const wanted = String(name).toLowerCase();
    const all = this.#lines.filter(([own]) => own.toLowerCase() === wanted);
    return all.length === 0 ? otherwise : all.map(([, value]) => value);
  }

  get_content_type(): string {
    return this.#contentType()[0]?.trim().toLowerCase() ?? 'text/plain';
  }

  get_content_charset(otherwise: Value = null): Value {
    const [, charset] = /^\s*charset="?([^";]+)/i.exec(this.#contentType()[1] ?? '') ?? [];
    return charset?.toLowerCase() ?? otherwise;
  }

  #contentType(): string[] {
    return (this.#find('content-type') ?? 'text/plain').split(';');
  }

  keys(): Value[] {
    return this.#lines.map(([name]) => name);
  }

  values(): Value[] {
    return this.#lines.map(([, value]) => value);
  }

  items(): Tuple[] {
    return this.#lines.map((line) => tup(...line));
  }

  __getitem__(name: Value): Value {
    return this.get(name);
  }

  __contains__(name: Value): boolean {
    return this.#find(name) !== undefined;
  }

  __len__(): number {
    return this.#lines.length;
  }

  *__iter__(): Generator<Value> {
    yield* this.keys();
  }

  __str__(): string {
    return `${this.#lines.map(([name, value]) => `${name}: ${value}\n`).join('')}\n`;
  }
}
generator(HTTPMessage.prototype.__iter__);

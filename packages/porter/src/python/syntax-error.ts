/** Python's SyntaxError: it says where the text is wrong, as far as it was told. */
import { Exception } from './exceptions.js';
import { text } from './text.js';
import type { Value } from './value.js';

export class SyntaxError extends Exception {
  declare msg: Value;
  declare filename: Value;
  declare lineno: Value;
  declare offset: Value;
  declare text: Value;

  __str__(): string {
    const file = this.filename === null ? '' : String(this.filename).replace(/^.*\//s, '');
    const line = this.lineno === null ? '' : `line ${text(this.lineno)}`;
    const place = [file, line].filter((one) => one !== '').join(', ');
    return `${text(this.msg)}${place === '' ? '' : ` (${place})`}`;
  }
}

// What was given to the constructor, until it is assigned: SyntaxError(msg, (filename, lineno, offset, text)).
const given: Readonly<Record<string, (args: Value) => Value>> = {
  msg: (args) => args[0],
  filename: (args) => args[1]?.[0],
  lineno: (args) => args[1]?.[1],
  offset: (args) => args[1]?.[2],
  text: (args) => args[1]?.[3],
};
for (const [name, from] of Object.entries(given))
  Object.defineProperty(SyntaxError.prototype, name, {
    get(this: SyntaxError): Value {
      return from(this.args) ?? null;
    },
    set(this: SyntaxError, value: Value) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    },
    configurable: true,
  });

export class IndentationError extends SyntaxError {}
export class TabError extends IndentationError {}

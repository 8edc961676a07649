/** The tokens of a statement, read from the front. */
import { type Token, tooHard } from './tokens.js';
import type { Printed } from './printed.js';

export class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Arguments that prettier breaks though they fit. */
  forced: readonly Printed[] | undefined;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? tooHard();
  }

  /** The text of a token that is to come; '' for a string or a template. */
  peek(ahead = 0): string {
    const token = this.#tokens[this.#at + ahead];
    return token === undefined || token.kind === 'string' || token.kind === 'template' ? '' : token.text;
  }

  take(): Token {
    const { next } = this;
    this.#at++;
    return next;
  }

  /** Whether the next is this one, which is taken. */
  skip(text: string): boolean {
    if (this.peek() !== text) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) tooHard();
  }

  name(): string {
    return this.next.kind === 'name' ? this.take().text : tooHard();
  }

  get isEnd(): boolean {
    return this.next.kind === 'end';
  }

  end(): void {
    if (!this.isEnd) tooHard();
  }

  /** Where an arrow function's parameters end in `) =>` or `): any =>`. */
  get beginsArrow(): boolean {
    let depth = 0;
    for (let i = 0; ; i++) {
      const text = this.peek(i);
      if (this.#tokens[this.#at + i] === undefined || this.#tokens[this.#at + i]?.kind === 'end')
        return false;
      if (text === '(' || text === '[' || text === '{') depth++;
      if ((text === ')' || text === ']' || text === '}') && --depth === 0)
        return this.peek(i + 1) === '=>' || (this.peek(i + 1) === ':' && this.peek(i + 3) === '=>');
    }
  }
}

/** Text broken into lines, as Python's textwrap does it: for that module, and for the help of argparse. */
import { ValueError } from './exceptions.js';
import { expandtabs } from './methods/str.js';
import { repr } from './text.js';

/** Where a line may be broken: at spaces, after a hyphen between letters, around dashes. */
const CHUNK =
  /[\t-\r ]+|(?<=[\p{L}\p{N}_!"'&.,?])-{2,}(?=[\p{L}\p{N}_])|[^\t-\r ]+?(?:-(?:(?<=[\p{L}_]{2}-)|(?<=[\p{L}_]-[\p{L}_]-))(?=[\p{L}_]-?[\p{L}_])|(?=[\t-\r ]|$)|(?<=[\p{L}\p{N}_!"'&.,?])(?=-{2,}[\p{L}\p{N}_]))/gu;
const WORD = /[\t-\r ]+|[^\t-\r ]+/g;

export interface Wrapping {
  /** What the first line, and the lines after it, begin with. */
  readonly first?: string;
  readonly others?: string;
  readonly expandTabs?: boolean;
  readonly replaceWhitespace?: boolean;
  readonly fixSentenceEndings?: boolean;
  readonly breakLongWords?: boolean;
  readonly dropWhitespace?: boolean;
  readonly breakOnHyphens?: boolean;
  readonly tabsize?: number;
  /** How many lines there may be; the last ends with the placeholder if there were more. */
  readonly maxLines?: number | undefined;
  readonly placeholder?: string;
}

/** The lines of a paragraph, none longer than `width` where that can be. */
export function wrapped(paragraph: string, width: number, options: Wrapping = {}): string[] {
  const { expandTabs = true, replaceWhitespace = true, fixSentenceEndings = false, tabsize = 8 } = options;
  let text = expandTabs ? expandtabs(paragraph, tabsize) : paragraph;
  if (replaceWhitespace) text = text.replace(/[\t-\r]/g, ' ');
  const chunks = chunksOf(text, options.breakOnHyphens ?? true);
  if (fixSentenceEndings)
    for (let i = 0; i < chunks.length - 1; i++)
      if (chunks[i + 1] === ' ' && /[a-z][.!?]["']?$/.test(chunks[i] ?? '')) chunks[++i] = '  ';
  return new Lines(width, options).of(chunks);
}

/** What stays on one line. */
export function chunksOf(text: string, breakOnHyphens: boolean): string[] {
  return text.match(breakOnHyphens ? CHUNK : WORD) ?? [];
}

const sizeOf = (text: string): number => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);
const isSpace = (chunk: string | undefined): boolean => chunk !== undefined && chunk.trim() === '';

class Lines {
  readonly #width: number;
  readonly #options: Wrapping;
  readonly #placeholder: string;
  readonly #drops: boolean;
  readonly #lines: string[] = [];

  constructor(width: number, options: Wrapping) {
    this.#width = width;
    this.#options = options;
    this.#placeholder = options.placeholder ?? ' [...]';
    this.#drops = options.dropWhitespace ?? true;
  }

  of(chunks: string[]): string[] {
    this.#check();
    while (chunks.length > 0) {
      const indent = this.#indent(this.#lines.length);
      const room = this.#width - sizeOf(indent);
      const line = this.#line(chunks, room);
      if (line.length === 0) continue;
      if (this.#fits(line, chunks, room)) this.#lines.push(indent + line.join(''));
      else {
        this.#shorten(line, indent, room);
        break;
      }
    }
    return this.#lines;
  }

  #check(): void {
    const { maxLines } = this.#options;
    if (this.#width <= 0) throw new ValueError(`invalid width ${repr(this.#width)} (must be > 0)`);
    if (maxLines === undefined) return;
    const indent = this.#indent(maxLines > 1 ? 1 : 0);
    if (sizeOf(indent) + sizeOf(this.#placeholder.trimStart()) > this.#width)
      throw new ValueError('placeholder too large for max width');
  }

  #indent(line: number): string {
    return (line === 0 ? this.#options.first : this.#options.others) ?? '';
  }

  /** The chunks of the next line. */
  #line(chunks: string[], room: number): string[] {
    if (this.#drops && this.#lines.length > 0 && isSpace(chunks[0])) chunks.shift();
    const line: string[] = [];
    let size = 0;
    for (let next; (next = chunks[0]) !== undefined && size + sizeOf(next) <= room;) {
      size += sizeOf(next);
      line.push(chunks.shift() ?? '');
    }
    if (chunks[0] !== undefined && sizeOf(chunks[0]) > room) this.#breakWord(chunks, line, room, size);
    if (this.#drops && isSpace(line.at(-1))) line.pop();
    return line;
  }

  /** A word that is too long for any line is cut, after its last hyphen that fits, if it has one. */
  #breakWord(chunks: string[], line: string[], room: number, size: number): void {
    const { breakLongWords = true, breakOnHyphens = true } = this.#options;
    if (!breakLongWords) {
      if (line.length === 0) line.push(chunks.shift() ?? '');
      return;
    }
    const word = [...(chunks[0] ?? '')];
    let end = room < 1 ? 1 : room - size;
    const hyphen = breakOnHyphens && word.length > end && end > 0 ? word.lastIndexOf('-', end - 1) : -1;
    if (hyphen > 0 && word.slice(0, hyphen).some((char) => char !== '-')) end = hyphen + 1;
    line.push(word.slice(0, end).join(''));
    chunks[0] = word.slice(end).join('');
  }

  /** There may be one more line, or nothing is left for another. */
  #fits(line: readonly string[], chunks: readonly string[], room: number): boolean {
    const { maxLines } = this.#options;
    if (maxLines === undefined || this.#lines.length + 1 < maxLines) return true;
    const isLast = chunks.length === 0 || (this.#drops && chunks.length === 1 && isSpace(chunks[0]));
    return isLast && sizeOf(line.join('')) <= room;
  }

  #shorten(line: string[], indent: string, room: number): void {
    for (; line.length > 0; line.pop())
      if (!isSpace(line.at(-1)) && sizeOf(line.join('')) + sizeOf(this.#placeholder) <= room) {
        this.#lines.push(indent + line.join('') + this.#placeholder);
        return;
      }
    const before = this.#lines.at(-1)?.trimEnd();
    if (before !== undefined && sizeOf(before) + sizeOf(this.#placeholder) <= this.#width)
      this.#lines[this.#lines.length - 1] = before + this.#placeholder;
    else this.#lines.push(indent + this.#placeholder.trimStart());
  }
}

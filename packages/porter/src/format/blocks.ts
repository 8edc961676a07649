/**
 * A whole text in prettier's form. The porter writes a statement a line, without indentation: most lines are printed here, and a
 * statement that is TooHard (long, or seldom) is left to prettier, alone in as many blocks as are around it.
 */
import { Tokens } from './cursor.js';
import { type Place, continuation, head } from './statement.js';
import { type Line, TooHard, tokensOf, tooHard } from './tokens.js';

export const WIDTH = 110;

/** A statement for prettier: its lines, and what is around it. */
export interface Piece {
  readonly lines: readonly string[];
  readonly place: Place;
  readonly depth: number;
  /** What stands in its blocks, each of which has one line, a HOLE: it is printed when prettier has said how deep that is. */
  readonly holes: readonly ((depth: number) => Part[])[];
}

/** Stands for the statements of a block. */
export const HOLE = '$$hole;';

/** Lines that are done, and pieces that are not. */
export type Part = string | Piece;

interface Source {
  readonly lines: readonly string[];
  readonly tokens: readonly Line[];
}

/** TooHard if there is something that cannot be told apart at all. */
export function partsOf(text: string): Part[] {
  if (/\bprettier-ignore\b/.test(text)) tooHard();
  const lines = text.split('\n').map((line) => line.trim());
  const source = { lines, tokens: tokensOfAll(lines) };
  // A string that stands alone may be a directive, which depends on what is before it.
  if (source.tokens.some(({ tokens: [first, second] }) => first?.kind === 'string' && second?.text === ';'))
    tooHard();
  const parts: Part[] = [];
  const at = body(source, 0, 'block', 0, parts);
  if (at < lines.length) tooHard();
  return parts;
}

/** Without those of comments of many lines. */
function tokensOfAll(lines: readonly string[]): Line[] {
  let isComment = false;
  return lines.map((line) => {
    isComment ||= line.startsWith('/**');
    if (!isComment) return tokensOf(line);
    isComment = !line.includes('*/');
    if (!isComment && !line.endsWith('*/')) tooHard();
    return { tokens: [], comment: line };
  });
}

/** Statements up to the brace that closes their block; the line of that brace. */
function body(source: Source, from: number, place: Place, depth: number, parts: Part[]): number {
  const { lines } = source;
  let at = from;
  let isFirst = true;
  let isBlank = false;
  for (;;) {
    const line = lines[at];
    if (line === undefined || line.startsWith('}')) return at;
    if (line === '') {
      isBlank = true;
      at++;
      continue;
    }
    if (isBlank && !isFirst) parts.push('');
    isBlank = isFirst = false;
    at = statement(source, at, place, depth, parts);
  }
}

/** One statement; the line after it. */
function statement(source: Source, at: number, place: Place, depth: number, parts: Part[]): number {
  const line = source.lines[at] ?? '';
  if (line.startsWith('//')) {
    parts.push('  '.repeat(depth) + line);
    return at + 1;
  }
  if (line.startsWith('/**')) return comment(source, at, depth, parts);
  const own: Part[] = [];
  try {
    const next = easy(source, at, place, depth, own);
    parts.push(...own);
    return next;
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
  }
  const end = endOf(source, at);
  parts.push({ ...hollow(source, at, end), place, depth });
  return end;
}

/** A line that ends with the brace of a block, or of a class. */
const OPENS = /(?:\)(?:: [\w.<>, [\]]+)?|=>|\belse) \{$/;
const OPENS_CLASS = /\bclass(?: [\w$]+)?(?: extends [^{}]+)? \{$/;

/** The lines of a statement, without what is in its blocks, if it has some, and that is code. */
function hollow(source: Source, start: number, end: number): Pick<Piece, 'lines' | 'holes'> {
  const whole = { lines: source.lines.slice(start, end), holes: [] };
  const lines: string[] = [];
  const holes: Piece['holes'][number][] = [];
  let at = start;
  for (;;) {
    const line = source.lines[at] ?? tooHard();
    lines.push(line);
    if (at === end - 1) return { lines, holes };
    const opens = OPENS_CLASS.test(line) ? 'class' : OPENS.test(line) ? 'block' : undefined;
    if (opens === undefined || source.tokens[at]?.comment !== undefined) return whole;
    const from = at + 1;
    const inside = (depth: number): Part[] => {
      const parts: Part[] = [];
      at = body(source, from, opens, depth, parts);
      return parts;
    };
    if (!inside(0).some(isCode) || at >= end) return whole;
    lines.push(HOLE);
    holes.push(inside);
  }
}

/** A comment of many lines; the line after it. */
function comment({ lines }: Source, start: number, depth: number, parts: Part[]): number {
  for (let at = start; ; at++) {
    const line = lines[at] ?? tooHard();
    if (at > start && !line.startsWith('*')) tooHard();
    parts.push(`${'  '.repeat(depth)}${at === start ? '' : ' '}${line}`);
    if (line.endsWith('*/')) return at + 1;
  }
}

function easy(source: Source, start: number, place: Place, depth: number, parts: Part[]): number {
  const { tokens, comment: remark } = source.tokens[start] ?? tooHard();
  const found = head(new Tokens(tokens), place);
  const { text, broken, opens, closer = '}', isDefinition = false } = found;
  if (broken !== undefined && (found.isForced === true || (isPlain(text) && !fits(text, depth)))) {
    if (remark !== undefined) tooHard();
    parts.push(...broken.map((line) => indented(line, depth)));
    return start + 1;
  }
  if (opens === undefined) {
    parts.push(indented(text, depth) + (remark === undefined ? '' : ` ${remark}`));
    return start + 1;
  }
  if (remark !== undefined) tooHard();
  parts.push(indented(text, depth));
  let at = start;
  for (;;) {
    const before = parts.length;
    at = body(source, at + 1, opens, depth + 1, parts);
    const line = source.lines[at] ?? tooHard();
    if (!parts.slice(before).some(isCode)) {
      // Prettier has rules of its own for what is empty.
      if (!isDefinition || parts.length > before || line !== '}') tooHard();
      parts[before - 1] = `${indented(text, depth)}}`;
      return at + 1;
    }
    if (line === closer) {
      parts.push('  '.repeat(depth) + closer);
      return at + 1;
    }
    const next = source.tokens[at] ?? tooHard();
    if (next.comment !== undefined || closer !== '}') tooHard();
    parts.push(indented(continuation(new Tokens(next.tokens)), depth));
  }
}

function isCode(part: Part): boolean {
  return typeof part !== 'string' || (part !== '' && !/^(?:  )*(?:\/\/|\/\*| \*)/.test(part));
}

function indented(text: string, depth: number): string {
  return fits(text, depth) ? '  '.repeat(depth) + text : tooHard();
}

function fits(text: string, depth: number): boolean {
  // A character may be two columns wide.
  return (isPlain(text) ? text.length : 2 * text.length) + 2 * depth <= WIDTH;
}

function isPlain(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** The line after a statement, by its brackets. */
function endOf({ lines, tokens }: Source, start: number): number {
  let depth = 0;
  for (let at = start; at < lines.length; at++) {
    for (const { kind, text } of tokens[at]?.tokens ?? []) {
      if (kind !== 'punctuation') continue;
      if (text === '(' || text === '[' || text === '{') depth++;
      if (text === ')' || text === ']' || text === '}') depth--;
    }
    if (depth === 0) return at + 1;
  }
  return tooHard();
}

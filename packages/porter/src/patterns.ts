/**
 * What the parser does not read is written otherwise before it sees it: `case a, b:` and `match x, y:` get parentheses, and a brace that
 * is alone in a text within an f-string, as in `f"{x.split('{')}"`, its number; a form feed between lines is left out. Places in the
 * tree, and of errors, are those of the source as it was, but for what stands behind such a brace in its line.
 */
import { bracesEscaped } from './braces.js';
import { type Token, tokensOf } from './tokens.js';

/** Something was put in: where in the text as the parser has it, line from 1 and column from 0. */
interface Insertion {
  readonly line: number;
  readonly column: number;
}

export interface Parenthesized {
  readonly text: string;
  readonly insertions: readonly Insertion[];
}

/** No statement of these begins so: it is about a name. */
const NAMED = new Set(['=', ',', '.', ':', ')', ';']);
const POSSIBLE = /^[ \t]*(?:match|case)\b.*,/m;

export function parenthesized(source: string): Parenthesized {
  const escapes = hasLoneBrace(source);
  const isPaged = source.includes('\f');
  if (!escapes && !isPaged && !POSSIBLE.test(source)) return { text: source, insertions: [] };
  const tokens = tokensOf(source);
  if (escapes) escapeBraces(tokens);
  if (isPaged)
    for (const token of tokens) if (token.kind === 'space') token.text = token.text.replaceAll('\f', '');
  for (let begin = 0; begin < tokens.length;) {
    let end = begin;
    while (end < tokens.length && tokens[end]?.kind !== 'newline') end++;
    const line = tokens.slice(begin, end);
    if (close(line)) tokens.splice(begin, end - begin, ...line);
    begin += line.length + 1;
  }
  return { text: tokens.map(({ text }) => text).join(''), insertions: insertionsOf(tokens) };
}

const hasLoneBrace = (source: string): boolean =>
  /\b(?:f|fr|rf)["']/i.test(source) && /["'][^"'\n{}]*\{[^"'\n}]*["']/.test(source);

function escapeBraces(tokens: Token[]): void {
  tokens.forEach((token, i) => {
    const { kind, text = '' } = tokens[i - 1] ?? {};
    if (token.kind === 'string' && kind === 'name' && /^(?:f|fr|rf)$/i.test(text))
      token.text = bracesEscaped(token.text);
  });
}

/** What is put in, told from the same characters of the source by its identity. */
const [OPEN, CLOSE]: readonly [Token, Token] = [
  { kind: 'operator', text: '(' },
  { kind: 'operator', text: ')' },
];

/** Put parentheses around what is open in a line; false if nothing is. */
function close(line: Token[]): boolean {
  const word = line.findIndex(({ kind }) => kind !== 'space');
  const keyword = line[word];
  if (keyword?.kind !== 'name' || (keyword.text !== 'match' && keyword.text !== 'case')) return false;
  const first = line.findIndex(({ kind }, i) => i > word && kind !== 'space');
  if (first < 0 || NAMED.has(line[first]?.text ?? '')) return false;
  let depth = 0;
  let isOpen = false;
  let guard: number | undefined;
  for (let i = first; i < line.length; i++) {
    const { kind, text } = line[i] ?? OPEN;
    if (kind === 'name' && text === 'if' && depth === 0 && keyword.text === 'case') guard ??= i;
    if (kind !== 'operator') continue;
    if (/[([{]/.test(text)) depth++;
    else if (/[)\]}]/.test(text)) depth--;
    else if (depth === 0 && text === ',' && guard === undefined) isOpen = true;
    else if (depth === 0 && text === '=') return false;
    else if (depth === 0 && text === ':') {
      if (!isOpen) return false;
      let last = guard ?? i;
      while (line[last - 1]?.kind === 'space') last--;
      line.splice(last, 0, CLOSE);
      line.splice(first, 0, OPEN);
      return true;
    }
  }
  return false;
}

function insertionsOf(tokens: readonly Token[]): Insertion[] {
  const insertions: Insertion[] = [];
  let [line, column] = [1, 0];
  for (const token of tokens) {
    if (token === OPEN || token === CLOSE) insertions.push({ line, column });
    const lines = token.text.split('\n');
    line += lines.length - 1;
    column = (lines.length > 1 ? 0 : column) + (lines.at(-1)?.length ?? 0);
  }
  return insertions;
}

/** The column in the source. */
export function columnOf(line: number, column: number, { insertions }: Parenthesized): number {
  return column - insertions.filter((one) => one.line === line && one.column < column).length;
}

interface Placed {
  lineno?: number;
  col_offset?: number;
  end_lineno?: number;
  end_col_offset?: number;
}

/** Put every node below one at its place in the source. */
export function replaced(node: object, by: Parenthesized): void {
  const placed = node as Placed;
  if (placed.lineno !== undefined && placed.col_offset !== undefined)
    placed.col_offset = columnOf(placed.lineno, placed.col_offset, by);
  if (placed.end_lineno !== undefined && placed.end_col_offset !== undefined)
    placed.end_col_offset = columnOf(placed.end_lineno, placed.end_col_offset, by);
  for (const below of Object.values(node) as unknown[])
    if (typeof below === 'object' && below !== null) replaced(below, by);
}

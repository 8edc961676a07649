/** The print statement: a call of print(). */
import type { Token } from '../tokens.js';
import { depthOf, endOfStatement } from './statement.js';

const AFTER = new Set([':', ';']);

/** Make calls of all of them. */
export function printStatements(tokens: Token[]): void {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind === 'name' && token.text === 'print' && begins(tokens, i)) statement(tokens, i, token);
  }
}

/** It is at the beginning of a statement. */
function begins(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'newline') return true;
    if (token.kind === 'space') continue;
    return AFTER.has(token.text);
  }
  return true;
}

function statement(tokens: Token[], at: number, print: Token): void {
  const end = endOfStatement(tokens, at + 1);
  const body = tokens.slice(at + 1, end);
  while (body.at(-1)?.kind === 'space') body.pop();
  const first = body.find(({ kind }) => kind !== 'space');
  if (first === undefined) {
    print.text = 'print()';
    return;
  }
  // `print(x, file=f)` and `print = x` are of Python 3.
  if (first.kind === 'operator' && ['=', '.', ','].includes(first.text)) return;
  if (isCall(body)) return;
  let file: string | undefined;
  if (first.text === '>>') {
    const comma = topLevel(body, ',');
    file = text(body.slice(body.indexOf(first) + 1, comma < 0 ? undefined : comma)).trim();
    body.splice(0, comma < 0 ? body.length : comma + 1);
  }
  const last = body.at(-1);
  const goesOn = last?.text === ',' && last.kind === 'operator';
  if (goesOn) body.pop();
  while (body[0]?.kind === 'space') body.shift();
  const named = [...(file === undefined ? [] : [`file=${file}`]), ...(goesOn ? ['soft=True'] : [])];
  const tail = named.length === 0 ? ')' : `${body.length === 0 ? '' : ', '}${named.join(', ')})`;
  const spaces = tokens
    .slice(at + 1, end)
    .filter(({ kind }, i, all) => kind === 'space' && all.slice(i).every((one) => one.kind === 'space'));
  tokens.splice(
    at,
    end - at,
    { kind: 'name', text: 'print(' },
    ...body,
    { kind: 'operator', text: tail },
    ...spaces,
  );
}

/** One pair of brackets around everything: a call of print() with keywords, or with one value. */
function isCall(body: readonly Token[]): boolean {
  const inner = body.filter(({ kind }) => kind !== 'space');
  if (inner[0]?.text !== '(' || inner.at(-1)?.text !== ')') return false;
  let depth = 0;
  for (const [i, { text: one }] of inner.entries()) {
    depth += depthOf(one);
    if (depth === 0 && i < inner.length - 1) return false;
    if (depth === 1 && one === '=') return true;
  }
  return topLevel(inner.slice(1, -1), ',') < 0;
}

function topLevel(tokens: readonly Token[], wanted: string): number {
  let depth = 0;
  for (const [i, { text: one }] of tokens.entries()) {
    depth += depthOf(one);
    if (depth === 0 && one === wanted) return i;
  }
  return -1;
}

const text = (tokens: readonly Token[]): string => tokens.map(({ text: one }) => one).join('');

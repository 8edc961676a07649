/** Python 2's tuples among parameters: `lambda (k, v): v` and `def f(a, (b, c)):`. They get a name; its items are read where they were. */
import type { Token } from '../tokens.js';

export function tupleParameters(tokens: Token[]): void {
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at];
    if (word?.kind !== 'name') continue;
    if (word.text === 'lambda') ofLambda(tokens, at);
    else if (word.text === 'def') ofFunction(tokens, at);
  }
}

/** Items of a parameter: `k` is `k_v[0]`. */
interface Renamed {
  readonly whole: string;
  readonly items: Map<string, string>;
}

/** Give the tuples between two tokens a name; nothing at that depth is a default, which comes after `=`. */
function named(tokens: Token[], from: number, to: number): Renamed[] {
  const found: Renamed[] = [];
  let previous = '(';
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'space' || token.text === '') continue;
    if (token.text === '(' && (previous === '(' || previous === ',')) {
      const end = closing(tokens, at);
      found.push(parameter(tokens, at, end));
      at = end;
      previous = ')';
    } else if ('([{'.includes(token.text)) {
      at = closing(tokens, at);
      previous = ')';
    } else previous = token.text;
  }
  return found;
}

function parameter(tokens: Token[], open: number, close: number): Renamed {
  const items = new Map<string, string>();
  const names: string[] = [];
  const path: number[] = [0];
  for (let at = open + 1; at < close; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'name') {
      names.push(text);
      items.set(text, path.map((i) => `[${String(i)}]`).join(''));
    } else if (text === '(') path.push(0);
    else if (text === ')') path.pop();
    else if (text === ',') path[path.length - 1] = (path.at(-1) ?? 0) + 1;
  }
  const whole = names.join('_');
  for (let at = open; at <= close; at++) (tokens[at] as Token).text = '';
  (tokens[open] as Token).text = whole;
  for (const [name, place] of items) items.set(name, whole + place);
  return { whole, items };
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? '';
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') depth--;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}

/** The first token at no depth that is one of `ends`. */
function endOf(tokens: readonly Token[], from: number, isEnd: (token: Token) => boolean): number {
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.text === '(' || token.text === '[' || token.text === '{') at = closing(tokens, at);
    else if (isEnd(token)) return at;
  }
  return tokens.length;
}

function ofLambda(tokens: Token[], at: number): void {
  const colon = endOf(tokens, at + 1, ({ text }) => text === ':');
  const renamed = named(tokens, at + 1, colon);
  if (renamed.length === 0) return;
  const end = endOf(
    tokens,
    colon + 1,
    ({ text, kind }) =>
      kind === 'newline' ||
      [',', ')', ']', '}', ';', ':'].includes(text) ||
      (kind === 'name' && text === 'for'),
  );
  const places = new Map(renamed.flatMap(({ items }) => [...items]));
  for (let i = colon + 1; i < end; i++) {
    const token = tokens[i] as Token;
    const before = tokens.slice(0, i).findLast(({ kind }) => kind !== 'space')?.text;
    const place = token.kind === 'name' ? places.get(token.text) : undefined;
    if (place !== undefined && before !== '.') token.text = place;
  }
}

function ofFunction(tokens: Token[], at: number): void {
  const open = tokens.findIndex(({ text }, i) => i > at && text === '(');
  if (open < 0) return;
  const close = closing(tokens, open);
  const renamed = named(tokens, open + 1, close);
  if (renamed.length === 0) return;
  const colon = endOf(tokens, close + 1, ({ text }) => text === ':');
  const line = tokens.findIndex(({ kind }, i) => i > colon && kind === 'newline');
  const statement = renamed
    .flatMap(({ items }) => [...items])
    .map(([name, place]) => `${name} = ${place}; `)
    .join('');
  const indent = tokens[line + 1];
  if (indent?.kind === 'space') indent.text += statement;
}

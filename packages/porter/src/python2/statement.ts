/** Simple statements as tokens. */
import type { Token } from '../tokens.js';

/** Where the statement ends that begins at a place, or before it. */
export function endOfStatement(tokens: readonly Token[], at: number): number {
  let depth = 0;
  let end = at;
  for (; end < tokens.length; end++) {
    const { kind = 'newline', text = '' } = tokens[end] ?? {};
    depth += depthOf(text);
    if (depth === 0 && (kind === 'newline' || kind === 'comment' || text === ';')) break;
  }
  return end;
}

/** What there is between its commas, without spaces around. */
export function partsOf(tokens: readonly Token[]): Token[][] {
  let part: Token[] = [];
  const parts = [part];
  let depth = 0;
  for (const token of tokens) {
    depth += depthOf(token.text);
    if (depth === 0 && token.text === ',') parts.push((part = []));
    else if (token.kind !== 'space' || part.length > 0) part.push(token);
  }
  for (const one of parts) while (one.at(-1)?.kind === 'space') one.pop();
  return parts;
}

/** One pair of brackets is around all of it. */
export function isBracketed(part: readonly Token[]): boolean {
  let depth = 0;
  return (
    part[0]?.text === '(' &&
    part.every(({ text }, i) => (depth += depthOf(text)) > 0 || i === part.length - 1)
  );
}

/** How many brackets it opens. */
export function depthOf(text: string): number {
  if (/^[([{]$/.test(text)) return 1;
  return /^[)\]}]$/.test(text) ? -1 : 0;
}

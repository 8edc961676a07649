/** The tokens of a Python source, as text: all of them together are the source. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'comment' | 'newline' | 'space' | 'operator';
  text: string;
}

/** The kinds of tokens, each a group of the pattern. */
const KINDS = ['string', 'number', 'name', 'comment', 'space', 'newline', 'operator'] as const;

const TOKEN =
  /([bBuUrR]{0,2}(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'))|(0[xX][0-9a-fA-F]+[lL]?|0[bB][01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[jJlL]?)|([^\W\d]\w*)|(#[^\n]*)|((?:[ \t\f]|\\\n)+)|(\n)|(<>|>>=|<<=|\*\*=|\/\/=|>>|<<|\*\*|\/\/|[-+*/%&|^=<>!]=|[\s\S])/gu;

/** Line ends inside of brackets are spaces. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const match of source.matchAll(TOKEN)) {
    const [text] = match;
    const kind = KINDS.find((_, i) => match[i + 1] !== undefined) ?? 'operator';
    if (kind === 'operator' && /[([{]/.test(text)) depth++;
    else if (kind === 'operator' && /[)\]}]/.test(text)) depth--;
    tokens.push({ kind: kind === 'newline' && depth > 0 ? 'space' : kind, text });
  }
  return tokens;
}

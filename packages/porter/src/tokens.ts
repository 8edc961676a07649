/** The tokens of a Python source, as text: all of them together are the source. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'comment' | 'newline' | 'space' | 'operator';
  text: string;
}

const TOKEN =
  /(?<string>[bBuUrR]{0,2}(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'))|(?<number>0[xX][0-9a-fA-F]+[lL]?|0[bB][01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[jJlL]?)|(?<name>[^\W\d]\w*)|(?<comment>#[^\n]*)|(?<space>(?:[ \t\f]|\\\n)+)|(?<newline>\n)|(?<operator><>|>>=|<<=|\*\*=|\/\/=|>>|<<|\*\*|\/\/|[-+*/%&|^=<>!]=|[\s\S])/gu;

/** Line ends inside of brackets are spaces. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { groups = {} } of source.matchAll(TOKEN)) {
    const [kind, text] = Object.entries(groups).find(
      ([, found]) => (found as string | undefined) !== undefined,
    ) ?? ['operator', ''];
    if (kind === 'operator' && /[([{]/.test(text)) depth++;
    else if (kind === 'operator' && /[)\]}]/.test(text)) depth--;
    tokens.push({ kind: kind === 'newline' && depth > 0 ? 'space' : (kind as Token['kind']), text });
  }
  return tokens;
}

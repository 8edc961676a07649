/** Braces in texts within f-strings, which the parser counts as those of the f-string. */

/** The parser reads this as a brace, and does not count it. */
const BRACE = '\\x7b';

/** An f-string, without its prefix, whose inner texts have no brace that is open; as it was if there is none, or it is not understood. */
export function bracesEscaped(literal: string): string {
  const quote = /^(?:"{3}|'{3}|["'])/.exec(literal)?.[0] ?? '';
  const body = literal.slice(quote.length, literal.length - quote.length);
  let result = '';
  let depth = 0;
  for (let at = 0; at < body.length;) {
    const char = body.charAt(at);
    const inner = depth > 0 ? textAt(body, at) : undefined;
    if (inner !== undefined) {
      result += isOpen(inner) ? inner.replaceAll('{', BRACE) : inner;
      at += inner.length;
      continue;
    }
    const isDouble = depth === 0 && (char === '{' || char === '}') && body[at + 1] === char;
    if (char === '{' && !isDouble) depth++;
    else if (char === '}' && !isDouble) depth--;
    result += isDouble ? char + char : char;
    at += isDouble ? 2 : 1;
  }
  return depth === 0 ? quote + result + quote : literal;
}

/** The text that begins at a place in an expression. */
const textAt = (body: string, at: number): string | undefined =>
  /^(?:"{3}[\s\S]*?"{3}|'{3}[\s\S]*?'{3}|"[^"\n]*"|'[^'\n]*')/.exec(body.slice(at, at + 2000))?.[0];

const isOpen = (text: string): boolean => text.split('{').length > text.split('}').length;

/** The tokens of one emitted line. */

/** A line that is left to prettier: it has something that is not known here, or prettier would break it. */
export class TooHard extends Error {
  /** Thrown often, and never seen: it needs no stack of its own. */
  static readonly instance = new TooHard('left to prettier');
}

export function tooHard(): never {
  throw TooHard.instance;
}

export type Kind = 'name' | 'number' | 'string' | 'template' | 'punctuation' | 'end';

export interface Token {
  readonly kind: Kind;
  /** As it is written; of a string and a number, as prettier writes it. */
  readonly text: string;
  /** Of a template: what is between its braces. */
  readonly inner?: readonly (readonly Token[])[];
  /** Of a template: the text around them. */
  readonly around?: readonly string[];
}

const END: Token = { kind: 'end', text: '' };

const PATTERN =
  /\s*(?:([A-Za-z_$\u0080-\ud7ff\uf900-\uffff][\w$\u0080-\ud7ff\uf900-\uffff]*)|(\d[\w.]*(?:(?<=e)[-+]\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(`)|(\.\.\.|===|!==|\*\*=|<<=|>>=|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\*\*|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\?\.|[-+*/%<>=!&|^~?:;,.()[\]{}#@]))/y;

/** What stands on a line. */
export interface Line {
  readonly tokens: readonly Token[];
  /** The comment at its end, with its slashes. */
  readonly comment: string | undefined;
}

/** TooHard if the line has a token that the porter does not write. */
export function tokensOf(line: string): Line {
  const reader = { line, at: 0 };
  const { tokens, comment } = read(reader, false);
  return { tokens, comment };
}

interface Reader {
  readonly line: string;
  at: number;
}

/** Up to the end of the line, or to the brace that closes a template's expression. */
function read(reader: Reader, inTemplate: boolean): Line {
  const { line } = reader;
  const tokens: Token[] = [];
  let depth = 0;
  for (;;) {
    while (line[reader.at] === ' ') reader.at++;
    if (reader.at >= line.length) {
      if (inTemplate) tooHard();
      tokens.push(END);
      return { tokens, comment: undefined };
    }
    if (line.startsWith('/*', reader.at)) tooHard();
    if (line.startsWith('//', reader.at)) {
      if (inTemplate) tooHard();
      tokens.push(END);
      return { tokens, comment: line.slice(reader.at).trimEnd() };
    }
    PATTERN.lastIndex = reader.at;
    const match = PATTERN.exec(line);
    if (match === null) return tooHard();
    const [, name, number, string, template, punctuation = ''] = match;
    reader.at = PATTERN.lastIndex;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: numberOf(number) });
    else if (string !== undefined) tokens.push({ kind: 'string', text: quoted(string) });
    else if (template !== undefined) tokens.push(templateOf(reader));
    else {
      if (punctuation === '{') depth++;
      if (punctuation === '}' && depth-- === 0 && inTemplate) {
        tokens.push(END);
        return { tokens, comment: undefined };
      }
      tokens.push({ kind: 'punctuation', text: punctuation });
    }
  }
}

function templateOf(reader: Reader): Token {
  const inner: (readonly Token[])[] = [];
  const around: string[] = [];
  const start = reader.at - 1;
  let from = reader.at;
  for (;;) {
    const char = reader.line[reader.at];
    if (char === undefined) tooHard();
    reader.at += char === '\\' ? 2 : 1;
    if (char === '`') {
      around.push(reader.line.slice(from, reader.at - 1));
      return { kind: 'template', text: reader.line.slice(start, reader.at), inner, around };
    }
    if (char === '$' && reader.line[reader.at] === '{') {
      around.push(reader.line.slice(from, reader.at - 1));
      reader.at++;
      inner.push(read(reader, true).tokens);
      from = reader.at;
    }
  }
}

/** Numbers as JavaScript writes them, which prettier leaves as they are but for the plus. */
function numberOf(text: string): string {
  return /^\d+(?:\.\d*[1-9])?(?:n|e[-+]?\d+)?$/.test(text) ? text.replace('+', '') : tooHard();
}

/** In the quotes that need fewer escapes; single ones, if it is the same. */
function quoted(text: string): string {
  const content = text.slice(1, -1);
  if (!/["']/.test(content)) return `'${content}'`;
  const doubles = content.split('"').length;
  const singles = content.split("'").length;
  const quote = singles > doubles ? '"' : "'";
  const escaped = content.replace(/\\(.)|(["'])/gs, (whole, char: string | undefined, bare: string) => {
    if (char === undefined) return bare === quote ? `\\${bare}` : bare;
    if (char === '"' || char === "'") return char === quote ? whole : char;
    return whole;
  });
  return quote + escaped + quote;
}

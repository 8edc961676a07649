/** Python 2, made Python 3 by a pass over its tokens. What the tokens do not tell (division, lists of keys) emission sees to. */
import { byName } from '../by-name.js';
import { type Module, PythonSyntaxError, parsed } from '../syntax.js';
import { type Token, tokensOf } from '../tokens.js';
import { tupleParameters } from './parameters.js';
import { printStatements } from './print.js';
import { depthOf, endOfStatement, isBracketed, partsOf } from './statement.js';
import { type Sign, signOfPython2 } from './signs.js';

/** The source as Python 3, and whether it was Python 2. With `force` it is taken for Python 2 whatever it looks like. */
export function toPython3(source: string, path: string, force: boolean): Modern {
  const old = (): Modern => {
    const text = rewritten(source);
    return { text, tree: parsed(text, path), python2: true };
  };
  if (force) return old();
  let tree: Module;
  try {
    tree = parsed(source, path);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    try {
      return old();
    } catch {
      // What does not parse either way is told of as it was written.
      throw error;
    }
  }
  const sign = signOfPython2(source, tree);
  return sign === undefined ? { text: source, tree, python2: false } : { ...old(), sign };
}

/** A source that is Python 3 now, and its tree. */
export interface Modern {
  readonly text: string;
  readonly tree: Module;
  readonly python2: boolean;
  /** It would parse as Python 3, too: why it is taken for Python 2. */
  readonly sign?: Sign;
}

const NAMES: Readonly<Record<string, string>> = byName({
  xrange: 'range',
  raw_input: 'input',
  unicode: 'str',
  basestring: 'str',
  long: 'int',
  unichr: 'chr',
  iteritems: 'items',
  itervalues: 'values',
  iterkeys: 'keys',
  maxint: 'maxsize',
  StandardError: 'Exception',
  __nonzero__: '__bool__',
  __div__: '__truediv__',
  __idiv__: '__itruediv__',
  // Words of the language since 3.7.
  async: 'async_',
  await: 'await_',
});

const MODULES: Readonly<Record<string, string>> = byName({
  Queue: 'queue',
  StringIO: 'io',
  cStringIO: 'io',
  cPickle: 'pickle',
  __builtin__: 'builtins',
  ConfigParser: 'configparser',
  SocketServer: 'socketserver',
  urlparse: 'urllib.parse',
  thread: '_thread',
  commands: 'subprocess',
  simplejson: 'json',
});

function rewritten(source: string): string {
  const tokens = tokensOf(source);
  backticks(tokens);
  modules(tokens);
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'name') rename(tokens, i);
    else if (token.kind === 'number') token.text = numberOf(token.text);
    else if (token.text === '<>') token.text = '!=';
    else if (token.kind === 'string') token.text = token.text.replace(/^[uU](?=[rR]?['"])/, '');
  }
  tupleParameters(tokens);
  excepts(tokens);
  raises(tokens);
  if (!/^\s*from\s+__future__\s+import\b[^#]*\bprint_function\b/m.test(source)) printStatements(tokens);
  return tokens.map(({ text }) => text).join('');
}

function rename(tokens: readonly Token[], at: number): void {
  const token = tokens[at];
  if (token?.text === 'next' && before(tokens, at)?.text === 'def') token.text = '__next__';
  if (token === undefined || !Object.hasOwn(NAMES, token.text)) return;
  const isAttribute = before(tokens, at)?.text === '.';
  const isMember = ['iteritems', 'itervalues', 'iterkeys', 'maxint'].includes(token.text);
  if (isAttribute === isMember) token.text = NAMES[token.text] ?? token.text;
}

function before(tokens: readonly Token[], at: number): Token | undefined {
  for (let i = at - 1; i >= 0; i--) if (tokens[i]?.kind !== 'space') return tokens[i];
  return undefined;
}

function numberOf(text: string): string {
  const plain = text.replace(/[lL]$/, '');
  return /^0[0-7]+$/.test(plain) && !/^0+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
}

/** `x` in backticks is repr(x). */
function backticks(tokens: Token[]): void {
  let isOpen = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text !== '`') continue;
    isOpen = !isOpen;
    token.text = isOpen ? '(' : ')';
    if (isOpen) tokens.splice(i, 0, { kind: 'name', text: 'repr' });
  }
}

/** Modules that have another name now, where they are imported; their old name stays the program's. */
function modules(tokens: Token[]): void {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || !Object.hasOwn(MODULES, token.text)) continue;
    const previous = before(tokens, i);
    const renamed = MODULES[token.text] ?? token.text;
    if (previous?.text === 'from') token.text = renamed;
    else if ((previous?.text === 'import' || previous?.text === ',') && lineBegins(tokens, i, 'import')) {
      const next = tokens.slice(i + 1).find(({ kind }) => kind !== 'space');
      token.text = next?.text === 'as' ? renamed : `${renamed} as ${token.text}`;
    }
  }
}

function lineBegins(tokens: readonly Token[], at: number, word: string): boolean {
  let from = at;
  while (from > 0 && tokens[from - 1]?.kind !== 'newline') from--;
  return tokens.slice(from, at).find(({ kind }) => kind !== 'space')?.text === word;
}

/** `except Error, e:` */
function excepts(tokens: Token[]): void {
  for (const [i, token] of tokens.entries()) {
    if (token.text !== 'except' || token.kind !== 'name') continue;
    let depth = 0;
    for (const other of tokens.slice(i + 1)) {
      depth += depthOf(other.text);
      if (depth === 0 && (other.text === ':' || other.kind === 'newline')) break;
      if (depth === 0 && other.text === ',') other.text = ' as ';
    }
  }
}

/** `raise Error, 'message'`, `raise Error, (several, arguments)`, `raise Error, value, traceback` */
function raises(tokens: Token[]): void {
  for (const [i, token] of tokens.entries()) {
    if (token.text !== 'raise' || token.kind !== 'name') continue;
    const statement = tokens.slice(i + 1, endOfStatement(tokens, i));
    const [name = [], value, traceback] = partsOf(statement);
    if (value === undefined) continue;
    const error = textOf(name);
    const last = (traceback ?? value).at(-1) as Token;
    token.text = `raise ${traceback === undefined ? made(error, value) : again(error, value, traceback)}`;
    for (const other of statement.slice(0, statement.lastIndexOf(last) + 1)) other.text = '';
  }
}

function made(error: string, value: readonly Token[]): string {
  const text = textOf(value);
  return `${error}(${text === 'None' ? '' : isBracketed(value) ? text.slice(1, -1) : text})`;
}

/** What sys.exc_info() gave is an error already. */
function again(error: string, value: readonly Token[], traceback: readonly Token[]): string {
  const text = textOf(value);
  const isName =
    text !== 'None' && value.every(({ kind, text: one }) => kind !== 'string' && /^[\w.[\]]+$/.test(one));
  const whole = isName
    ? `(${text} if isinstance(${text}, BaseException) else ${made(error, value)})`
    : made(error, value);
  return `${whole}.with_traceback(${textOf(traceback)})`;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

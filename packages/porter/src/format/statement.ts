/** Statements of one line, and the lines that begin and continue blocks, as prettier writes them where they fit. */
import type { Printed } from './printed.js';
import type { Tokens } from './cursor.js';
import { annotation, expression, listPattern, parameters } from './expression.js';
import { tooHard } from './tokens.js';

/** Where lines stand. */
export type Place = 'block' | 'class';

/** What a line begins. */
export interface Head {
  readonly text: string;
  /** How the lines within are read; undefined if the line is whole. */
  readonly opens?: Place;
  /** What the last line is. */
  readonly closer?: '}' | '});';
  /** How it is written where the line is too long. */
  readonly broken?: readonly string[] | undefined;
  /** It is written so even if it fits. */
  readonly isForced?: boolean;
  /** It may be empty: `f() {}`. */
  readonly isDefinition?: boolean;
}

const ASSIGNMENTS = new Set('= += -= *= /= %= **= <<= >>= &= |= ^= &&= ||= ??='.split(' '));

/** A line that does not begin with a brace. TooHard if prettier is needed. */
export function head(tokens: Tokens, place: Place): Head {
  const found = place === 'class' ? member(tokens) : statement(tokens);
  tokens.end();
  if (tokens.forced !== undefined && found.isForced !== true) tooHard();
  return found;
}

/** A statement that ends with an expression, which may be a call whose arguments are broken. */
function ending(tokens: Tokens, before: string, { text, broken }: Printed): Head {
  tokens.expect(';');
  const whole = `${before}${text};`;
  if (broken === undefined) return { text: whole };
  const { callee, given } = broken;
  const isForced = tokens.forced === given;
  const last = given.at(-1)?.shape;
  // These stay beside the parenthesis, and are broken themselves.
  if (!isForced && (last === 'list' || last === 'object' || last === 'arrow' || last === 'as'))
    return { text: whole };
  return {
    text: whole,
    isForced,
    broken: [`${before}${callee}(`, ...given.map((one) => `  ${one.text},`), ');'],
  };
}

function statement(tokens: Tokens): Head {
  const word = tokens.peek();
  switch (word) {
    case 'export': {
      tokens.take();
      if (!/^(?:const|let|function|class)$/.test(tokens.peek())) tooHard();
      const found = statement(tokens);
      if (found.isForced === true) tooHard();
      return { ...found, text: `export ${found.text}`, broken: undefined };
    }
    case 'import':
      return imported(tokens);
    case 'const':
    case 'let':
    case 'using':
      if (word !== 'using' || tokens.peek(1) !== '=') return declaration(tokens, word);
      break;
    case 'async':
    case 'function':
      return functionHead(tokens);
    case 'class':
      return classHead(tokens);
    case 'if':
    case 'while':
      return conditional(tokens, word);
    case 'for':
      return loop(tokens);
    case 'try':
      tokens.take();
      tokens.expect('{');
      return { text: 'try {', opens: 'block' };
    case '{':
      tokens.take();
      return { text: '{', opens: 'block' };
  }
  if (tokens.peek(1) === ':' && tokens.next.kind === 'name') return labelled(tokens);
  return main(tokens) ?? simple(tokens);
}

/** `return x;` and its like, and expressions. */
function simple(tokens: Tokens): Head {
  const word = tokens.peek();
  if (word === 'return' || word === 'throw') {
    tokens.take();
    return tokens.skip(';') ? { text: `${word};` } : ending(tokens, `${word} `, expression(tokens));
  }
  if (word === 'break' || word === 'continue') {
    tokens.take();
    const label = tokens.peek() === ';' ? '' : ` ${tokens.name()}`;
    tokens.expect(';');
    return { text: `${word}${label};` };
  }
  const left = expression(tokens);
  if (/^(?:\(*\{|let\b)/.test(left.text)) tooHard();
  const operator = tokens.peek();
  if (!ASSIGNMENTS.has(operator)) return ending(tokens, '', left);
  if (!['primary', 'member', 'list'].includes(left.shape)) tooHard();
  tokens.take();
  return ending(tokens, `${left.text} ${operator} `, expression(tokens));
}

function declaration(tokens: Tokens, word: string): Head {
  tokens.take();
  const declarators: string[] = [];
  do {
    const name = tokens.peek() === '[' ? listPattern(tokens) : tokens.name();
    const type = annotation(tokens);
    if (tokens.skip('='))
      return declarators.length > 0
        ? tooHard()
        : ending(tokens, `${word} ${name}${type} = `, expression(tokens));
    declarators.push(name + type);
  } while (tokens.skip(','));
  tokens.expect(';');
  return { text: `${word} ${declarators.join(', ')};` };
}

function imported(tokens: Tokens): Head {
  tokens.take();
  const type = tokens.peek() === 'type' && tokens.peek(1) === '{' && tokens.skip('type') ? 'type ' : '';
  const names: string[] = [];
  let text: string;
  if (tokens.skip('*')) {
    tokens.expect('as');
    text = `* as ${tokens.name()}`;
  } else {
    tokens.expect('{');
    while (!tokens.skip('}')) {
      if (names.length > 0) tokens.expect(',');
      if (tokens.skip('}')) break;
      let name = tokens.name();
      if (name === 'type' && !/^(?:,|\}|as)$/.test(tokens.peek())) name += ` ${tokens.name()}`;
      if (tokens.skip('as')) name += ` as ${tokens.name()}`;
      names.push(name);
    }
    if (names.length === 0) tooHard();
    text = `{ ${names.join(', ')} }`;
  }
  tokens.expect('from');
  if (tokens.next.kind !== 'string') tooHard();
  const from = ` from ${tokens.take().text};`;
  tokens.expect(';');
  const whole = `import ${type}${text}${from}`;
  if (names.length < 2) return { text: whole };
  return { text: whole, broken: [`import ${type}{`, ...names.map((name) => `  ${name},`), `}${from}`] };
}

function functionHead(tokens: Tokens): Head {
  const async = tokens.skip('async') ? 'async ' : '';
  tokens.expect('function');
  const star = tokens.skip('*') ? '*' : '';
  const text = `${async}function${star} ${tokens.name()}${parameters(tokens)}${annotation(tokens)} {`;
  tokens.expect('{');
  return { text, opens: 'block', isDefinition: true };
}

function classHead(tokens: Tokens): Head {
  tokens.expect('class');
  let text = `class ${tokens.name()}`;
  if (tokens.skip('extends')) {
    const base = expression(tokens);
    if (base.shape !== 'primary' && base.shape !== 'member' && base.shape !== 'call') tooHard();
    text += ` extends ${base.text}`;
  }
  tokens.expect('{');
  return { text: `${text} {`, opens: 'class', isDefinition: true };
}

function conditional(tokens: Tokens, word: string): Head {
  tokens.take();
  const test = condition(tokens);
  if (tokens.skip('{')) return { text: `${word} ${test} {`, opens: 'block' };
  return { text: `${word} ${test} ${simple(tokens).text}` };
}

function condition(tokens: Tokens): string {
  tokens.expect('(');
  const test = expression(tokens);
  tokens.expect(')');
  return `(${test.text})`;
}

function loop(tokens: Tokens): Head {
  tokens.take();
  tokens.expect('(');
  const parts = /^(?:const|let)$/.test(tokens.peek()) ? variables(tokens) : bare(tokens);
  tokens.expect(')');
  tokens.expect('{');
  return { text: `for (${parts}) {`, opens: 'block' };
}

function variables(tokens: Tokens): string {
  const word = tokens.take().text;
  const name = tokens.peek() === '[' ? listPattern(tokens) : tokens.name();
  const type = annotation(tokens);
  if (tokens.skip('of')) return `${word} ${name}${type} of ${expression(tokens).text}`;
  tokens.expect('=');
  let text = `${word} ${name}${type} = ${expression(tokens).text}`;
  while (tokens.skip(',')) text += `, ${tokens.name()}${annotation(tokens)}`;
  return `${text}; ${testAndStep(tokens)}`;
}

function bare(tokens: Tokens): string {
  if (tokens.peek() === ';' && tokens.peek(1) === ';') {
    tokens.take();
    tokens.take();
    return ';;';
  }
  const left = expression(tokens);
  if (!['primary', 'member', 'list'].includes(left.shape)) tooHard();
  if (tokens.skip('of')) return `${left.text} of ${expression(tokens).text}`;
  tokens.expect('=');
  return `${left.text} = ${expression(tokens).text}; ${testAndStep(tokens)}`;
}

function testAndStep(tokens: Tokens): string {
  tokens.expect(';');
  const test = expression(tokens).text;
  tokens.expect(';');
  if (tokens.peek() === ')') return `${test};`;
  const step = expression(tokens).text;
  if (!ASSIGNMENTS.has(tokens.peek())) return `${test}; ${step}`;
  return `${test}; ${step} ${tokens.take().text} ${expression(tokens).text}`;
}

function labelled(tokens: Tokens): Head {
  const label = tokens.name();
  tokens.expect(':');
  const found = statement(tokens);
  return found.opens === undefined ? tooHard() : { ...found, text: `${label}: ${found.text}` };
}

/** `await main(function* (): Op<any> {`, which is closed by `});`. */
function main(tokens: Tokens): Head | undefined {
  const [word, name, open, keyword] = [0, 1, 2, 3].map((ahead) => tokens.peek(ahead));
  if (word !== 'await' || open !== '(' || keyword !== 'function') return undefined;
  for (let i = 0; i < 4; i++) tokens.take();
  const star = tokens.skip('*') ? '*' : '';
  const head = `${parameters(tokens)}${annotation(tokens)}`;
  tokens.expect('{');
  return { text: `await ${String(name)}(function${star} ${head} {`, opens: 'block', closer: '});' };
}

const MODIFIERS = new Set(['static', 'async', 'get', 'set']);

function member(tokens: Tokens): Head {
  let text = '';
  while (MODIFIERS.has(tokens.peek()) && (/^[*{]$/.test(tokens.peek(1)) || /^[\w$]/.test(tokens.peek(1))))
    text += `${tokens.take().text} `;
  if (text === 'static ' && tokens.skip('{')) return { text: 'static {', opens: 'block' };
  if (tokens.skip('*')) text += '*';
  text += tokens.name();
  if (tokens.peek() === '(') {
    text += `${parameters(tokens)}${annotation(tokens)}`;
    tokens.expect('{');
    return { text: `${text} {`, opens: 'block', isDefinition: true };
  }
  text += annotation(tokens);
  if (tokens.skip('=')) text += ` = ${expression(tokens).text}`;
  tokens.expect(';');
  return { text: `${text};` };
}

/** A line that ends a block and begins another of the same statement: `} else {`. */
export function continuation(tokens: Tokens): string {
  tokens.expect('}');
  const word = tokens.take().text;
  let text = `} ${word} `;
  if (word === 'else') {
    if (tokens.skip('if')) text += `if ${condition(tokens)} `;
  } else if (word === 'catch') {
    if (tokens.peek() === '(') text += `${parameters(tokens)} `;
  } else if (word !== 'finally') tooHard();
  tokens.expect('{');
  tokens.end();
  return `${text}{`;
}

/**
 * Expressions as prettier writes them on one line: the porter's own parentheses go, and prettier's come. What it would break though
 * it fits is TooHard, and so is what the porter writes seldom. It knows no comments, functions with bodies, or classes.
 */
import { type Token, tooHard } from './tokens.js';
import { Tokens } from './cursor.js';
import { type Printed, inner, PRECEDENCE, operand, side } from './printed.js';

/** Words that begin what is not read here, or mean nothing in an expression. */
const NO_NAMES = new Set(
  'function class async import typeof void delete let const var if else for while return throw case in instanceof as of super'.split(
    ' ',
  ),
);

/** An expression without commas and assignments. */
export function expression(tokens: Tokens): Printed {
  if (tokens.peek() === 'yield') return yielded(tokens);
  if (tokens.peek() === '(' && tokens.beginsArrow) return arrow(tokens);
  const test = binary(tokens, 0);
  if (!tokens.skip('?')) return test;
  const yes = branch(expression(tokens));
  tokens.expect(':');
  const no = branch(expression(tokens));
  const isLoose = test.shape === 'binary' || test.shape === 'unary';
  return { text: `${isLoose ? test.text : inner(test)} ? ${yes} : ${no}`, shape: 'conditional' };
}

function branch(printed: Printed): string {
  const { shape, text } = printed;
  return shape === 'conditional' || shape === 'arrow' || shape === 'as' ? tooHard() : text;
}

function yielded(tokens: Tokens): Printed {
  tokens.take();
  if (tokens.skip('*')) {
    const { text, broken } = expression(tokens);
    return {
      text: `yield* ${text}`,
      shape: 'yield',
      ...(broken && { broken: { ...broken, callee: `yield* ${broken.callee}` } }),
    };
  }
  if (/^[)\];,}]?$/.test(tokens.peek()) && tokens.next.kind !== 'string' && tokens.next.kind !== 'template')
    return { text: 'yield', shape: 'yield' };
  return { text: `yield ${expression(tokens).text}`, shape: 'yield' };
}

function arrow(tokens: Tokens): Printed {
  const head = parameters(tokens);
  const type = annotation(tokens);
  tokens.expect('=>');
  if (tokens.peek() === '{') tooHard();
  const body = expression(tokens);
  if (body.shape === 'arrow' || body.shape === 'as') tooHard();
  const isWrapped = body.shape === 'conditional' || body.shape === 'object';
  if (body.shape !== 'object' && /^\(*\{/.test(body.text)) tooHard();
  return { text: `${head}${type} => ${isWrapped ? `(${body.text})` : body.text}`, shape: 'arrow' };
}

/** With their parentheses. */
export function parameters(tokens: Tokens): string {
  tokens.expect('(');
  const list: string[] = [];
  while (!tokens.skip(')')) {
    if (list.length > 0) tokens.expect(',');
    if (tokens.skip(')')) break;
    const rest = tokens.skip('...') ? '...' : '';
    const optional = (name: string): string => (tokens.skip('?') ? `${name}?` : name);
    const name = tokens.peek() === '[' ? listPattern(tokens) : optional(tokens.name());
    const type = annotation(tokens);
    const value = tokens.skip('=') ? ` = ${expression(tokens).text}` : '';
    list.push(rest + name + type + value);
  }
  return `(${list.join(', ')})`;
}

/** `[a, b, ...rest]`. */
export function listPattern(tokens: Tokens): string {
  tokens.expect('[');
  const names: string[] = [];
  while (!tokens.skip(']')) {
    if (names.length > 0) tokens.expect(',');
    const rest = tokens.skip('...') ? '...' : '';
    names.push(rest + (tokens.peek() === '[' ? listPattern(tokens) : tokens.name()));
  }
  return names.length === 0 ? tooHard() : `[${names.join(', ')}]`;
}

/** `: any[]`, if there is a type. */
export function annotation(tokens: Tokens): string {
  return tokens.skip(':') ? `: ${type(tokens)}` : '';
}

function type(tokens: Tokens): string {
  let text = tokens.name();
  while (tokens.skip('.')) text += `.${tokens.name()}`;
  if (tokens.skip('<')) {
    const list = [type(tokens)];
    while (tokens.skip(',')) list.push(type(tokens));
    tokens.expect('>');
    text += `<${list.join(', ')}>`;
  }
  while (tokens.peek() === '[' && tokens.peek(1) === ']') {
    tokens.take();
    tokens.take();
    text += '[]';
  }
  return text;
}

function binary(tokens: Tokens, least: number): Printed {
  let left = unary(tokens);
  for (;;) {
    const { next } = tokens;
    const operator = next.kind === 'punctuation' || next.kind === 'name' ? next.text : '';
    const precedence = PRECEDENCE.get(operator);
    if (precedence === undefined || precedence < least) return left;
    tokens.take();
    if (operator === 'as') {
      if (type(tokens) !== 'any' || left.shape === 'as') tooHard();
      left = { text: `${operand(left, '')} as any`, shape: 'as' };
      continue;
    }
    if (operator === '??') tooHard();
    const right = binary(tokens, precedence + 1);
    left = {
      text: `${side(left, operator, true)} ${operator} ${side(right, operator, false)}`,
      shape: 'binary',
      operator,
    };
  }
}

function unary(tokens: Tokens): Printed {
  const operator = tokens.peek();
  switch (operator) {
    case '!':
    case '-':
    case '+':
    case '~':
      tokens.take();
      return { text: operator + operand(unary(tokens), operator), shape: 'unary', operator };
    case 'typeof':
    case 'void':
    case 'delete':
      tokens.take();
      return { text: `${operator} ${operand(unary(tokens), operator)}`, shape: 'unary', operator };
    case 'await': {
      tokens.take();
      const awaited = unary(tokens);
      if (awaited.shape === 'await' || awaited.shape === 'unary') tooHard();
      return { text: `await ${inner(awaited)}`, shape: 'await' };
    }
  }
  const printed = postfix(tokens);
  if (tokens.peek() === '++' || tokens.peek() === '--')
    return { text: printed.text + tokens.take().text, shape: 'unary', operator: '++' };
  return printed;
}

function postfix(tokens: Tokens): Printed {
  let printed = primary(tokens);
  for (;;) {
    const { calls = 0 } = printed;
    if (printed.shape === 'number' && /^[.[(]$/.test(tokens.peek())) tooHard();
    if (tokens.peek() === '.') {
      tokens.take();
      printed = { text: `${inner(printed)}.${tokens.name()}`, shape: 'member', calls };
    } else if (tokens.peek() === '[') {
      tokens.take();
      const index = expression(tokens);
      tokens.expect(']');
      printed = { text: `${inner(printed)}[${index.text}]`, shape: 'member', calls };
    } else if (tokens.peek() === '(') {
      // Longer chains are broken, whether they fit or not.
      if (calls >= 2) tooHard();
      const given = list(tokens, '(', ')');
      printed = {
        text: inner(printed) + given.text,
        shape: 'call',
        calls: calls + 1,
        takesFunction: given.takesFunction,
        ...(given.items.length > 1 &&
          calls === 0 && { broken: { callee: inner(printed), given: given.items } }),
      };
    } else return tokens.next.kind === 'template' || /^(?:\?\.|!)$/.test(tokens.peek()) ? tooHard() : printed;
  }
}

function primary(tokens: Tokens): Printed {
  const token = tokens.next;
  switch (token.kind) {
    case 'string':
      return { text: tokens.take().text, shape: 'primary' };
    case 'number':
      return { text: tokens.take().text, shape: 'number' };
    case 'template':
      return { text: template(tokens.take()), shape: 'primary' };
    case 'name':
      if (token.text === 'new') return construction(tokens);
      if (token.text === 'super') return { text: tokens.take().text, shape: 'primary' };
      return NO_NAMES.has(token.text) ? tooHard() : { text: tokens.take().text, shape: 'primary' };
    case 'end':
      return tooHard();
    case 'punctuation':
      break;
  }
  if (token.text === '(') {
    tokens.take();
    const printed = expression(tokens);
    if (tokens.skip('=')) return assigned(tokens, printed);
    tokens.expect(')');
    return printed;
  }
  if (token.text === '[') return { text: list(tokens, '[', ']').text, shape: 'list' };
  return token.text === '{' ? object(tokens) : tooHard();
}

/** `(x = y).z`: elsewhere prettier decides whether the parentheses stay. */
function assigned(tokens: Tokens, left: Printed): Printed {
  const { text } = expression(tokens);
  tokens.expect(')');
  return tokens.peek() === '.' ? { text: `(${left.text} = ${text})`, shape: 'primary' } : tooHard();
}

function construction(tokens: Tokens): Printed {
  tokens.take();
  let callee = tokens.name();
  while (tokens.skip('.')) callee += `.${tokens.name()}`;
  const { text, items } = list(tokens, '(', ')');
  const broken = items.length > 1 ? { broken: { callee: `new ${callee}`, given: items } } : {};
  return { text: `new ${callee}${text}`, shape: 'call', calls: 0, ...broken };
}

interface List {
  readonly text: string;
  readonly items: readonly Printed[];
  readonly takesFunction: boolean;
}

/** Arguments, or the items of an array. */
function list(tokens: Tokens, open: string, close: string): List {
  tokens.expect(open);
  const items: Printed[] = [];
  while (!tokens.skip(close)) {
    if (items.length > 0) tokens.expect(',');
    if (tokens.skip(close)) break;
    items.push(tokens.skip('...') ? spread(tokens) : expression(tokens));
  }
  if (open === '[' && items.length > 1 && isMatrix(items)) tooHard();
  if (open === '(' && items.length > 1 && isComposition(items)) {
    if (tokens.forced !== undefined) tooHard();
    tokens.forced = items;
  }
  const takesFunction = items.some(({ shape }) => shape === 'arrow');
  return { text: open + items.map(({ text }) => text).join(', ') + close, items, takesFunction };
}

/** Prettier breaks it, whether it fits or not. */
function isMatrix(items: readonly Printed[]): boolean {
  return items.every(({ shape }) => shape === 'list') || items.every(({ shape }) => shape === 'object');
}

/** Prettier takes the call for a composition of functions, and breaks it. */
function isComposition(items: readonly Printed[]): boolean {
  const arrows = items.filter(({ shape }) => shape === 'arrow');
  return arrows.length > 1 || items.some(({ takesFunction = false }) => takesFunction);
}

function spread(tokens: Tokens): Printed {
  const printed = expression(tokens);
  const text = printed.shape === 'unary' || printed.shape === 'arrow' ? printed.text : inner(printed);
  return { text: `...${text}`, shape: 'primary' };
}

function object(tokens: Tokens): Printed {
  tokens.expect('{');
  const members: string[] = [];
  while (!tokens.skip('}')) {
    if (members.length > 0) tokens.expect(',');
    if (tokens.skip('}')) break;
    if (tokens.skip('...')) members.push(spread(tokens).text);
    else {
      const name = tokens.name();
      members.push(tokens.skip(':') ? `${name}: ${expression(tokens).text}` : name);
    }
  }
  return { text: members.length === 0 ? '{}' : `{ ${members.join(', ')} }`, shape: 'object' };
}

function template({ inner: expressions = [], around = [] }: Token): string {
  let text = `\`${around[0] ?? ''}`;
  expressions.forEach((own, i) => {
    const tokens = new Tokens(own);
    const printed = expression(tokens);
    tokens.end();
    if (tokens.forced !== undefined) tooHard();
    text += `\${${printed.text}}${around[i + 1] ?? ''}`;
  });
  return `${text}\``;
}

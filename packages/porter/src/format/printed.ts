/** What has been printed of an expression, and where it needs parentheses inside another. */
type Shape =
  | 'primary'
  | 'number'
  | 'list'
  | 'object'
  | 'call'
  | 'member'
  | 'unary'
  | 'binary'
  | 'conditional'
  | 'arrow'
  | 'yield'
  | 'await'
  | 'as';

/** An expression, without parentheses around it. */
export interface Printed {
  readonly text: string;
  readonly shape: Shape;
  /** Of a unary or binary one. */
  readonly operator?: string;
  /** Calls in the chain of members and calls that it ends. */
  readonly calls?: number;
  /** Of a call with several arguments: what is in front of them, and they. */
  readonly broken?: { readonly callee: string; readonly given: readonly Printed[] };
  /** A call that is given a function. */
  readonly takesFunction?: boolean;
}

/** How closely operators bind, the loosest first. */
export const PRECEDENCE = new Map(
  [
    ['??'],
    ['||'],
    ['&&'],
    ['|'],
    ['^'],
    ['&'],
    ['===', '!==', '==', '!='],
    ['<', '>', '<=', '>=', 'in', 'instanceof', 'as'],
    ['<<', '>>'],
    ['+', '-'],
    ['*', '/', '%'],
  ].flatMap((operators, i) => operators.map((operator) => [operator, i] as const)),
);
const EQUALITY = 6;
const MULTIPLICATIVE = 10;

/** An operand of a binary operator. */
export function side(printed: Printed, parent: string, isLeft: boolean): string {
  const { shape, text, operator = '' } = printed;
  if (shape === 'unary') return isLeft && /^in/.test(parent) ? `(${text})` : text;
  if (shape !== 'binary') return inner(printed);
  const own = PRECEDENCE.get(operator) ?? 0;
  const outer = PRECEDENCE.get(parent) ?? 0;
  return isWrapped(own, outer, operator, parent, isLeft) ? `(${text})` : text;
}

function isWrapped(own: number, outer: number, operator: string, parent: string, isLeft: boolean): boolean {
  if (outer > own) return true;
  // Prettier turns `a && (b && c)` round.
  if (parent === operator && (operator === '&&' || operator === '||')) return false;
  if (outer === own) return !isLeft || !flattens(parent, operator, own);
  if (operator === '%' && (parent === '+' || parent === '-')) return true;
  return /^(?:[|^&]|<<|>>)$/.test(parent) || (parent === '||' && operator === '&&');
}

/** `a + b + c` is one list for prettier; `a / b * c` is not. */
function flattens(parent: string, operator: string, precedence: number): boolean {
  if (precedence === EQUALITY) return false;
  if (precedence === MULTIPLICATIVE) return parent === operator && operator !== '%';
  return !/^(?:<<|>>)$/.test(parent);
}

/** In parentheses, unless it holds together by itself. */
export function inner(printed: Printed): string {
  switch (printed.shape) {
    case 'primary':
    case 'number':
    case 'list':
    case 'object':
    case 'call':
    case 'member':
      return printed.text;
    default:
      return `(${printed.text})`;
  }
}

/** What a unary operator is applied to. */
export function operand(printed: Printed, operator: string): string {
  if (printed.shape !== 'unary') return inner(printed);
  return printed.operator === operator && /^[-+]$/.test(operator) ? `(${printed.text})` : printed.text;
}

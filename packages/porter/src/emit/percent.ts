/** `'%s is %5.2f' % (a, b)` as a template string, where the fields and the types are such that it means the same. */
import { isNumeric } from '../analysis/types.js';
import type { ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { asText } from './literals.js';
import { inTemplate, text } from './names.js';

/** The parts of a pattern: text, and fields. */
const PARTS = /(%(?:[-+ 0]*\d*(?:\.\d+)?[sdiurfFeEgGxXo]|%))/;
const FIELD = /^%([-+ 0]*)(\d*)(?:\.(\d+))?(.)$/;

/** Types that are no tuple, for one value that stands alone. */
const SINGLE = new Set(['str', 'int', 'bigint', 'float', 'num', 'bool', 'list', 'bytes', 'none', 'set']);

export function percentTemplate(
  cx: Context,
  pattern: string,
  right: ExprNode,
  quote: string,
): Out | undefined {
  if (/^[rR]?[bB]/.test(quote)) return undefined;
  const parts = pattern.split(PARTS);
  const isField = (i: number): boolean => i % 2 === 1 && parts[i] !== '%%';
  if (parts.some((part, i) => i % 2 === 0 && part.includes('%'))) return undefined;
  const values = right.nodeType === 'Tuple' ? right.elts : [right];
  if (values.some(({ nodeType }) => nodeType === 'Starred')) return undefined;
  if (values.length !== parts.filter((_part, i) => isField(i)).length) return undefined;
  const given = values.map((one) => cx.expression(one));
  if (right.nodeType !== 'Tuple' && !SINGLE.has(given[0]?.type ?? '')) return undefined;
  let at = 0;
  let body = '';
  for (const [i, part] of parts.entries()) {
    const one = isField(i) ? given[at++] : undefined;
    const code = one === undefined ? inTemplate(part === '%%' ? '%' : part) : field(cx, part, one);
    if (code === undefined) return undefined;
    body += code;
  }
  return out(`\`${body}\``, 'str');
}

function field(cx: Context, part: string, value: Out): string | undefined {
  const [, flags = '', width = '', places, kind = ''] = FIELD.exec(part) ?? [];
  const isLeft = flags.includes('-');
  const isZero = flags.includes('0');
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (isLeft && isZero) return undefined;
  const formatted = (code: string, spec: string): string =>
    `\${${cx.helper('format')}(${code}, ${text(spec)})}`;
  if (kind === 's' || kind === 'r') {
    const code = kind === 'r' ? `${cx.helper('repr')}(${value.code})` : asText(cx, value);
    if (width === '' && places === undefined) return `\${${code}}`;
    const shown = kind === 's' && value.type === 'int' ? `String(${code})` : code;
    const cut = places === undefined ? '' : `.${places}`;
    return formatted(shown, `${width === '' ? '' : isLeft ? '<' : '>'}${width}${cut}`);
  }
  if (/[diuxXo]/.test(kind)) {
    if ((value.type !== 'int' && value.type !== 'bigint') || places !== undefined) return undefined;
    const isDecimal = /[diu]/.test(kind);
    if (isDecimal && flags === '' && width === '') return `\${${value.code}}`;
    const spec = `${isLeft ? '<' : ''}${sign}${isZero ? '0' : ''}${width}${isDecimal ? 'd' : kind}`;
    return formatted(value.code, spec);
  }
  // Of what is no finite number %-formats are not filled with zeros, and others are.
  if (!isNumeric(value.type) || value.type === 'bool' || isZero) return undefined;
  return formatted(value.code, `${isLeft ? '<' : ''}${sign}${width}.${places ?? '6'}${kind}`);
}

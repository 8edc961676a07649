/** Literals: numbers, strings, bytes, f-strings, and the displays of lists, tuples, dicts and sets. */
import { PyComplex } from 'py-ast';
import { ofWhole } from '../flow/numbers.js';
import { Refusal } from '../program.js';
import { type Expr, type ExprNode, isConstant } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { parksToIterate } from './iterating.js';
import { methodOf } from './inheritance.js';
import { inTemplate, text } from './names.js';

/** The value of a literal number as JavaScript has it; undefined if it is none. */
export function numberLiteral(cx: Context, node: ExprNode): string | undefined {
  if (node.nodeType === 'UnaryOp' && node.op.nodeType === 'USub') {
    const inner = numberLiteral(cx, node.operand);
    return inner === undefined ? undefined : inner.startsWith('-') ? inner.slice(1) : `-${inner}`;
  }
  if (node.nodeType !== 'Constant' || typeof node.value !== 'number' || node.quote_style !== undefined)
    return undefined;
  return String(node.value);
}

function isFloatLiteral(cx: Context, node: Expr<'Constant'>): boolean {
  const source = cx.file.segment(node);
  return /[.eE]/.test(source) && !/^0[xX]/.test(source);
}

function constant(cx: Context, node: Expr<'Constant'>): Out {
  const value: unknown = node.value;
  const { quote_style: quote } = node;
  if (value === null) return out('null', 'none');
  if (typeof value === 'boolean') return out(String(value), 'bool');
  if (typeof value === 'bigint') return out(`${value.toString()}n`, 'bigint');
  if (typeof value === 'number') {
    if (!isFloatLiteral(cx, node)) return out(String(value), ofWhole(value));
    if (!Number.isInteger(value)) return out(Number.isFinite(value) ? String(value) : 'Infinity', 'float');
    return out(`${cx.helper('float')}(${String(value)})`, 'float');
  }
  if (value instanceof PyComplex)
    return out(`${cx.helper('complex')}(${[value.real, value.imag].map(String).join(', ')})`, 'any');
  if (typeof value !== 'string') throw new Refusal(node, 'a constant', 'its kind is not known');
  if (quote === undefined) return out(cx.helper('Ellipsis'), 'ellipsis');
  if (/^[rR]?[bB]/.test(quote)) return out(bytesCode(value), 'bytes');
  if (value.includes('\\N{')) throw new Refusal(node, '\\N{...}', 'names of characters are not known here');
  return out(text(value), 'str');
}

function bytesCode(value: string): string {
  return /^[\0-\x7f]*$/.test(value) ? `Buffer.from(${text(value)})` : `Buffer.from(${text(value)}, 'latin1')`;
}

/** What a template string or str.join needs: text that is known to be text. */
export function asText(cx: Context, value: Out): string {
  if (value.type === 'str' || value.type === 'int') return value.code;
  return `${cx.helper('str')}(${value.code})`;
}

const PLAIN = /^(?:str|int|bool|float|list|dict|tuple|set|none)$/;

/** What `{}` in an f-string or str.format() shows: an instance may have a __format__, and a bool is shown as True. */
export function asFormatted(cx: Context, value: Out): string {
  return !PLAIN.test(value.type) && cx.facts.methods.has('__format__')
    ? `${cx.helper('format')}(${value.code})`
    : asText(cx, value);
}

function joinedStr(cx: Context, node: Expr<'JoinedStr'>): Out {
  return out(`\`${node.values.map((part) => templatePart(cx, part)).join('')}\``, 'str');
}

function templatePart(cx: Context, part: ExprNode): string {
  if (part.nodeType === 'Constant') return inTemplate(String(part.value));
  if (part.nodeType !== 'FormattedValue') throw new Refusal(part, part.nodeType, 'not in an f-string');
  const value = cx.expression(part.value);
  const converted: Out =
    part.conversion === 114
      ? out(`${cx.helper('repr')}(${value.code})`, 'str')
      : part.conversion === 115
        ? out(`${cx.helper('str')}(${value.code})`, 'str')
        : part.conversion === 97
          ? out(`${cx.helper('ascii')}(${value.code})`, 'str')
          : value;
  const { format_spec: spec } = part;
  if (spec === undefined) {
    return `\${${asFormatted(cx, converted)}}`;
  }
  return `\${${cx.helper('format')}(${converted.code}, ${specCode(cx, spec)})}`;
}

/** A literal text; undefined if the node is anything else. */
export function literalText(node: ExprNode): string | undefined {
  if (node.nodeType !== 'Constant' || typeof node.value !== 'string') return undefined;
  return /^["'rRuU]+$/.test(node.quote_style ?? '') ? node.value : undefined;
}

function specCode(cx: Context, spec: ExprNode): string {
  const [only, more] = spec.nodeType === 'JoinedStr' ? spec.values : [];
  return only?.nodeType === 'Constant' && more === undefined ? text(String(only.value)) : cx.code(spec);
}

export function elements(cx: Context, nodes: readonly ExprNode[]): string {
  return nodes
    .map((node) => (node.nodeType === 'Starred' ? `...${iterable(cx, node.value)}` : value(cx, node)))
    .join(', ');
}

/** What can be spread; TypeError if it cannot. */
export function iterable(cx: Context, node: ExprNode): string {
  const { code, type } = cx.expression(node);
  if (type === 'coiter') return cx.park(node, `${code}.toArray()`).code;
  if (parksToIterate(cx, { code, type })) return cx.park(node, `${cx.helper('collect')}(${code})`).code;
  if (node.nodeType === 'Tuple') return `[${elements(cx, node.elts)}]`;
  return ITERABLE.has(type) || cx.flow.isIterable(node) ? code : `${cx.helper('items')}(${code})`;
}
const ITERABLE = new Set(['list', 'tuple', 'str', 'dict', 'set', 'range', 'iter', 'bytes']);

/** An expression whose value is kept or handed on: a method that is no call is bound. */
export function value(cx: Context, node: ExprNode): string {
  const given = cx.expression(node);
  escape(cx, node, given);
  return given.code;
}

/** A function that is used as a value may be called from anywhere; a module is one only where the runtime has it as one. */
export function escape(cx: Context, node: ExprNode, given: Out): void {
  if (given.type.startsWith('module.')) cx.facts.mark('modules as values');
  if (given.code === '' && given.type.startsWith('module.'))
    throw new Refusal(
      node,
      `the module ${given.type.slice(7)} as a value`,
      'its names are in several places here',
    );
  const f = cx.facts.functionOf(given.type);
  if (f !== undefined) cx.facts.setEscaped(f);
  const cls = given.type.startsWith('class:') ? cx.facts.classOf(given.type) : undefined;
  if (cls === undefined) return;
  for (const name of ['__init__', '__post_init__']) {
    const init = methodOf(cx.facts, cls, name);
    if (init !== undefined) cx.facts.setEscaped(init);
  }
}

const list = (cx: Context, node: Expr<'List'>): Out => out(`[${elements(cx, node.elts)}]`, 'list');

function tuple(cx: Context, node: Expr<'Tuple'>): Out {
  const items = elements(cx, node.elts);
  return out(cx.flow.tuples.isPlain(node) ? `[${items}]` : `${cx.helper('tup')}(${items})`, 'tuple');
}

/** The order of a set depends on how it was filled: of constants at once, one by one, or from others. */
function set(cx: Context, node: Expr<'Set'>): Out {
  const { elts } = node;
  if (elts.some(({ nodeType }) => nodeType === 'Starred')) {
    const parts = elts.map((one) =>
      one.nodeType === 'Starred' ? iterable(cx, one.value) : `[${value(cx, one)}]`,
    );
    return out(`${cx.helper('set_')}().union(${parts.join(', ')})`, 'set');
  }
  const items = elements(cx, elts);
  if (cx.facts.frozen.has(node)) return out(`${cx.helper('frozen')}(${items})`, 'set');
  const isPlain =
    elts.length < 3 || elts.every(isConstant) || elts.every((one) => cx.quietly(one).type === 'str');
  return out(isPlain ? `${cx.helper('set_')}(${items})` : `${cx.helper('set')}([${items}])`, 'set');
}

function dict(cx: Context, node: Expr<'Dict'>): Out {
  const entries = node.keys.map((key, i) => {
    const given = node.values[i];
    if (given === undefined) throw new Refusal(node, 'a dict', 'a value is missing');
    return key === null
      ? `...${cx.helper('pairs')}(${cx.code(given)})`
      : `[${cx.code(key)}, ${value(cx, given)}]`;
  });
  if (entries.length === 0) return out(`new ${cx.helper('Dict')}()`, 'dict');
  return out(`${cx.helper('dict_')}(${entries.join(', ')})`, 'dict');
}

function slice(cx: Context, node: Expr<'Slice'>): Out {
  return out(`new ${cx.helper('Slice')}(${sliceParts(cx, node)})`, 'slice');
}

/** start, stop and step, without those at the end that are not given. */
export function sliceParts(cx: Context, { lower, upper, step }: Expr<'Slice'>): string {
  const parts = [lower, upper, step].map((part) => (part === undefined ? 'null' : cx.code(part)));
  while (parts.at(-1) === 'null') parts.pop();
  return parts.join(', ');
}

export const literals = {
  Constant: constant,
  JoinedStr: joinedStr,
  List: list,
  Tuple: tuple,
  Set: set,
  Dict: dict,
  Slice: slice,
};

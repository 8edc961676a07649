/** Names, attributes and items, as they are read. */
import { indexOf } from '../flow/uses.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { isDict } from './dicts.js';
import { sliceParts } from './literals.js';
import { name } from './named.js';
import { attribute } from './attributes.js';

function subscript(cx: Context, node: Expr<'Subscript'>): Out {
  const object = cx.expression(node.value);
  if (node.slice.nodeType === 'Slice') {
    const parts = sliceParts(cx, node.slice);
    const type = ['str', 'list', 'bytes', 'tuple'].includes(object.type) ? object.type : 'any';
    if (object.type === 'list' && isPlainSlice(cx, node.slice))
      return out(`${object.code}.slice(${parts.replace(/^null,/, '0,')})`, 'list');
    const call = `${cx.helper('slice')}(${object.code}${parts === '' ? '' : `, ${parts}`})`;
    return type === 'any' ? cx.special(node.value, '__getitem__', node, call) : out(call, type);
  }
  const key = cx.expression(node.slice);
  if (isDict(cx, node.value, object)) return out(`${object.code}.at(${key.code})`);
  const place = placeOf(cx, node, object);
  if (place !== undefined) return place;
  const call = `${cx.helper('getitem')}(${object.code}, ${key.code})`;
  if (object.type === 'str') return out(call, 'str');
  if (object.type === 'bytes') return out(call, 'int');
  const known = ['list', 'tuple', 'range'].includes(object.type);
  return known ? out(call) : cx.special(node.value, '__getitem__', node, call);
}

/** A place that a tuple has, or the first part of a text: there is always one. */
function placeOf(cx: Context, { value, slice }: Expr<'Subscript'>, { code, type }: Out): Out | undefined {
  const at = indexOf(slice);
  if (at === undefined) return undefined;
  const isPart = value.nodeType === 'Call' && at === 0 && type === 'list' && /\.split\('[^']+'\)$/.test(code);
  if (isPart) return out(`${code}[0]`, 'str');
  const places = type === 'tuple' ? cx.contents(value)?.places : undefined;
  const index = places !== undefined && at < 0 ? at + places.length : at;
  return places?.[index] === undefined ? undefined : out(`${code}[${String(index)}]`);
}

/** JavaScript takes the same part of an array: of small whole numbers, without a step. */
function isPlainSlice(cx: Context, { lower, upper, step }: Expr<'Slice'>): boolean {
  if (step !== undefined) return false;
  return [lower, upper].every((part) => part === undefined || cx.quietly(part).type === 'int');
}

function starred(_cx: Context, node: Expr<'Starred'>): Out {
  throw new Refusal(node, 'a starred expression', 'not in this place');
}

export const access = { Name: name, Attribute: attribute, Subscript: subscript, Starred: starred };

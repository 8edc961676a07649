/** Calls of the methods of Python's own types: as JavaScript says it, where that means the same. */
import { byName } from '../by-name.js';
import { METHODS_OF } from '../library/methods.js';
import type { Expr, ExprNode } from '../syntax.js';
import { keywordsOf, positional } from './arguments.js';
import { sorts } from './callbacks.js';
import { iterableComp } from './comprehensions.js';
import { type Context, type Out, out } from './context.js';
import { asFormatted, literalText, value } from './literals.js';
import { inTemplate, member, text } from './names.js';
import { args, collected, ofUnknown } from './unknown-methods.js';

/** What a class that extends dict calls of it, and what that is here. */
export const DICT_METHODS: Readonly<Record<string, string>> = byName({
  __getitem__: 'at',
  __setitem__: 'set',
  __delitem__: 'delete',
  __contains__: 'has',
});

/** What every object of Python has. */
export const OF_OBJECT = new Set(
  '__repr__ __str__ __eq__ __ne__ __hash__ __format__ __dir__ __delattr__ __init_subclass__ __del__'.split(
    ' ',
  ),
);

/** Types whose methods a class that extends them calls with its object: `list.append(self, x)`. */
const SUBCLASSED = new Set(['int', 'float', 'str', 'list', 'tuple']);

/** `str.join(',', x)`, `dict.fromkeys(x)`: a method of a type, with its object. */
export function ofBuiltinType(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
  type: string,
): Out | undefined {
  if (type === 'dict' && func.attr === 'fromkeys')
    return out(`${object.code}.fromkeys(${args(cx, node)})`, 'dict');
  if (type === 'int' && func.attr === 'from_bytes')
    return out(`${cx.helper('fromBytes')}(${args(cx, node)})`, 'bigint');
  if (type === 'bytes' && func.attr === 'fromhex')
    return out(`${cx.helper('fromHex')}(${args(cx, node)})`, 'bytes');
  if (type === 'str' && func.attr === 'maketrans')
    return out(`${cx.helper('maketrans')}(${args(cx, node)})`, 'dict');
  if ((type === 'bytes' || type === 'bytearray') && func.attr === 'maketrans')
    return out(`${cx.helper('bytesMaketrans')}(${args(cx, node)})`, 'bytes');
  if (type === 'object' && func.attr === '__init__') return out('undefined', 'none');
  if (type === 'object' && func.attr === '__new__')
    return out(`${cx.helper('PyObject')}.__new__(${args(cx, node)})`);
  if (type === 'object' && func.attr === '__setattr__')
    return out(`${cx.helper('setOwn')}(${args(cx, node)})`, 'none');
  const [self, ...rest] = node.args;
  const isInstance =
    self !== undefined && self.nodeType !== 'Starred' && cx.quietly(self).type.startsWith('inst:');
  if (SUBCLASSED.has(type) && (func.attr === '__new__' || isInstance))
    return out(
      func.attr === '__new__'
        ? `${cx.helper('base')}(${object.code}).__new__(${args(cx, node)})`
        : `${cx.helper('base')}(${object.code}).prototype.${member(func.attr)}.call(${args(cx, node)})`,
    );
  if (self?.nodeType === 'Starred') return undefined;
  if (self === undefined || METHODS_OF[type]?.[func.attr] === undefined) {
    if (type === 'object' || type === 'dict')
      return self === undefined ? undefined : superCall(cx, node, object, func);
    return undefined;
  }
  return ofBuiltin(cx, { ...node, args: rest }, cx.expression(self), func, type);
}

function superCall(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>): Out {
  const [self, ...rest] = positional(cx, node.args);
  if (OF_OBJECT.has(func.attr) && self !== undefined)
    return out(`${cx.helper('inherited')}(null, ${text(func.attr)}, ${self})(${rest.join(', ')})`);
  const ofDict = DICT_METHODS[func.attr];
  if (ofDict !== undefined || func.attr === '__init__')
    return out(
      `${cx.helper('Dict')}.prototype.${ofDict ?? '__init__'}.call(${[self, ...rest, ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(', ')})`,
    );
  return out(
    `${cx.helper('base')}(${object.code}).prototype.${member(func.attr)}.call(${[self, ...rest].join(', ')})`,
  );
}

/** A method of str, bytes, list, tuple, dict or set. */
export function ofBuiltin(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
  type: string,
): Out | undefined {
  const returns = METHODS_OF[type]?.[func.attr];
  if (returns === undefined) return ofUnknown(cx, node, object, func);
  const sorted = sorts(cx, node, object, func.attr);
  if (sorted !== undefined) return sorted;
  const idiom = idiomatic(cx, node, object, func.attr, type);
  if (idiom !== undefined) return idiom;
  const given = [...collected(cx, node), ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])];
  if (type === 'dict' || type === 'set')
    return out(`${object.code}.${func.attr}(${given.join(', ')})`, returns);
  return out(`${cx.helper('method')}(${[object.code, text(func.attr), ...given].join(', ')})`, returns);
}

/** As JavaScript says it, where that means the same. */
function idiomatic(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  name: string,
  type: string,
): Out | undefined {
  const { args: given, keywords } = node;
  if (keywords.length > 0 || given.some(({ nodeType }) => nodeType === 'Starred')) return undefined;
  const [first] = given;
  if (type === 'str') {
    if (name === 'upper' && first === undefined) return out(`${object.code}.toUpperCase()`, 'str');
    if (name === 'lower' && first === undefined) return out(`${object.code}.toLowerCase()`, 'str');
    if (first !== undefined && given.length === 1 && (name === 'startswith' || name === 'endswith')) {
      const part = cx.expression(first);
      if (part.type === 'str')
        return out(
          `${object.code}.${name === 'startswith' ? 'startsWith' : 'endsWith'}(${part.code})`,
          'bool',
        );
    }
    const [part = '', instead] = given.map(literalText);
    if (name === 'split' && given.length === 1 && part !== '')
      return out(`${object.code}.split(${text(part)})`, 'list');
    // A $ stands for something there.
    if (name === 'replace' && given.length === 2 && part !== '' && instead?.includes('$') === false)
      return out(`${object.code}.replaceAll(${text(part)}, ${text(instead)})`, 'str');
    if (name === 'format') return formatTemplate(cx, node, object);
    if (name === 'join' && first !== undefined && given.length === 1) return joined(cx, object, first);
  }
  if (type === 'list' && name === 'append' && given.length === 1 && first !== undefined)
    return out(`(${object.code}.push(${value(cx, first)}), null)`, 'none');
  return undefined;
}

/** `', '.join(x)`: of a list of texts as JavaScript says it. A generator expression gives a list, as all of it is taken at once. */
function joined(cx: Context, separator: Out, node: ExprNode): Out | undefined {
  const isExpression = node.nodeType === 'GeneratorExp';
  const list = isExpression ? out(iterableComp(cx, node), 'list') : cx.expression(node);
  if (list.type === 'iter' && cx.contents(node)?.item === 'str')
    return out(`[...${list.code}].join(${separator.code})`, 'str');
  if (list.type === 'list' && cx.contents(node)?.item === 'str')
    return out(`${list.code}.join(${separator.code})`, 'str');
  if (!isExpression) return undefined;
  return out(`${cx.helper('method')}(${separator.code}, 'join', ${list.code})`, 'str');
}

/** `'{} {}'.format(a, b)` as a template string, where the fields are empty and there are as many. */
function formatTemplate(cx: Context, node: Expr<'Call'>, object: Out): Out | undefined {
  const { value: receiver } = node.func as Expr<'Attribute'>;
  if (receiver.nodeType !== 'Constant' || typeof receiver.value !== 'string') return undefined;
  const parts = receiver.value.split(/(\{\})/);
  if (
    parts.some((part) => part !== '{}' && /[{}]/.test(part)) ||
    parts.filter((part) => part === '{}').length !== node.args.length
  )
    return undefined;
  let at = 0;
  const body = parts.map((part) => {
    const arg = part === '{}' ? node.args[at++] : undefined;
    if (arg === undefined) return inTemplate(part);
    return `\${${asFormatted(cx, cx.expression(arg))}}`;
  });
  return object.code === '' ? undefined : out(`\`${body.join('')}\``, 'str');
}

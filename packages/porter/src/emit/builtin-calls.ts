/** Calls of Python's built-in functions. */
import { byName } from '../by-name.js';
import { RETURNS } from '../library/builtins.js';
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode } from '../syntax.js';
import { firstParks, keyParks } from './callbacks.js';
import { iterableComp } from './comprehensions.js';
import { keywordsOf, positional } from './arguments.js';
import { type Context, type Out, out } from './context.js';
import { isDict } from './dicts.js';
import { lazily, parksToIterate } from './iterating.js';
import { escape } from './literals.js';
import { ofModule } from './module-members.js';
import { selfOf } from './self.js';
import { text, variable } from './names.js';

/** Functions that take all items of their argument at once. */
const EAGER = new Set(['list', 'tuple', 'set', 'frozenset', 'sum', 'sorted', 'min', 'max', 'dict']);

export function builtinCall(cx: Context, node: Expr<'Call'>, name: string, code: string): Out {
  const special = specials[name]?.(cx, node);
  if (special !== undefined) return special;
  const args = node.args.map((arg, i) =>
    i === 0 && arg.nodeType === 'GeneratorExp' && EAGER.has(name) && node.args.length === 1
      ? iterableComp(cx, arg)
      : one(cx, arg),
  );
  if (node.keywords.length > 0) args.push(keywordsOf(cx, node));
  const result = `${code}(${args.join(', ')})`;
  const type = RETURNS[name] ?? 'any';
  const [given] = node.args;
  const kind = given === undefined || given.nodeType === 'Starred' ? 'list' : cx.quietly(given).type;
  if (name === 'type' && node.args.length === 3) {
    cx.facts.mark('named:__init_subclass__');
    return out(`${cx.helper('makeClass')}(${args.join(', ')})`, 'any');
  }
  if (kind === 'coiter' && name === 'next') return cx.park(node, `${cx.helper('op')}(${result})`);
  if (name === 'next' && given !== undefined && parksInside(cx, given)) return cx.mayPark(node, result);
  const lazy = lazily(cx, name, node);
  if (lazy !== undefined) return out(`${lazy}(${args.join(', ')})`, 'coiter');
  const waits = KEYED.has(name) && keyParks(cx, node);
  if (TAKES_ITERABLE.has(name)) {
    const parking = node.args.flatMap((arg, i) =>
      isIterated(name, node, i) && parksInside(cx, arg) ? [i] : [],
    );
    if (parking.length > 0) {
      for (const i of parking) args[i] = cx.park(node, `${cx.helper('collect')}(${args[i] ?? ''})`).code;
      if (!waits) return out(`${code}(${args.join(', ')})`, type);
    }
  }
  if (waits) {
    const instead = `co${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return cx.park(node, `${cx.helper(instead)}(${args.join(', ')})`, type);
  }
  if (name === 'iter' && node.args.length === 2 && firstParks(cx, node))
    return out(`${cx.helper('coUntil')}(${args.join(', ')})`, 'coiter');
  if (DUNDER[name] !== undefined && given !== undefined && given.nodeType !== 'Starred') {
    const called = cx.special(given, DUNDER[name], node, result, type);
    if (called.code !== result) return called;
  }
  // Python 2 has lists there.
  if (cx.file.python2 && ['map', 'filter', 'zip', 'range'].includes(name) && !firstParks(cx, node))
    return out(`${cx.helper('list')}(${result})`, 'list');
  if (['map', 'filter'].includes(name) && firstParks(cx, node))
    return cx.park(node, `${cx.helper(name === 'map' ? 'coMap' : 'coFilter')}(${args.join(', ')})`, 'list');
  return out(result, type);
}
const KEYED = new Set(['sorted', 'min', 'max']);

/** An argument is gone through by the function: its items may be operations. */
function isIterated(name: string, { args }: Expr<'Call'>, i: number): boolean {
  if (name === 'zip') return true;
  if (name === 'map' || name === 'filter') return i > 0;
  return i === 0 && (args.length === 1 || (name !== 'min' && name !== 'max'));
}

function parksInside(cx: Context, arg: ExprNode): boolean {
  return arg.nodeType !== 'Starred' && parksToIterate(cx, cx.quietly(arg));
}

const TAKES_ITERABLE = new Set([
  'list',
  'tuple',
  'set',
  'sorted',
  'sum',
  'min',
  'max',
  'enumerate',
  'any',
  'all',
  'zip',
  'map',
  'filter',
  'dict',
  'frozenset',
]);
const DUNDER: Readonly<Record<string, string>> = byName({
  next: '__next__',
  iter: '__iter__',
  len: '__len__',
});

function one(cx: Context, arg: ExprNode): string {
  if (arg.nodeType === 'Starred') return positional(cx, [arg])[0] ?? '';
  const given = cx.expression(arg);
  escape(cx, arg, given);
  return given.code;
}

type Special = (cx: Context, node: Expr<'Call'>) => Out | undefined;

/** Exceptions of Python 2 have a message. */
function messages(cx: Context, node: Expr<'Call'>): undefined {
  const [, name] = node.args;
  if (cx.file.python2 && name?.nodeType === 'Constant' && name.value === 'message')
    cx.check(node, "the attribute 'message' by its name", 'exceptions have it in Python 2 only');
}

/** hasattr() and getattr() of a module that is no value here: what it has is known. */
function nameOfModule(cx: Context, node: Expr<'Call'>): Out | undefined {
  messages(cx, node);
  const { func, keywords } = node;
  const [of, name, otherwise] = node.args;
  if (of === undefined || name?.nodeType !== 'Constant' || keywords.length > 0) return undefined;
  const { code, type } = cx.quietly(of);
  if (code !== '' || !type.startsWith('module.')) return undefined;
  const found = entryOf(`${type.slice(7)}.${String(name.value)}`);
  if (func.nodeType === 'Name' && func.id === 'hasattr') return out(String(found !== undefined), 'bool');
  if (found === undefined) return otherwise === undefined ? undefined : cx.expression(otherwise);
  return ofModule(cx, type.slice(7), {
    ...func,
    nodeType: 'Attribute',
    value: of,
    attr: String(name.value),
  } as Expr<'Attribute'>);
}

const specials: Readonly<Record<string, Special>> = byName({
  len(cx, { args: [arg] }) {
    if (arg === undefined) return undefined;
    const given = cx.expression(arg);
    const { code, type } = given;
    if (type === 'list' || type === 'tuple' || type === 'bytes' || type === 'range')
      return out(`${code}.length`, 'int');
    return type === 'set' || isDict(cx, arg, given) ? out(`${code}.size`, 'int') : undefined;
  },
  bool(cx, { args: [arg], keywords }) {
    if (arg === undefined || keywords.length > 0) return undefined;
    const given = cx.expression(arg);
    return given.type === 'bool' ? given : out(`${cx.helper('bool')}(${given.code})`, 'bool');
  },
  str(cx, { args, keywords }) {
    const [arg] = args;
    if (arg === undefined || args.length > 1 || keywords.length > 0) return undefined;
    const given = cx.expression(arg);
    if (given.type === 'str') return given;
    return given.type === 'int' ? out(`String(${given.code})`, 'str') : undefined;
  },
  hasattr: nameOfModule,
  getattr(cx, node) {
    const known = nameOfModule(cx, node);
    if (known !== undefined) return known;
    const name = node.args[1];
    // Whose name is made at run time may be any method.
    if (name?.nodeType === 'Constant')
      for (const one of cx.facts.methods.get(String(name.value)) ?? []) cx.facts.setEscaped(one);
    else if (name !== undefined) cx.facts.mark('attributes by name');
    return undefined;
  },
  dict(cx, { args, keywords }) {
    return args.length === 0 && keywords.length === 0 ? out(`new ${cx.helper('Dict')}()`, 'dict') : undefined;
  },
  list(_cx, { args, keywords }) {
    return args.length === 0 && keywords.length === 0 ? out('[]', 'list') : undefined;
  },
  abs(cx, { args: [arg] }) {
    if (arg === undefined) return undefined;
    const given = cx.expression(arg);
    return given.type === 'int'
      ? out(`Math.abs(${given.code})`, 'int')
      : out(
          `${cx.helper('abs')}(${given.code})`,
          given.type === 'float' || given.type === 'bigint' ? given.type : 'any',
        );
  },
  round(cx, { args, keywords }) {
    const [arg, placed] = args;
    const digits = placed ?? keywords.find((keyword) => keyword.arg === 'ndigits')?.value;
    if (arg === undefined) return undefined;
    const given = cx.expression(arg);
    const type = digits === undefined ? 'bigint' : given.type === 'float' ? 'float' : 'any';
    return out(
      `${cx.helper('round')}(${[given.code, ...(digits === undefined ? [] : [cx.code(digits)])].join(', ')})`,
      type,
    );
  },
  sum(cx, node) {
    const [arg] = node.args;
    return arg?.nodeType === 'GeneratorExp' && node.args.length === 1
      ? out(`${cx.helper('sum')}(${iterableComp(cx, arg)})`)
      : undefined;
  },
  slice(cx, { args }) {
    return out(
      `new ${cx.helper('Slice')}(${positional(cx, args.length === 1 ? [{ nodeType: 'Constant', value: null, lineno: 1, col_offset: 0 }, ...args] : args).join(', ')})`,
    );
  },
  super(_cx, node) {
    throw new Refusal(node, 'super() as a value', 'only its members can be used');
  },
  property(cx, node) {
    const args = [...positional(cx, node.args), ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])];
    return out(`new ${cx.helper('Property')}(${args.join(', ')})`);
  },
  staticmethod: (cx, node) =>
    out(`new ${cx.helper('StaticMethod')}(${positional(cx, node.args).join(', ')})`),
  classmethod: (cx, node) => out(`new ${cx.helper('ClassMethod')}(${positional(cx, node.args).join(', ')})`),
  locals(cx, node) {
    const scope = cx.scope.frame;
    if (!scope.isFunction) throw new Refusal(node, 'locals()', 'variables of a module are no dict here');
    cx.check(
      node,
      'locals()',
      'a dict of what the variables are now; one that undefined was assigned to is left out',
    );
    const pairs = [...scope.bindings.values()]
      .filter(({ name }) => !scope.globals.has(name))
      .map((binding) => {
        const code = selfOf(binding) === undefined ? variable(binding.name) : 'this';
        return `[${text(binding.name)}, ${code}]`;
      });
    return out(`${cx.helper('localsOf')}(${pairs.join(', ')})`, 'dict');
  },
  callable(cx, { args: [arg] }) {
    return arg === undefined ? undefined : out(`${cx.helper('callable')}(${one(cx, arg)})`, 'bool');
  },
  any: some('any'),
  all: some('all'),
});

/** any() and all() of a comprehension stop at the first that decides. */
function some(name: string): Special {
  return (cx, { args: [arg] }) => {
    if (arg?.nodeType !== 'GeneratorExp') return undefined;
    const [generator, more] = arg.generators;
    if (generator === undefined || more !== undefined) return undefined;
    const given = cx.expression(arg);
    return given.type === 'coiter'
      ? cx.park(arg, `${cx.helper(name === 'any' ? 'coAny' : 'coAll')}(${given.code})`, 'bool')
      : out(`${cx.helper(name)}(${given.code})`, 'bool');
  };
}

/** The arguments of a call, put where the parameters of what is called want them. */
import { Refusal } from '../program.js';
import type { Expr, ExprNode, FunctionNode } from '../syntax.js';
import type { Context } from './context.js';
import { iterable, value } from './literals.js';
import { text } from './names.js';
import type { Member } from '../library/table.js';

/** Positional ones as code. */
export function positional(cx: Context, args: readonly ExprNode[]): string[] {
  return args.map((arg) => (arg.nodeType === 'Starred' ? `...${iterable(cx, arg.value)}` : value(cx, arg)));
}

/** Keyword arguments as one value of class Kw. */
export function keywordsOf(cx: Context, call: Expr<'Call'>): string {
  const named = call.keywords
    .filter(({ arg }) => arg !== undefined)
    .map(({ arg, value: given }) => `${arg ?? ''}: ${value(cx, given)}`);
  const more = call.keywords
    .filter(({ arg }) => arg === undefined)
    .map(({ value: given }) => `, ${cx.code(given)}`);
  return `${cx.helper('kw')}({ ${named.join(', ')} }${more.join('')})`;
}

export interface Parameters {
  /** Those that can be given by position; `self` is not among them. */
  readonly names: readonly string[];
  readonly required: number;
  readonly rest: boolean;
  /** Those that can only be given by name. */
  readonly named: readonly string[];
  readonly anyName: boolean;
}

export function parametersOf(f: FunctionNode, skip: number): Parameters {
  const { args } = f;
  const all = [...args.posonlyargs, ...args.args].map(({ arg }) => arg);
  return {
    names: all.slice(skip),
    required: Math.max(0, all.length - args.defaults.length - skip),
    rest: args.vararg !== undefined,
    named: args.kwonlyargs.map(({ arg }) => arg),
    anyName: args.kwarg !== undefined,
  };
}

/** True if a function takes its arguments as a list, with the keyword arguments at its end. */
export function takesKeywords({ named, anyName }: Parameters): boolean {
  return named.length > 0 || anyName;
}

/** True if where each argument goes is known only at run time. */
function isOpen(call: Expr<'Call'>): boolean {
  return (
    call.keywords.some(({ arg }) => arg === undefined) ||
    (call.args.some(({ nodeType }) => nodeType === 'Starred') && call.keywords.length > 0)
  );
}

/** Code of the arguments for a function of the program; undefined if apply() has to find out. */
export function placed(
  cx: Context,
  call: Expr<'Call'>,
  parameters: Parameters,
  what: string,
): string | undefined {
  if (isOpen(call)) return undefined;
  const given = positional(cx, call.args);
  const spread = call.args.some(({ nodeType }) => nodeType === 'Starred');
  const { names, rest } = parameters;
  if (!spread && !rest && given.length > names.length)
    return wrong(
      cx,
      call,
      `${what}() takes ${String(names.length)} positional arguments but ${String(given.length)} were given`,
    );
  const more: string[] = [];
  for (const { arg = '', value: node } of call.keywords) {
    const at = names.indexOf(arg);
    if (at >= 0 && at < given.length)
      return wrong(cx, call, `${what}() got multiple values for argument '${arg}'`);
    if (at >= 0) continue;
    if (!parameters.named.includes(arg) && !parameters.anyName)
      return wrong(cx, call, `${what}() got an unexpected keyword argument '${arg}'`);
    more.push(`${arg}: ${value(cx, node)}`);
  }
  const byName = new Map(call.keywords.map(({ arg = '', value: node }) => [arg, node]));
  const last = Math.max(-1, ...names.map((name, i) => (byName.has(name) ? i : -1)));
  if (more.length > 0 && !spread)
    for (let i = given.length; i < names.length; i++) given.push(slot(cx, byName.get(names[i] ?? '')));
  else for (let i = given.length; i <= last; i++) given.push(slot(cx, byName.get(names[i] ?? '')));
  if (!spread) {
    const missing = names
      .slice(0, parameters.required)
      .filter((name, i) => i >= call.args.length && !byName.has(name));
    if (missing.length > 0)
      return wrong(
        cx,
        call,
        `${what}() missing ${String(missing.length)} required positional argument${missing.length > 1 ? 's' : ''}: ${missing.map((name) => `'${name}'`).join(missing.length > 2 ? ', ' : ' and ')}`,
      );
    const absent = parameters.named.filter(
      (name) => !byName.has(name) && !cx.facts.has(`default:${what}:${name}`),
    );
    if (absent.length > 0 && more.length === 0 && given.length < 0) return undefined;
  }
  if (more.length > 0) given.push(`${cx.helper('kw')}({ ${more.join(', ')} })`);
  return given.join(', ');
}

const slot = (cx: Context, node: ExprNode | undefined): string =>
  node === undefined ? 'undefined' : value(cx, node);

/** A call that Python refuses: it throws the same TypeError, when it is reached. */
function wrong(cx: Context, call: Expr<'Call'>, message: string): string {
  cx.check(call, 'a call with wrong arguments', message);
  return `...${cx.helper('wrongArguments')}(${text(message)})`;
}

/** Arguments for a member of a library, by position; `undefined` where one is left out. */
export function forLibrary(cx: Context, call: Expr<'Call'>, member: Member, foreign: boolean): string {
  const code = (node: ExprNode): string => (foreign ? native(cx, node, '') : gathered(cx, node, member));
  const given = call.args.map((arg, i) =>
    arg.nodeType === 'Starred'
      ? `...${iterable(cx, arg.value)}`
      : foreign
        ? native(cx, arg, member.params?.[i] ?? '')
        : code(arg),
  );
  if (call.keywords.length === 0) return given.join(', ');
  const { params } = member;
  if (params === undefined || isOpen(call)) {
    if (foreign)
      throw new Refusal(call, `keyword arguments of ${member.name}()`, 'their places are not known');
    cx.facts.mark('named values');
    return [...given, keywordsOf(cx, call)].join(', ');
  }
  const rest: string[] = [];
  for (const { arg = '', value: node } of call.keywords) {
    const at = params.indexOf(arg);
    if (at >= 0) {
      while (given.length < at) given.push('undefined');
      given[at] = foreign ? native(cx, node, arg) : value(cx, node);
    } else rest.push(`${arg}: ${value(cx, node)}`);
  }
  if (rest.length > 0) {
    if (foreign)
      throw new Refusal(
        call,
        `the keyword argument of ${member.name}(${rest.join(', ')})`,
        'there is none of that name',
      );
    // They may be for a function that the library is given.
    cx.facts.mark('named values');
    given.push(`${cx.helper('kw')}({ ${rest.join(', ')} })`);
  }
  return Array.from(given, (one: string | undefined) => one ?? 'undefined').join(', ');
}

/** What parks between its items, for a function that goes through them without parking: all of them, at once. */
function gathered(cx: Context, node: ExprNode, member: Member): string {
  const code = value(cx, node);
  const { type } = cx.quietly(node);
  const isIterated =
    type?.startsWith('lib.') === true && GOES_THROUGH.has(member.name) && cx.iterates(type.slice(4));
  return !member.parks && (type === 'coiter' || isIterated)
    ? cx.park(node, `${cx.helper('collect')}(${code})`).code
    : code;
}

const GOES_THROUGH = new Set([
  'Counter',
  'deque',
  'OrderedDict',
  'islice',
  'heapify',
  'groupby',
  'accumulate',
]);

const SECONDS = new Set(['seconds', 'timeout', 'delay', 'when']);

/** A value as evergreen-ts takes it: no None, and a plain number of seconds. */
function native(cx: Context, node: ExprNode, parameter: string): string {
  if (node.nodeType === 'Constant' && node.value === null) return 'undefined';
  if (node.nodeType === 'Constant' && typeof node.value === 'number' && node.quote_style === undefined)
    return String(node.value);
  const given = cx.expression(node);
  if (SECONDS.has(parameter) && given.type !== 'int') return `${cx.helper('seconds')}(${value(cx, node)})`;
  return value(cx, node);
}

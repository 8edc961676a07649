/** The arguments of a call, put where the parameters of what is called want them. */
import { parsed, unexpected, wrongCount } from '../python/signature.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, FunctionNode } from '../syntax.js';
import type { Context } from './context.js';
import { iterable, value } from './literals.js';
import { asNumber } from './numbers.js';
import { text } from './names.js';
import { parametersOf, signatureTexts } from './signatures.js';
import type { Member } from '../library/table.js';

/** Positional ones as code. */
export function positional(cx: Context, args: readonly ExprNode[]): string[] {
  return args.map((arg) => (arg.nodeType === 'Starred' ? `...${iterable(cx, arg.value)}` : value(cx, arg)));
}

/** Keyword arguments as one value of class Kw. */
export function keywordsOf(cx: Context, call: Pick<Expr<'Call'>, 'keywords'>): string {
  const named = call.keywords
    .filter(({ arg }) => arg !== undefined)
    .map(({ arg = '', value: given }) => `${arg === '__proto__' ? `['${arg}']` : arg}: ${value(cx, given)}`);
  const more = call.keywords
    .filter(({ arg }) => arg === undefined)
    .map(({ value: given }) => `, ${cx.code(given)}`);
  return `${cx.helper('kw')}({ ${named.join(', ')} }${more.join('')})`;
}

/** True if where each argument goes is known only at run time. */
function isOpen(call: Expr<'Call'>): boolean {
  return (
    call.keywords.some(({ arg }) => arg === undefined) ||
    (call.args.some(({ nodeType }) => nodeType === 'Starred') && call.keywords.length > 0)
  );
}

/** Code of the arguments for a function of the program, without the first `skip` of its parameters; undefined if apply() has to find out. */
export function placed(cx: Context, call: Expr<'Call'>, f: FunctionNode, skip: number): string | undefined {
  const spread = call.args.some(({ nodeType }) => nodeType === 'Starred');
  if (isOpen(call) || (spread && cx.facts.has('counts arguments'))) return undefined;
  const parameters = parametersOf(f, skip);
  const known = parsed(signatureTexts(cx.file.program?.scopeOf(f)?.parent, f));
  const what = known.name ?? (f as { name?: string }).name ?? '';
  const given = positional(cx, call.args);
  const { names, onlyPlaced } = parameters;
  const said = call.keywords.map(({ arg = '' }) => arg);
  const more: string[] = [];
  for (const { arg = '', value: node } of call.keywords) {
    const at = names.indexOf(arg, onlyPlaced);
    if (at >= 0 && at < given.length)
      return wrong(cx, call, `${what}() got multiple values for argument '${arg}'`);
    if (at >= 0) continue;
    if (!parameters.named.includes(arg) && !parameters.anyName)
      return wrong(cx, call, `${what}() ${unexpected(known, arg, said)}`);
    more.push(`${arg}: ${value(cx, node)}`);
  }
  const only = names.slice(0, onlyPlaced);
  const byName = new Map(
    call.keywords.flatMap(({ arg = '', value: node }) => (only.includes(arg) ? [] : [[arg, node]])),
  );
  const isGiven = (name: string, at: number): boolean =>
    (at >= 0 && at < call.args.length) || byName.has(name);
  const count = spread ? undefined : wrongCount(known, call.args.length, isGiven);
  if (count !== undefined) return wrong(cx, call, `${what}() ${count}`);
  const last = Math.max(-1, ...names.map((name, i) => (byName.has(name) ? i : -1)));
  if (more.length > 0 && !spread)
    for (let i = given.length; i < names.length; i++) given.push(slot(cx, byName.get(names[i] ?? '')));
  else for (let i = given.length; i <= last; i++) given.push(slot(cx, byName.get(names[i] ?? '')));
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

/** A function that evergreen-ts will call, which gives it no arguments by name: with those, one that adds them. */
export function withNames(cx: Context, f: ExprNode, code: string, named: string): string {
  cx.names(f);
  return `${cx.helper('withNames')}(${code}, ${named})`;
}

/** Keyword arguments that are given here may be for a function that is, too: whoever takes both calls it with them. */
export function passNames(cx: Context, { args, keywords }: Pick<Expr<'Call'>, 'args' | 'keywords'>): void {
  for (const one of [...args, ...keywords.map(({ value: given }) => given)])
    cx.names(one.nodeType === 'Starred' ? one.value : one);
}

/**
 * Arguments for a member of a library, by position; `undefined` where one is left out. At `callee` is a function that the others are
 * for.
 */
export function forLibrary(
  cx: Context,
  call: Expr<'Call'>,
  member: Member,
  foreign: boolean,
  callee?: number,
): string {
  const code = (node: ExprNode, parameter = ''): string =>
    foreign
      ? native(cx, node, parameter)
      : SECONDS.has(parameter) && node.nodeType === 'BinOp'
        ? asNumber(cx, node)
        : gathered(cx, node, member);
  const given = call.args.map((arg, i) =>
    arg.nodeType === 'Starred'
      ? `...${iterable(cx, arg.value)}`
      : foreign
        ? native(cx, arg, member.params?.[i] ?? '')
        : code(arg, member.params?.[i]),
  );
  const { params } = member;
  const last = params?.findIndex((name) => name === 'kwargs' || name === 'kwds') ?? -1;
  if (last >= 0 && (call.args.length > last || call.keywords.some(({ arg }) => arg === params?.[last])))
    passNames(cx, call);
  if (call.keywords.length === 0) return given.join(', ');
  const f = callee === undefined ? undefined : call.args[callee];
  if (foreign && params === undefined && callee !== undefined && f !== undefined) {
    given[callee] = withNames(cx, f, given[callee] ?? '', keywordsOf(cx, call));
    return given.join(', ');
  }
  if (params === undefined || isOpen(call)) {
    if (foreign)
      throw new Refusal(call, `keyword arguments of ${member.name}()`, 'their places are not known');
    passNames(cx, call);
    // What is called may be within what is spread, too.
    if (last >= 0) cx.facts.mark('named values');
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
    passNames(cx, call);
    given.push(`${cx.helper('kw')}({ ${rest.join(', ')} })`);
  }
  return Array.from(given, (one: string | undefined) => one ?? 'undefined').join(', ');
}

/**
 * A call of what is not known: if one of the functions it may be gets too few arguments there, or too many, it has to say so. True if
 * there is one.
 */
export function countArguments(cx: Context, { func, args }: Expr<'Call'>): boolean {
  const isSpread = args.some(({ nodeType }) => nodeType === 'Starred');
  let isWrong = false;
  for (const one of cx.flow
    .calledBy(func)
    .flatMap((name) => (typeof name === 'string' ? (cx.facts.methods.get(name) ?? []) : [name]))) {
    if (cx.flow.isCalledRight(one)) continue;
    const known = parsed(signatureTexts(cx.file.program?.scopeOf(one)?.parent, one));
    const takesAny = known.names[0]?.startsWith('*') === true;
    if (
      isSpread
        ? takesAny
        : wrongCount(known, args.length, (_name, at) => at >= 0 && at < args.length) === undefined
    )
      continue;
    cx.facts.mark(`names:${String(cx.facts.numberOf(one))}`);
    isWrong = true;
  }
  return isWrong;
}

/** What parks between its items, for a function that goes through them without parking: all of them, at once. */
function gathered(cx: Context, node: ExprNode, member: Member): string {
  const code = value(cx, node);
  const { type } = cx.quietly(node);
  const isIterated = type.startsWith('lib.') && GOES_THROUGH.has(member.name) && cx.iterates(type.slice(4));
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

const SECONDS = new Set(['seconds', 'secs', 'timeout', 'delay', 'when']);

/** A value as evergreen-ts takes it: no None, and a plain number of seconds. */
function native(cx: Context, node: ExprNode, parameter: string): string {
  if (node.nodeType === 'Constant' && node.value === null) return 'undefined';
  if (node.nodeType === 'Constant' && typeof node.value === 'number' && node.quote_style === undefined)
    return String(node.value);
  const given = cx.expression(node);
  if (parameter === 'error') return `${cx.helper('raised')}(${value(cx, node)})`;
  if (SECONDS.has(parameter) && given.type !== 'int') return `${cx.helper('seconds')}(${value(cx, node)})`;
  return value(cx, node);
}

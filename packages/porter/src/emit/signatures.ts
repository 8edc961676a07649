/** What the parameters of a function of the program are, for calls of it, and for the runtime. */
import type { ClassNode } from '../analysis/facts.js';
import type { Scope } from '../analysis/scopes.js';
import type { ExprNode, FunctionNode } from '../syntax.js';
import { isStatic } from '../method-kinds.js';
import type { Context } from './context.js';
import { text } from './names.js';

export interface Parameters {
  /** Those that can be given by position; `self` is not among them. */
  readonly names: readonly string[];
  /** How many of them cannot be given by name. */
  readonly onlyPlaced: number;
  /** Those of them, and of those by name, that have a default. */
  readonly optional: ReadonlySet<string>;
  /** What takes the arguments beyond those: the name after `*`. */
  readonly rest: string | undefined;
  /** Those that can only be given by name. */
  readonly named: readonly string[];
  readonly anyName: boolean;
}

export function parametersOf(f: FunctionNode, skip: number): Parameters {
  const { args } = f;
  const all = [...args.posonlyargs, ...args.args].map(({ arg }) => arg);
  const named = args.kwonlyargs.map(({ arg }) => arg);
  return {
    names: all.slice(skip),
    onlyPlaced: Math.max(0, args.posonlyargs.length - skip),
    optional: new Set([
      ...all.slice(all.length - args.defaults.length),
      ...named.filter((_arg, i) => (args.kw_defaults[i] ?? undefined) !== undefined),
    ]),
    rest: args.vararg?.arg,
    named,
    anyName: args.kwarg !== undefined,
  };
}

/** True if a function takes its arguments as a list, with the keyword arguments at its end. */
export function takesKeywords({ named, anyName }: Parameters): boolean {
  return named.length > 0 || anyName;
}

/** `Room.go`, `outer.<locals>.inner`: what Python's messages call a function, or a class, by the scope that it is defined in. */
export function qualifiedName(scope: Scope | undefined, f: FunctionNode | ClassNode): string {
  let name = f.nodeType === 'Lambda' ? '<lambda>' : f.name;
  for (let at = scope; at?.parent !== undefined; at = at.parent) {
    const { node } = at;
    if (node.nodeType === 'ClassDef') name = `${(node as { name?: string }).name ?? ''}.${name}`;
    else if (at.isFunction) name = `${(node as { name?: string }).name ?? '<lambda>'}.<locals>.${name}`;
  }
  return name;
}

/** What signature() of the runtime takes for a function that is defined in a scope. */
export function signatureTexts(scope: Scope | undefined, f: FunctionNode): string[] {
  const implicit = scope?.isClass === true && f.nodeType !== 'Lambda' && !isStatic(f) ? 1 : 0;
  const { names, onlyPlaced, optional, rest, named, anyName } = parametersOf(f, implicit);
  const name = qualifiedName(scope, f);
  const self = implicit === 0 ? '' : ([...f.args.posonlyargs, ...f.args.args][0]?.arg ?? 'self');
  const head = f.nodeType !== 'Lambda' && name === f.name ? [] : [`${name}(${self})`];
  const own = (one: string): string => (optional.has(one) ? `${one}=` : one);
  const star = rest !== undefined ? [`*${rest}`] : named.length > 0 ? ['*'] : [];
  const placed = names.map(own);
  if (onlyPlaced > 0) placed.splice(onlyPlaced, 0, '/');
  return [...head, ...placed, ...star, ...named.map(own), ...(anyName ? ['**'] : [])];
}

/** The code of defaults: what a function begins with is said of it, too. */
const DEFAULTS = new WeakMap<ExprNode, string>();

export function defaulted(node: ExprNode, code: string): string {
  DEFAULTS.set(node, code);
  return code;
}

/** `withDefaults(f, { b: 2 })`, where the program asks for signatures. */
function withDefaults(cx: Context, { args }: FunctionNode, code: string): string {
  if (!cx.file.asksForSignatures) return code;
  const placed = [...args.posonlyargs, ...args.args];
  const first = placed.length - args.defaults.length;
  const pairs = [
    ...args.defaults.map((node, i) => [placed[first + i]?.arg ?? '', node] as const),
    ...args.kwonlyargs.map(({ arg }, i) => [arg, args.kw_defaults[i] ?? undefined] as const),
  ].flatMap(([name, node]) => {
    const known = node === undefined ? undefined : DEFAULTS.get(node);
    return known === undefined ? [] : [`${name}: ${known}`];
  });
  if (args.kwarg !== undefined) pairs.push(`'**': ${text(args.kwarg.arg)}`);
  return pairs.length === 0 ? code : `${cx.helper('withDefaults')}(${code}, { ${pairs.join(', ')} })`;
}

/** `signature(f, 'a', 'b=')`. */
export function signature(cx: Context, node: FunctionNode, code: string): string {
  const given = withDefaults(cx, node, code);
  return `${cx.helper('signature')}(${[given, ...signatureTexts(cx.scope, node).map(text)].join(', ')})`;
}

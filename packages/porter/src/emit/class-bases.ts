/** What a class extends. */
import { byName } from '../by-name.js';
import type { ClassNode } from '../analysis/facts.js';
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Stmt, StmtNode } from '../syntax.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { text } from './names.js';

/** Types of Python that are no classes here. */
const VALUES = new Set(['bytes', 'bool', 'type', 'bytearray']);

/** Classes of the runtime that are made by a constructor, which runs no `__init__`. */
const CONSTRUCTED =
  /^entry\.(?:random\.|io\.|datetime\.(?:date|time)|functools\.|re\.|struct\.|decimal\.Decimal|fractions\.Fraction)/;

function initOf(node: ClassNode): StmtNode | undefined {
  return node.body.find((one_) => one_.nodeType === 'FunctionDef' && one_.name === '__init__');
}

/** What a class extends. */
export function extended(cx: Context, node: Stmt<'ClassDef'>): string {
  const made = typedBase(cx, node);
  if (made !== undefined) return made;
  const mixed = mixedEnum(cx, node);
  const bases = node.bases
    .filter(
      (base) =>
        !isUnneeded(cx, base) && (mixed === undefined || cx.quietly(base).type !== `builtin.${mixed}`),
    )
    .map((base) => {
      if (base.nodeType === 'Starred')
        throw new Refusal(node, 'bases that are unpacked', 'they are not known');
      const given = cx.expression(base);
      if (given.type.startsWith('entry.')) {
        cx.facts.libraryBases.set(node, given.type.slice(6));
        const entry = entryOf(given.type.slice(6));
        if (entry?.kind !== 'class')
          throw new Refusal(node, `a subclass of ${given.type.slice(6)}`, 'it is no class here');
        cx.facts.uses(entry);
        if (/^collections\.(?:OrderedDict|defaultdict|Counter)$/.test(given.type.slice(6)))
          cx.facts.dicts.add(node);
        else if (CONSTRUCTED.test(given.type) && initOf(node) !== undefined)
          throw new Refusal(
            node,
            `a subclass of ${given.type.slice(6)} with an __init__`,
            'it has a constructor of its own',
          );
        // argparse makes them, and gives them their arguments by name.
        if (given.type === 'entry.argparse.Action') cx.facts.mark('named:__init__');
      }
      if (given.type.startsWith('builtin.')) {
        const type = given.type.slice(8);
        if (type === 'str') cx.facts.mark('text enums');
        if (VALUES.has(type))
          throw new Refusal(node, `a subclass of ${type}`, 'its values are those of JavaScript');
        if (type === 'dict') {
          cx.facts.dicts.add(node);
          return cx.helper('Dict');
        }
        return type === 'set' ? cx.helper('PySet') : `${cx.helper('base')}(${given.code})`;
      }
      return given.type === 'any' && base.nodeType !== 'Name' ? `(${given.code})` : given.code;
    });
  if (mixed !== undefined)
    return cx.import(mixed === 'str' ? 'TextEnum' : 'NumberEnum', 'evergreen-port/python/enum');
  arity(cx, node);
  const [only] = bases;
  if (bases.length === 0) return cx.helper('PyObject');
  if (bases.length === 1) return only ?? '';
  return `${cx.helper('bases')}(${bases.join(', ')})`;
}

const isForCheckers = (type: string | undefined): boolean =>
  type?.startsWith('entry.typing.') === true &&
  TYPED[type.slice(6)] === undefined &&
  entryOf(type.slice(6))?.from === 'evergreen-port/python/typing';

/** Classes of typing that are more than a hint, and what their fields are made. */
const TYPED: Readonly<Record<string, (cx: Context, node: Stmt<'ClassDef'>) => string>> = byName({
  'typing.NamedTuple': (cx, node) => {
    const fields = annotated(node);
    const defaults = fields.flatMap(({ value: given }) => (given === undefined ? [] : [value(cx, given)]));
    const options = defaults.length > 0 ? `, ${cx.helper('kw')}({ defaults: [${defaults.join(', ')}] })` : '';
    const names = fields.map(({ target }) => text((target as Expr<'Name'>).id)).join(', ');
    return `${cx.import('typedTuple', 'evergreen-port/python/typing')}(${text(node.name)}, [${names}]${options})`;
  },
  'typing.TypedDict': (cx, node) => {
    cx.facts.dicts.add(node);
    return cx.helper('Dict');
  },
});

/** `class Status(str, Enum)`: what its members are besides. */
function mixedEnum(cx: Context, node: Stmt<'ClassDef'>): 'str' | 'int' | undefined {
  const types = node.bases.map((base) => cx.quietly(base).type);
  // Its members are equal to strings.
  if (types.includes('builtin.str') || types.includes('entry.enum.StrEnum')) cx.facts.mark('text enums');
  if (!types.includes('entry.enum.Enum')) return undefined;
  return types.includes('builtin.str') ? 'str' : types.includes('builtin.int') ? 'int' : undefined;
}

/** What a class of typing makes of its fields. */
export function typedBase(cx: Context, node: Stmt<'ClassDef'>): string | undefined {
  const made = node.bases
    .map((base) => TYPED[cx.quietly(base).type.slice(6)])
    .find((one_) => one_ !== undefined);
  return made?.(cx, node);
}

export const annotated = (node: Stmt<'ClassDef'>): Stmt<'AnnAssign'>[] =>
  node.body.filter(
    (one_): one_ is Stmt<'AnnAssign'> => one_.nodeType === 'AnnAssign' && one_.target.nodeType === 'Name',
  );

/** `object`, and what only tells type checkers something. */
function isUnneeded(cx: Context, base: ExprNode): boolean {
  if (base.nodeType === 'Name' && base.id === 'object' && cx.scope.lookup('object') === undefined)
    return true;
  const of = base.nodeType === 'Subscript' ? base.value : base;
  const binding = of.nodeType === 'Name' ? cx.scope.lookup(of.id) : undefined;
  if (binding !== undefined && isForCheckers(cx.flow.types.ofName(binding))) return true;
  if (of.nodeType === 'Attribute' && cx.quietly(of.value).type === 'module.typing')
    return isForCheckers(`entry.typing.${of.attr}`);
  const { type } = base.nodeType === 'Subscript' ? cx.expression(base.value) : cx.expression(base);
  return (type === 'entry.abc.ABC' && !cx.file.asksForAbc) || isForCheckers(type);
}

/** TypeScript wants a method to take what the one that it overrides takes. */
function arity(cx: Context, node: Stmt<'ClassDef'>): void {
  for (const method of node.body) {
    if (method.nodeType !== 'FunctionDef') continue;
    const counts = inherited(cx, cx.facts.basesOf(node), method.name);
    const own = method.args.args.length - 1 - method.args.defaults.length;
    const least = Math.min(own, ...counts);
    if (least < own) cx.facts.optionalFrom.set(method, Math.max(0, least));
  }
}

function inherited(cx: Context, classes: readonly ClassNode[], name: string): number[] {
  return classes.flatMap((cls) => {
    const own = cls.body.find(
      (method): method is Stmt<'FunctionDef'> => method.nodeType === 'FunctionDef' && method.name === name,
    );
    return own === undefined
      ? inherited(cx, cx.facts.basesOf(cls), name)
      : [own.args.args.length - 1, ...inherited(cx, cx.facts.basesOf(cls), name)];
  });
}

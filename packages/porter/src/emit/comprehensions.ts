/**
 * Comprehensions. One that does not park is a chain of map() and filter(); one that parks, or whose variable a function inside
 * sees, is a loop in a function that is called in place. A generator expression is a generator.
 */
import { ANY, ANY_LIST, THIS } from './typed.js';
import type { Comp, Expr, ExprNode } from '../syntax.js';
import { childrenOf, isFunction, type Node } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import type { Frame } from './frame.js';
import { parksToIterate } from './iterating.js';
import { escape, iterable } from './literals.js';
import { variable } from './names.js';
import { condition } from './conditions.js';
import { isAgain, namesOf, unpacked } from './targets.js';

interface Parts {
  /** Of each source that parks: how its next item is got from `it0`, `it1` …; else undefined. */
  readonly nexts: (string | undefined)[];
  readonly sources: string[];
  readonly targets: string[];
  readonly tests: string[][];
  readonly element: string;
}

/** Emit a comprehension; the frame tells whether something in it parks. */
function inside<T>(cx: Context, node: Comp, body: (frame: Frame) => T): T {
  return cx.within(node, undefined, body);
}

function parts(cx: Context, node: Comp): Parts {
  const nexts: (string | undefined)[] = [];
  const sources: string[] = [];
  const targets: string[] = [];
  const tests: string[][] = [];
  for (const [i, generator] of node.generators.entries()) {
    const parks = cx.function.cannotPark === undefined && parksToIterate(cx, cx.quietly(generator.iter));
    sources.push(parks ? cx.code(generator.iter) : iterable(cx, generator.iter));
    nexts.push(parks ? cx.park(generator.iter, `it${String(i)}.next()`).code : undefined);
    targets.push(pattern(generator.target));
    tests.push(generator.ifs.map((test) => condition(cx, test)));
  }
  return { nexts, sources, targets, tests, element: elementOf(cx, node) };
}

function elementOf(cx: Context, node: Comp): string {
  if (node.nodeType === 'DictComp') return `[${kept(cx, node.key)}, ${kept(cx, node.value)}]`;
  return kept(cx, node.elt);
}

function kept(cx: Context, node: ExprNode): string {
  const given = cx.expression(node);
  escape(cx, node, given);
  return given.code;
}

/** The target as a parameter or a declaration. */
function pattern(node: ExprNode): string {
  switch (node.nodeType) {
    case 'Name':
      return variable(node.id);
    case 'Starred':
      return `...${pattern(node.value)}`;
    case 'Tuple':
    case 'List':
      return `[${node.elts.map((one, i) => (isAgain(node.elts, i) ? '' : pattern(one))).join(', ')}]`;
    default:
      return '_';
  }
}

/** True if a function inside sees a variable of the comprehension: all of Python's see the last value. */
function captures(cx: Context, node: Comp): boolean {
  const scope = cx.file.scopes.get(node);
  return (
    scope !== undefined && [...scope.bindings.values()].some(({ captured }) => captured) && hasFunction(node)
  );
}

function hasFunction(node: Node): boolean {
  for (const child of childrenOf(node)) if (isFunction(child) || hasFunction(child)) return true;
  return false;
}

/** All elements, as something JavaScript can iterate: an array. */
export function iterableComp(cx: Context, node: Comp): string {
  return inside(cx, node, (frame) => {
    const made = parts(cx, node);
    const loops =
      frame.parked || captures(cx, node) || node.generators.some(({ target: one }) => starIn(one));
    return (loops ? undefined : chain(cx, node, made)) ?? loop(cx, node, made, frame.parked);
  });
}

function starIn(node: ExprNode): boolean {
  return (
    node.nodeType === 'Starred' ||
    ((node.nodeType === 'Tuple' || node.nodeType === 'List') && node.elts.some(starIn))
  );
}

/** Types whose items can be gone through at any time, as often as one likes. */
const KEPT = new Set(['list', 'tuple', 'str', 'dict', 'set', 'range', 'bytes']);

/** Evaluation can be seen from outside: calls, and assignments. */
function hasEffects(node: Node): boolean {
  if (node.nodeType === 'NamedExpr') return true;
  if (node.nodeType === 'Call') {
    const { func } = node as Node & { func: { nodeType: string; id?: string } };
    if (func.nodeType !== 'Name' || !PURE.has(func.id ?? '')) return true;
  }
  for (const child of childrenOf(node)) if (hasEffects(child)) return true;
  return false;
}
const PURE = new Set([
  'len',
  'str',
  'int',
  'float',
  'isinstance',
  'abs',
  'ord',
  'chr',
  'range',
  'bool',
  'repr',
  'round',
  'hasattr',
  'min',
  'max',
  'type',
  'tuple',
  'list',
]);

function binds(node: Node): boolean {
  if (node.nodeType === 'NamedExpr') return true;
  for (const child of childrenOf(node)) if (binds(child)) return true;
  return false;
}

/** As map() and filter(); undefined if the order in which things happen would not be Python's. */
function chain(cx: Context, node: Comp, { sources, targets, tests, element }: Parts): string | undefined {
  const elements: Node[] = node.nodeType === 'DictComp' ? [node.key, node.value] : [node.elt];
  let code = '';
  for (let i = sources.length - 1; i >= 0; i--) {
    const generator = node.generators[i];
    if (generator === undefined) return undefined;
    const parameter = targets[i] ?? '_';
    const source = sources[i] ?? '[]';
    const { type } = cx.quietly(generator.iter);
    const test = tests[i] ?? [];
    const isLast = i === sources.length - 1;
    const body = isLast ? element : code;
    const arrow = (result: string): string =>
      `(${parameter}${ANY}) => ${result.startsWith('{') ? `(${result})` : result}`;
    const visible =
      generator.ifs.some(binds) || (generator.ifs.some(hasEffects) && (!isLast || elements.some(hasEffects)));
    const lazy = !KEPT.has(type) && (generator.ifs.some(hasEffects) || elements.some(hasEffects) || !isLast);
    const list = type === 'list' ? source : `[...${source}]`;
    if (test.length === 0) {
      if (isLast && body === parameter) code = `[...${source}]`;
      else if (isLast)
        code = type === 'list' ? `${source}.map(${arrow(body)})` : `Array.from(${source}, ${arrow(body)})`;
      else if (lazy) return undefined;
      else code = `${list}.flatMap(${arrow(body)})`;
    } else if (lazy) return undefined;
    else if (visible)
      code = `${list}.flatMap(${arrow(`(${test.join(' && ')} ? ${isLast ? `[${body}]` : body} : [])`)})`;
    else {
      code = `${list}.filter(${arrow(test.join(' && '))})`;
      if (!isLast || body !== parameter) code += `.${isLast ? 'map' : 'flatMap'}(${arrow(body)})`;
    }
  }
  return code;
}

/** Nested loops around a statement. */
function nested(cx: Context, node: Comp, { nexts, targets, sources, tests }: Parts, body: string): string {
  let code = body;
  for (let i = node.generators.length - 1; i >= 0; i--) {
    const generator = node.generators[i];
    const test = tests[i] ?? [];
    if (test.length > 0) code = `if (${test.join(' && ')}) { ${code} }`;
    const names = generator === undefined ? [] : [...new Set(namesOf(generator.target))];
    const simple = generator?.target.nodeType === 'Name' && !captures(cx, node);
    const next = nexts[i];
    if (next !== undefined) {
      const it = cx.fresh('it', i);
      const given = `${it}Item.value`;
      const of = generator?.target;
      const kept =
        of?.nodeType === 'Tuple' || of?.nodeType === 'List' ? unpacked(cx, of, given, 'any') : given;
      code = `for (let ${it}${ANY} = ${cx.helper('coiter')}(${sources[i] ?? '[]'}), ${it}Item${ANY}; !(${it}Item = ${next}).done; ) { const ${targets[i] ?? '_'}${ANY} = ${kept}; ${code} }`;
    } else if (simple) code = `for (const ${targets[i] ?? '_'} of ${sources[i] ?? '[]'}) { ${code} }`;
    else {
      const of = cx.fresh('item', i);
      const given =
        generator?.target.nodeType === 'Tuple' || generator?.target.nodeType === 'List'
          ? unpacked(cx, generator.target, of, 'any')
          : of;
      code = `let ${names.map((name) => `${variable(name)}${ANY}`).join(', ')}; for (const ${of} of ${sources[i] ?? '[]'}) { ${(targets[i] ?? '').replaceAll('...', '')} = ${given}; ${code} }`;
    }
  }
  return code;
}

function loop(cx: Context, node: Comp, made: Parts, parks: boolean): string {
  const result = cx.fresh('result');
  const body = `const ${result}${ANY_LIST} = []; ${nested(cx, node, made, `${result}.push(${made.element});`)} return ${result};`;
  if (!parks) return `(() => { ${body} })()`;
  return `(yield* (function* (${THIS})${ANY} { ${body} }).call(${thisOf(cx)}))`;
}

/** `this`, where the function around has one. */
function thisOf(cx: Context): string {
  return cx.function.scope.parent?.isClass === true ? 'this' : 'undefined';
}

const listComp = (cx: Context, node: Expr<'ListComp'>): Out => out(iterableComp(cx, node), 'list');
const setComp = (cx: Context, node: Expr<'SetComp'>): Out =>
  out(`new ${cx.helper('PySet')}(${iterableComp(cx, node)})`, 'set');
const dictComp = (cx: Context, node: Expr<'DictComp'>): Out =>
  out(`new ${cx.helper('Dict')}(${iterableComp(cx, node)})`, 'dict');

function generatorExp(cx: Context, node: Expr<'GeneratorExp'>): Out {
  return inside(cx, node, (frame) => {
    const made = parts(cx, node);
    const [first = '[]'] = made.sources;
    // The first source is evaluated at once, the rest when it is iterated.
    const source = cx.fresh('source');
    const lazily = { ...made, sources: [source, ...made.sources.slice(1)] };
    const home = thisOf(cx) === 'this' ? 'this' : undefined;
    const self = home === undefined ? '' : '.call(this';
    if (frame.parked) {
      const body = nested(cx, node, lazily, `yield ${cx.helper('item')}(${made.element});`);
      return out(
        `${cx.helper('cogenerator')}((function* (${THIS}${source}${ANY})${ANY} { ${body} })${self === '' ? '(' : `${self}, `}${first}))`,
        'coiter',
      );
    }
    const body = nested(cx, node, lazily, `yield ${made.element};`);
    const f = `${cx.helper('generator')}(function* ${cx.fresh('genexpr')}(${THIS}${source}${ANY})${ANY} { ${body} })`;
    return out(home === undefined ? `${f}(${first})` : `${f}.call(this, ${first})`, 'iter');
  });
}

export const comprehensions = {
  ListComp: listComp,
  SetComp: setComp,
  DictComp: dictComp,
  GeneratorExp: generatorExp,
};

/** Calls of the methods of `super()`. */
import type { ClassNode } from '../analysis/facts.js';
import { entryOf } from '../library/index.js';
import type { Entry } from '../library/table.js';
import type { Expr } from '../syntax.js';
import { ancestors, methodOf } from './inheritance.js';
import { superObject } from './self.js';
import { keywordsOf, placed, positional } from './arguments.js';
import { DICT_METHODS, OF_OBJECT } from './builtin-methods.js';
import { type Context, type Out, out } from './context.js';
import { member, text } from './names.js';
import { args } from './unknown-methods.js';

export function ofSuper(
  cx: Context,
  node: Expr<'Call'>,
  func: Expr<'Attribute'>,
  superCall: Expr<'Call'>,
): Out {
  const object = superObject(cx, superCall);
  const cls = classAround(cx);
  const found =
    cls === undefined
      ? undefined
      : cx.facts
          .basesOf(cls)
          .map((base) => methodOf(cx.facts, base, func.attr))
          .find((one) => one !== undefined);
  const entry = cls === undefined ? undefined : libraryBase(cx, cls);
  if (found === undefined && func.attr === '__init__' && entry?.foreign === true)
    return out(`super(${args(cx, node)})`, 'none');
  if (found === undefined && func.attr === '__setattr__')
    return out(`${cx.helper('setOwn')}(this, ${args(cx, node)})`, 'none');
  const ofDict = DICT_METHODS[func.attr];
  if (
    found === undefined &&
    ofDict !== undefined &&
    cls !== undefined &&
    [cls, ...ancestors(cx.facts, cls)].some((one) => cx.facts.dicts.has(one))
  )
    return out(`${object}.${ofDict}(${args(cx, node)})`);
  const inLibrary = entry?.members.get(func.attr);
  if (found === undefined && inLibrary === undefined && OF_OBJECT.has(func.attr)) {
    const self = object === 'super' ? 'this' : (/, (\w+)\)$/.exec(object)?.[1] ?? 'this');
    return out(
      `${cx.helper('inherited')}(${object}.${func.attr}, ${text(func.attr)}, ${self})(${args(cx, node)})`,
    );
  }
  const name = inLibrary?.js ?? member(func.attr);
  const given = found === undefined ? args(cx, node) : placed(cx, node, found, 1);
  // With several bases, any class may be the next.
  if (given === undefined && found !== undefined)
    cx.facts.mark(
      cx.facts.classes.every(({ bases }) => bases.length < 2)
        ? `names:${String(cx.facts.numberOf(found))}`
        : `named:${func.attr}`,
    );
  // Where each argument goes may be known at run time only.
  const result =
    given === undefined
      ? `${cx.helper('applied')}(${object}.${name}, ${object === 'super' ? 'this' : 'null'}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`
      : `${object}.${name}(${given})`;
  if (found !== undefined) {
    if (cx.facts.parks(found)) return cx.park(node, result);
    return object.startsWith('super') && cx.facts.mayPark(func.attr) && object !== 'super'
      ? cx.mayPark(node, result)
      : out(result);
  }
  if (inLibrary?.parks === true) return cx.park(node, result);
  return cx.facts.mayPark(func.attr) && object !== 'super' ? cx.mayPark(node, result) : out(result);
}

function classAround(cx: Context): ClassNode | undefined {
  for (let at = cx.scope.parent; at !== undefined; at = at.parent)
    if (at.isClass) return at.node as ClassNode;
  return undefined;
}

/** The class of a library that one of the program extends. */
export function libraryBase(cx: Context, cls: ClassNode): Entry | undefined {
  const path = cx.facts.libraryBases.get(cls);
  if (path !== undefined) return entryOf(path);
  return cx.facts
    .basesOf(cls)
    .map((base) => libraryBase(cx, base))
    .find((one) => one !== undefined);
}

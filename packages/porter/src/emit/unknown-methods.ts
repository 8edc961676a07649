/** Calls of methods of what is not known: any class of the program, or of a library, may be meant. */
import { ALL_METHODS, METHODS, SPECIAL_METHODS, VALUES } from '../library/methods.js';
import type { Expr } from '../syntax.js';
import { sorts } from './callbacks.js';
import { countArguments, keywordsOf, passNames, positional } from './arguments.js';
import type { Context, Out } from './context.js';
import { surelyParksToIterate } from './iterating.js';
import { escape } from './literals.js';
import { member, text } from './names.js';

/** Arguments of a method of a builtin type: what parks between its items is collected first. */
export function collected(cx: Context, node: Expr<'Call'>): string[] {
  const { func } = node;
  const goesThrough = func.nodeType === 'Attribute' && GOES_THROUGH.has(func.attr);
  return positional(cx, node.args).map((code, i) => {
    const arg = node.args[i];
    return goesThrough &&
      arg !== undefined &&
      arg.nodeType !== 'Starred' &&
      surelyParksToIterate(cx, cx.quietly(arg))
      ? cx.park(node, `${cx.helper('collect')}(${code})`).code
      : code;
  });
}

const GOES_THROUGH = new Set(
  'join extend extendleft update union intersection difference symmetric_difference issubset issuperset intersection_update difference_update fromkeys'.split(
    ' ',
  ),
);

/** Those of what is no function of the program. */
export function args(cx: Context, node: Expr<'Call'>): string {
  if (node.keywords.length > 0) passNames(cx, node);
  return [...positional(cx, node.args), ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(
    ', ',
  );
}

export function isDecorated(f: { nodeType: string }): boolean {
  const { decorator_list: list } = f as unknown as {
    decorator_list: readonly { nodeType: string; id?: string }[];
  };
  return list.some(
    (one) => one.nodeType !== 'Name' || !['staticmethod', 'classmethod'].includes(one.id ?? ''),
  );
}

/** Methods that return what is iterated with operations. */
export const ITERATING = new Set(['imap', 'imap_unordered', 'iwait', 'makefile']);

/** Methods of libraries that pass on the keyword arguments in a dict, and where that is. */
const PASSED_AT = new Map([
  ['apply', 2],
  ['apply_async', 2],
  ['enter', 4],
  ['enterabs', 4],
]);

/** The receiver is not known. */
export function ofUnknown(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>): Out {
  const { attr } = func;
  const sorted = cx.facts.methods.has(attr) ? undefined : sorts(cx, node, object, attr);
  if (sorted !== undefined) return sorted;
  if (ITERATING.has(attr)) cx.facts.mark('iterates');
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, arg, cx.quietly(arg));
  // What no class has comes from __getattr__, or is made an attribute by its name.
  const isStrange =
    cx.facts.methods.has('__getattr__') ||
    (!cx.facts.methods.has(attr) && (cx.facts.words.has(attr) || cx.flow.reflects));
  const isWrapped = cx.facts.methods.get(attr)?.some(isDecorated) === true;
  const holds = cx.facts.assigned.has(attr) || isStrange || isWrapped;
  const may = cx.facts.mayPark(attr) || (holds && cx.facts.anythingParks);
  const colour = cx.flow.colours.ofCall(func, attr) ?? (may ? 'unknown' : false);
  let result: string;
  if (node.args.length > (PASSED_AT.get(attr) ?? Infinity)) passNames(cx, node);
  if (node.keywords.length > 0) {
    cx.facts.mark(`named:${attr}`);
    passNames(cx, node);
    // An attribute may hold any function.
    if (cx.facts.assigned.has(attr) || isStrange) cx.names(func);
    result = `${cx.helper('applyMethod')}(${object.code}, ${text(attr)}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
  } else {
    const isWrong = countArguments(cx, node);
    const isBuiltin = ALL_METHODS.has(attr) && !cx.facts.methods.has(attr);
    const given = isBuiltin ? collected(cx, node) : positional(cx, node.args);
    // What `__getattr__` answers need be no function.
    const plain =
      !isWrong &&
      !METHODS.has(attr) &&
      !VALUES.has(object.type) &&
      !SPECIAL_METHODS.test(attr) &&
      attr !== '__wrapped__' &&
      !cx.facts.has('modules as values') &&
      !cx.facts.assigned.has(attr) &&
      !cx.facts.libraryMembers.has(attr) &&
      (cx.facts.methods.has(attr) || !cx.facts.methods.has('__getattr__'));
    result = plain
      ? `${object.code}.${member(attr)}(${given.join(', ')})`
      : `${cx.helper('method')}(${[object.code, text(attr), ...given].join(', ')})`;
  }
  return cx.coloured(node, colour === 'unknown' && alwaysParks(cx, attr) ? true : colour, result, 'any');
}

/** Whatever has a method of this name parks in it: all classes of the program and of the libraries do. */
function alwaysParks(cx: Context, name: string): boolean {
  if (!ALWAYS_PARK.has(name) || cx.facts.assigned.has(name) || cx.facts.words.has(name)) return false;
  if (cx.facts.methods.has('__getattr__') || cx.flow.reflects) return false;
  return (cx.facts.methods.get(name) ?? []).every(
    (f) => cx.facts.parks(f) && !cx.facts.generators.has(f) && !isDecorated(f),
  );
}

/** Names that no object of the libraries has for something that does not park. */
const ALWAYS_PARK = new Set(
  'put sendall recv recvfrom recv_into accept acquire wait connect result'.split(' '),
);

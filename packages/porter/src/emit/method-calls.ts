/** Calls of methods: of what the receiver is, as far as that is known. */
import { calleeAt } from '../library/callees.js';
import { entryOf } from '../library/index.js';
import { METHODS_OF } from '../library/methods.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { isClassMethod, isStatic } from '../method-kinds.js';
import { methodOf } from './inheritance.js';
import { forLibrary, keywordsOf, positional } from './arguments.js';
import { ofBuiltin, ofBuiltinType } from './builtin-methods.js';
import { type Callers, escapeAll } from './calls.js';
import { type Context, type Out, out } from './context.js';
import { escape, value } from './literals.js';
import { member, text } from './names.js';
import { libraryBase, ofSuper } from './super-calls.js';
import { ITERATING, args, isDecorated, ofUnknown } from './unknown-methods.js';
import type { ClassNode } from '../analysis/facts.js';
import type { Member } from '../library/table.js';

/** The call of `object.name(...)`; undefined if `object.name` is to be evaluated, and called. */
export function call(
  cx: Context,
  node: Expr<'Call'>,
  func: Expr<'Attribute'>,
  callers: Callers,
): Out | undefined {
  if (cx.file.python2 && func.attr === 'next' && node.args.length === 0)
    return cx.expression({
      ...node,
      func: { ...func, nodeType: 'Name', id: 'next' },
      args: [func.value],
    } as unknown as Expr<'Call'>);
  const isSort = cx.file.python2 && func.attr === 'sort' && node.args.length > 0;
  const result = called(cx, isSort ? withCmp(node) : node, func, callers);
  // Python 2 has lists there.
  if (cx.file.python2 && func.attr === 'recv' && result !== undefined && result.code.startsWith('(yield*'))
    return out(`${cx.helper('textIfText')}(${result.code})`);
  const isView = cx.file.python2 && node.args.length === 0 && ['keys', 'values', 'items'].includes(func.attr);
  return isView && result !== undefined ? out(`${cx.helper('list')}(${result.code})`, 'list') : result;
}

/** Python 2's `list.sort(f)`: what compares is given by name. */
function withCmp(node: Expr<'Call'>): Expr<'Call'> {
  const [value_, ...rest] = node.args;
  return value_ === undefined
    ? node
    : {
        ...node,
        args: rest,
        keywords: [
          ...node.keywords,
          {
            nodeType: 'Keyword',
            arg: 'cmp',
            value: value_,
            lineno: node.lineno,
            col_offset: node.col_offset,
          },
        ],
      };
}

function called(cx: Context, node: Expr<'Call'>, func: Expr<'Attribute'>, callers: Callers): Out | undefined {
  if (
    func.value.nodeType === 'Call' &&
    func.value.func.nodeType === 'Name' &&
    func.value.func.id === 'super' &&
    cx.scope.lookup('super') === undefined
  )
    return ofSuper(cx, node, func, func.value);
  // No method: it is an attribute that is called.
  if (func.attr === '__class__') return undefined;
  const object = cx.expression(func.value);
  if (node.args.length === 0 && func.attr === '__subclasses__')
    return out(`${cx.helper('subclasses')}(${object.code})`, 'list');
  if (node.args.length === 0 && func.attr === 'mro' && !cx.facts.methods.has('mro'))
    return out(`[...${cx.helper('mro')}(${object.code})]`, 'list');
  // None alone has no methods: something else will be assigned, too.
  const type = object.type === 'none' ? 'any' : object.type;
  if (
    type.startsWith('module.') ||
    type.startsWith('file.') ||
    type.startsWith('entry.') ||
    type.startsWith('exception.')
  )
    return type.startsWith('exception.') || type.startsWith('entry.')
      ? ofForeignClass(cx, node, object, func)
      : undefined;
  if (type.startsWith('builtin.')) return ofBuiltinType(cx, node, object, func, type.slice(8));
  const cls = cx.facts.classOf(type);
  if (cls !== undefined) return ofClass(cx, node, object, func, cls, callers);
  if (type.startsWith('lib.')) return ofLibrary(cx, node, object, func, type.slice(4));
  if (METHODS_OF[type] !== undefined) return ofBuiltin(cx, node, object, func, type);
  return ofUnknown(cx, node, object, func);
}

/** A class of the program, or an instance of one. */
function ofClass(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
  cls: ClassNode,
  callers: Callers,
): Out | undefined {
  const found = methodOf(cx.facts, cls, func.attr);
  const isClass = object.type.startsWith('class:');
  if (found !== undefined && isDecorated(found)) return ofUnknown(cx, node, object, func);
  if (found !== undefined) {
    const code = `${object.code}.${member(func.attr)}`;
    if (isClass && !isStatic(found) && !isClassMethod(found))
      return unboundCall(cx, node, object, func, found, callers);
    // One of a subclass may be meant.
    const others = (isClass ? [] : (cx.facts.methods.get(func.attr) ?? [])).filter(
      (one) => one !== found && overrides(cx, one, cls),
    );
    const { generators } = cx.facts;
    // A generator from one of them, from another something else.
    if (others.some((one) => generators.has(one) !== generators.has(found)))
      return ofUnknown(cx, node, object, func);
    return callers.ofFunction(cx, node, found, code, isStatic(found) ? 0 : 1);
  }
  const context = assertContext(node, func.attr);
  const entry = libraryBase(cx, cls);
  const inLibrary = entry?.members.get(func.attr);
  if (entry !== undefined && inLibrary !== undefined) {
    cx.facts.uses(entry);
    if (inLibrary.returns === 'attr') return ofAttribute(cx, node, `${object.code}.${inLibrary.js}`);
    const result = `${object.code}.${inLibrary.js}(${forLibrary(cx, node, inLibrary, entry.foreign)})`;
    if (context !== undefined) return out(result, context);
    if (calls(cx, node, inLibrary)) return cx.mayPark(node, result, inLibrary.returns);
    return inLibrary.parks ? cx.park(node, result, inLibrary.returns) : out(result, inLibrary.returns);
  }
  return ofUnknown(cx, node, object, func);
}

/** `with self.assertRaises(E)`, and subTest(): contexts that do not park. */
function assertContext(node: Expr<'Call'>, name: string): string | undefined {
  if (name === 'subTest') return 'lib.unittest._SubTest';
  const few = node.args.length === (name === 'assertRaises' ? 1 : 2) && node.keywords.length === 0;
  return few && name.startsWith('assertRaises') ? 'lib.unittest._AssertRaisesContext' : undefined;
}

/** A function is given to be called, and it may park. */
function calls(cx: Context, node: Expr<'Call'>, found: Member): boolean {
  if (!found.calls || node.args.length < 2) return false;
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, arg, cx.quietly(arg));
  const given = node.args[found.name.startsWith('assertRaisesRegex') ? 2 : 1];
  if (given === undefined) return false;
  const colour = cx.flow.colours.ofCall(given, given.nodeType === 'Attribute' ? given.attr : undefined);
  return (colour ?? (cx.facts.anythingParks || cx.facts.has('members park'))) !== false;
}

function overrides(cx: Context, f: unknown, cls: ClassNode): boolean {
  return cx.facts.classes.some(
    (one) => (one.body as unknown[]).includes(f) && cx.facts.basesOf(one).includes(cls),
  );
}

/** `Base.method(self, ...)`. */
function unboundCall(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
  found: Parameters<Callers['ofFunction']>[2],
  callers: Callers,
): Out {
  const [self, ...rest] = node.args;
  if (self === undefined || self.nodeType === 'Starred')
    return callers.unknown(
      cx,
      node,
      out(`${cx.helper('unbound')}(${object.code}.prototype.${member(func.attr)})`),
    );
  const inner = callers.ofFunction(
    cx,
    { ...node, args: rest },
    found,
    `${object.code}.prototype.${member(func.attr)}.bind(${value(cx, self)})`,
    1,
  );
  return inner;
}

/** A static member of a library's class, or an explicit call of the base's method: `Greenlet.__init__(self)`. */
function ofForeignClass(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
): Out | undefined {
  const path = object.type.startsWith('entry.') ? object.type.slice(6) : '';
  if (entryOf(`${path}.${func.attr}`) !== undefined) return undefined;
  const [self, ...rest] = node.args;
  const isSelf = self?.nodeType === 'Name' && cx.expression(self).type.startsWith('inst:');
  if (!isSelf) {
    const entry = entryOf(path);
    if (entry?.kind !== 'class') return undefined;
    escapeAll(cx, node);
    const found = entry.members.get(func.attr);
    const result = `${object.code}.${found?.js ?? member(func.attr)}(${args(cx, node)})`;
    return found?.parks === true && func.attr !== 'spawn'
      ? cx.mayPark(node, result)
      : out(result, func.attr === 'spawn' ? `lib.${path}` : 'any');
  }
  const entry = entryOf(path);
  if (entry?.foreign === true && func.attr === '__init__')
    return out(`super(${args(cx, { ...node, args: rest })})`, 'none');
  const found = entry?.members.get(func.attr);
  const result = `${object.code}.prototype.${found?.js ?? member(func.attr)}.call(${[cx.code(self), ...positional(cx, rest), ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(', ')})`;
  return found?.parks === true ? cx.park(node, result) : out(result);
}

/** What an object of a library has in an attribute is called: a function, or a class. */
const ofAttribute = (cx: Context, node: Expr<'Call'>, code: string): Out =>
  cx.mayPark(node, `${cx.helper('call')}(${[code, args(cx, node)].filter((one) => one !== '').join(', ')})`);

/** An instance of a library's class. */
function ofLibrary(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>, path: string): Out {
  const entry = entryOf(path);
  const found = entry?.members.get(func.attr);
  if (ITERATING.has(func.attr)) cx.facts.mark('iterates');
  escapeAll(cx, node);
  if (
    path === 'contextlib.ExitStack' &&
    (cx.facts.mayPark('__enter__') || cx.facts.anythingParks || cx.facts.mayPark('__exit__'))
  )
    return cx.mayPark(
      node,
      `${cx.helper('applyMethod')}(${object.code}, ${text(func.attr)}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`,
    );
  if (entry === undefined || found === undefined) {
    // What the program has put there.
    if ((path === 'types.SimpleNamespace' || cx.facts.assigned.has(func.attr)) && cx.facts.anythingParks)
      return cx.mayPark(
        node,
        `${cx.helper('method')}(${[object.code, text(func.attr), args(cx, node)].filter((one) => one !== '').join(', ')})`,
      );
    if (entry?.foreign === true && entry.members.size > 0)
      throw new Refusal(node, `${path}.${func.attr}()`, 'it is not there');
    // It may be what calls do with a class, and it may not be there.
    return out(
      entry?.foreign === true
        ? `${object.code}.${member(func.attr)}(${args(cx, node)})`
        : `${cx.helper('method')}(${[object.code, text(func.attr), args(cx, node)].filter((one) => one !== '').join(', ')})`,
    );
  }
  if (path === 'evergreen.EventLoop' && (func.attr === 'run' || func.attr === 'run_forever')) {
    cx.setAwait();
    return out(`(await ${object.code}.${found.js}())`, 'none');
  }
  const result = `${object.code}.${found.js}(${forLibrary(cx, node, found, entry.foreign, calleeAt(path, func.attr))})`;
  if (found.returns === 'attr') return ofAttribute(cx, node, `${object.code}.${found.js}`);
  return found.parks && cx.cooperates(entry)
    ? cx.park(node, result, found.returns)
    : out(result, found.returns);
}

/** Calls of methods: of what the receiver is, as far as that is known. */
import { entryOf } from '../library/index.js';
import { ALL_METHODS, METHODS, METHODS_OF } from '../library/methods.js';
import { Refusal } from '../program.js';
import type { Expr } from '../syntax.js';
import { ancestors, basesOf, isClassMethod, isStatic, methodOf, superObject } from './access.js';
import { forLibrary, keywordsOf, positional } from './arguments.js';
import type { Callers } from './calls.js';
import { type Context, type Out, out } from './context.js';
import { asText, escape, value } from './literals.js';
import { member, text } from './names.js';
import type { ClassNode } from '../analysis/facts.js';
import type { Entry, Member } from '../library/table.js';

/** The call of `object.name(...)`; undefined if `object.name` is to be evaluated, and called. */
export function call(
  cx: Context,
  node: Expr<'Call'>,
  func: Expr<'Attribute'>,
  callers: Callers,
): Out | undefined {
  const result = called(cx, node, func, callers);
  // Python 2 has lists there.
  if (cx.file.python2 && func.attr === 'recv' && result !== undefined && result.code.startsWith('(yield*'))
    return out(`${cx.helper('textIfText')}(${result.code})`);
  const isView = cx.file.python2 && node.args.length === 0 && ['keys', 'values', 'items'].includes(func.attr);
  return isView && result !== undefined ? out(`${cx.helper('list')}(${result.code})`, 'list') : result;
}

function called(cx: Context, node: Expr<'Call'>, func: Expr<'Attribute'>, callers: Callers): Out | undefined {
  if (
    func.value.nodeType === 'Call' &&
    func.value.func.nodeType === 'Name' &&
    func.value.func.id === 'super' &&
    cx.scope.lookup('super') === undefined
  )
    return ofSuper(cx, node, func, func.value);
  const object = cx.expression(func.value);
  const { type } = object;
  if (
    type === undefined ||
    type.startsWith('module.') ||
    type.startsWith('file.') ||
    type.startsWith('entry.') ||
    type.startsWith('exception.')
  ) {
    if (type === undefined) return undetermined(cx, node, object, func);
    return type.startsWith('exception.') || type.startsWith('entry.')
      ? ofForeignClass(cx, node, object, func)
      : undefined;
  }
  if (type.startsWith('builtin.')) return ofBuiltinType(cx, node, object, func, type.slice(8));
  const cls = cx.facts.classOf(type);
  if (cls !== undefined) return ofClass(cx, node, object, func, cls, callers);
  if (type.startsWith('lib.')) return ofLibrary(cx, node, object, func, type.slice(4));
  if (METHODS_OF[type] !== undefined) return ofBuiltin(cx, node, object, func, type);
  return ofUnknown(cx, node, object, func);
}

/** The type will be known in a later pass: nothing is concluded from this one. */
function undetermined(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>): Out {
  return out(`${object.code}.${member(func.attr)}(${args(cx, node)})`, undefined);
}

/** Arguments of a method of a builtin type: what parks between its items is collected first. */
function collected(cx: Context, node: Expr<'Call'>): string[] {
  return positional(cx, node.args).map((code, i) => {
    const arg = node.args[i];
    return arg !== undefined && arg.nodeType !== 'Starred' && cx.quietly(arg).type === 'coiter'
      ? cx.park(node, `${cx.helper('collect')}(${code})`).code
      : code;
  });
}

function args(cx: Context, node: Expr<'Call'>): string {
  return [...positional(cx, node.args), ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(
    ', ',
  );
}

/** What a class that extends dict calls of it, and what that is here. */
const DICT_METHODS: Readonly<Record<string, string>> = {
  __getitem__: 'at',
  __setitem__: 'set',
  __delitem__: 'delete',
  __contains__: 'has',
};

function ofSuper(cx: Context, node: Expr<'Call'>, func: Expr<'Attribute'>, superCall: Expr<'Call'>): Out {
  const object = superObject(cx, superCall);
  const cls = classAround(cx);
  const found =
    cls === undefined
      ? undefined
      : basesOf(cx.facts, cls)
          .map((base) => methodOf(cx.facts, base, func.attr))
          .find((one) => one !== undefined);
  const entry = cls === undefined ? undefined : libraryBase(cx, cls);
  if (found === undefined && func.attr === '__init__' && entry?.from.startsWith('evergreen-ts') === true)
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
  const result = `${object}.${inLibrary?.js ?? member(func.attr)}(${args(cx, node)})`;
  if (found !== undefined) {
    for (const one of cx.facts.methods.get(func.attr) ?? []) cx.facts.setEscaped(one);
    return cx.facts.parks(found)
      ? cx.park(node, result, cx.facts.returnOf(found))
      : object.startsWith('super') && cx.facts.mayPark(func.attr) && object !== 'super'
        ? cx.mayPark(node, result)
        : out(result, cx.facts.returnOf(found));
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
  return basesOf(cx.facts, cls)
    .map((base) => libraryBase(cx, base))
    .find((one) => one !== undefined);
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
  const isClass = object.type?.startsWith('class:') === true;
  if (found !== undefined && isDecorated(found)) return ofUnknown(cx, node, object, func);
  if (found !== undefined) {
    const code = `${object.code}.${member(func.attr)}`;
    if (isClass && !isStatic(found) && !isClassMethod(found))
      return unboundCall(cx, node, object, func, found, callers);
    if (!isClass)
      for (const one of cx.facts.methods.get(func.attr) ?? [])
        if (one !== found && overrides(cx, one, cls)) {
          // One of a subclass may be meant: it takes what is given here too.
          cx.facts.setEscaped(one);
        }
    return callers.ofFunction(cx, node, found, code, isStatic(found) ? 0 : 1);
  }
  const entry = libraryBase(cx, cls);
  const inLibrary = entry?.members.get(func.attr);
  if (entry !== undefined && inLibrary !== undefined) {
    cx.facts.uses(entry);
    const result = `${object.code}.${inLibrary.js}(${forLibrary(cx, node, inLibrary, entry.foreign)})`;
    if (calls(cx, node, inLibrary)) return cx.mayPark(node, result, inLibrary.returns);
    return inLibrary.parks ? cx.park(node, result, inLibrary.returns) : out(result, inLibrary.returns);
  }
  return ofUnknown(cx, node, object, func);
}

/** A function is given to be called, and it may park. */
function calls(cx: Context, node: Expr<'Call'>, found: Member): boolean {
  if (!found.calls || node.args.length < 2) return false;
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, cx.quietly(arg));
  return cx.facts.unknownMayPark || cx.facts.parkingMembers.size > 0;
}

function overrides(cx: Context, f: unknown, cls: ClassNode): boolean {
  return cx.facts.classes.some(
    (one) => (one.body as unknown[]).includes(f) && basesOf(cx.facts, one).includes(cls),
  );
}

function isDecorated(f: { nodeType: string }): boolean {
  const { decorator_list: list } = f as unknown as {
    decorator_list: readonly { nodeType: string; id?: string }[];
  };
  return list.some(
    (one) => one.nodeType !== 'Name' || !['staticmethod', 'classmethod'].includes(one.id ?? ''),
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
  const path = object.type?.startsWith('entry.') === true ? object.type.slice(6) : '';
  if (entryOf(`${path}.${func.attr}`) !== undefined) return undefined;
  const [self, ...rest] = node.args;
  const isSelf = self?.nodeType === 'Name' && cx.expression(self).type?.startsWith('inst:') === true;
  if (!isSelf) {
    const entry = entryOf(path);
    if (entry?.kind !== 'class') return undefined;
    for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, cx.quietly(arg));
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

/** `str.join(',', x)`, `dict.fromkeys(x)`: a method of a type, with its object. */
function ofBuiltinType(
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
  if (type === 'object' && func.attr === '__init__') return out('undefined', 'none');
  if (type === 'object' && func.attr === '__new__')
    return out(`${cx.helper('PyObject')}.__new__(${args(cx, node)})`);
  if (type === 'object' && func.attr === '__setattr__')
    return out(`${cx.helper('setOwn')}(${args(cx, node)})`, 'none');
  const [self, ...rest] = node.args;
  if (self === undefined || METHODS_OF[type]?.[func.attr] === undefined) {
    if (type === 'object' || type === 'dict')
      return self === undefined ? undefined : superCall(cx, node, object, func);
    return undefined;
  }
  return ofBuiltin(cx, { ...node, args: rest }, cx.expression(self), func, type);
}

function superCall(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>): Out {
  const [self, ...rest] = positional(cx, node.args);
  const ofDict = DICT_METHODS[func.attr];
  if (ofDict !== undefined || func.attr === '__init__')
    return out(
      `${cx.helper('Dict')}.prototype.${ofDict ?? '__init__'}.call(${[self, ...rest, ...(node.keywords.length > 0 ? [keywordsOf(cx, node)] : [])].join(', ')})`,
    );
  return out(
    `${cx.helper('base')}(${object.code}).prototype.${member(func.attr)}.call(${[self, ...rest].join(', ')})`,
  );
}

/** An instance of a library's class. */
function ofLibrary(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>, path: string): Out {
  const entry = entryOf(path);
  const found = entry?.members.get(func.attr);
  if (ITERATING.has(func.attr)) cx.facts.mark('iterates');
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, cx.quietly(arg));
  for (const { value: given } of node.keywords) escape(cx, cx.quietly(given));
  if (
    path === 'contextlib.ExitStack' &&
    (cx.facts.mayPark('__enter__') || cx.facts.unknownMayPark || cx.facts.mayPark('__exit__'))
  )
    return cx.mayPark(
      node,
      `${cx.helper('applyMethod')}(${object.code}, ${text(func.attr)}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`,
    );
  if (entry === undefined || (found === undefined && entry.members.size === 0)) {
    return out(`${object.code}.${member(func.attr)}(${args(cx, node)})`);
  }
  if (found === undefined) {
    if (entry.foreign) throw new Refusal(node, `${path}.${func.attr}()`, 'it is not there');
    return out(`${object.code}.${member(func.attr)}(${args(cx, node)})`);
  }
  if (path === 'evergreen.EventLoop' && (func.attr === 'run' || func.attr === 'run_forever')) {
    cx.setAwait(node);
    return out(`(await ${object.code}.${found.js}())`, 'none');
  }
  const result = `${object.code}.${found.js}(${forLibrary(cx, node, found, entry.foreign)})`;
  if (found.returns === 'attr')
    return cx.mayPark(node, `${cx.helper('call')}(${object.code}.${found.js}, ${args(cx, node)})`);
  return found.parks && cx.cooperates(entry)
    ? cx.park(node, result, found.returns)
    : out(result, found.returns);
}

/** A method of str, bytes, list, tuple, dict or set. */
function ofBuiltin(
  cx: Context,
  node: Expr<'Call'>,
  object: Out,
  func: Expr<'Attribute'>,
  type: string,
): Out | undefined {
  const returns = METHODS_OF[type]?.[func.attr];
  if (returns === undefined) return ofUnknown(cx, node, object, func);
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
    if (name === 'format') return formatTemplate(cx, node, object);
  }
  if (type === 'list' && name === 'append' && given.length === 1 && first !== undefined)
    return out(`${object.code}.push(${value(cx, first)})`, 'none');
  return undefined;
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
    if (arg === undefined) return cx.template(part);
    return `\${${asText(cx, cx.expression(arg))}}`;
  });
  return object.code === '' ? undefined : out(`\`${body.join('')}\``, 'str');
}

/** Methods that return what is iterated with operations. */
const ITERATING = new Set(['imap', 'imap_unordered', 'iwait', 'makefile']);

/** The receiver is not known. */
function ofUnknown(cx: Context, node: Expr<'Call'>, object: Out, func: Expr<'Attribute'>): Out {
  const { attr } = func;
  if (ITERATING.has(attr)) cx.facts.mark('iterates');
  for (const f of cx.facts.methods.get(attr) ?? []) cx.facts.setEscaped(f);
  for (const arg of node.args) if (arg.nodeType !== 'Starred') escape(cx, cx.quietly(arg));
  // What no class and no library is known to have comes from __getattr__, or from setattr().
  const isStrange =
    cx.facts.methods.has('__getattr__') ||
    (!cx.facts.methods.has(attr) && !ALL_METHODS.has(attr) && !cx.facts.libraryMembers.has(attr));
  const mayPark =
    cx.facts.mayPark(attr) || ((cx.facts.assigned.has(attr) || isStrange) && cx.facts.unknownMayPark);
  let result: string;
  if (node.keywords.length > 0) {
    cx.facts.mark(`named:${attr}`);
    result = `${cx.helper('applyMethod')}(${object.code}, ${text(attr)}, [${positional(cx, node.args).join(', ')}], ${keywordsOf(cx, node)})`;
  } else {
    const isBuiltin = ALL_METHODS.has(attr) && !cx.facts.methods.has(attr);
    const given = isBuiltin ? collected(cx, node) : positional(cx, node.args);
    const plain = !METHODS.has(attr) && !cx.facts.assigned.has(attr) && !cx.facts.libraryMembers.has(attr);
    result = plain
      ? `${object.code}.${member(attr)}(${given.join(', ')})`
      : `${cx.helper('method')}(${[object.code, text(attr), ...given].join(', ')})`;
  }
  return mayPark ? cx.mayPark(node, result) : out(result, 'any');
}

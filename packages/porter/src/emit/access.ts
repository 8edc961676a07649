/** Names, attributes and items, as they are read and assigned. */
import { ANY, ANY_LIST, AS_ANY } from './typed.js';
import type { ClassNode, Facts, Type } from '../analysis/facts.js';
import type { Binding } from '../analysis/scopes.js';
import { BUILTINS, EXCEPTIONS } from '../library/builtins.js';
import { entryOf, family, moduleOf } from '../library/index.js';
import { Refusal } from '../program.js';
import { type Expr, type ExprNode, type FunctionNode, isFunction } from '../syntax.js';
import { type Context, type Frame, type Out, out } from './context.js';
import { member, text, variable } from './names.js';
import { sliceParts } from './literals.js';
import { docOf } from './comments.js';
import { ALL_METHODS, METHODS_OF } from '../library/methods.js';

function name(cx: Context, node: Expr<'Name'>): Out {
  return named(cx, node.id, node);
}

/** What a name is here. */
export function named(cx: Context, id: string, node: ExprNode): Out {
  const binding = cx.scope.lookup(id);
  if (binding !== undefined) return ofBinding(cx, binding, node);
  if (EXCEPTIONS.has(id)) return out(cx.helper(id), `exception.${id}`);
  const builtin = BUILTINS.get(id);
  if (builtin !== undefined) return out(cx.helper(builtin), `builtin.${id}`);
  switch (id) {
    case '__name__':
      return out(text(cx.file.isMain ? '__main__' : cx.file.moduleName), 'str');
    case '__file__':
      return out(text(cx.file.path), 'str');
    case '__doc__':
      return out(docOf(cx.file.tree.body), 'any');
    case 'NotImplemented':
      return out(cx.helper('NotImplemented'), 'any');
    case 'Ellipsis':
      return out('null', 'none');
  }
  if (UNPORTABLE.has(id)) throw new Refusal(node, id, UNPORTABLE.get(id) ?? '');
  cx.check(node, `the name ${id}`, 'nothing defines it: a NameError when it is reached, as in Python');
  return out(`${cx.helper('undefinedName')}(${text(id)})`);
}

const UNPORTABLE = new Map([
  ['exec', 'Python text cannot be run'],
  ['eval', 'Python text cannot be run'],
  ['compile', 'Python text cannot be run'],
  ['globals', 'variables of a module are no dict here'],
  ['locals', 'variables of a function are no dict here'],
  ['__import__', 'modules are not imported at run time'],
  ['memoryview', 'there is none here'],
  ['complex', 'there are no complex numbers here'],
  ['breakpoint', 'there is no debugger of Python'],
]);

function ofBinding(cx: Context, binding: Binding, node: ExprNode): Out {
  const type = cx.facts.typeOf(binding);
  if (type?.startsWith('missing.') === true)
    return out(`${cx.helper('notPorted')}(${text(`the module ${type.slice(8)} is not known here`)})`, 'any');
  if (type?.startsWith('entry.') === true) return entry(cx, type.slice(6), node);
  // A module that is a value is all of its names; where only those are used, it is not imported.
  const module = type?.startsWith('module.') === true ? runtimeModule(type.slice(7)) : undefined;
  if (module !== undefined) return out(cx.namespace(binding.name, module), type);
  if (type?.startsWith('module.') === true || type?.startsWith('file.') === true)
    return out(variable(binding.name), type);
  const method = selfOf(binding);
  if (method !== undefined) return self(cx, binding, method);
  if (binding.scope.isClass) {
    const cls = binding.scope.node as ClassNode;
    if (cx.scope.frame === binding.scope || cx.scope === binding.scope) {
      const { maker: made } = binding;
      if (made?.nodeType !== 'FunctionDef' || isStatic(made as FunctionNode))
        return out(`${variable(cls.name)}.${member(binding.name)}`, type);
      // A method, before it is one: a function that takes its object first.
      cx.facts.setEscaped(made as FunctionNode);
      return out(`${cx.helper('unbound')}(${variable(cls.name)}.prototype.${member(binding.name)})`, 'any');
    }
  }
  const { maker } = binding;
  if (
    maker?.nodeType === 'FunctionDef' &&
    (maker as FunctionNode & { decorator_list: unknown[] }).decorator_list.length === 0
  )
    return out(variable(binding.name), `func:${String(cx.facts.numberOf(maker as FunctionNode))}`);
  if (maker?.nodeType === 'ClassDef')
    return out(variable(binding.name), `class:${String(cx.facts.numberOf(maker as ClassNode))}`);
  if (binding.makers.some(({ nodeType }) => nodeType === 'Delete') || isEarly(cx, binding, node))
    return out(
      `${cx.helper('defined')}(${variable(binding.name)}, ${text(binding.name)})`,
      type === 'none' ? 'any' : type,
    );
  return out(variable(binding.name), type);
}

/** Where the runtime has a module of the standard library. */
function runtimeModule(name: string): string | undefined {
  if (!runtimeModules.has(name)) {
    const from = `evergreen-port/python/${name.replace('.', '-')}`;
    runtimeModules.set(name, family([name]).some((one) => one.from === from) ? from : undefined);
  }
  return runtimeModules.get(name);
}

/** The answers that were given: the libraries do not change, and are asked for each mention of a module. */
const runtimeModules = new Map<string, string | undefined>();

/** Read where no assignment can have been before. */
function isEarly(cx: Context, binding: Binding, node: ExprNode): boolean {
  if (
    binding.isParameter ||
    !cx.function.placement.hoisted.has(binding) ||
    binding.scope !== cx.function.scope
  )
    return false;
  const at = binding.mentions.findIndex((mention) => mention.node === node);
  const first = binding.mentions.findIndex(({ how }) => how !== 'read');
  return (
    at >= 0 &&
    at < first &&
    binding.makers.every(({ nodeType }) => nodeType !== 'AugAssign' && nodeType !== 'NamedExpr')
  );
}

/** The method whose first parameter a binding is. */
export function selfOf(binding: Binding): FunctionNode | undefined {
  const { node, parent } = binding.scope;
  if (
    !binding.isParameter ||
    binding.makers.length > 0 ||
    !isFunction(node) ||
    parent?.isClass !== true ||
    node.nodeType === 'Lambda'
  )
    return undefined;
  if (isStatic(node)) return undefined;
  const first = node.args.posonlyargs[0] ?? node.args.args[0];
  return first?.arg === binding.name ? node : undefined;
}

export function isStatic(node: FunctionNode): boolean {
  return (
    node.nodeType !== 'Lambda' &&
    node.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'staticmethod')
  );
}

export function isClassMethod(node: FunctionNode): boolean {
  return (
    node.nodeType !== 'Lambda' &&
    (node.name === '__new__' ||
      node.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'classmethod'))
  );
}

function self(cx: Context, binding: Binding, method: FunctionNode): Out {
  const cls = binding.scope.parent?.node as ClassNode;
  const number = String(cx.facts.numberOf(cls));
  const type = isClassMethod(method) ? `class:${number}` : `inst:${number}`;
  for (let at: Frame | undefined = cx.frame; at !== undefined && at.scope !== binding.scope; at = at.outer) {
    if (!at.scope.isFunction || at.scope.node.nodeType === 'Lambda') continue;
    const home = frameOf(cx, binding);
    if (home !== undefined) home.needsSelf = true;
    return out('self', type);
  }
  const lambda = lambdaBetween(cx, binding);
  if (lambda) {
    const home = frameOf(cx, binding);
    if (home !== undefined) home.needsSelf = true;
    return out('self', type);
  }
  return out('this', type);
}

/** A lambda that parks is a generator function, which has a `this` of its own. */
function lambdaBetween(cx: Context, binding: Binding): boolean {
  for (let at: Frame | undefined = cx.frame; at !== undefined && at.scope !== binding.scope; at = at.outer)
    if (at.scope.node.nodeType === 'Lambda' && cx.facts.parks(at.scope.node)) return true;
  return false;
}

function frameOf(cx: Context, binding: Binding): Frame | undefined {
  for (let at: Frame | undefined = cx.frame; at !== undefined; at = at.outer)
    if (at.scope === binding.scope) return at;
  return undefined;
}

/** A name of a library, as a value. */
export function entry(cx: Context, python: string, node: ExprNode): Out {
  const found = entryOf(python);
  if (found === undefined) throw new Refusal(node, python, 'it is not there');
  cx.facts.uses(found);
  return out(cx.library(found), typeOfEntry(found.kind, found.returns, python));
}

/** A member of a module: of a library, or of a file of the program. */
function ofModule(cx: Context, module: string, node: Expr<'Attribute'>): Out {
  const path = `${module}.${node.attr}`;
  if (moduleOf(path, cx.file.patched) !== undefined)
    return out('', `module.${moduleOf(path, cx.file.patched) ?? path}`);
  const found = entryOf(path);
  if (found === undefined) throw new Refusal(node, path, 'it is not there');
  cx.facts.uses(found);
  if (found.from.startsWith('evergreen-port/python/')) {
    const alias = cx.namespace(module.split('.').at(-1) ?? module, found.from);
    return out(`${alias}.${found.js}`, typeOfEntry(found.kind, found.returns, path));
  }
  return out(cx.library(found), typeOfEntry(found.kind, found.returns, path));
}

function typeOfEntry(kind: string, returns: string, path: string): Type {
  return kind === 'value' ? returns : `entry.${path}`;
}

/** What Python's own objects are made of. */
const INSIDES = new Set(
  '__mro__ __bases__ __base__ __subclasses__ __code__ __globals__ __closure__ __context__ __defaults__ __annotations__ mro'.split(
    ' ',
  ),
);

function attribute(cx: Context, node: Expr<'Attribute'>): Out {
  if (node.value.nodeType === 'Call' && node.value.func.nodeType === 'Name' && node.value.func.id === 'super')
    return out(`${superObject(cx, node.value)}.${member(node.attr)}`);
  const object = cx.expression(node.value);
  const { type } = object;
  if (type?.startsWith('module.') === true) return ofModule(cx, type.slice(7), node);
  if (type?.startsWith('file.') === true) return ofFile(cx, type.slice(5), node);
  if (type?.startsWith('entry.') === true) {
    const nested = entryOf(`${type.slice(6)}.${node.attr}`);
    if (nested !== undefined) return entry(cx, `${type.slice(6)}.${node.attr}`, node);
  }
  if (node.attr === '__name__' || node.attr === '__qualname__')
    return out(`${cx.helper('nameOf')}(${object.code})`, 'str');
  if (node.attr === '__class__') return out(`${cx.helper('type')}(${object.code})`, 'any');
  if (INSIDES.has(node.attr)) throw new Refusal(node, node.attr, 'classes are those of JavaScript here');
  if (node.attr === '__dict__') return out(`${cx.helper('vars')}(${object.code})`, 'dict');
  if (node.attr === '__doc__') return out(`${cx.helper('docOf')}(${object.code})`, 'any');
  if (type?.startsWith('lib.') === true) {
    const of = entryOf(type.slice(4));
    const found = of?.members.get(node.attr);
    if (found !== undefined) {
      if (found.returns === 'attr' || (found.params === undefined && ATTRIBUTE_TYPES.has(found.returns)))
        return out(`${object.code}.${found.js}`, found.returns === 'attr' ? 'any' : found.returns);
      return out(`${cx.helper('attribute')}(${object.code}, ${text(found.js)})`);
    }
  }
  return readAttribute(cx, object, node);
}
const ATTRIBUTE_TYPES = new Set(['tuple']);

function readAttribute(cx: Context, object: Out, node: Expr<'Attribute'>): Out {
  const builtin = object.type?.startsWith('builtin.') === true ? object.type.slice(8) : '';
  if (METHODS_OF[builtin]?.[node.attr] !== undefined)
    return out(`((x${ANY}, ...args${ANY_LIST}) => ${cx.helper('method')}(x, ${text(node.attr)}, ...args))`);
  const { attr } = node;
  const cls = cx.facts.classOf(object.type);
  const found = cls === undefined ? undefined : methodOf(cx.facts, cls, attr);
  const getters = cx.facts.properties.get(attr);
  if (getters?.some((one) => cx.facts.parks(one)) === true)
    return cx.mayPark(node, `${object.code}.${member(attr)}`);
  if (getters !== undefined && cx.facts.methods.get(attr) === undefined) {
    const types = new Set(getters.map((one) => cx.facts.returnOf(one)));
    return out(
      `${object.code}.${member(attr)}`,
      cls !== undefined && types.size === 1 ? [...types][0] : 'any',
    );
  }
  const type = cls === undefined ? 'any' : attributeType(cx.facts, cls, attr);
  const isMethod =
    found !== undefined ||
    (cx.facts.methods.has(attr) && !(cls !== undefined && type !== undefined && cx.facts.assigned.has(attr)));
  const ofLibrary = cx.facts.libraryMembers.has(attr) && type === undefined;
  if (
    isMethod ||
    ofLibrary ||
    ((ALL_METHODS.has(attr) || cx.facts.libraryMembers.has(attr)) && cls === undefined)
  ) {
    for (const one of cx.facts.methods.get(attr) ?? []) cx.facts.setEscaped(one);
    if (
      object.type?.startsWith('class:') === true &&
      found !== undefined &&
      !isStatic(found) &&
      !isClassMethod(found)
    ) {
      const call = `${object.code}.prototype.${member(attr)}`;
      return out(`${cx.helper('unbound')}(${call})`);
    }
    return out(`${cx.helper('attribute')}(${object.code}, ${text(attr)})`);
  }
  const isKnownStatic = object.type?.startsWith('class:') === true;
  return out(
    `${isKnownStatic ? `(${object.code}${AS_ANY})` : object.code}.${member(attr)}`,
    type ?? cx.facts.unknown(),
  );
}

/** A name of another file of the program. */
function ofFile(cx: Context, module: string, node: Expr<'Attribute'>): Out {
  const file = cx.file.program?.get(module);
  const binding = file?.root.bindings.get(node.attr);
  if (file === undefined || binding === undefined) {
    if (cx.file.program?.has(`${module}.${node.attr}`) === true)
      return out(cx.code(node.value), `file.${module}.${node.attr}`);
    throw new Refusal(node, `${module}.${node.attr}`, 'the module has no such name');
  }
  const alias = cx.code(node.value);
  return out(`${alias}.${variable(node.attr)}`, exportedType(cx, binding));
}

/** The type of a name of another file. */
export function exportedType(cx: Context, binding: Binding): Type {
  const { maker } = binding;
  if (
    maker?.nodeType === 'FunctionDef' &&
    (maker as Expr<'Lambda'> & { decorator_list: unknown[] }).decorator_list.length === 0
  )
    return `func:${String(cx.facts.numberOf(maker as FunctionNode))}`;
  if (maker?.nodeType === 'ClassDef') return `class:${String(cx.facts.numberOf(maker as ClassNode))}`;
  return cx.facts.typeOf(binding);
}

/** The classes of the program that a class extends. */
export function basesOf(facts: Facts, cls: ClassNode): ClassNode[] {
  return facts.basesOf.get(cls) ?? [];
}

export function methodOf(facts: Facts, cls: ClassNode, name: string): FunctionNode | undefined {
  for (const one of cls.body)
    if (one.nodeType === 'FunctionDef' && one.name === name && !isProperty(one)) return one;
  for (const base of basesOf(facts, cls)) {
    const found = methodOf(facts, base, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function isProperty(node: FunctionNode): boolean {
  if (node.nodeType === 'Lambda') return false;
  return node.decorator_list.some(
    (one) =>
      (one.nodeType === 'Name' && (one.id === 'property' || one.id === 'cached_property')) ||
      (one.nodeType === 'Attribute' &&
        (one.attr === 'setter' || one.attr === 'deleter' || one.attr === 'getter')),
  );
}

/** The type of an attribute, of the class or those it extends or that extend it. */
function attributeType(facts: Facts, cls: ClassNode, name: string): Type {
  let type: Type;
  const family = [
    cls,
    ...ancestors(facts, cls),
    ...facts.classes.filter((one) => ancestors(facts, one).includes(cls)),
  ];
  for (const one of family) {
    const own = facts.attribute(one, name);
    if (own !== undefined) type = type === undefined || type === own ? own : 'any';
  }
  return type;
}

export function ancestors(facts: Facts, cls: ClassNode): ClassNode[] {
  return basesOf(facts, cls).flatMap((base) => [base, ...ancestors(facts, base)]);
}

/** `super()`: JavaScript's where the class has one base, Python's order else. */
export function superObject(cx: Context, node: Expr<'Call'>): string {
  let at: Frame | undefined = cx.frame;
  while (at !== undefined && at.scope.parent?.isClass !== true) at = at.outer;
  const cls = at?.scope.parent?.node as ClassNode | undefined;
  if (at === undefined || cls === undefined)
    throw new Refusal(node, 'super()', 'there is no class around it');
  const isDirect = at === cx.function;
  const several = cx.facts.classes.some(
    (one) => one.bases.length > 1 && (one === cls || ancestors(cx.facts, one).includes(cls)),
  );
  if (isDirect && !several && !cx.frame.scope.isComprehension) return 'super';
  if (!isDirect) at.needsSelf = true;
  return `${cx.helper('superOf')}(${variable(cls.name)}, ${isDirect ? 'this' : 'self'})`;
}

/** `object.name = code`. */
export function attributeTarget(cx: Context, target: Expr<'Attribute'>, code: string, type: Type): void {
  const object = cx.expression(target.value);
  if (object.type?.startsWith('module.') === true) {
    const path = `${object.type.slice(7)}.${target.attr}`;
    if (path === 'sys.stdout' || path === 'sys.stderr') {
      cx.line(`${cx.import('setStandard', 'evergreen-port/python/sys')}(${text(target.attr)}, ${code});`);
      return;
    }
    throw new Refusal(target, path, 'a name of a module cannot be assigned from outside');
  }
  if (object.type?.startsWith('file.') === true)
    throw new Refusal(
      target,
      `${object.type.slice(5)}.${target.attr}`,
      'a name of a module cannot be assigned from outside',
    );
  const cls = cx.facts.classOf(object.type);
  if (cls !== undefined) cx.facts.setAttribute(cls, target.attr, type);
  else
    for (const one of cx.facts.classes)
      if (cx.facts.attribute(one, target.attr) !== undefined) cx.facts.setAttribute(one, target.attr, 'any');
  const isAny = object.type?.startsWith('class:') === true || object.type?.startsWith('func:') === true;
  const setters = cx.facts.properties.get(target.attr);
  if (setters?.some((one) => cx.facts.parks(one)) === true && cx.facts.has(`setter parks:${target.attr}`))
    throw new Refusal(target, `the property ${target.attr}`, 'its setter parks, and an assignment cannot');
  if (cx.facts.methods.has('__setattr__') && !object.type?.startsWith('class:')) {
    cx.line(`${cx.helper('setattr')}(${object.code}, ${text(target.attr)}, ${code});`);
    return;
  }
  cx.line(`${isAny ? `(${object.code}${AS_ANY})` : object.code}.${member(target.attr)} = ${code};`);
}

function subscript(cx: Context, node: Expr<'Subscript'>): Out {
  const object = cx.expression(node.value);
  if (node.slice.nodeType === 'Slice') {
    const parts = sliceParts(cx, node.slice);
    const type = ['str', 'list', 'bytes', 'tuple'].includes(object.type ?? '') ? object.type : 'any';
    const call = `${cx.helper('slice')}(${object.code}${parts === '' ? '' : `, ${parts}`})`;
    return type === 'any' && cx.facts.mayPark('__getitem__')
      ? cx.mayPark(node, call)
      : out(call, object.type === undefined ? undefined : type);
  }
  const key = cx.expression(node.slice);
  if (object.type === 'dict') return out(`${object.code}.at(${key.code})`);
  const call = `${cx.helper('getitem')}(${object.code}, ${key.code})`;
  if (object.type === 'str') return out(call, 'str');
  if (object.type === 'bytes') return out(call, 'int');
  const known = ['list', 'tuple', 'range'].includes(object.type ?? '');
  return !known && cx.facts.mayPark('__getitem__') ? cx.mayPark(node, call) : out(call, 'any');
}

function starred(_cx: Context, node: Expr<'Starred'>): Out {
  throw new Refusal(node, 'a starred expression', 'not in this place');
}

export const access = { Name: name, Attribute: attribute, Subscript: subscript, Starred: starred };

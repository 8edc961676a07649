/** Classes: bases, attributes as static fields, methods, properties, decorators. */
import type { ClassNode } from '../analysis/facts.js';
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Stmt, StmtNode } from '../syntax.js';
import { ancestors, basesOf, isClassMethod, isStatic } from './access.js';
import { one } from './blocks.js';
import { docComment, docOf, docstringOf, lineComment } from './comments.js';
import type { Context } from './context.js';
import { inside, marks } from './functions.js';
import { value } from './literals.js';
import { libraryBase } from './method-calls.js';
import { member, text, variable } from './names.js';
import { bound, declares, unpacked } from './targets.js';
import { ANY, typed } from './typed.js';
import { valueType } from './calls.js';

function classDef(cx: Context, node: Stmt<'ClassDef'>): void {
  const parent = extended(cx, node);
  for (const { arg, value: given } of node.keywords)
    if (arg !== 'metaclass' || given.nodeType !== 'Name' || given.id !== 'ABCMeta') {
      if (!(given.nodeType === 'Attribute' && given.attr === 'ABCMeta'))
        throw new Refusal(node, 'a metaclass', 'classes are made by JavaScript here');
    }
  const before: string[] = [];
  const after: string[] = [];
  const body = cx.within(node, undefined, () => cx.apart(() => members(cx, node, before, after)));
  const name = variable(node.name);
  const decorators = node.decorator_list.filter((decorator) => !isDataclass(cx, decorator));
  const isData = decorators.length < node.decorator_list.length;
  if (isData) after.unshift(dataFields(cx, node));
  const abstracts = isAbc(cx, node) ? abstractsOf(cx, node) : [];
  if (abstracts.length > 0) after.push(`${cx.helper('abstract')}(this, ${abstracts.map(text).join(', ')});`);
  const kind = libraryPath(cx, node);
  if (kind?.startsWith('enum.') === true)
    after.push(`${cx.import('finish', 'evergreen-port/python/enum')}(this);`);
  if (hasAttribute(node, 'name')) body.unshift(`static __name__ = ${text(node.name)};`);
  if (cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    after.push(`${cx.helper('documented')}(this, ${docOf(node.body)});`);
  for (const line of before) cx.line(line);
  for (const line of docComment(node.body)) cx.line(line);
  const declared = declares(cx, [node.name], node);
  const code = [
    `class ${name}${parent === '' ? '' : ` extends ${parent}`} {`,
    ...body,
    ...(after.length > 0 ? ['', 'static {', ...after, '}'] : []),
    '}',
  ];
  if (decorators.length === 0 && declared && cx.scope.bindings.get(node.name)?.constant === true) {
    const [first = '', ...rest] = code;
    cx.lines.push(`${cx.exported()}${first}`, ...rest);
    return;
  }
  let result = code.join('\n');
  for (const decorator of [...decorators].reverse())
    result = `${cx.helper('call')}(${value(cx, decorator)}, ${result})`;
  const binding = cx.scope.bindings.get(node.name);
  if (binding !== undefined) cx.facts.setType(binding, 'any');
  cx.facts.mark(`decorated:${node.name}`);
  cx.line(
    `${declared ? `${cx.exported()}let ` : ''}${declared ? name : bound(cx, node.name, 'any')}${declared ? ANY : ''} = ${result};`,
  );
}

function hasAttribute(node: Stmt<'ClassDef'>, name: string): boolean {
  return node.body.some(
    (statement) =>
      (statement.nodeType === 'Assign' &&
        statement.targets.some((target) => target.nodeType === 'Name' && target.id === name)) ||
      (statement.nodeType === 'AnnAssign' &&
        statement.target.nodeType === 'Name' &&
        statement.target.id === name),
  );
}

/** It extends abc.ABC, or has its metaclass: Python looks after what is abstract. */
function isAbc(cx: Context, node: ClassNode): boolean {
  return (
    node.keywords.some(({ arg }) => arg === 'metaclass') ||
    node.bases.some((base) => cx.quietly(base).type === 'entry.abc.ABC') ||
    basesOf(cx.facts, node).some((base) => isAbc(cx, base))
  );
}

function abstractsOf(cx: Context, node: ClassNode): string[] {
  return node.body.flatMap((one_) =>
    one_.nodeType === 'FunctionDef' &&
    one_.decorator_list.some((decorator) => /^entry\.abc\.abstract/.test(cx.quietly(decorator).type ?? ''))
      ? [member(one_.name)]
      : [],
  );
}

function libraryPath(cx: Context, node: ClassNode): string | undefined {
  return (
    cx.facts.libraryBases.get(node) ??
    basesOf(cx.facts, node)
      .map((base) => libraryPath(cx, base))
      .find((path) => path !== undefined)
  );
}

/** Types of Python that are no classes here. */
const VALUES = new Set(['int', 'float', 'str', 'bytes', 'bool', 'tuple', 'list', 'type', 'bytearray']);

/** Classes of the runtime that are made by a constructor, which runs no `__init__`. */
const CONSTRUCTED = /^entry\.(?:collections|random|io|datetime|functools|re|struct)\./;

function initOf(node: ClassNode): StmtNode | undefined {
  return node.body.find((one_) => one_.nodeType === 'FunctionDef' && one_.name === '__init__');
}

/** What a class extends. */
function extended(cx: Context, node: Stmt<'ClassDef'>): string {
  const found: ClassNode[] = [];
  const bases = node.bases
    .filter((base) => !isUnneeded(cx, base))
    .map((base) => {
      if (base.nodeType === 'Starred')
        throw new Refusal(node, 'bases that are unpacked', 'they are not known');
      const given = cx.expression(base);
      const cls = cx.facts.classOf(given.type);
      if (cls !== undefined) found.push(cls);
      if (given.type?.startsWith('entry.') === true) {
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
      if (given.type?.startsWith('builtin.') === true) {
        const type = given.type.slice(8);
        if (VALUES.has(type))
          throw new Refusal(node, `a subclass of ${type}`, 'its values are those of JavaScript');
        if (type === 'dict') {
          cx.facts.dicts.add(node);
          return cx.helper('Dict');
        }
        if (type === 'set' && initOf(node) !== undefined)
          throw new Refusal(node, 'a subclass of set with an __init__', 'its constructor takes the items');
        return type === 'set' ? cx.helper('PySet') : `${cx.helper('base')}(${given.code})`;
      }
      return given.type === 'any' && base.nodeType !== 'Name' ? `(${given.code})` : given.code;
    });
  cx.facts.basesOf.set(node, found);
  arity(cx, node, found);
  const [only] = bases;
  if (bases.length === 0) return cx.helper('PyObject');
  if (bases.length === 1) return only ?? '';
  return `${cx.helper('bases')}(${bases.join(', ')})`;
}

/** `object`, and what only tells type checkers something. */
function isUnneeded(cx: Context, base: ExprNode): boolean {
  if (base.nodeType === 'Name' && base.id === 'object' && cx.scope.lookup('object') === undefined)
    return true;
  const of = base.nodeType === 'Subscript' ? base.value : base;
  const binding = of.nodeType === 'Name' ? cx.scope.lookup(of.id) : undefined;
  if (binding !== undefined && cx.facts.typeOf(binding)?.startsWith('entry.typing.') === true) return true;
  const { type } = base.nodeType === 'Subscript' ? cx.expression(base.value) : cx.expression(base);
  return type === 'entry.abc.ABC' || type?.startsWith('entry.typing.') === true;
}

/** TypeScript wants a method to take what the one that it overrides takes. */
function arity(cx: Context, node: Stmt<'ClassDef'>, found: readonly ClassNode[]): void {
  for (const method of node.body) {
    if (method.nodeType !== 'FunctionDef') continue;
    const counts = inherited(cx, found, method.name);
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
      ? inherited(cx, basesOf(cx.facts, cls), name)
      : [own.args.args.length - 1, ...inherited(cx, basesOf(cx.facts, cls), name)];
  });
}

function members(cx: Context, node: Stmt<'ClassDef'>, before: string[], after: string[]): void {
  const doc = docstringOf(node.body);
  let previous: StmtNode | undefined;
  for (const statement of node.body) {
    if (
      statement.nodeType === 'Expr' &&
      statement.value.nodeType === 'Constant' &&
      statement.value.value === doc &&
      doc !== undefined
    )
      continue;
    if (previous !== undefined && statement.lineno - (previous.end_lineno ?? 0) > 1) cx.line('');
    previous = statement;
    if (statement.nodeType === 'Comment') {
      cx.line(lineComment(statement.value));
      continue;
    }
    const lines = cx.apart(() => memberOf(cx, node, statement, before, after));
    if (statement.inlineComment !== undefined && lines.length > 0 && !('body' in statement))
      lines.push(`${lines.pop() ?? ''} ${lineComment(statement.inlineComment.value)}`);
    cx.lines.push(...lines);
  }
}

function memberOf(
  cx: Context,
  node: Stmt<'ClassDef'>,
  statement: StmtNode,
  before: string[],
  after: string[],
): void {
  try {
    switch (statement.nodeType) {
      case 'FunctionDef':
        method(cx, node, statement, before, after);
        return;
      case 'Assign':
        if (field(cx, node, statement, after) || unpackedFields(cx, node, statement)) return;
        break;
      case 'AnnAssign': {
        const { target, value: given } = statement;
        if (target.nodeType !== 'Name') break;
        if (given === undefined || isDataclassField(cx, given)) return;
        const made = cx.expression(given);
        cx.facts.setAttribute(node, target.id, valueType(made));
        cx.line(`static ${target.id}${ANY} = ${value(cx, given)};`);
        return;
      }
      case 'ClassDef': {
        const lines = cx.apart(() => classDef(cx, statement));
        const [first = '', ...rest] = lines;
        cx.lines.push(
          `static ${variable(statement.name)} = ${first.replace(/^export /, '')}`,
          ...rest.slice(0, -1),
          '};',
        );
        return;
      }
      case 'Pass':
        return;
      case 'Expr':
        if (statement.value.nodeType === 'Constant') return;
        break;
      case 'AsyncFunctionDef':
        throw new Refusal(statement, 'async def', 'asyncio is not there');
    }
    const lines = cx.apart(() => one(cx, statement));
    if (lines.length > 0) cx.lines.push('static {', ...lines, '}');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    cx.refuse(error.node, error.what, error.why);
    const call = `${cx.helper('notPorted')}(${text(`${error.what} (${cx.file.path}:${String(error.node.lineno ?? statement.lineno)})`)});`;
    cx.line(`// NOT PORTED: ${error.what}: ${error.why}`);
    if (statement.nodeType === 'FunctionDef' || statement.nodeType === 'AsyncFunctionDef')
      cx.line(`${member(statement.name)}(${typed('..._args: any[]')})${ANY} { ${call} }`);
    else cx.line(`// ${cx.file.lines[statement.lineno - 1]?.trim() ?? ''}`);
  }
}

/** `name = value` in the body of a class. False if it is of another form. */
function field(cx: Context, node: Stmt<'ClassDef'>, statement: Stmt<'Assign'>, after: string[]): boolean {
  const names = statement.targets.map((target) => (target.nodeType === 'Name' ? target.id : undefined));
  if (names.includes(undefined)) return false;
  const [first = ''] = names;
  if (first === '__slots__' || first === '__metaclass__') {
    if (first === '__metaclass__')
      throw new Refusal(statement, 'a metaclass', 'classes are made by JavaScript here');
    const slots = slotsOf(statement);
    if (slots !== undefined)
      after.push(
        `${cx.helper('slots')}(${['this', ...slots.map((name) => text(member(name)))].join(', ')});`,
      );
    return true;
  }
  if (property(cx, statement.value, first)) return true;
  if (alias(node, statement.value)) {
    for (const name of names)
      after.push(
        `${typed('(')}this.prototype${typed(' as any)')}.${member(name ?? '')} = this.prototype.${member((statement.value as Expr<'Name'>).id)};`,
      );
    return true;
  }
  const given = cx.expression(statement.value);
  // A function in the body of a class is a method, however it came there.
  if (given.type?.startsWith('func:') === true)
    for (const name of names)
      after.push(
        `${typed('(')}this.prototype${typed(' as any)')}.${member(name ?? '')} = ${cx.helper('asMethod')}(this.${member(name ?? '')});`,
      );
  for (const name of names) {
    // A member of an enum is an instance.
    const isMember = libraryPath(cx, node)?.startsWith('enum.') === true;
    cx.facts.setAttribute(node, name ?? '', isMember ? 'any' : valueType(given));
    const again = node.body.find(
      (other) =>
        other.nodeType === 'Assign' &&
        other.targets.some((target) => target.nodeType === 'Name' && target.id === name),
    );
    // What a base has as a property or a method is an attribute of this class and its instances now.
    if ((cx.facts.properties.has(name ?? '') || cx.facts.methods.has(name ?? '')) && node.bases.length > 0)
      after.push(
        `Object.defineProperty(this.prototype, ${text(name ?? '')}, { value: this.${member(name ?? '')}, writable: true, configurable: true });`,
      );
    if (again !== statement)
      cx.lines.push('static {', `this.${name ?? ''} = ${value(cx, statement.value)};`, '}');
    else
      cx.line(
        `static ${member(name ?? '')}${ANY} = ${name === first ? value(cx, statement.value) : `${variable(node.name)}.${first}`};`,
      );
  }
  return true;
}

/** `A, B, C = range(3)` in the body of a class. */
function unpackedFields(cx: Context, node: Stmt<'ClassDef'>, statement: Stmt<'Assign'>): boolean {
  const [target, more] = statement.targets;
  if ((target?.nodeType !== 'Tuple' && target?.nodeType !== 'List') || more !== undefined) return false;
  if (!target.elts.every(({ nodeType }) => nodeType === 'Name')) return false;
  const names = target.elts.map((one_) => (one_ as Expr<'Name'>).id);
  const given = cx.expression(statement.value);
  for (const name of names) {
    cx.facts.setAttribute(node, name, 'any');
    cx.line(`static ${member(name)}${ANY};`);
  }
  const places = names.map((name) => `this.${member(name)}`).join(', ');
  cx.lines.push('static {', `[${places}] = ${unpacked(cx, target, given.code, given.type)};`, '}');
  return true;
}

/** What `__slots__` names, if that is written down there. */
function slotsOf({ value: given }: Stmt<'Assign'>): string[] | undefined {
  const items = given.nodeType === 'Tuple' || given.nodeType === 'List' ? given.elts : [given];
  const names = items.map((one_) =>
    one_.nodeType === 'Constant' && typeof one_.value === 'string' ? one_.value : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `greet = hello`, of a method. */
function alias(node: Stmt<'ClassDef'>, given: ExprNode): boolean {
  return (
    given.nodeType === 'Name' &&
    node.body.some(
      (one_) => one_.nodeType === 'FunctionDef' && one_.name === given.id && one_.decorator_list.length === 0,
    )
  );
}

/** `x = property(get_x, set_x)`. */
function property(cx: Context, given: ExprNode, name: string): boolean {
  if (
    given.nodeType !== 'Call' ||
    given.func.nodeType !== 'Name' ||
    given.func.id !== 'property' ||
    cx.scope.lookup('property') !== undefined
  )
    return false;
  const [only, other] = given.args;
  if (only?.nodeType === 'Lambda' && other === undefined && given.keywords.length === 0) {
    cx.line(`get ${name}()${ANY} { return ${value(cx, only)}(this); }`);
    return true;
  }
  const [getter, setter] = given.args.map((arg) => (arg.nodeType === 'Name' ? arg.id : undefined));
  if (getter === undefined || given.args.length > 2 || given.keywords.length > 0)
    throw new Refusal(given, 'property()', 'its functions are no methods of the class');
  cx.line(`get ${name}()${ANY} { return this.${member(getter)}(); }`);
  if (setter !== undefined) cx.line(`set ${name}(value) { this.${member(setter)}(value); }`);
  return true;
}

/** What a method is called here: one that overrides a library's has the library's name. */
export function methodName(cx: Context, cls: ClassNode, name: string): string {
  const entry = libraryBase(cx, cls);
  const found = entry?.members.get(name);
  return found !== undefined && entry?.foreign === true ? found.js : member(name);
}

/** Special methods that nothing calls here: descriptors, and those that stand in for what JavaScript does by itself. */
const NOT_THERE = new Set(
  '__get__ __set__ __delete__ __set_name__ __getattribute__ __delattr__ __init_subclass__ __instancecheck__ __subclasscheck__ __prepare__'.split(
    ' ',
  ),
);

function method(
  cx: Context,
  node: Stmt<'ClassDef'>,
  f: Stmt<'FunctionDef'>,
  before: string[],
  after: string[],
): void {
  if (NOT_THERE.has(f.name)) throw new Refusal(f, f.name, 'JavaScript would not call it');
  const known = new Set<string>();
  const others: ExprNode[] = [];
  for (const decorator of f.decorator_list) {
    if (
      decorator.nodeType === 'Name' &&
      ['staticmethod', 'classmethod', 'property'].includes(decorator.id) &&
      cx.scope.lookup(decorator.id) === undefined
    )
      known.add(decorator.id);
    else if (decorator.nodeType === 'Attribute' && ['setter', 'getter', 'deleter'].includes(decorator.attr))
      known.add(decorator.attr);
    else if (/^entry\.(?:abc\.abstract|functools\.cached_property)/.test(cx.expression(decorator).type ?? ''))
      continue;
    else others.push(decorator);
  }
  if (known.has('deleter')) throw new Refusal(f, 'a deleter of a property', 'JavaScript has none');
  const foreign = libraryBase(cx, node)?.foreign === true;
  if (f.name === '__init__' && foreign) {
    constructorOf(cx, node, f, before);
    return;
  }
  const task = others.find((decorator) =>
    /^entry\.evergreen\.(?:tasks\.)?task$/.test(cx.expression(decorator).type ?? ''),
  );
  if (task !== undefined) cx.facts.setParks(f);
  if (others.length > 0) cx.facts.setEscaped(f);
  shareColour(cx, node, f);
  const isStaticMember = isStatic(f) || isClassMethod(f);
  const made = inside(cx, f, isStatic(f) ? 0 : 1, before);
  for (const line of docComment(f.body)) cx.line(line);
  const name = methodName(cx, node, f.name);
  if (task !== undefined) cx.line(`@${cx.code(task)}`);
  let prefix = isStaticMember ? 'static ' : '';
  if (known.has('property') || known.has('getter')) prefix += 'get ';
  if (known.has('setter')) prefix += 'set ';
  if ((prefix.includes('get ') || prefix.includes('set ')) && made.parks) {
    if (prefix.includes('set ')) {
      cx.facts.mark(`setter parks:${f.name}`);
      throw new Refusal(f, 'the setter of a property that parks', 'an assignment cannot park');
    }
    cx.lines.push(
      `${prefix}${name}()${ANY} {`,
      `return (function* (${typed('this: any')})${ANY} {`,
      ...made.body,
      '}).call(this);',
      '}',
    );
    return;
  }
  const star = made.star === 'async' ? 'async ' : made.star;
  const isSetter = prefix.includes('set ');
  cx.lines.push(
    `${prefix}${star}${name}(${made.parameters})${isSetter ? '' : made.type === '' && prefix.includes('get ') ? ANY : made.type} {`,
    ...made.body,
    '}',
  );
  const owner = isStaticMember ? 'this' : 'this.prototype';
  if (!/get |set /.test(prefix)) after.push(...marks(cx, f, `${owner}.${name}`, made));
  const doc = docstringOf(f.body);
  // unittest shows it with the name of the test.
  if (
    doc !== undefined &&
    f.name.startsWith('test') &&
    libraryBase(cx, node) === entryOf('unittest.TestCase')
  )
    after.push(`${typed('(')}${owner}.${name}${typed(' as any)')}.__doc__ = ${text(doc)};`);
  const wrappers = others.filter((decorator) => decorator !== task);
  if (wrappers.length > 0) {
    let code = isStaticMember ? `${owner}.${name}` : `${cx.helper('unbound')}(${owner}.${name})`;
    for (const decorator of [...wrappers].reverse())
      code = `${cx.helper('call')}(${value(cx, decorator)}, ${code})`;
    after.push(
      `${typed('(')}${owner}${typed(' as any)')}.${name} = ${isStaticMember ? code : `${cx.helper('asMethod')}(${code})`};`,
    );
  }
}

/** A method and those that override it park alike: whoever calls one may get another. */
function shareColour(cx: Context, node: ClassNode, f: Stmt<'FunctionDef'>): void {
  if (f.name === '__init__' || cx.file.program?.yields(f) === true) return;
  for (const other of cx.facts.methods.get(f.name) ?? []) {
    if (other === f || cx.facts.parks(other) === cx.facts.parks(f) || cx.file.program?.yields(other) === true)
      continue;
    const owner = cx.facts.classes.find((cls) => (cls.body as readonly unknown[]).includes(other));
    if (owner === undefined || !isRelated(cx, owner, node)) continue;
    cx.facts.setParks(f);
    cx.facts.setParks(other);
  }
}

/** One class extends the other, or a third extends both. */
function isRelated(cx: Context, a: ClassNode, b: ClassNode): boolean {
  return [a, b, ...cx.facts.classes].some((cls) => {
    const line = [cls, ...ancestors(cx.facts, cls)];
    return line.includes(a) && line.includes(b);
  });
}

/** `__init__` of a class of evergreen-ts is its constructor: super() comes first in JavaScript. */
function constructorOf(cx: Context, node: Stmt<'ClassDef'>, f: Stmt<'FunctionDef'>, before: string[]): void {
  const at = f.body.findIndex(isSuperInit);
  if (at > 0 && f.body.slice(0, at).some(({ nodeType }) => nodeType !== 'Comment' && nodeType !== 'Expr'))
    cx.check(f, `${node.name}.__init__`, 'super().__init__() is called first: JavaScript demands it');
  const made = inside(cx, f, 1, before);
  if (made.parks)
    throw new Refusal(
      f,
      '__init__ that parks',
      'a class of evergreen-ts has a constructor, which cannot park',
    );
  const lines = [...made.body];
  const call = lines.findIndex((line) => /^super\(/.test(line));
  const superLine = call >= 0 ? (lines.splice(call, 1)[0] ?? 'super();') : 'super();';
  cx.lines.push(`constructor(${made.parameters}) {`, superLine, ...lines, '}');
}

function isSuperInit(statement: StmtNode): boolean {
  return (
    statement.nodeType === 'Expr' &&
    statement.value.nodeType === 'Call' &&
    statement.value.func.nodeType === 'Attribute' &&
    statement.value.func.attr === '__init__'
  );
}

function isDataclass(cx: Context, decorator: ExprNode): boolean {
  const of = decorator.nodeType === 'Call' ? decorator.func : decorator;
  return cx.expression(of).type === 'entry.dataclasses.dataclass';
}

function isDataclassField(cx: Context, given: ExprNode): boolean {
  return given.nodeType === 'Call' && cx.expression(given.func).type === 'entry.dataclasses.field';
}

/** The fields of a dataclass: names, and defaults as functions. */
function dataFields(cx: Context, node: Stmt<'ClassDef'>): string {
  const fields = node.body.flatMap((statement) => {
    if (statement.nodeType !== 'AnnAssign' || statement.target.nodeType !== 'Name') return [];
    const { target, value: given } = statement;
    if (given === undefined) return [`[${text(target.id)}]`];
    return [`[${text(target.id)}, () => ${value(cx, given)}]`];
  });
  const decorator = node.decorator_list.find((one_) => isDataclass(cx, one_));
  const options =
    decorator?.nodeType === 'Call'
      ? decorator.keywords.map(({ arg = '', value: given }) => `${arg}: ${cx.code(given)}`)
      : [];
  return `${cx.import('define', 'evergreen-port/python/dataclasses')}(this, [${fields.join(', ')}], { ${options.join(', ')} });`;
}

export const classes = { ClassDef: classDef };

/** Methods of classes, with their decorators; getters and setters. */
import type { ClassNode } from '../analysis/facts.js';
import { entryOf } from '../library/index.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Stmt, StmtNode } from '../syntax.js';
import { ancestors } from './inheritance.js';
import { isClassMethod, isStatic } from '../method-kinds.js';
import { docComment, docstringOf } from './comments.js';
import type { Context } from './context.js';
import { dispatchedOn, makesContexts } from './decorated.js';
import { inside } from './function-bodies.js';
import { marks } from './functions.js';
import { value } from './literals.js';
import { libraryBase } from './super-calls.js';
import { member, text } from './names.js';
import { ANY, typed } from './typed.js';
import { isDescriptor } from './class-kinds.js';

/** What a method is called here: one that overrides a library's has the library's name. */
function methodName(cx: Context, cls: ClassNode, name: string): string {
  const entry = libraryBase(cx, cls);
  const found = entry?.members.get(name);
  return found !== undefined && entry?.foreign === true ? found.js : member(name);
}

/** Special methods that nothing calls here: descriptors, and those that stand in for what JavaScript does by itself. */
const NOT_THERE = new Set(
  '__delete__ __getattribute__ __instancecheck__ __subclasscheck__ __prepare__'.split(' '),
);

/** What the runtime's dicts and sets have, and Python's have not. */
const OF_CONTAINERS = new Set(['size', 'has', 'at', 'set', 'delete']);

function isContainer(cx: Context, node: Stmt<'ClassDef'>): boolean {
  return [node, ...ancestors(cx.facts, node)].some(
    (cls) =>
      cx.facts.dicts.has(cls) ||
      cls.bases.some((base) => /^builtin\.(?:dict|set|frozenset)$/.test(cx.quietly(base).type)),
  );
}

export function method(
  cx: Context,
  node: Stmt<'ClassDef'>,
  f: Stmt<'FunctionDef'>,
  before: string[],
  after: string[],
): void {
  if (NOT_THERE.has(f.name)) throw new Refusal(f, f.name, 'JavaScript would not call it');
  if (OF_CONTAINERS.has(f.name) && isContainer(cx, node))
    throw new Refusal(
      f,
      `the method ${f.name}() of a class that extends ${cx.facts.dicts.has(node) ? 'dict' : 'a container'}`,
      'the runtime has its own of that name',
    );
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
    else if (cx.expression(decorator).type === 'entry.functools.cached_property') known.add('cached');
    else if (/^entry\.abc\.abstract/.test(cx.expression(decorator).type)) continue;
    else others.push(decorator);
  }
  if (known.has('deleter')) throw new Refusal(f, 'a deleter of a property', 'JavaScript has none');
  const foreign = libraryBase(cx, node)?.foreign === true;
  if (f.name === '__init__' && foreign) {
    constructorOf(cx, node, f, before);
    return;
  }
  const task = others.find((decorator) =>
    /^entry\.evergreen\.(?:tasks\.)?task$/.test(cx.expression(decorator).type),
  );
  if (task !== undefined) cx.facts.setParks(f);
  if (others.length > 0) cx.facts.setEscaped(f);
  if (others.some((one_) => cx.quietly(one_).type === 'entry.contextlib.contextmanager'))
    makesContexts(cx, f);
  shareColour(cx, node, f);
  const isStaticMember = isStatic(f) || isClassMethod(f);
  const made = inside(cx, f, isStatic(f) ? 0 : 1, before);
  for (const line of docComment(f.body)) cx.line(line);
  const name = hiddenName(node, f, others) ?? methodName(cx, node, f.name);
  if (task !== undefined) cx.line(`@${cx.code(task)}`);
  let prefix = isStaticMember ? 'static ' : '';
  if (known.has('cached')) {
    cached(cx, name, made);
    return;
  }
  if (known.has('property') || known.has('getter')) prefix += 'get ';
  if (known.has('setter')) prefix += 'set ';
  if (prefix.includes('get ') && made.parks) {
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
    // The body of a class cannot park: a decorator that might is run to its end.
    for (const decorator of [...wrappers].reverse()) {
      const kind = dispatchedOn(f, decorator);
      code =
        kind === undefined
          ? `${cx.helper('call')}(${value(cx, decorator)}, ${code})`
          : `${cx.helper('method')}(${cx.code((decorator as Expr<'Attribute'>).value)}, 'register', ${value(cx, kind)}, ${code})`;
      if (cx.facts.anythingParks) code = `${cx.helper('plain')}(${code})`;
    }
    // An instance of a class with `__get__` answers for the attribute.
    if (wrappers.some((decorator) => isDescriptor(cx, cx.quietly(decorator).type.replace('class:', 'inst:'))))
      after.push(`${cx.helper('descriptor')}(this, ${text(name)}, ${code});`);
    else
      after.push(
        `${typed('(')}${owner}${typed(' as any)')}.${name} = ${isStaticMember ? code : `${cx.helper('asMethod')}(${code})`};`,
      );
  }
}

/** One of several methods of a name that decorators take: the last keeps it, the others are only handed over. */
function hiddenName(
  node: ClassNode,
  f: Stmt<'FunctionDef'>,
  others: readonly ExprNode[],
): string | undefined {
  const same = node.body.filter((one_) => one_.nodeType === 'FunctionDef' && one_.name === f.name);
  const at = same.indexOf(f);
  return others.length > 0 && at < same.length - 1 ? `${member(f.name)}_${String(at + 1)}` : undefined;
}

/** `@cached_property`: what it returns becomes an attribute of the object. */
function cached(cx: Context, name: string, made: ReturnType<typeof inside>): void {
  if (made.parks) {
    const keeping = cx.import('keeping', 'evergreen-port/python/functools');
    cx.lines.push(
      `get ${name}()${ANY} {`,
      `return ${keeping}(this, ${text(name)}, (function* (${typed('this: any')})${ANY} {`,
      ...made.body,
      '}).call(this));',
      '}',
    );
    return;
  }
  const keep = cx.import('keep', 'evergreen-port/python/functools');
  cx.lines.push(
    `get ${name}()${ANY} {`,
    `return ${keep}(this, ${text(name)}, (() => {`,
    ...made.body,
    '})());',
    '}',
  );
}

/** A method and those that override it park alike: whoever calls one may get another. */
function shareColour(cx: Context, node: ClassNode, f: Stmt<'FunctionDef'>): void {
  if (f.name === '__init__') return;
  const { facts } = cx;
  for (const other of facts.methods.get(f.name) ?? []) {
    if (other === f || facts.parks(other) === facts.parks(f)) continue;
    // To call a generator function only makes a generator: it may park while the other does not.
    if (facts.generators.has(other) !== facts.generators.has(f)) continue;
    const owner = cx.facts.classes.find((cls) => (cls.body as readonly unknown[]).includes(other));
    if (owner === undefined || !isRelated(cx, owner, node)) continue;
    facts.setParks(f);
    facts.setParks(other);
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

export function isSuperInit(statement: StmtNode): boolean {
  return (
    statement.nodeType === 'Expr' &&
    statement.value.nodeType === 'Call' &&
    statement.value.func.nodeType === 'Attribute' &&
    statement.value.func.attr === '__init__'
  );
}

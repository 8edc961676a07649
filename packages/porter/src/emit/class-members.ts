/** Members of classes: attributes as static fields, properties that are assigned. */
import type { ClassNode } from '../analysis/facts.js';
import type { Type } from '../analysis/types.js';
import { ALL_METHODS, SPECIAL_METHODS } from '../library/methods.js';
import { Refusal } from '../program.js';
import type { Expr, ExprNode, Stmt, StmtNode } from '../syntax.js';
import { one } from './blocks.js';
import { docstringOf, lineComment } from './comments.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { member, text, variable } from './names.js';
import { unpacked } from './targets.js';
import { ANY, typed } from './typed.js';
import { isDescriptor } from './class-kinds.js';
import { typedBase } from './class-bases.js';
import { method } from './class-methods.js';
import { libraryBase } from './super-calls.js';
import { isDataclassField } from './dataclass.js';

export function members(cx: Context, node: Stmt<'ClassDef'>, before: string[], after: string[]): void {
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
        if (isReplaced(cx, node, statement)) {
          cx.check(
            statement,
            `${node.name}.${statement.name}()`,
            'it is defined again below, and left out here',
          );
          cx.line(`// ${statement.name}() is defined again below.`);
          return;
        }
        methodPart(cx, node, statement, before, after);
        return;
      case 'Assign':
        if (field(cx, node, statement, after) || unpackedFields(cx, statement)) return;
        break;
      case 'AnnAssign': {
        const { target, value: given } = statement;
        if (target.nodeType !== 'Name') break;
        if (given === undefined || isDataclassField(cx, given) || typedBase(cx, node) !== undefined) return;
        cx.line(`static ${member(target.id)}${ANY} = ${value(cx, given)};`);
        return;
      }
      case 'ClassDef': {
        // What stands before the class inside stands before this one.
        const lines = cx.apart(() => cx.statement(statement));
        const at = lines.findIndex((line) => /^(?:static |\/\*\*)/.test(line));
        before.push(...lines.slice(0, at));
        cx.lines.push(...lines.slice(at));
        return;
      }
      case 'Pass':
        return;
      case 'Delete':
        for (const target of statement.targets)
          if (target.nodeType === 'Name')
            cx.lines.push(
              'static {',
              `delete ${typed('(')}this${typed(' as any)')}.${member(target.id)};`,
              `delete ${typed('(')}this.prototype${typed(' as any)')}.${member(target.id)};`,
              '}',
            );
        return;
      case 'Expr':
        if (statement.value.nodeType === 'Constant') return;
        break;
      case 'AsyncFunctionDef':
        throw new Refusal(statement, 'async def', 'asyncio is not there');
    }
    const lines = cx.apart(() => one(cx, statement));
    if (lines.length > 0)
      cx.lines.push(
        ...madeIn(cx, statement).map((name) => `static ${member(name)}${ANY};`),
        'static {',
        ...lines,
        '}',
      );
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

/** Another method of that name comes later, and nothing in the body of the class uses this one before. */
function isReplaced(cx: Context, node: Stmt<'ClassDef'>, f: Stmt<'FunctionDef'>): boolean {
  const isPlain = (one: StmtNode): boolean =>
    one.nodeType === 'FunctionDef' && one.name === f.name && one.decorator_list.length === 0;
  return (
    isPlain(f) &&
    node.body.slice(node.body.indexOf(f) + 1).some(isPlain) &&
    cx.scope.bindings.get(f.name)?.mentions.every(({ how, inner }) => inner || how !== 'read') === true
  );
}

/** A method; one of a class of the module by itself, as much of a class may stay the same from pass to pass. */
function methodPart(
  cx: Context,
  node: Stmt<'ClassDef'>,
  f: Stmt<'FunctionDef'>,
  before: string[],
  after: string[],
): void {
  if (cx.unit !== node) {
    method(cx, node, f, before, after);
    return;
  }
  const part = cx.part(f, (own) => {
    method(own, node, f, own.before, own.after);
  });
  cx.lines.push(...part.lines);
  before.push(...part.before);
  after.push(...part.after);
}

/** `__hash__ = int.__hash__`: a method of one of Python's own types. */
function isOfType(cx: Context, node: ExprNode): boolean {
  return (
    node.nodeType === 'Attribute' &&
    cx.quietly(node.value).type.startsWith('builtin.') &&
    (SPECIAL_METHODS.test(node.attr) || ALL_METHODS.has(node.attr))
  );
}

/** What a function of the program returns may be a function, which is a method then, or a property. */
function isMadeByCall(cx: Context, node: ExprNode, type: Type): boolean {
  if (node.nodeType !== 'Call' || type !== 'any') return false;
  const callee = cx.quietly(node.func).type;
  return callee === 'any' || callee === 'builtin.property' || callee.startsWith('func:');
}

/** Names that no statement before this one makes: of a loop, or a condition, in the body of a class. */
function madeIn(cx: Context, { lineno, end_lineno: end = lineno }: StmtNode): string[] {
  return [...cx.scope.bindings.values()].flatMap(({ name, makers }) => {
    const [first] = makers;
    const line = (first as { lineno?: number } | undefined)?.lineno;
    return line !== undefined && line >= lineno && line <= end ? [name] : [];
  });
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
      after.push(`${cx.helper('slots')}(${['this', ...slots.map((name) => text(name))].join(', ')});`);
    return true;
  }
  if (property(cx, node, statement.value, first)) return true;
  if (alias(node, statement.value)) {
    for (const name of names)
      after.push(
        `${typed('(')}this.prototype${typed(' as any)')}.${member(name ?? '')} = this.prototype.${member((statement.value as Expr<'Name'>).id)};`,
      );
    return true;
  }
  const given = cx.expression(statement.value);
  if (isDescriptor(cx, given.type)) {
    for (const name of names)
      cx.lines.push(
        'static {',
        `${cx.helper('descriptor')}(this, ${text(name ?? '')}, ${value(cx, statement.value)});`,
        '}',
      );
    return true;
  }
  // A function in the body of a class is a method, however it came there.
  const isMethod = given.type.startsWith('func:') || isOfType(cx, statement.value);
  if (isMethod)
    for (const name of names)
      after.push(
        `${typed('(')}this.prototype${typed(' as any)')}.${member(name ?? '')} = ${cx.helper('asMethod')}(this.${member(name ?? '')});`,
      );
  if (isMadeByCall(cx, statement.value, given.type))
    after.push(
      `${cx.helper('attached')}(this, ${names.map((name) => text(member(name ?? ''))).join(', ')});`,
    );
  for (const name of names) {
    const again = node.body.find(
      (other) =>
        other.nodeType === 'Assign' &&
        other.targets.some((target) => target.nodeType === 'Name' && target.id === name),
    );
    // What a base has as a property or a method is an attribute of this class and its instances now.
    if (
      !isMethod &&
      (cx.facts.properties.has(name ?? '') || cx.facts.methods.has(name ?? '')) &&
      node.bases.length > 0
    )
      after.push(
        `Object.defineProperty(this.prototype, ${text(member(name ?? ''))}, { value: this.${member(name ?? '')}, writable: true, configurable: true });`,
      );
    // An instance of a class of the program is typed to have anything.
    if (again === statement && libraryBase(cx, node)?.foreign === true)
      cx.line(typed(`declare ${member(name ?? '')}: any;`));
    if (again !== statement)
      cx.lines.push('static {', `this.${member(name ?? '')} = ${value(cx, statement.value)};`, '}');
    else
      cx.line(
        `static ${member(name ?? '')}${ANY} = ${name === first ? value(cx, statement.value) : `${variable(node.name)}.${first}`};`,
      );
  }
  return true;
}

/** `A, B, C = range(3)` in the body of a class. */
function unpackedFields(cx: Context, statement: Stmt<'Assign'>): boolean {
  const [target, more] = statement.targets;
  if ((target?.nodeType !== 'Tuple' && target?.nodeType !== 'List') || more !== undefined) return false;
  if (!target.elts.every(({ nodeType }) => nodeType === 'Name')) return false;
  const names = target.elts.map((one_) => (one_ as Expr<'Name'>).id);
  const given = cx.expression(statement.value);
  for (const name of names) cx.line(`static ${member(name)}${ANY};`);
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
function property(cx: Context, node: ClassNode, given: ExprNode, name: string): boolean {
  if (
    given.nodeType !== 'Call' ||
    given.func.nodeType !== 'Name' ||
    given.func.id !== 'property' ||
    cx.scope.lookup('property') !== undefined
  )
    return false;
  const parts = ['fget', 'fset', 'fdel'].map(
    (part, i) => given.args[i] ?? given.keywords.find(({ arg }) => arg === part)?.value,
  );
  const known = new Set(['fget', 'fset', 'doc']);
  if (parts[2] !== undefined || given.keywords.some(({ arg = '' }) => !known.has(arg)))
    throw new Refusal(given, 'property() with a deleter', 'JavaScript has none');
  const [getter, setter] = parts;
  // A method of the class is called as one; anything else takes the object first.
  const called = (f: ExprNode, more: string): string =>
    f.nodeType === 'Name' && alias(node, f)
      ? `this.${member(f.id)}(${more})`
      : `${cx.helper('call')}(${value(cx, f)}, this${more === '' ? '' : `, ${more}`})`;
  if (getter !== undefined) cx.line(`get ${member(name)}()${ANY} { return ${called(getter, '')}; }`);
  if (setter !== undefined) cx.line(`set ${member(name)}(value) { ${called(setter, 'value')}; }`);
  return true;
}

/** Classes: what is around their members, and decorators. */
import type { ClassNode } from '../analysis/facts.js';
import { Refusal } from '../program.js';
import type { Stmt } from '../syntax.js';
import { ancestors } from './inheritance.js';
import { keywordsOf } from './arguments.js';
import { ofClass as annotationsOf } from './annotations.js';
import { docComment, docOf, docstringOf } from './comments.js';
import { hasStatic } from './native-names.js';
import type { Context } from './context.js';
import { value } from './literals.js';
import { member, text, variable } from './names.js';
import { qualifiedName } from './signatures.js';
import { bound, declares } from './targets.js';
import { ANY, typed } from './typed.js';
import { libraryPath } from './class-kinds.js';
import { extended, typedBase } from './class-bases.js';
import { members } from './class-members.js';
import { dataFields, isDataclass } from './dataclass.js';

function classDef(cx: Context, node: Stmt<'ClassDef'>): void {
  const parent = extended(cx, node);
  const hooked = [node, ...ancestors(cx.facts, node)].slice(1).some(hasHook);
  for (const { arg, value: given } of hooked ? [] : node.keywords)
    if (arg === 'total' && typedBase(cx, node) !== undefined) continue;
    else if (arg !== 'metaclass' || given.nodeType !== 'Name' || given.id !== 'ABCMeta') {
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
  if (cx.file.python2 && node.body.some((one_) => one_.nodeType === 'FunctionDef' && one_.name === '__cmp__'))
    after.push(`${cx.helper('orderedByCmp')}(this);`);
  const kind = libraryPath(cx, node);
  if (kind?.startsWith('enum.') === true) {
    // What every class of JavaScript has would be before the other members.
    if (hasStatic(node, 'length'))
      body.unshift('static {', `delete ${typed('(')}this${typed(' as any)')}.length;`, '}');
    after.push(`${cx.import('finish', 'evergreen-port/python/enum')}(this);`);
  }
  if (hooked) {
    cx.facts.mark('named:__init_subclass__');
    after.push(`${cx.helper('initSubclass')}(this, ${keywordsOf(cx, node)});`);
  }
  if (hasStatic(node, 'name') || name !== node.name) body.unshift(`static __name__ = ${text(node.name)};`);
  after.unshift(...annotationsOf(cx, node));
  const qualified = qualifiedName(cx.scope, node);
  if (qualified !== node.name && kind?.startsWith('enum.') !== true)
    after.push(`${cx.helper('qualifiedAs')}(this, ${text(qualified)});`);
  if (cx.file.asksForDocs && docstringOf(node.body) !== undefined)
    after.push(`${cx.helper('documented')}(this, ${docOf(node.body)});`);
  if (cx.file.asksForSubclasses) after.push(`${cx.helper('registered')}(this);`);
  for (const line of before) cx.line(line);
  for (const line of docComment(node.body)) cx.line(line);
  const declared = declares(cx, [node.name], node);
  const code = [
    `class ${name}${parent === '' ? '' : ` extends ${parent}`} {`,
    ...body,
    ...(after.length > 0 ? ['', 'static {', ...after, '}'] : []),
    '}',
  ];
  const isInside = cx.scope.isClass;
  if (decorators.length === 0 && isInside) {
    const [first = '', ...rest] = code;
    cx.lines.push(`static ${name} = ${first}`, ...rest.slice(0, -1), '};');
    return;
  }
  if (decorators.length === 0 && declared && cx.scope.bindings.get(node.name)?.constant === true) {
    const [first = '', ...rest] = code;
    cx.lines.push(`${cx.exported()}${first}`, ...rest);
    return;
  }
  let result = code.join('\n');
  for (const decorator of [...decorators].reverse()) {
    result = `${cx.helper('call')}(${value(cx, decorator)}, ${result})`;
    result = cx.coloured(decorator, cx.flow.colours.ofCall(decorator) ?? 'unknown', result).code;
  }
  if (isInside) {
    cx.line(`static ${name}${ANY} = ${result};`);
    return;
  }
  cx.line(
    `${declared ? `${cx.exported()}let ` : ''}${declared ? name : bound(cx, node.name)}${declared ? ANY : ''} = ${result};`,
  );
}

/** It is told of each class that extends it. */
function hasHook(cls: ClassNode): boolean {
  return cls.body.some((one_) => one_.nodeType === 'FunctionDef' && one_.name === '__init_subclass__');
}

/** It extends abc.ABC, or has its metaclass: Python looks after what is abstract. */
function isAbc(cx: Context, node: ClassNode): boolean {
  return (
    node.keywords.some(({ arg }) => arg === 'metaclass') ||
    node.bases.some((base) => cx.quietly(base).type === 'entry.abc.ABC') ||
    cx.facts.basesOf(node).some((base) => isAbc(cx, base))
  );
}

function abstractsOf(cx: Context, node: ClassNode): string[] {
  return node.body.flatMap((one_) =>
    one_.nodeType === 'FunctionDef' &&
    one_.decorator_list.some((decorator) => /^entry\.abc\.abstract/.test(cx.quietly(decorator).type))
      ? [member(one_.name)]
      : [],
  );
}

export const classes = { ClassDef: classDef };

/** What can be seen of a program before anything is emitted: classes, methods, attributes, the libraries in use. */
import { Facts } from './facts.js';
import { family } from '../library/index.js';
import { COOPERATIVE } from '../library/standard.js';
import type { Program, SourceFile } from '../program.js';
import { isProperty } from '../method-kinds.js';
import { tokensOf } from '../tokens.js';
import {
  type ExceptHandler,
  type Expr,
  type ExprNode,
  type Node,
  type Stmt,
  childrenOf,
  isConstant,
  isFunction,
} from '../syntax.js';

/** How a program is to be read. */
export interface Reading {
  readonly from: 'gevent' | 'evergreen' | 'auto';
}

export function prepared(program: Program, { from }: Reading): Facts {
  const facts = new Facts();
  const modules = new Set(program.files.flatMap((file) => importsOf(file.tree)));
  const uses = (library: string): boolean =>
    [...modules].some((name) => name === library || name.startsWith(`${library}.`));
  const gevent = from === 'gevent' || (from === 'auto' && uses('gevent'));
  const evergreen = from === 'evergreen' || (from === 'auto' && uses('evergreen'));
  const threads = [...COOPERATIVE].some(uses);
  const patched = program.files.some(({ lines }) => patches(lines.join('\n')));
  const used = [
    ...(gevent ? ['gevent'] : []),
    ...(evergreen ? ['evergreen'] : []),
    ...(uses('re') ? ['re'] : []),
    ...(uses('greenlet') ? ['greenlet'] : []),
    ...(uses('concurrent.futures') ? ['concurrent.futures'] : []),
    ...(threads
      ? [
          ...(patched ? ['patched.threading', 'patched.queue'] : ['threading', 'queue']),
          ...(['socket', 'socketserver', 'SocketServer'].some(uses) ? ['gevent.socket'] : []),
        ]
      : []),
    ...(['urllib.request', 'urllib2', 'http.client', 'httplib'].some(uses)
      ? ['urllib.request', 'urllib.error', 'http.client']
      : []),
  ];
  for (const entry of family(used)) facts.uses(entry);
  for (const file of program.files) {
    file.usesGevent = gevent;
    file.usesEvergreen = evergreen;
    file.usesThreads = threads && !evergreen;
    file.patched = patched;
    file.hasThreads = gevent && !patched && (threads || uses('gevent.threadpool'));
    file.cooperative = patched || (threads && !gevent) || (evergreen && patched);
    file.exports = program.files.length > 1;
    walk(facts, file, file.tree);
    for (const { yields, node } of file.scopes.values())
      if (yields && isFunction(node)) facts.generators.add(node);
  }
  return facts;
}

const PATCHES = /\bpatch_(?:all|socket|time|thread)\b|\bimport_patched\b|^\s*patch\(/m;

/** It calls monkey.patch_all(), or its like: what a comment or a string says of it is nothing. */
function patches(source: string): boolean {
  if (!PATCHES.test(source)) return false;
  const code = tokensOf(source).filter(({ kind }) => kind !== 'comment' && kind !== 'string');
  return PATCHES.test(code.map(({ text }) => text).join(''));
}

/** Where there are statements in a statement. */
const BLOCKS = ['body', 'orelse', 'finalbody', 'handlers', 'cases'] as const;

/** Names of modules that imports mention, and of what they import from them. */
function importsOf(node: Node): string[] {
  if (node.nodeType === 'Import') return (node as Stmt<'Import'>).names.map(({ name }) => name);
  if (node.nodeType === 'ImportFrom') {
    const { module = '', names } = node as Stmt<'ImportFrom'>;
    return [module, ...names.map(({ name }) => `${module}.${name}`)];
  }
  const blocks = node as Partial<Record<(typeof BLOCKS)[number], readonly Node[]>>;
  return BLOCKS.flatMap((name) => (blocks[name] ?? []).flatMap(importsOf));
}

function walk(facts: Facts, file: SourceFile, node: Node): void {
  if (node.nodeType === 'ClassDef') {
    const cls = node as Stmt<'ClassDef'>;
    facts.classes.push(cls);
    for (const member of cls.body) {
      if (member.nodeType === 'FunctionDef') {
        const to = isProperty(member) ? facts.properties : facts.methods;
        to.set(member.name, [...(to.get(member.name) ?? []), member]);
      }
      if (member.nodeType === 'ClassDef') facts.assigned.add(member.name);
      const targets =
        member.nodeType === 'Assign'
          ? member.targets
          : member.nodeType === 'AnnAssign'
            ? [member.target]
            : [];
      for (const target of targets)
        if (target.nodeType === 'Name') {
          facts.assigned.add(target.id);
          // A function from elsewhere.
          if (/^__(?:get|set|del)attr__$/.test(target.id))
            facts.methods.set(target.id, facts.methods.get(target.id) ?? []);
        }
      if (member.nodeType === 'Assign' && member.value.nodeType === 'Name')
        aliases(facts, cls, member, member.value.id);
    }
  }
  if (node.nodeType === 'Constant') {
    const value: unknown = (node as Expr<'Constant'>).value;
    if (typeof value === 'string' && /^\w+$/.test(value)) facts.words.add(value);
  }
  if (node.nodeType === 'Call')
    for (const { arg } of (node as Expr<'Call'>).keywords) if (arg !== undefined) facts.words.add(arg);
  if (node.nodeType === 'Call') fieldsOf(facts, node as Expr<'Call'>);
  if (
    node.nodeType === 'Try' &&
    (node as Stmt<'Try'>).handlers.some((one) => catching(one, 'AttributeError'))
  )
    for (const one of (node as Stmt<'Try'>).body) tried(facts, one);
  if (countsArguments(node)) facts.mark('counts arguments');
  const { iter, target, targets } = node as { iter?: ExprNode; target?: Node; targets?: Node[] };
  if (iter?.nodeType === 'Set' && iter.elts.every(isConstant)) facts.frozen.add(iter);
  if (node.nodeType !== 'Delete')
    for (const one of [target, ...(targets ?? [])]) if (one !== undefined) attributes(facts, one);
  for (const child of childrenOf(node)) walk(facts, file, child);
}

/** `greet = hello`: the one name is as good as the other. */
function aliases(facts: Facts, cls: Stmt<'ClassDef'>, { targets }: Stmt<'Assign'>, name: string): void {
  const method = cls.body.find((member) => member.nodeType === 'FunctionDef' && member.name === name);
  if (method?.nodeType !== 'FunctionDef') return;
  for (const target of targets)
    if (target.nodeType === 'Name')
      facts.methods.set(target.id, [...(facts.methods.get(target.id) ?? []), method]);
}

/** A TypeError that is caught is often of a call with too few arguments; code objects know how many there are. */
function countsArguments(node: Node): boolean {
  if (node.nodeType === 'Attribute') return (node as Expr<'Attribute'>).attr === '__code__';
  return node.nodeType === 'ExceptHandler' && catching(node as ExceptHandler, 'TypeError');
}

/** It names this exception. */
function catching({ type }: ExceptHandler, name: string): boolean {
  const types = type?.nodeType === 'Tuple' ? type.elts : [type];
  return types.some((one) => one?.nodeType === 'Name' && one.id === name);
}

function tried(facts: Facts, node: Node): void {
  if (node.nodeType === 'Attribute') facts.tried.add(node);
  if (!isFunction(node) && node.nodeType !== 'ClassDef')
    for (const child of childrenOf(node)) tried(facts, child);
}

/** The fields of a namedtuple are attributes. */
function fieldsOf(facts: Facts, { func, args }: Expr<'Call'>): void {
  const name = func.nodeType === 'Name' ? func.id : func.nodeType === 'Attribute' ? func.attr : '';
  const [, fields] = args;
  if (name !== 'namedtuple' || fields === undefined) return;
  const texts = fields.nodeType === 'List' || fields.nodeType === 'Tuple' ? fields.elts : [fields];
  for (const text of texts)
    if (text.nodeType === 'Constant' && typeof text.value === 'string')
      for (const field of text.value.split(/[\s,]+/)) facts.assigned.add(field);
}

function attributes(facts: Facts, target: Node): void {
  if (target.nodeType === 'Attribute') facts.assigned.add((target as Node & { attr: string }).attr);
  else if (target.nodeType === 'Tuple' || target.nodeType === 'List')
    for (const one of (target as Node & { elts: Node[] }).elts) attributes(facts, one);
}

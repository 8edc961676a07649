/** Whether a source that would parse as Python 3 is Python 2: it uses what only Python 2 has, and nothing looks after that. */
import { type Module, type Node, childrenOf } from '../syntax.js';

const NAMES = new Set(['xrange', 'raw_input', 'unicode', 'basestring', 'long', 'unichr']);
const METHODS = new Set(['iteritems', 'itervalues', 'iterkeys', 'has_key']);
const MODULES = new Set([
  'urllib2',
  'Queue',
  'cPickle',
  'StringIO',
  'cStringIO',
  'ConfigParser',
  'SocketServer',
  'thread',
]);
/** What only Python 3 can parse. */
const NEWER = new Set([
  'AnnAssign',
  'AsyncFunctionDef',
  'JoinedStr',
  'Match',
  'NamedExpr',
  'Nonlocal',
  'YieldFrom',
]);

/** Any kind of node, as far as it is asked here. */
type Any = Node & {
  readonly id?: string;
  readonly attr?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly module?: string;
  readonly ctx?: { readonly nodeType: string };
  readonly names?: readonly { readonly name: string; readonly asname?: string }[];
  readonly func?: Any;
  readonly args?: readonly Any[];
  readonly annotation?: Any;
  readonly returns?: Any;
  readonly cause?: Any;
  readonly kwonlyargs?: readonly Any[];
  readonly test?: Any;
  readonly handlers?: readonly { readonly type?: Any }[];
};

/** Without any of these there is nothing to look for. */
const WORDS = new RegExp(`\\b(?:${[...NAMES, ...METHODS, ...MODULES, 'maxint'].join('|')})\\b`);

/** What only Python 2 has, as it is written, and where. */
export interface Sign {
  readonly what: string;
  readonly node: Node;
}

/** The first sign that a source which would parse as Python 3 is Python 2; undefined if it is none. */
export function signOfPython2(source: string, tree: Module): Sign | undefined {
  return WORDS.test(source) ? firstOld(tree) : undefined;
}

function firstOld(tree: Module): Sign | undefined {
  const used: Sign[] = [];
  const own = new Set<string>();
  const newer: Any[] = [];
  const visit = (node: Any, isGuarded: boolean): void => {
    if (NEWER.has(node.nodeType) || saysNewer(node)) newer.push(node);
    for (const name of boundBy(node)) own.add(name);
    if (!isGuarded) for (const what of usedBy(node)) used.push({ what, node });
    const guards = isGuarded || looksAfter(node);
    for (const child of childrenOf(node)) visit(child, guards);
  };
  visit(tree, false);
  return newer.length === 0 ? used.find(({ what }) => !own.has(what)) : undefined;
}

function saysNewer(node: Any): boolean {
  if (node.annotation !== undefined || node.returns !== undefined || node.cause !== undefined) return true;
  if ((node.kwonlyargs?.length ?? 0) > 0) return true;
  return node.nodeType === 'Call' && node.func?.id === 'super' && node.args?.length === 0;
}

function boundBy(node: Any): string[] {
  switch (node.nodeType) {
    case 'Name':
      return node.ctx?.nodeType === 'Store' ? [node.id ?? ''] : [];
    case 'FunctionDef':
    case 'ClassDef':
      return [node.name ?? ''];
    case 'Arg':
      return [node.arg ?? ''];
    case 'ImportFrom':
      return (node.names ?? []).map(({ name, asname }) => asname ?? name);
    default:
      return [];
  }
}

function usedBy(node: Any): string[] {
  switch (node.nodeType) {
    case 'Name':
      return NAMES.has(node.id ?? '') && node.ctx?.nodeType !== 'Store' ? [node.id ?? ''] : [];
    case 'Attribute':
      if (METHODS.has(node.attr ?? '')) return [node.attr ?? ''];
      return node.attr === 'maxint' ? ['sys.maxint'] : [];
    case 'Import':
      return (node.names ?? []).filter(({ name }) => MODULES.has(name)).map(({ name }) => `import ${name}`);
    case 'ImportFrom':
      return MODULES.has(node.module ?? '') ? [`from ${node.module ?? ''}`] : [];
    default:
      return [];
  }
}

/** There is a way for each Python: what fails in one, or is not asked for, is there for the other. */
function looksAfter(node: Any): boolean {
  if (node.nodeType === 'If') return node.test !== undefined && mentions(node.test, VERSIONS);
  return (
    node.nodeType === 'Try' &&
    (node.handlers ?? []).some(({ type }) => type === undefined || mentions(type, LACKS))
  );
}
const VERSIONS = /^(?:version_info|hexversion|(?:IS_)?PY(?:THON)?_?[23]|python_version)$/i;
const LACKS = /^(?:ImportError|ModuleNotFoundError|NameError|AttributeError)$/;

function mentions(node: Any, names: RegExp): boolean {
  return names.test(node.attr ?? node.id ?? '') || childrenOf(node).some((child) => mentions(child, names));
}

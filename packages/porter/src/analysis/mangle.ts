/**
 * Python's private names: `__x` in the body of a class is `_Class__x`. They are renamed where a program can see it: two classes
 * have the same, something outside of a class asks for one, or attributes are looked at by their names.
 */
import { type ExprNode, type Node, type Stmt, childrenOf } from '../syntax.js';

const PRIVATE = /^__\w*[^_]_?$/;
/** A name that begins so, and does not end so. */
const MAY_BE = /(?<!\w)__\w*[^_\W]_?(?!\w)/;
const BY_NAME = /\b(?:vars|dir|hasattr|getattr|setattr)\(|__dict__|\b_[A-Za-z]\w*?__\w/;

interface Found {
  readonly node: { attr?: string; name?: string; id?: string };
  readonly key: 'attr' | 'name' | 'id';
  readonly cls: string | undefined;
}

export function mangle(tree: Node, lines: readonly string[]): void {
  if (!lines.some((line) => MAY_BE.test(line))) return;
  const found = new Map<string, Found[]>();
  collect(tree, undefined, false, found);
  const looks = lines.some((line) => BY_NAME.test(line));
  for (const [name, places] of found) {
    const classes = new Set(places.map(({ cls }) => cls));
    if (!looks && classes.size < 2) continue;
    for (const { node, key, cls } of places)
      if (cls !== undefined) node[key] = `_${cls.replace(/^_+/, '')}${name}`;
  }
}

function collect(node: Node, cls: string | undefined, inBody: boolean, found: Map<string, Found[]>): void {
  const add = (owner: Node, key: Found['key'], name: string | undefined): void => {
    if (name === undefined || !PRIVATE.test(name)) return;
    found.set(name, [...(found.get(name) ?? []), { node: owner as Found['node'], key, cls }]);
  };
  if (node.nodeType === 'Attribute') add(node, 'attr', (node as ExprNode & { attr: string }).attr);
  // Names of the class: its methods, and what its body assigns and reads.
  if (inBody && node.nodeType === 'FunctionDef') add(node, 'name', (node as Stmt<'FunctionDef'>).name);
  if (inBody && node.nodeType === 'Name') add(node, 'id', (node as ExprNode & { id: string }).id);
  const isClass = node.nodeType === 'ClassDef';
  const isFunction = node.nodeType === 'FunctionDef' || node.nodeType === 'Lambda';
  for (const child of childrenOf(node))
    collect(
      child,
      isClass ? (node as Stmt<'ClassDef'>).name : cls,
      isClass || (inBody && !isFunction),
      found,
    );
}

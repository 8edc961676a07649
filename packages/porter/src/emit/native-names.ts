/** Attributes whose names JavaScript's own objects have, too: `name` of functions and classes, `message` of errors, `length` of arrays. */
import type { ClassNode } from '../analysis/facts.js';
import { isClassMethod, isStatic } from '../method-kinds.js';
import type { Expr, ExprNode } from '../syntax.js';
import { isNativeName, isOfObjects } from '../python/natives.js';
import type { Context, Out } from './context.js';
import { isAssigned } from './inheritance.js';
import { member } from './names.js';
import { libraryBase } from './super-calls.js';

/** What JavaScript has of the name may be read where the attribute is meant. */
export function mayBeNative(cx: Context, object: Out, node: Expr<'Attribute'>): boolean {
  const { attr } = node;
  if (!isNativeName(member(attr)) || (attr === 'message' && cx.file.python2)) return false;
  if (attr === 'name' && isMember(cx, node.value)) return false;
  const cls = cx.facts.classOf(object.type);
  if (object.type.startsWith('class:')) return cls === undefined || !hasStatic(cls, attr);
  const all = cls === undefined ? cx.flow.instanceClasses(node.value) : [cls];
  return (
    isOfObjects(member(attr)) ||
    all?.every(
      (one) => isAssigned(cx, one, attr) && !(/^(?:length|stack)$/.test(attr) && isForeign(cx, one)),
    ) !== true
  );
}

/** `Color.RED`, of an enum. */
function isMember(cx: Context, node: ExprNode): boolean {
  if (node.nodeType !== 'Attribute') return false;
  const { type } = cx.quietly(node.value);
  const cls = type.startsWith('class:') ? cx.facts.classOf(type) : undefined;
  return cls !== undefined && cx.facts.libraryBases.get(cls)?.startsWith('enum.') === true;
}

/** An assignment may be of what JavaScript has of the name, which would not be an attribute of the program's. */
export function setsNative(cx: Context, object: Out, attr: string): boolean {
  if (!isNativeName(member(attr)) || isOfObjects(member(attr))) return false;
  const cls = cx.facts.classOf(object.type);
  if (cls === undefined || object.type.startsWith('class:')) return !/^(?:this|self)$/.test(object.code);
  return attr === 'stack' && isForeign(cx, cls);
}

/** Its instances may be errors, or arrays, of JavaScript. */
const isForeign = (cx: Context, cls: ClassNode): boolean =>
  libraryBase(cx, cls) !== undefined ||
  cls.bases.some((base) => /^(?:builtin\.(?!object)|exception\.)/.test(cx.quietly(base).type)) ||
  cx.facts.basesOf(cls).some((base) => isForeign(cx, base));

/** The body of a class has a static member of the name: an attribute, or a method that takes no instance. */
export function hasStatic({ body }: ClassNode, name: string): boolean {
  return body.some((statement) => {
    switch (statement.nodeType) {
      case 'Assign':
        return statement.targets.some((target) => target.nodeType === 'Name' && target.id === name);
      case 'AnnAssign':
        return statement.target.nodeType === 'Name' && statement.target.id === name;
      case 'FunctionDef':
        return statement.name === name && (isStatic(statement) || isClassMethod(statement));
      case 'ClassDef':
        return statement.name === name;
      default:
        return false;
    }
  });
}

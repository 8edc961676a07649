/** What kind of method a function is, by its decorators. */
import type { FunctionNode } from './syntax.js';

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
      node.name === '__init_subclass__' ||
      node.name === '__class_getitem__' ||
      node.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'classmethod'))
  );
}

export function isProperty(node: FunctionNode): boolean {
  if (node.nodeType === 'Lambda') return false;
  return node.decorator_list.some(
    (one) =>
      (one.nodeType === 'Name' && (one.id === 'property' || one.id === 'cached_property')) ||
      (one.nodeType === 'Attribute' &&
        (one.attr === 'setter' ||
          one.attr === 'cached_property' ||
          one.attr === 'deleter' ||
          one.attr === 'getter')),
  );
}

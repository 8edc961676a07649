/** How functions return: with a value, without, at their end. */
import { type Stmt, childrenOf } from '../syntax.js';

/** It returns a value somewhere. */
export function hasReturn(node: { nodeType: string }): boolean {
  if (node.nodeType === 'Return') return (node as Stmt<'Return'>).value !== undefined;
  const { body, orelse, finalbody, handlers, cases } = node as unknown as Record<
    string,
    { nodeType: string }[] | undefined
  >;
  if (node.nodeType === 'FunctionDef' || node.nodeType === 'ClassDef') return false;
  return [body, orelse, finalbody, handlers, cases].some((list) => list?.some(hasReturn) ?? false);
}

/** All that a statement returns, if it does, is None or False. */
export function returnsNothing(node: { nodeType: string }): boolean {
  if (node.nodeType === 'Return') {
    const { value } = node as Stmt<'Return'>;
    return (
      value === undefined ||
      (value.nodeType === 'Constant' && (value.value === null || value.value === false))
    );
  }
  if (/^(?:FunctionDef|AsyncFunctionDef|ClassDef)$/.test(node.nodeType)) return true;
  return [...childrenOf(node)].every(returnsNothing);
}

/** Some ways out of a function return a value, and its end does not. */
export function mixesReturns(node: Stmt<'FunctionDef'>): boolean {
  return node.body.some(hasReturn) && !ends(node.body);
}

/** True if the end of a list of statements is never reached. */
export function ends(body: readonly { nodeType: string }[]): boolean {
  const last = body.filter(({ nodeType }) => nodeType !== 'Comment').at(-1) as
    Stmt<'If'> | Stmt<'Return'> | Stmt<'With'> | Stmt<'Try'> | Stmt<'While'> | undefined;
  if (last === undefined) return false;
  switch (last.nodeType) {
    case 'Return':
      return true;
    case 'If':
      return ends(last.body) && last.orelse.length > 0 && ends(last.orelse);
    case 'With':
      return false;
    case 'Try':
      return (
        ends(last.finalbody) ||
        ((last.orelse.length > 0 ? ends(last.orelse) : ends(last.body)) &&
          last.handlers.every((one) => ends(one.body)))
      );
    case 'While':
      return last.test.nodeType === 'Constant' && last.test.value === true && !last.body.some(hasBreak);
    default:
      return (last as { nodeType: string }).nodeType === 'Raise';
  }
}

function hasBreak(node: { nodeType: string }): boolean {
  if (node.nodeType === 'Break') return true;
  if (['For', 'While', 'FunctionDef', 'ClassDef'].includes(node.nodeType)) return false;
  const { body, orelse, finalbody, handlers } = node as unknown as Record<
    string,
    { nodeType: string }[] | undefined
  >;
  return [body, orelse, finalbody, handlers].some((list) => list?.some(hasBreak) ?? false);
}

/** Statements that are refused: marked, and throwing where they are reached. */
import type { Refusal } from '../program.js';
import type { Node, StmtNode } from '../syntax.js';
import type { Context } from './context.js';
import { text, variable } from './names.js';
import { ANY, ANY_LIST } from './typed.js';

export function refused(cx: Context, statement: StmtNode, { node, what, why }: Refusal): void {
  cx.refuse(node, what, why);
  cx.line(`// NOT PORTED: ${what}: ${why}`);
  const source = cx.file.lines[statement.lineno - 1]?.trim() ?? '';
  cx.line(`// ${source}`);
  const call = `${cx.helper('notPorted')}(${text(`${what} (${cx.file.path}:${String(node.lineno ?? statement.lineno)})`)})`;
  if (
    statement.nodeType === 'FunctionDef' ||
    statement.nodeType === 'AsyncFunctionDef' ||
    statement.nodeType === 'ClassDef'
  ) {
    const { name } = statement;
    define(cx, name, statement, `function (..._args${ANY_LIST})${ANY} { ${call}; }`);
    return;
  }
  declareRefused(cx, statement);
  cx.line(`${call};`);
}

/** A name that is made by a refused definition: it throws when it is used. */
function define(cx: Context, name: string, node: Node, code: string): void {
  const binding = cx.scope.bindings.get(name);
  if (cx.scope.isClass) {
    cx.line(`static ${name}${ANY} = ${code};`);
    return;
  }
  const declares =
    binding !== undefined &&
    cx.frame.placement.declares.get(binding) === node &&
    !cx.frame.declared.has(binding);
  if (declares) cx.frame.declared.add(binding);
  cx.line(`${declares ? `${cx.exported()}let ` : ''}${variable(name)}${declares ? ANY : ''} = ${code};`);
}

/** Names that a refused statement would have declared. */
function declareRefused(cx: Context, node: Node): void {
  if (cx.scope.isClass) return;
  for (const [binding, declaring] of cx.frame.placement.declares)
    if (declaring === node && !cx.frame.declared.has(binding) && !cx.facts.hoisted.has(binding)) {
      cx.frame.declared.add(binding);
      cx.line(`${cx.exported()}let ${variable(binding.name)}${ANY};`);
    }
}

/** Lists of statements: comments and blank lines are kept, and what is refused is marked and throws; the rest goes on. */
import { ANY, ANY_LIST } from './typed.js';
import { Refusal } from '../program.js';
import type { Node, StmtNode } from '../syntax.js';
import { docstringOf, lineComment } from './comments.js';
import type { Context } from './context.js';
import { text } from './names.js';

/** Emit a body. Its docstring has been written by whoever owns it. */
export function blocks(cx: Context, body: readonly StmtNode[], skipsDocstring = false): void {
  const skipped =
    skipsDocstring && docstringOf(body) !== undefined
      ? body.find(({ nodeType }) => nodeType !== 'Comment')
      : undefined;
  let previous: StmtNode | undefined;
  for (const statement of body) {
    if (statement === skipped) continue;
    if (previous !== undefined && blankBetween(cx, previous, statement)) cx.line('');
    one(cx, statement);
    previous = statement;
  }
}

/** A statement, or the mark of one that is refused. */
export function one(cx: Context, statement: StmtNode): void {
  if (statement.nodeType === 'Comment') {
    cx.line(lineComment(statement.value));
    return;
  }
  let refusal: Refusal | undefined;
  const lines = cx.apart(() => {
    try {
      cx.statement(statement);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  });
  if (refusal !== undefined) {
    refused(cx, statement, refusal);
    return;
  }
  const { inlineComment: comment } = statement;
  if (comment !== undefined && lines.length > 0) {
    const at = isCompound(statement) ? lines.findIndex((line) => line.endsWith('{')) : lines.length - 1;
    if (at >= 0) lines[at] = `${lines[at] ?? ''} ${lineComment(comment.value)}`;
  }
  cx.lines.push(...lines);
}

function isCompound(statement: StmtNode): boolean {
  return 'body' in statement;
}

function refused(cx: Context, statement: StmtNode, { node, what, why }: Refusal): void {
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
    cx.define(name, statement, `function (..._args${ANY_LIST})${ANY} { ${call}; }`);
    return;
  }
  cx.declareRefused(statement);
  cx.line(`${call};`);
}

function blankBetween(cx: Context, previous: Node & { end_lineno?: number }, next: StmtNode): boolean {
  const from = previous.end_lineno ?? previous.lineno ?? 0;
  const decorators = (next as { decorator_list?: { lineno?: number }[] }).decorator_list ?? [];
  const to = Math.min(next.lineno, ...decorators.map(({ lineno = 0 }) => lineno));
  for (let line = from; line < to - 1; line++) if ((cx.file.lines[line] ?? '').trim() === '') return true;
  return false;
}

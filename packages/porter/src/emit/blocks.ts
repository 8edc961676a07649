/** Lists of statements: comments and blank lines are kept, and what is refused is marked and throws; the rest goes on. */
import { Refusal } from '../program.js';
import type { Node, StmtNode } from '../syntax.js';
import { docstringOf, lineComment } from './comments.js';
import type { Context } from './context.js';
import { refused } from './refused.js';

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

function blankBetween(cx: Context, previous: Node & { end_lineno?: number }, next: StmtNode): boolean {
  const from = previous.end_lineno ?? previous.lineno ?? 0;
  const decorators = (next as { decorator_list?: { lineno?: number }[] }).decorator_list ?? [];
  const to = Math.min(next.lineno, ...decorators.map(({ lineno = 0 }) => lineno));
  for (let line = from; line < to - 1; line++) if ((cx.file.lines[line] ?? '').trim() === '') return true;
  return false;
}

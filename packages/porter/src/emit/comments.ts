/** Comments and blank lines, where they were; docstrings as comments of TypeScript. */
import type { StmtNode } from '../syntax.js';
import { text } from './names.js';

/** The docstring at the beginning of a body. */
export function docstringOf(body: readonly StmtNode[]): string | undefined {
  const first = body.find(({ nodeType }) => nodeType !== 'Comment');
  if (
    first?.nodeType !== 'Expr' ||
    first.value.nodeType !== 'Constant' ||
    typeof first.value.value !== 'string'
  )
    return undefined;
  const { value, quote_style: quote } = first.value as { value: string; quote_style?: string };
  return quote === undefined || /[bB]/.test(quote) ? undefined : value;
}

/** It as a value. */
export function docOf(body: readonly StmtNode[]): string {
  const doc = docstringOf(body);
  return doc === undefined ? 'null' : text(doc);
}

/** It as a comment before what it describes. */
export function docComment(body: readonly StmtNode[]): string[] {
  const doc = docstringOf(body);
  if (doc === undefined || doc.trim() === '') return [];
  const lines = doc
    .trim()
    .replaceAll('*/', '* /')
    .split('\n')
    .map((line) => line.trim());
  if (lines.length === 1) return [`/** ${lines[0] ?? ''} */`];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

/** A comment of Python's. */
export function lineComment(text: string): string {
  return `// ${text.replace(/^#+!?\s?/, '')}`.trimEnd();
}

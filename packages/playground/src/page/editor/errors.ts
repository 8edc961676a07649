/**
 * Errors of syntax, under the line where they are, while the program is being written.
 */
import { syntaxTree } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { BadProgram } from '../../text/bad-program.js';
import { checked } from '../../text/guarded.js';
import { isLoaded, stripped } from '../../text/strip.js';
import { usesTypes } from '../../text/types.js';

export const errors: Extension = linter(async (view) => {
  const text = view.state.doc.toString();
  try {
    checked(text);
    return [];
  } catch (error) {
    if (!(error instanceof BadProgram)) throw error;
    return usesTypes(text) ? typed(view, text) : [diagnostic(view, error)];
  }
});

/** Of TypeScript: what the compiler says if it is there; else what the editor's parser could not make sense of. */
async function typed(view: EditorView, text: string): Promise<readonly Diagnostic[]> {
  if (!isLoaded()) return unread(view);
  try {
    await stripped(text, () => undefined);
    return [];
  } catch (error) {
    if (!(error instanceof BadProgram)) throw error;
    return [diagnostic(view, error)];
  }
}

function diagnostic(view: EditorView, { line, column, message }: BadProgram): Diagnostic {
  const { doc } = view.state;
  const { from, to } = doc.line(Math.min(line, doc.lines));
  const start = Math.min(from + column, to);
  return { from: start, to: Math.max(to, start), severity: 'error', message };
}

function unread(view: EditorView): Diagnostic[] {
  const all: Diagnostic[] = [];
  syntaxTree(view.state).iterate({
    enter({ type, from, to }) {
      if (type.isError)
        all.push({ from, to, severity: 'error', message: 'This is neither JavaScript nor TypeScript.' });
    },
  });
  return all;
}

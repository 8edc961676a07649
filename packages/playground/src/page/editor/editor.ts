/**
 * An editor of a program: CodeMirror. Tab leaves it, as everywhere on the page.
 */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Vocabulary } from '../../worker/protocol.js';
import { completion } from './completion.js';
import { errors } from './errors.js';
import { type Mark, marks, showMarks } from './marks.js';
import { theme } from './theme.js';

/** JavaScript and TypeScript, with the names of the library, and marks where tasklets are. */
export function programLanguage(vocabulary: Promise<Vocabulary>): Extension {
  return [marks, javascript({ typescript: true }), completion(vocabulary), errors];
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Its name. */
  readonly label: string;
  /** The language, with what is known of it. */
  readonly language: Extension;
  readonly onEdit: (text: string) => void;
}

export class Editor {
  readonly #view: EditorView;

  constructor({ parent, text, label, language, onEdit }: EditorOptions) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          language,
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          theme,
          // Control-Enter runs the program.
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
            ...searchKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) onEdit(state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** Show another program. */
  show(text: string): void {
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: 0 } });
  }

  mark(all: readonly Mark[]): void {
    showMarks(this.#view, all);
  }

  /** Bring a line to the eyes, and the cursor there. */
  goTo(line: number): void {
    const { doc } = this.#view.state;
    if (line > doc.lines) return;
    this.#view.dispatch({ selection: { anchor: doc.line(line).from }, scrollIntoView: true });
    this.#view.focus();
  }
}

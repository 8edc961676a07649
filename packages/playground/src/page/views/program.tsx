/**
 * The editor, as a part of the page: it keeps its own state, and is told when another program or other marks are to be shown.
 */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { App } from '../app.js';
import { Editor, programLanguage } from '../editor/editor.js';
import type { Mark } from '../editor/marks.js';
import type { Shown } from '../shown.js';
import type { PageState } from '../state.js';
import { Panel } from './panel.js';

interface ProgramProps {
  readonly app: App;
  readonly state: PageState;
  readonly shown: Shown | undefined;
  readonly onEditor: (editor: Editor) => void;
}

export function Program({ app, state, shown, onEditor }: ProgramProps): JSX.Element {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>();
  const { program, ran } = state;

  useLayoutEffect(() => {
    editor.current = new Editor({
      parent: parent.current as HTMLDivElement,
      text: program,
      label: 'Program',
      language: programLanguage(app.runner.vocabulary()),
      onEdit: (text) => app.edit(text),
    });
    onEditor(editor.current);
  }, []);
  useLayoutEffect(() => editor.current?.show(program), [program]);
  useLayoutEffect(
    () => editor.current?.mark(ran === program ? marksOf(shown) : []),
    [shown, ran === program],
  );

  return (
    <Panel title={state.python === undefined ? 'Program' : 'What comes out: TypeScript'} class="program">
      <div class="editor" ref={parent} />
      {ran !== undefined && ran !== program && (
        <p class="stale">The program was changed since it ran. Control-Enter runs it.</p>
      )}
    </Panel>
  );
}

/** A mark for each line where tasklets are. */
function marksOf(shown: Shown | undefined): Mark[] {
  const lines = new Map<number, { names: string[]; runs: boolean }>();
  for (const { name, state, line } of shown?.moment.rows ?? []) {
    if (line === undefined || state === 'ended') continue;
    const mark = lines.get(line) ?? { names: [], runs: false };
    lines.set(line, mark);
    if (state === 'running') {
      mark.runs = true;
      mark.names.unshift(name);
    } else {
      mark.names.push(name);
    }
  }
  return [...lines].map(([line, mark]) => ({ line, ...mark }));
}

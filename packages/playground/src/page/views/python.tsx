/**
 * The tab "Python": the text to be ported, and the porter's report on it. What comes out is the page's program.
 */
import type { JSX } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import type { App } from '../app.js';
import { Editor } from '../editor/editor.js';
import type { PythonState } from '../state.js';
import { Panel } from './panel.js';

export function Python({ app, python }: { app: App; python: PythonState }): JSX.Element {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>();
  const { text, ported } = python;
  const { language } = app.porting;

  useLayoutEffect(() => {
    if (language === undefined) return;
    editor.current = new Editor({
      parent: parent.current as HTMLDivElement,
      text,
      label: 'Python',
      language,
      onEdit: (changed) => app.editPython(changed),
    });
  }, [language]);
  useLayoutEffect(() => editor.current?.show(text), [text]);
  const onLine = useCallback((line: number) => editor.current?.goTo(line), []);

  return (
    <Panel title="Python" class="python">
      <div class="editor" ref={parent} />
      <Report ported={ported} onLine={onLine} />
    </Panel>
  );
}

interface ReportProps {
  readonly ported: PythonState['ported'];
  readonly onLine: (line: number) => void;
}

function Report({ ported, onLine }: ReportProps): JSX.Element {
  return (
    <section aria-label="Report" class="report">
      {ported === undefined && <p class="none">…</p>}
      {ported?.kind === 'error' && (
        <p class="error">
          <span aria-hidden="true">⚠ </span>
          This is no Python: <Line line={ported.line} onLine={onLine} /> {ported.message}
        </p>
      )}
      {ported?.kind === 'ported' && (
        <>
          <p>{summary(ported.report)}</p>
          <Remarks title="Refused" remarks={ported.report.refused} onLine={onLine} />
          <Remarks title="To be checked" remarks={ported.report.check} onLine={onLine} />
        </>
      )}
    </section>
  );
}

type FileReport = Extract<PythonState['ported'], { kind: 'ported' }>['report'];

function summary({ lines, parks, dynamic, refused, check }: FileReport): string {
  const of = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  const decided = dynamic === 0 ? '' : `, ${dynamic} of them decided at run time`;
  const places = `${of(parks, 'place parks', 'places park')}${decided}`;
  const rest =
    refused.length + check.length === 0 ? ' Nothing is refused, and nothing has to be checked.' : '';
  return `${of(lines, 'line', 'lines')}; ${places}.${rest}`;
}

function Remarks({
  title,
  remarks,
  onLine,
}: {
  title: string;
  remarks: FileReport['refused'];
  onLine: (line: number) => void;
}): JSX.Element | null {
  if (remarks.length === 0) return null;
  return (
    <>
      <h3>
        {title} ({remarks.length})
      </h3>
      <ul aria-label={title}>
        {remarks.map(({ line, column, what, why }) => (
          <li key={`${line} ${column} ${what}`}>
            <Line line={line} onLine={onLine} /> <b>{what}</b>: {why}
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ line, onLine }: { line: number; onLine: (line: number) => void }): JSX.Element {
  return (
    <button class="link" aria-label={`Go to line ${line} of the Python`} onClick={() => onLine(line)}>
      line {line}
    </button>
  );
}

/**
 * The page: three columns where there is room, one where there is not.
 */
import type { JSX } from 'preact';
import { useCallback, useRef } from 'preact/hooks';
import type { App } from '../app.js';
import type { Editor } from '../editor/editor.js';
import { shownOf } from '../shown.js';
import type { PageState } from '../state.js';
import { Controls } from './controls.js';
import { Help } from './help.js';
import { Message } from './message.js';
import { Output } from './output.js';
import { Panel } from './panel.js';
import { Program } from './program.js';
import { Python } from './python.js';
import { ReadyQueue } from './ready-queue.js';
import { Scheduler } from './scheduler.js';
import { Places, Tasklets } from './tasklets.js';
import { Timeline } from './timeline.js';
import { Timers } from './timers.js';
import { Toolbar } from './toolbar.js';
import { WaitGraph } from './wait-graph.js';

export function Page({ app, state }: { app: App; state: PageState }): JSX.Element {
  const editor = useRef<Editor>();
  const onEditor = useCallback((made: Editor) => (editor.current = made), []);
  const onLine = useCallback((line: number) => editor.current?.goTo(line), []);
  const onStep = useCallback((step: number) => {
    app.pause();
    app.go(step);
  }, []);
  const shown = shownOf(state);
  const { python } = state;
  const program = <Program app={app} state={state} shown={shown} onEditor={onEditor} />;
  const output = <Output shown={shown} onLine={onLine} />;
  return (
    <>
      <Toolbar app={app} state={state} />
      <main>
        <Message state={state} />
        <div
          role="tabpanel"
          id="panel"
          aria-labelledby={`tab-${python === undefined ? 'javascript' : 'python'}`}
        >
          {python !== undefined && (
            <div class="port">
              <Python app={app} python={python} />
              {program}
            </div>
          )}
          <div class="columns">
            <div class="column">
              {python === undefined ? program : output}
              <Scheduler app={app} state={state} shown={shown} />
            </div>
            <div class="column">
              <Panel title="What happens" class="happens">
                <p role="status" aria-label="What happens" class="sentence">
                  {shown?.sentence ?? '…'}
                </p>
                <Controls app={app} state={state} shown={shown} />
              </Panel>
              <ReadyQueue shown={shown} />
              <Timeline shown={shown} onStep={onStep} />
              {python === undefined && output}
            </div>
            <div class="column">
              <Tasklets shown={shown} onLine={onLine} />
              <WaitGraph shown={shown} />
              <Timers shown={shown} />
              <Places shown={shown} onLine={onLine} />
            </div>
          </div>
        </div>
      </main>
      <Help open={state.helping} onClose={() => app.help(false)} />
    </>
  );
}

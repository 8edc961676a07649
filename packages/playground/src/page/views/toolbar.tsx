/**
 * The head of the page: which program, run and stop it, a link to it, help.
 */
import type { JSX } from 'preact';
import { EXAMPLES, PYTHON_EXAMPLES } from '../../examples.js';
import type { App } from '../app.js';
import { exampleOf, pythonExampleOf } from '../example-texts.js';
import type { PageState } from '../state.js';
import { Tabs } from './tabs.js';

function Tree(): JSX.Element {
  return (
    <svg class="tree" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path d="M16 2 6 15h5L4 24h10v6h4v-6h10l-7-9h5z" />
    </svg>
  );
}

export function Toolbar({ app, state }: { app: App; state: PageState }): JSX.Element {
  const { program, python, running } = state;
  const examples = python === undefined ? EXAMPLES : PYTHON_EXAMPLES;
  const example = python === undefined ? exampleOf(program) : pythonExampleOf(python.text);
  return (
    <header class="toolbar">
      <h1>
        <Tree /> evergreen-ts <span>playground</span>
      </h1>
      <Tabs app={app} state={state} />
      <label class="choice">
        <span>Example</span>
        <select
          aria-label="Example"
          value={example ?? ''}
          onChange={({ currentTarget }) => app.choose(currentTarget.value)}
        >
          <option value="" disabled>
            your own program
          </option>
          {examples.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button
        class="primary"
        aria-keyshortcuts="Control+Enter"
        onClick={() => void app.run()}
        aria-disabled={running}
      >
        Run
      </button>
      <button onClick={() => app.stop()} aria-disabled={!running}>
        Stop
      </button>
      <span class="space" />
      <button onClick={() => void app.copyLink()}>Copy link</button>
      <button onClick={() => app.help(true)}>Help</button>
    </header>
  );
}

/**
 * The two tabs: a program in JavaScript, or one in Python that is ported. Arrow keys go from one to the other.
 */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { App } from '../app.js';
import type { PageState } from '../state.js';

const TABS = [
  { tab: 'javascript', title: 'JavaScript' },
  { tab: 'python', title: 'Python' },
] as const;

export function Tabs({ app, state }: { app: App; state: PageState }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const open = state.python === undefined ? 'javascript' : 'python';
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = TABS.findIndex(({ tab }) => tab !== open);
    list.current?.querySelectorAll('button')[other]?.focus();
    void app.openTab(TABS[other]?.tab ?? open);
  };
  return (
    <div role="tablist" aria-label="Language" class="tabs" ref={list} onKeyDown={onKey}>
      {TABS.map(({ tab, title }) => (
        <button
          key={tab}
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === open}
          aria-controls="panel"
          tabIndex={tab === open ? 0 : -1}
          onClick={() => void app.openTab(tab)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

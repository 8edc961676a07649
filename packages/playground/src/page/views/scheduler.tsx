/**
 * Other orders: the user says who runs next, or all are tried.
 */
import type { JSX } from 'preact';
import type { Choice } from '../../model/recording.js';
import { MOST_SCHEDULES } from '../../model/recording.js';
import type { App } from '../app.js';
import type { Shown } from '../shown.js';
import type { PageState } from '../state.js';
import { Panel } from './panel.js';

interface SchedulerProps {
  readonly app: App;
  readonly state: PageState;
  readonly shown: Shown | undefined;
}

export function Scheduler({ app, state, shown }: SchedulerProps): JSX.Element {
  const { choices, alsoKill, running } = state;
  return (
    <Panel title="Other orders">
      <div class="orders">
        <button
          role="switch"
          aria-checked={choices !== undefined}
          class="switch"
          onClick={() => void app.setScheduler(choices === undefined)}
        >
          You are the scheduler
        </button>
        <label class="check">
          <input
            type="checkbox"
            checked={alsoKill}
            disabled={running}
            onChange={({ currentTarget }) => void app.setAlsoKill(currentTarget.checked)}
          />
          Also kill
        </label>
        <button aria-disabled={running} onClick={() => void app.explore()}>
          Explore
        </button>
      </div>
      <Explored state={state} />
      {choices !== undefined && <Choices app={app} state={state} shown={shown} />}
    </Panel>
  );
}

function Explored({ state: { exploring, explored } }: { state: PageState }): JSX.Element {
  const { schedules = 0, failed = 0 } = exploring ?? {};
  return (
    <>
      {exploring !== undefined && (
        <progress
          aria-label="Schedules"
          max={MOST_SCHEDULES}
          value={schedules}
          aria-valuetext={`${schedules} schedules, ${failed} fail`}
        />
      )}
      <p role="status" aria-label="Result of exploring" class="explored">
        {explored}
      </p>
    </>
  );
}

function Choices({ app, state, shown }: SchedulerProps): JSX.Element {
  const { choices = [], running } = state;
  const recording = shown?.film.recording;
  const next = recording?.next ?? [];
  const text = (choice: Choice): string => choiceText(choice, (id) => shown?.film.labels.of(id) ?? '');
  return (
    <>
      <div role="group" aria-label="Choose who runs next" class="choices">
        {next.map((choice, i) => (
          <button key={i} class={choice.what} aria-disabled={running} onClick={() => void app.take(i)}>
            {text(choice)}
          </button>
        ))}
        {next.length === 0 && <p class="none">{endText(recording?.end.kind)}</p>}
      </div>
      <button aria-disabled={choices.length === 0 || running} onClick={() => void app.undoChoice()}>
        Undo choice
      </button>
      <span class="none">
        {' '}
        {choices.length === 1 ? '1 choice so far' : `${choices.length} choices so far`}
      </span>
    </>
  );
}

function choiceText({ what, tasklet }: Choice, name: (id: number) => string): string {
  const who = tasklet === undefined ? 'a callback' : name(tasklet);
  if (what === 'wait') return 'let time pass';
  return what === 'kill' ? `kill ${who}` : who;
}

function endText(end: string | undefined): string {
  if (end === undefined) return 'Nothing has run yet.';
  return end === 'failed'
    ? 'In this order it fails. Go through the steps to see why.'
    : 'The program has ended, and nothing failed. Undo a choice, and try another.';
}

/**
 * The timers that are set, the earliest first. Deadlines are points in time, not what is left.
 */
import type { JSX } from 'preact';
import { seconds } from '../../model/seconds.js';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

const MOST = 60;

export function Timers({ shown }: { shown: Shown | undefined }): JSX.Element {
  const timers = shown?.moment.state.timers ?? [];
  return (
    <Panel title="Timers">
      <ol role="list" aria-label="Timers" class="cards timers">
        {timers.slice(0, MOST).map(({ timer, due }) => (
          <li key={timer} class="card">
            t = {seconds(due)} s
          </li>
        ))}
      </ol>
      {timers.length === 0 && <p class="none">No timer is set</p>}
      {timers.length > MOST && <p class="none">and {timers.length - MOST} more</p>}
    </Panel>
  );
}

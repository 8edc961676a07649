/**
 * All tasklets with their states, and where each is in the program.
 */
import type { JSX } from 'preact';
import type { Row } from '../../model/moment.js';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

/** Rows that are drawn: those that live are drawn first. */
const MOST = 200;

interface TaskletsProps {
  readonly shown: Shown | undefined;
  readonly onLine: (line: number) => void;
}

export function Tasklets({ shown, onLine }: TaskletsProps): JSX.Element {
  const all = shown?.moment.rows ?? [];
  const rows = few(all);
  return (
    <Panel title="Tasklets">
      <div class="scroll" tabIndex={0} role="group" aria-label="All tasklets">
        <table aria-label="Tasklets">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">State</th>
              <th scope="col">Waits on</th>
              <th scope="col">Line</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} class={row.id === shown?.subject ? 'subject' : ''}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                <td>
                  <span class={`state ${row.state}`}>{row.state}</span>
                </td>
                <td>{row.waitsOn}</td>
                <td>
                  <Line line={row.line} onLine={onLine} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all.length > rows.length && <p class="none">and {all.length - rows.length} more</p>}
    </Panel>
  );
}

export function Places({ shown, onLine }: TaskletsProps): JSX.Element {
  const rows = few((shown?.moment.rows ?? []).filter(({ state }) => state !== 'ended'));
  return (
    <Panel title="Where each tasklet is" region="Where each tasklet is">
      <ul class="places">
        {rows.map(({ id, name, state, line }) => (
          <li key={id}>
            <b>{name}</b>{' '}
            {line === undefined ? (
              'has not begun'
            ) : (
              <>
                {VERBS[state]} line {<Line line={line} onLine={onLine} />}
              </>
            )}
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p class="none">No tasklet lives</p>}
    </Panel>
  );
}

const VERBS = {
  initial: 'is in',
  ready: 'is ready to go on in',
  running: 'runs in',
  parked: 'is parked in',
  ended: 'ended in',
};

function Line({
  line,
  onLine,
}: {
  line: number | undefined;
  onLine: (line: number) => void;
}): JSX.Element | null {
  if (line === undefined) return null;
  return (
    <button class="link" aria-label={`Go to line ${line}`} onClick={() => onLine(line)}>
      {line}
    </button>
  );
}

function few(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= MOST) return rows;
  const living = rows.filter(({ state }) => state !== 'ended');
  return (living.length > 0 ? living : rows).slice(0, MOST);
}

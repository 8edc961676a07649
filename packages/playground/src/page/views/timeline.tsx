/**
 * The timeline: a lane for each tasklet. A click goes to the step; from the keyboard, the slider does.
 */
import type { JSX, TargetedMouseEvent } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Timeline as Lanes, columnOfStep, stepOfColumn, timeline } from '../../model/lanes.js';
import { seconds } from '../../model/seconds.js';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

const NAMES = 96;
const WIDTH = 500;
const LANE = 22;
const AXIS = 20;
const FITS = 13;
/** Between two times on the axis. */
const APART = 62;

interface TimelineProps {
  readonly shown: Shown | undefined;
  readonly onStep: (step: number) => void;
}

export function Timeline({ shown, onStep }: TimelineProps): JSX.Element {
  const film = shown?.film;
  const lanes = useMemo(() => (film === undefined ? undefined : timeline(film)), [film]);
  return (
    <Panel title="Timeline" class="wide">
      {lanes === undefined || shown === undefined ? (
        <svg role="img" aria-label="Timeline" aria-describedby="timeline-text" />
      ) : (
        <Picture lanes={lanes} shown={shown} onStep={onStep} />
      )}
      <p class="legend" aria-hidden="true">
        <span class="key running" /> running <span class="key ready" /> ready <span class="key parked" />{' '}
        parked
      </p>
      <p id="timeline-text" class="hidden">
        {lanes === undefined || shown === undefined ? 'Nothing has run yet.' : textOf(lanes, shown)}
      </p>
    </Panel>
  );
}

function Picture({
  lanes,
  shown,
  onStep,
}: {
  lanes: Lanes;
  shown: Shown;
  onStep: (step: number) => void;
}): JSX.Element {
  const { steps } = shown.film;
  const { columns } = lanes;
  const height = AXIS + lanes.lanes.length * LANE + 4;
  const x = (column: number): number => NAMES + (column * (WIDTH - NAMES)) / columns;
  const now = columnOfStep(shown.moment.step, steps, columns);
  const go = (event: TargetedMouseEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(
      (((event.clientX - left) * WIDTH) / width - NAMES) * (columns / (WIDTH - NAMES)),
    );
    if (column >= 0 && column < columns) onStep(stepOfColumn(column, steps, columns));
  };
  return (
    <svg
      role="img"
      aria-label="Timeline"
      aria-describedby="timeline-text"
      class="timeline"
      viewBox={`0 0 ${WIDTH} ${height}`}
      onClick={go}
    >
      <rect class="now" x={x(now)} y={0} width={Math.max(x(1) - x(0), 2)} height={height} />
      {spread(lanes.times, x).map(({ column, at }) => (
        <g key={column} class="time">
          <path d={`M${x(column)} ${AXIS - 4}V${height}`} />
          <text x={x(column) + 2} y={AXIS - 7}>
            {seconds(at)} s
          </text>
        </g>
      ))}
      {lanes.lanes.map(({ id, name, spans }, i) => (
        <g key={id} class="lane" transform={`translate(0 ${AXIS + i * LANE})`}>
          <text class={id === shown.subject ? 'subject' : ''} x={NAMES - 8} y={LANE / 2}>
            {name.length > FITS ? `${name.slice(0, FITS - 1)}…` : name}
          </text>
          {spans.map(({ state, from, to }) => (
            <rect
              key={from}
              class={state}
              x={x(from)}
              width={Math.max(x(to) - x(from), 1)}
              y={LANE / 2 - THICK[state] / 2}
              height={THICK[state]}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Not by colour alone. */
const THICK = { running: 16, ready: 8, parked: 2 };

/** Times that do not run into each other. */
function spread(times: Lanes['times'], x: (column: number) => number): Lanes['times'] {
  let last = -Infinity;
  return times.filter(({ column }) => {
    if (x(column) - last < APART || x(column) > WIDTH - 30) return false;
    last = x(column);
    return true;
  });
}

function textOf(lanes: Lanes, { film, moment }: Shown): string {
  const names = lanes.lanes.map(({ name }) => name).join(', ');
  const more = lanes.left > 0 ? ` and ${lanes.left} more that are not drawn` : '';
  const end = seconds(film.recording.events.at(-1)?.at ?? 0);
  return `${film.steps} steps from t = 0 s to t = ${end} s; lanes for ${names}${more}. Now at step ${moment.step}.`;
}

/**
 * The timeline: for each tasklet a lane of spans, one after the other, over the steps of a recording. Long recordings are thinned
 * out to so many columns, of which each shows the most active state that the tasklet had in it.
 */
import type { Film, State } from './moment.js';

export interface Span {
  readonly state: Exclude<State, 'initial' | 'ended'>;
  /** Columns: from the first to before the second. */
  readonly from: number;
  readonly to: number;
}

export interface Lane {
  readonly id: number;
  readonly name: string;
  readonly spans: readonly Span[];
}

export interface Timeline {
  readonly lanes: readonly Lane[];
  /** How many columns there are: as many as steps, or MOST_COLUMNS. */
  readonly columns: number;
  /** Where time moves on: the column, and the time from there on in seconds. */
  readonly times: readonly { readonly column: number; readonly at: number }[];
  /** Tasklets that have no lane, as there are too many. */
  readonly left: number;
}

const MOST_COLUMNS = 600;
const MOST_LANES = 40;

const ACTIVITY = { running: 3, ready: 2, parked: 1 } as const;
type Shown = keyof typeof ACTIVITY;

export function timeline(film: Film): Timeline {
  const { events } = film.recording;
  const columns = Math.min(events.length, MOST_COLUMNS);
  const columnOf = (index: number): number => Math.floor((index * columns) / events.length);
  const ids = film.labels.ids.slice(0, MOST_LANES);
  const cells = new Map(ids.map((id) => [id, new Array<Shown | undefined>(columns)]));
  const current = new Map<number, Shown>();
  const times: { column: number; at: number }[] = [];
  let column = -1;
  events.forEach((event, i) => {
    const isNext = columnOf(i) !== column;
    column = columnOf(i);
    if (isNext) for (const [id, state] of current) raise(cells.get(id), column, state);
    if (i === 0 || event.at !== events[i - 1]?.at) times.push({ column, at: event.at });
    const after = stateAfter(event.kind);
    if (after === undefined || !('tasklet' in event)) return;
    // In a column of one step the state after it is all that counts; one of several shows the most active of them.
    if (columns === events.length) cells.get(event.tasklet)?.fill(undefined, column);
    if (after === 'ended') {
      current.delete(event.tasklet);
    } else {
      current.set(event.tasklet, after);
      raise(cells.get(event.tasklet), column, after);
    }
  });
  return {
    lanes: ids.map((id) => ({ id, name: film.labels.of(id), spans: spans(cells.get(id) ?? []) })),
    columns,
    times,
    left: film.labels.ids.length - ids.length,
  };
}

/** The column of a step. */
export function columnOfStep(step: number, steps: number, columns: number): number {
  return Math.floor(((step - 1) * columns) / steps);
}

/** The first step of a column. */
export function stepOfColumn(column: number, steps: number, columns: number): number {
  return Math.min(Math.ceil((column * steps) / columns) + 1, steps);
}

function stateAfter(kind: string): Shown | 'ended' | undefined {
  switch (kind) {
    case 'readied':
      return 'ready';
    case 'resumed':
      return 'running';
    case 'parked':
    case 'retracted':
      return 'parked';
    case 'ended':
      return 'ended';
    default:
      return undefined;
  }
}

function raise(lane: (Shown | undefined)[] | undefined, column: number, state: Shown): void {
  if (lane === undefined) return;
  const before = lane[column];
  if (before === undefined || ACTIVITY[before] < ACTIVITY[state]) lane[column] = state;
}

function spans(cells: readonly (Shown | undefined)[]): Span[] {
  const all: { state: Shown; from: number; to: number }[] = [];
  for (let i = 0; i < cells.length; i++) {
    const state = cells[i];
    if (state === undefined) continue;
    const last = all.at(-1);
    if (last?.state === state && last.to === i) last.to = i + 1;
    else all.push({ state, from: i, to: i + 1 });
  }
  return all;
}

/**
 * A moment of a recording, ready to be shown: stateAt() of the step, with names and lines. Steps count from 1, one for each event.
 */
import { type TraceEvent, type TraceState, stateAt } from 'evergreen-ts/trace';
import { Labels } from './labels.js';
import type { Printed, Recording } from './recording.js';

export type State = 'initial' | 'ready' | 'running' | 'parked' | 'ended';

export interface Row {
  readonly id: number;
  readonly name: string;
  readonly state: State;
  /** What it waits on, for people. */
  readonly waitsOn: string;
  /** The line where it is, or was last; undefined before its first. */
  readonly line: number | undefined;
}

export interface Moment {
  readonly step: number;
  readonly event: TraceEvent;
  readonly state: TraceState;
  readonly rows: readonly Row[];
  readonly printed: readonly Printed[];
}

/** A recording with what is worked out only once. */
export class Film {
  readonly recording: Recording;
  readonly labels: Labels;
  /** For each step, the line where the tasklet of that event was then; see #trackLines(). */
  readonly #tracks = new Map<number, { steps: number[]; lines: number[] }>();

  constructor(recording: Recording) {
    this.recording = recording;
    this.labels = new Labels(recording.events);
    this.#trackLines();
  }

  /** How many steps there are. */
  get steps(): number {
    return this.recording.events.length;
  }

  /** RangeError unless the step is from 1 to `steps`. */
  at(step: number): Moment {
    const { events, printed } = this.recording;
    const state = stateAt(events, step - 1);
    const ready = new Set(state.ready);
    return {
      step,
      event: events[step - 1] as TraceEvent,
      state,
      rows: this.labels.ids
        .filter((id) => state.names.has(id))
        .map((id) => this.#row(id, step, state, ready)),
      printed: printed.filter(({ after }) => after <= step),
    };
  }

  /** The line where a tasklet is after `step`. */
  lineOf(id: number, step: number): number | undefined {
    const track = this.#tracks.get(id);
    if (track === undefined) return undefined;
    let [low, high] = [0, track.steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((track.steps[middle] as number) <= step) low = middle + 1;
      else high = middle;
    }
    return track.lines[low - 1];
  }

  #row(id: number, step: number, state: TraceState, ready: ReadonlySet<number>): Row {
    const wait = state.parked.get(id);
    return {
      id,
      name: this.labels.of(id),
      state: stateOf(id, state, ready),
      waitsOn: wait === undefined ? '' : this.waitText(wait),
      line: this.lineOf(id, step),
    };
  }

  /** "Lock, which ann has". */
  waitText({ what, owner }: { what: string; owner?: number }): string {
    if (owner === undefined || what.includes(this.labels.of(owner))) return what;
    return `${what}, which ${this.labels.of(owner)} has`;
  }

  /** Which tasklet runs at each event, and so whose line it is. */
  #trackLines(): void {
    const { events, lines } = this.recording;
    let running: number | undefined;
    events.forEach((event, i) => {
      if (event.kind === 'resumed') running = event.tasklet;
      const line = lines[i] as number;
      if (running !== undefined && line > 0) this.#track(running, i + 1, line);
      if ((event.kind === 'parked' || event.kind === 'ended') && event.tasklet === running)
        running = undefined;
    });
  }

  #track(id: number, step: number, line: number): void {
    let track = this.#tracks.get(id);
    if (track === undefined) this.#tracks.set(id, (track = { steps: [], lines: [] }));
    if (track.lines.at(-1) === line) return;
    track.steps.push(step);
    track.lines.push(line);
  }
}

function stateOf(id: number, state: TraceState, ready: ReadonlySet<number>): State {
  if (state.running === id) return 'running';
  if (state.ended.has(id)) return 'ended';
  if (state.parked.has(id)) return 'parked';
  return ready.has(id) ? 'ready' : 'initial';
}

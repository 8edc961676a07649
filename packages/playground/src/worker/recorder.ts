/**
 * What a trace of the library does not have: beside each of its events, the line of the program that ran then; and what was printed
 * between them. It watches the same loop, so the n-th event that it is told of is the n-th of the trace.
 */
import type { EventLoop, Instrument } from 'evergreen-ts';
import type { TraceEvent } from 'evergreen-ts/trace';
import { type End, MOST_PRINTED, type Printed, type Recording } from '../model/recording.js';
import { line as lineOfValues, shown } from './shown.js';
import type { Where } from './where.js';

/** Told of what there may be too much of. */
export interface Watch {
  /** So many events. */
  happened?(count: number): void;
  resumed(): void;
  spawned(): void;
}

export class Recorder {
  readonly #where: Where;
  #lines: number[] = [];
  #printed: Printed[] = [];
  #unprinted = 0;
  /** The last event was that a tasklet runs, and nothing of it has run since. */
  #begins = false;

  constructor(where: Where) {
    this.#where = where;
  }

  /** Watch a loop, of which a trace has so many events already. */
  attach(loop: EventLoop, before: number, watch: Watch): void {
    this.#lines = new Array<number>(before).fill(0);
    const told = (): void => {
      this.#event();
      watch.happened?.(this.#lines.length);
    };
    const hooks = {
      spawned: () => {
        this.#event();
        watch.spawned();
      },
      readied: told,
      retracted: told,
      resumed: () => {
        this.#event();
        this.#begins = true;
        watch.resumed();
      },
      parked: told,
      interrupted: told,
      timer: told,
      ended: told,
      idle: told,
    } satisfies Partial<Instrument> & { timer: () => void };
    loop.instrument(hooks);
  }

  /** The program is at this line. */
  at(line: number): void {
    if (!this.#begins) return;
    this.#begins = false;
    this.#lines[this.#lines.length - 1] = line;
  }

  /** The line where the program was last. */
  get lastLine(): number | undefined {
    return this.#lines.findLast((line) => line > 0);
  }

  print(kind: Printed['kind'], values: readonly unknown[]): void {
    this.#add(kind, lineOfValues(values), this.#where.now() || undefined);
  }

  /** An error that nobody has taken. */
  report(error: unknown, source: string): void {
    this.#add('error', `Uncaught in ${source}: ${errorText(error)}`, this.#where.of(error));
  }

  /** What was recorded beside these events. */
  recording(events: readonly TraceEvent[], end: End): Recording {
    // The trace may have been ended before the loop.
    const lines = events.map((_, i) => this.#lines[i] ?? 0);
    return { events, lines, printed: this.#printed, unprinted: this.#unprinted, end };
  }

  #event(): void {
    this.#begins = false;
    this.#lines.push(this.#where.now());
  }

  #add(kind: Printed['kind'], text: string, line: number | undefined): void {
    if (this.#printed.length >= MOST_PRINTED) this.#unprinted++;
    else this.#printed.push({ after: this.#lines.length, kind, text, line });
  }
}

/** "TypeError: it is not a function", of whatever was thrown. */
export function errorText(error: unknown): string {
  return isError(error) ? shown(error) : `it threw ${shown(error)}`;
}

function isError(error: unknown): boolean {
  try {
    return error instanceof Error;
  } catch {
    // A Proxy that throws.
    return false;
  }
}

/**
 * Records a program: the library's own trace, and beside each event of it the line of the program that ran then.
 */
import type { EventLoop, Instrument } from 'evergreen-ts';
import { Trace } from 'evergreen-ts/trace';
import {
  type End,
  MOST_PRINTED,
  MOST_STEPS,
  MOST_TASKLETS,
  type Printed,
  type Recording,
  type Stop,
} from '../model/recording.js';
import { line as lineOfValues, shown } from './shown.js';
import type { Where } from './where.js';

/** More events than a recording can have: none is ever dropped. */
const LIMIT = 1_000_000;

export class Recorder {
  readonly #where: Where;
  readonly #stop: (why: Stop, line: number | undefined) => void;
  readonly #trace = new Trace({ limit: LIMIT });
  readonly #lines: number[] = [];
  readonly #printed: Printed[] = [];
  #unprinted = 0;
  #resumptions = 0;
  #tasklets = 0;
  /** The last event was that a tasklet runs, and nothing of it has run since. */
  #begins = false;
  #detach: (() => void) | undefined;

  /** `onRest` is called whenever a tasklet runs; `stop` when there is too much of something. */
  constructor(where: Where, stop: (why: Stop, line: number | undefined) => void) {
    this.#where = where;
    this.#stop = stop;
  }

  attach(loop: EventLoop, onResume: () => void): void {
    this.#trace.start();
    const told = (): void => this.#event();
    const hooks = {
      spawned: () => {
        this.#event();
        if (++this.#tasklets > MOST_TASKLETS) this.#stop('tasklets', this.#lines.at(-1) || undefined);
      },
      readied: told,
      retracted: told,
      resumed: () => {
        this.#event();
        this.#begins = true;
        onResume();
        if (++this.#resumptions > MOST_STEPS) this.#stop('steps', this.#lastLine());
      },
      parked: told,
      interrupted: told,
      timer: told,
      ended: told,
      idle: told,
    } satisfies Partial<Instrument> & { timer: () => void };
    this.#detach = loop.instrument(hooks);
  }

  /** The program is at this line. */
  at(line: number): void {
    if (!this.#begins) return;
    this.#begins = false;
    this.#lines[this.#lines.length - 1] = line;
  }

  print(kind: Printed['kind'], values: readonly unknown[]): void {
    this.#add(kind, lineOfValues(values), this.#where.now() || undefined);
  }

  /** An error that nobody has taken. */
  report(error: unknown, source: string): void {
    this.#add('error', `Uncaught in ${source}: ${errorText(error)}`, this.#where.of(error));
  }

  /** End it: what happens from now on is not recorded. */
  finish(end: End): Recording {
    this.#trace.stop();
    this.#detach?.();
    const { events } = this.#trace;
    return { events, lines: this.#lines, printed: this.#printed, unprinted: this.#unprinted, end };
  }

  #event(): void {
    this.#begins = false;
    this.#lines.push(this.#where.now());
  }

  #lastLine(): number | undefined {
    return this.#lines.findLast((line) => line > 0);
  }

  #add(kind: Printed['kind'], text: string, line: number | undefined): void {
    if (this.#printed.length >= MOST_PRINTED) this.#unprinted++;
    else this.#printed.push({ after: this.#lines.length, kind, text, line });
  }
}

/** "TypeError: it is not a function", of whatever was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? shown(error) : `it threw ${shown(error)}`;
}

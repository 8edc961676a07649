/**
 * Trace: what a loop did, as data. recorder.ts writes it down, in the form of log.ts; what can be made of it is in state-at.ts,
 * text.ts and perfetto.ts.
 */
import { checkBoolean, checkCount, checkOptions } from '../check.js';
import { onLoop, presentLoop } from '../loop/thread.js';
import type { EventLoop } from '../tasklet/event-loop.js';
import type { TraceEvent } from './event.js';
import { Log } from './log.js';
import { perfetto } from './perfetto.js';
import { Recorder } from './recorder.js';
import { table } from './text.js';

/** How a trace is to be made. */
export interface TraceOptions {
  /** The latest so many events are kept. Default 100,000. */
  limit?: number;
  /** Keep the source position of each park, which costs a stack each. Default false. */
  where?: boolean;
}

/**
 * Records what a loop does: which tasklet was readied by which, ran, parked and on what. Its times are those at which
 * tasklets park and turns begin; where they park every few microseconds, up to sixteen have the same (with `where` each its own).
 *
 * @example
 * const trace = new Trace().start();
 * await run(function* (): Op<void> {
 *   yield* sleep(1);
 * });
 * console.log(trace.toText());
 */
export class Trace {
  readonly #log: Log;
  readonly #recorder: Recorder;
  /** The events, when so many had been added. */
  #read: { readonly added: number; readonly events: readonly TraceEvent[] } = { added: 0, events: [] };
  /** Ends the recording, or the wait for a loop. */
  #leave: (() => void) | undefined = undefined;
  /** The one that is recorded. */
  #loop: object | undefined = undefined;

  /** RangeError unless `limit` is a positive integer. */
  constructor(options: TraceOptions = {}) {
    checkOptions('the options of a Trace', options);
    const { limit = 100_000, where = false } = options;
    checkCount('the limit of a Trace', limit);
    checkBoolean('where', where);
    this.#log = new Log(limit);
    this.#recorder = new Recorder(this.#log, where);
  }

  /**
   * Record from now on what the loop of this thread does, or, if there is none, the next one. The tasklets that live already are
   * recorded first, as if they had just been spawned, and in that order if they are ready. The end of the loop ends it; start()
   * then goes on with the next, whose numbers begin anew. Does nothing while it records. Does not park.
   */
  start(): this {
    const loop = presentLoop()?.loop;
    if (this.#leave !== undefined && loop === this.#loop) return this;
    this.stop();
    if (loop === undefined) this.#leave = onLoop((next) => this.#record(next as EventLoop));
    else this.#record(loop as EventLoop);
    return this;
  }

  /** Record no more. What was recorded stays. Does not park. */
  stop(): this {
    this.#leave?.();
    this.#leave = undefined;
    this.#loop = undefined;
    return this;
  }

  /** What was recorded, oldest first: the same array until there is more. */
  get events(): readonly TraceEvent[] {
    const { added } = this.#log;
    if (this.#read.added !== added) this.#read = { added, events: this.#log.events() };
    return this.#read.events;
  }

  /** How many earlier events were dropped, as there were more than the limit. */
  get dropped(): number {
    return this.#log.dropped;
  }

  /** A table for people: a line for each resumption. */
  toText(): string {
    return table(this.events, this.#log.names, this.dropped);
  }

  /** For ui.perfetto.dev and chrome://tracing: a track for each tasklet, and flows from who readied to who ran. */
  toPerfetto(): string {
    return perfetto(this.events, this.#log.names);
  }

  /** For JSON.stringify(): the events, from which stateAt() makes the same again. */
  toJSON(): readonly TraceEvent[] {
    return this.events;
  }

  /** What `using` calls at the end of its block: stop(). */
  [Symbol.dispose](): void {
    this.stop();
  }

  #record(loop: EventLoop): void {
    this.stop();
    this.#loop = loop;
    this.#leave = this.#recorder.attach(loop);
  }
}

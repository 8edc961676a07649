/**
 * A trace in Chrome's JSON format, which ui.perfetto.dev and chrome://tracing open: a track for each tasklet, with slices for the
 * times in which it ran and waited, and flows from the tasklet that readied to the one that ran.
 *
 * Viewers drop a slice that overlaps another of its track, and show nothing of one that has no length. So no two events have the
 * same time: each is at least a few nanoseconds after the one before. (On simulated time, that is all the length there is.)
 *
 * Source: "Trace Event Format", of the Chromium project.
 */
import type { WaitingOn } from '../tasklet/instruments.js';
import type { TraceEvent } from './event.js';
import { Names, byLoop } from './names.js';

/** In a file; times are microseconds. */
interface Entry {
  readonly ph: 'M' | 'X' | 's' | 'f' | 'i';
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly ts?: number;
  readonly [field: string]: unknown;
}

/** Nanoseconds from one event to the next, at least. */
const TICK = 2;
/** Nanoseconds by which a slice ends before the next begins: they are fractions of microseconds, which are inexact. */
const GAP = 1;

/** A slice that has begun. */
interface Slice {
  readonly start: number;
  readonly name: string;
  readonly cat: 'runs' | 'waits';
  readonly args: Readonly<Record<string, unknown>>;
}

/** One loop: a process of the file, whose tracks are its tasklets. */
class Process {
  readonly #pid: number;
  readonly #entries: Entry[];
  readonly #names: Names;
  readonly #tracks = new Set<number>();
  readonly #open = new Map<number, Slice>();
  /** Who readied each, and when. */
  readonly #readied = new Map<number, { readonly by: number; readonly at: number }>();
  /** The tasklet that runs. */
  #running: number | undefined = undefined;
  /** The tasklet that ended last, and the end of its slice. */
  #ended: { readonly tasklet: number; readonly at: number } | undefined = undefined;

  constructor(pid: number, names: Names, entries: Entry[]) {
    this.#pid = pid;
    this.#names = names;
    this.#entries = entries;
    this.#add({ ph: 'M', tid: 0, name: 'process_name', args: { name: `event loop ${pid}` } });
  }

  read(event: TraceEvent, at: number): void {
    if (event.kind === 'timer' || event.kind === 'idle') return;
    const { tasklet } = event;
    this.#name(tasklet);
    switch (event.kind) {
      case 'readied':
        // A flow begins in a slice: that of the tasklet that runs. What an end readies was readied in its last moment.
        if (event.by !== undefined && event.by === this.#running)
          this.#readied.set(tasklet, { by: event.by, at });
        else if (event.by !== undefined && event.by === this.#ended?.tasklet)
          this.#readied.set(tasklet, { by: event.by, at: this.#ended.at });
        break;
      case 'retracted':
        this.#readied.delete(tasklet);
        break;
      case 'resumed':
        this.#end(tasklet, at);
        this.#open.set(tasklet, { start: at, name: 'runs', cat: 'runs', args: { turn: event.turn } });
        this.#running = tasklet;
        this.#flow(tasklet, at);
        break;
      case 'parked':
        this.#end(tasklet, at);
        this.#wait(tasklet, at, event.on, event.where);
        break;
      case 'interrupted':
        this.#add({ ph: 'i', s: 't', tid: tasklet, ts: at / 1000, name: event.error });
        break;
      case 'ended':
        this.#end(tasklet, at);
        this.#ended = { tasklet, at: at - TICK };
        if (event.error !== undefined)
          this.#add({ ph: 'i', s: 't', tid: tasklet, ts: at / 1000, name: `ended: ${event.error}` });
        break;
      case 'spawned':
        break;
    }
  }

  /** What has begun and not ended goes on until now. */
  close(at: number): void {
    for (const tasklet of [...this.#open.keys()]) this.#end(tasklet, at);
  }

  #name(tasklet: number): void {
    if (this.#tracks.has(tasklet)) return;
    this.#tracks.add(tasklet);
    this.#add({ ph: 'M', tid: tasklet, name: 'thread_name', args: { name: this.#names.of(tasklet) } });
    this.#add({ ph: 'M', tid: tasklet, name: 'thread_sort_index', args: { sort_index: tasklet } });
  }

  #wait(tasklet: number, at: number, { what, object, owner }: WaitingOn, where: string | undefined): void {
    const args = {
      object,
      ...(owner !== undefined && { owner: this.#names.of(owner) }),
      ...(where !== undefined && { where }),
    };
    this.#open.set(tasklet, { start: at, name: what, cat: 'waits', args });
  }

  #end(tasklet: number, at: number): void {
    if (this.#running === tasklet) this.#running = undefined;
    const slice = this.#open.get(tasklet);
    if (slice === undefined) return;
    this.#open.delete(tasklet);
    const { start, ...rest } = slice;
    this.#add({ ph: 'X', tid: tasklet, ts: start / 1000, dur: (at - start - GAP) / 1000, ...rest });
  }

  /** Both ends at once: of one that is not resumed there is neither. */
  #flow(tasklet: number, at: number): void {
    const from = this.#readied.get(tasklet);
    if (from === undefined) return;
    this.#readied.delete(tasklet);
    const both = { name: 'readied', cat: 'readied', id: this.#entries.length };
    this.#add({ ph: 's', tid: from.by, ts: from.at / 1000, ...both });
    this.#add({ ph: 'f', bp: 'e', tid: tasklet, ts: at / 1000, ...both });
  }

  #add(entry: Omit<Entry, 'pid'>): void {
    this.#entries.push({ ...entry, pid: this.#pid } as Entry);
  }
}

/** `known` has names of tasklets whose 'spawned' was dropped. */
export function perfetto(events: readonly TraceEvent[], known: ReadonlyMap<number, string>): string {
  const entries: Entry[] = [];
  let now = -Infinity;
  byLoop(events).forEach((loop, i) => {
    const track = new Process(i + 1, new Names(loop, i === 0 ? known : new Map()), entries);
    for (const event of loop) {
      now = Math.max(Math.round(event.at * 1e9), now + TICK);
      track.read(event, now);
    }
    track.close(now + TICK);
  });
  return JSON.stringify({ displayTimeUnit: 'ns', traceEvents: entries });
}

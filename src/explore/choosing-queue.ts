/**
 * A ready queue that asks who is next: what the explorer gives the hub in place of the ring.
 *
 * The hub takes entries from it as from the ring. Where more than one thing could happen, a chooser says which. The options, in
 * this order: an entry of the queue is run, first come first (option 0, so, is what the ring would do); the next timer comes due, ahead of
 * its time; a tasklet is killed. The last two take nobody's turn, so another choice follows them. With nothing ready, option 0 is to
 * wait for the next timer, and the others are kills.
 */
import type { ReadyQueue } from '../loop/ready-queue.js';
import type { Runnable } from '../loop/runnable.js';
import { Tasklet } from '../tasklet/tasklet.js';

/** 'r': resumed; 't': time passes; 'k': killed. Letters, as they are part of a schedule's text. */
export type OptionKind = 'r' | 't' | 'k';

/** What could happen next. */
export interface Option {
  readonly kind: OptionKind;
  /** Of 'r' its place among the entries that are ready, from 0; of 'k' the tasklet's id; of 't' 0. */
  readonly pick: number;
  /** Undefined for a callback, and for time. */
  readonly tasklet: Tasklet | undefined;
}

/** A point at which there is a choice. */
export interface ChoicePoint {
  /** How many options there are: two or more. */
  readonly count: number;
  /** The first so many are to run an entry, or to wait. */
  readonly ready: number;
  /** So many of the last are kills. */
  readonly kills: number;
  option(index: number): Option;
  /** The entry itself, for whoever keeps something for each; undefined if it is none. */
  entry(index: number): Runnable | undefined;
  /** A number made of all options: another one if others are to be had. */
  mark(): number;
}

/** Says what is next. */
export interface Chooser {
  /** The index of an option, or -1: the run is to end here. */
  choose(point: ChoicePoint): number;
  /** The entry that ran is ready again, of its own will: it lets others go first. */
  yielded?(entry: Runnable): void;
}

/** The run that the queue belongs to. */
export interface Course extends Chooser {
  /** Asked before each entry; `size`: how many are ready. False ends the turn. */
  goesOn(size: number): boolean;
  /** May a timer come due now? */
  readonly timeMayPass: boolean;
  letTimePass(): void;
  /** Who may be killed now. */
  victims(size: number): readonly Tasklet[];
  kill(victim: Tasklet): void;
  /** It is about to run: false if there were too many. */
  resumes(entry: Runnable): boolean;
  /** The chooser wants no more. */
  stop(): void;
}

const NOBODY = -1;

export class ChoosingQueue implements ReadyQueue, ChoicePoint {
  readonly #course: Course;
  readonly #entries: Runnable[] = [];
  /** The one that runs, or ran last. */
  #running: Runnable | undefined = undefined;
  // Of the present choice:
  #timer = false;
  #victims: readonly Tasklet[] = [];

  constructor(course: Course) {
    this.#course = course;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** What is ready, in order. */
  get entries(): readonly Runnable[] {
    return this.#entries;
  }

  add(entry: Runnable): void {
    this.#entries.push(entry);
    if (entry === this.#running) this.#course.yielded?.(entry);
  }

  take(): Runnable | undefined {
    const course = this.#course;
    const entries = this.#entries;
    for (;;) {
      this.#dropStale();
      const size = entries.length;
      if (!course.goesOn(size)) return undefined;
      this.#victims = course.victims(size);
      if (size === 0 && this.#victims.length === 0) return undefined;
      this.#timer = size > 0 && course.timeMayPass;
      const pick = this.count === 1 ? 0 : course.choose(this);
      if (pick < 0) course.stop();
      else if (pick >= this.ready) this.#intervene(pick);
      else return size === 0 ? undefined : this.#run(pick);
    }
  }

  clear(): void {
    this.#entries.length = 0;
  }

  trim(): void {
    // There is nothing to be gained.
  }

  get ready(): number {
    return Math.max(this.#entries.length, 1);
  }

  get kills(): number {
    return this.#victims.length;
  }

  get count(): number {
    return this.ready + (this.#timer ? 1 : 0) + this.#victims.length;
  }

  option(index: number): Option {
    const { ready } = this;
    if (index < ready && this.#entries.length > 0) {
      const entry = this.#entries[index];
      return { kind: 'r', pick: index, tasklet: entry instanceof Tasklet ? entry : undefined };
    }
    if (index < ready || (this.#timer && index === ready)) return { kind: 't', pick: 0, tasklet: undefined };
    const victim = this.#victim(index);
    return { kind: 'k', pick: victim.id, tasklet: victim };
  }

  entry(index: number): Runnable | undefined {
    return index < this.ready ? this.#entries[index] : undefined;
  }

  mark(): number {
    let mark = this.#timer ? 1 : 0;
    for (const entry of this.#entries) mark = mixed(mark, entry instanceof Tasklet ? entry.id : NOBODY);
    mark = mixed(mark, NOBODY);
    for (const { id } of this.#victims) mark = mixed(mark, id);
    return mark;
  }

  #run(pick: number): Runnable | undefined {
    const entries = this.#entries;
    const entry = pick === 0 ? entries.shift() : entries.splice(pick, 1)[0];
    this.#running = entry;
    return this.#course.resumes(entry as Runnable) ? entry : undefined;
  }

  /** What takes nobody's turn. */
  #intervene(pick: number): void {
    if (this.#timer && pick === this.ready) this.#course.letTimePass();
    else this.#course.kill(this.#victim(pick));
  }

  #victim(index: number): Tasklet {
    return this.#victims[index - this.count + this.#victims.length] as Tasklet;
  }

  /** Entries whose interrupt was withdrawn do nothing, so they are no choice. */
  #dropStale(): void {
    const entries = this.#entries;
    for (let i = 0; i < entries.length;) {
      const entry = entries[i];
      if (entry instanceof Tasklet && entry._cold !== undefined && entry._cold.stale > 0) {
        entries.splice(i, 1);
        entry._run();
      } else {
        i++;
      }
    }
  }
}

function mixed(mark: number, next: number): number {
  return (Math.imul(mark, 31) + next) | 0;
}

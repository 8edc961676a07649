/**
 * A trace as a table: a line for each resumption, with what woke the tasklet, what it did to others, and where it stopped.
 */
import type { WaitingOn } from '../tasklet/instruments.js';
import type { TraceEvent } from './event.js';
import { Names, byLoop } from './names.js';
import { aligned, oneLine } from './table.js';

const HEAD = ['time', 'turn', 'tasklet', 'because', 'does', 'then'] as const;
/** Numbers stand at the right of their column. */
const NUMBERS = 2;

/** A resumption. */
interface Line {
  readonly at: number;
  readonly turn: number;
  readonly tasklet: number;
  readonly because: string;
  readonly does: string[];
  then: string;
}

/** Reads events, and makes the lines. */
class Lines {
  readonly all: Line[] = [];
  readonly #names: Names;
  /** That of the tasklet that runs, or ran last. */
  #line: Line | undefined = undefined;
  /** Why each will be resumed. */
  readonly #reasons = new Map<number, string>();

  constructor(names: Names) {
    this.#names = names;
  }

  read(event: TraceEvent): void {
    switch (event.kind) {
      case 'spawned':
        this.#reasons.set(event.tasklet, `spawned${this.#by(event.parent)}`);
        this.#does(event.parent, `spawns ${this.#names.of(event.tasklet)}`);
        break;
      case 'interrupted':
        this.#reasons.set(event.tasklet, `${oneLine(event.error)}${this.#by(event.by)}`);
        this.#does(event.by, `interrupts ${this.#names.of(event.tasklet)}`);
        break;
      case 'readied':
        // It was just said why.
        if (this.#reasons.has(event.tasklet)) break;
        this.#reasons.set(event.tasklet, this.#readied(event.tasklet, event.by));
        if (event.by === event.tasklet) break;
        this.#does(event.by, `readies ${this.#names.of(event.tasklet)}`);
        break;
      case 'retracted':
        this.#reasons.delete(event.tasklet);
        break;
      case 'resumed':
        this.#begin(event);
        break;
      case 'parked':
        this.#then(event.tasklet, this.#wait(event.on, event.where));
        break;
      case 'ended':
        this.#then(event.tasklet, event.error === undefined ? 'ends' : `ends: ${oneLine(event.error)}`);
        break;
      case 'timer':
      case 'idle':
        break;
    }
  }

  #begin({ at, turn, tasklet }: { at: number; turn: number; tasklet: number }): void {
    const because = this.#reasons.get(tasklet) ?? '';
    this.#reasons.delete(tasklet);
    this.#line = { at, turn, tasklet, because, does: [], then: '' };
    this.all.push(this.#line);
  }

  #does(tasklet: number | undefined, what: string): void {
    if (tasklet !== undefined && this.#line?.tasklet === tasklet) this.#line.does.push(what);
  }

  #then(tasklet: number, then: string): void {
    if (this.#line?.tasklet === tasklet) this.#line.then = then;
  }

  #readied(tasklet: number, by: number | undefined): string {
    if (by === undefined) return 'readied by the hub';
    return by === tasklet ? 'let others go first' : `readied${this.#by(by)}`;
  }

  #by(tasklet: number | undefined): string {
    return tasklet === undefined ? '' : ` by ${this.#names.of(tasklet)}`;
  }

  #wait({ what, owner }: WaitingOn, where: string | undefined): string {
    const name = owner === undefined ? '' : this.#names.of(owner);
    // "Tasklet.join child" says it already.
    const has = what.includes(name) ? '' : `, which ${name} has`;
    return `waits on ${oneLine(what)}${has}${where === undefined ? '' : ` at ${where}`}`;
  }
}

/** `known` has names of tasklets whose 'spawned' was dropped. */
export function table(
  events: readonly TraceEvent[],
  known: ReadonlyMap<number, string>,
  dropped: number,
): string {
  const start = events[0]?.at ?? 0;
  const tables = byLoop(events).map((loop, i) => {
    const names = new Names(loop, i === 0 ? known : new Map());
    return aligned([HEAD, ...rowsOf(loop, names, start)], NUMBERS);
  });
  const note = dropped > 0 ? `(${dropped} earlier events were dropped)\n` : '';
  return note + tables.join('\n\nthe next loop:\n');
}

function rowsOf(events: readonly TraceEvent[], names: Names, start: number): string[][] {
  const lines = new Lines(names);
  for (const event of events) lines.read(event);
  return lines.all.map(({ at, turn, tasklet, because, does, then }) => [
    (at - start).toFixed(6),
    String(turn),
    names.of(tasklet),
    because,
    does.join(', '),
    then,
  ]);
}

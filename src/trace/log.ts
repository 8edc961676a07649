/**
 * The memory of a trace: the latest events. Each is a row of two numbers and at most one value beside them, which costs a few
 * nanoseconds to write; the objects that users see are made when they are asked for.
 */
import type { WaitingOn } from '../tasklet/instruments.js';
import type { TraceEvent } from './event.js';

/** Kinds of rows. In one object, which each file takes apart: V8 folds constants of a file. */
export const KIND = {
  SPAWNED: 0,
  READIED: 1,
  RETRACTED: 2,
  RESUMED: 3,
  PARKED: 4,
  /** Parked, with its source position. */
  PARKED_AT: 5,
  INTERRUPTED: 6,
  ENDED: 7,
  TIMER: 8,
  IDLE: 9,
} as const;
const { ENDED, IDLE, INTERRUPTED, PARKED, PARKED_AT, READIED, RESUMED, RETRACTED, SPAWNED, TIMER } = KIND;

/** What is beside the row of a park with its source position. */
export interface Place {
  readonly on: WaitingOn;
  readonly where: string;
}

/** Kinds that there is room for beside an id, in one number. */
const KINDS = 16;
/** Rows of a block. Memory is taken, and given up, a block at a time. */
const ROWS = 4096;

/** From a row on, this is the time and the turn. */
interface Mark {
  readonly row: number;
  at: number;
  turn: number;
}

/** Some rows, one after the other. */
class Block {
  size = 0;
  /** For each row its kind with the tasklet (or timer), and one more: another tasklet (0 for none), or a moment. */
  readonly numbers = new Float64Array(ROWS * 2);
  readonly values = new Array<unknown>(ROWS).fill(undefined);
  /** Where time or turn change. */
  marks: Mark[] = [];
  /** The rows in which a tasklet begins or ends. */
  lives: number[] = [];

  /** Begin anew. */
  reset(at: number, turn: number): this {
    this.size = 0;
    this.marks = [{ row: 0, at, turn }];
    this.lives = [];
    return this;
  }

  /** Note which tasklets live after the rows before `end`. */
  noteNames(end: number, names: Map<number, string>): void {
    for (const i of this.lives) {
      if (i >= end) return;
      const code = this.numbers[i * 2] as number;
      const id = Math.floor(code / KINDS);
      if (code - id * KINDS === SPAWNED) names.set(id, this.values[i] as string);
      else names.delete(id);
    }
  }

  /** From its row `from` on. */
  *rows(from: number): Generator<Row, void> {
    let mark = 0;
    for (let i = from; i < this.size; i++) {
      while ((this.marks[mark + 1]?.row ?? ROWS) <= i) mark++;
      const { at, turn } = this.marks[mark] as Mark;
      const code = this.numbers[i * 2] as number;
      const subject = Math.floor(code / KINDS);
      const other = this.numbers[i * 2 + 1] as number;
      yield { kind: code - subject * KINDS, at, turn, subject, other, value: this.values[i] };
    }
  }
}

interface Row {
  readonly kind: number;
  readonly at: number;
  readonly turn: number;
  readonly subject: number;
  readonly other: number;
  readonly value: unknown;
}

export class Log {
  readonly #limit: number;
  /** The oldest first. As many as are needed for the limit, the first of them perhaps in part. */
  readonly #blocks: Block[];
  #last: Block;
  /** Rows of the blocks before the last, those included that were given up. */
  #full = 0;
  /** Names of tasklets that live on, and whose 'spawned' was in a block that was given up. */
  readonly #names = new Map<number, string>();

  constructor(limit: number) {
    this.#limit = limit;
    this.#last = new Block().reset(0, 0);
    this.#blocks = [this.#last];
  }

  /** Rows that were ever added. */
  get added(): number {
    return this.#full + this.#last.size;
  }

  /** Those of them that are not kept. */
  get dropped(): number {
    return Math.max(this.added - this.#limit, 0);
  }

  /** Names of tasklets that live on where the events begin. */
  get names(): ReadonlyMap<number, string> {
    const names = new Map(this.#names);
    let left = this.#skipped;
    for (const block of this.#blocks) {
      block.noteNames(left, names);
      left -= block.size;
    }
    return names;
  }

  /** From now on this is the time, and the turn. */
  mark(at: number, turn: number): void {
    const { size, marks } = this.#last;
    const latest = marks[marks.length - 1] as Mark;
    if (latest.row < size) marks.push({ row: size, at, turn });
    else {
      latest.at = at;
      latest.turn = turn;
    }
  }

  add(kind: number, subject: number, other: number, value: unknown): void {
    let block = this.#last;
    if (block.size === ROWS) block = this.#addBlock();
    const row = block.size++;
    block.numbers[row * 2] = subject * KINDS + kind;
    block.numbers[row * 2 + 1] = other;
    block.values[row] = value;
  }

  /** The row that comes next is the beginning or the end of a tasklet. */
  noteLife(): void {
    if (this.#last.size === ROWS) this.#addBlock();
    this.#last.lives.push(this.#last.size);
  }

  /** All that is kept, oldest first. */
  events(): TraceEvent[] {
    const events: TraceEvent[] = [];
    let from = this.#skipped;
    for (const block of this.#blocks) {
      for (const { kind, at, turn, subject, other, value } of block.rows(Math.max(from, 0)))
        events.push({ at, turn, ...eventOf(kind, subject, other, value) });
      from -= block.size;
    }
    return events;
  }

  /** Rows of the first blocks that are beyond the limit. */
  get #skipped(): number {
    const there = (this.#blocks.length - 1) * ROWS + this.#last.size;
    return Math.max(there - this.#limit, 0);
  }

  #addBlock(): Block {
    const { at, turn } = this.#last.marks.at(-1) as Mark;
    // It is given up when those after it are as many as are kept.
    let block: Block | undefined;
    if ((this.#blocks.length - 1) * ROWS >= this.#limit) {
      block = this.#blocks.shift();
      block?.noteNames(ROWS, this.#names);
    }
    this.#full += ROWS;
    this.#last = (block ?? new Block()).reset(at, turn);
    this.#blocks.push(this.#last);
    return this.#last;
  }
}

/** What makes an event of a kind. */
type What<E = TraceEvent> = E extends unknown ? Omit<E, 'at' | 'turn'> : never;

function eventOf(kind: number, subject: number, other: number, value: unknown): What {
  const by = other === 0 ? undefined : { by: other };
  switch (kind) {
    case SPAWNED:
      return {
        kind: 'spawned',
        tasklet: subject,
        name: value as string,
        ...(other !== 0 && { parent: other }),
      };
    case READIED:
      return {
        kind: 'readied',
        tasklet: subject,
        ...by,
        ...(value !== undefined && { handed: value as number }),
      };
    case RETRACTED:
      return { kind: 'retracted', tasklet: subject };
    case RESUMED:
      return { kind: 'resumed', tasklet: subject };
    case PARKED:
      return { kind: 'parked', tasklet: subject, on: value as WaitingOn };
    case PARKED_AT:
      return { kind: 'parked', tasklet: subject, ...(value as Place) };
    case INTERRUPTED:
      return { kind: 'interrupted', tasklet: subject, ...by, error: value as string };
    case ENDED:
      return { kind: 'ended', tasklet: subject, ...(value !== undefined && { error: value as string }) };
    case TIMER:
      return { kind: 'timer', timer: subject, due: other, state: value as 'set' | 'cancelled' | 'due' };
    case IDLE:
      return { kind: 'idle', ...(other < Infinity && { until: other }) };
    default:
      throw new Error(`internal: a row of kind ${kind}`);
  }
}

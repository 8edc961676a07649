/** The report: what was refused, and what should be looked at, line by line. */
import type { Node } from './syntax.js';
import { placeOf } from './syntax.js';

/** A line of the report. */
export interface Remark {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The construct. */
  readonly what: string;
  readonly why: string;
}

/** The report on one file. */
export interface FileReport {
  readonly input: string;
  readonly output: string;
  readonly lines: number;
  /** What was not translated: it throws when it is reached. */
  readonly refused: readonly Remark[];
  /** What may behave differently. */
  readonly check: readonly Remark[];
  /** Places with `yield*`. */
  readonly parks: number;
  /** Those where it is decided at run time whether something parks. */
  readonly dynamic: number;
}

/** The report on a program. */
export interface Report {
  readonly files: readonly FileReport[];
  readonly refused: number;
  readonly check: number;
  readonly lines: number;
  readonly parks: number;
  readonly dynamic: number;
}

/** Remarks that are collected while a file is emitted: each once, in the order of the source. */
export class Remarks {
  readonly #refused = new Map<string, Remark>();
  readonly #check = new Map<string, Remark>();

  refuse(node: Node, what: string, why: string): void {
    this.#add(this.#refused, node, what, why);
  }

  check(node: Node, what: string, why: string): void {
    this.#add(this.#check, node, what, why);
  }

  addAll(others: Remarks): void {
    for (const [key, remark] of others.#refused) this.#refused.set(key, remark);
    for (const [key, remark] of others.#check) this.#check.set(key, remark);
  }

  #add(to: Map<string, Remark>, node: Node, what: string, why: string): void {
    const { line, column } = placeOf(node);
    to.set(`${String(line)} ${what} ${why}`, { line, column, what, why });
  }

  get refused(): Remark[] {
    return sorted(this.#refused);
  }

  get checks(): Remark[] {
    return sorted(this.#check);
  }
}

function sorted(remarks: Map<string, Remark>): Remark[] {
  return [...remarks.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

export function summed(files: readonly FileReport[]): Report {
  const sum = (count: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    files,
    refused: sum(({ refused }) => refused.length),
    check: sum(({ check }) => check.length),
    lines: sum(({ lines }) => lines),
    parks: sum(({ parks }) => parks),
    dynamic: sum(({ dynamic }) => dynamic),
  };
}

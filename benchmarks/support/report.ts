/**
 * What a benchmark reports: tables for people, charts, and which goals were met.
 */
import type { Chart } from './chart.js';

export interface Report {
  readonly title: string;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  readonly goals: readonly Goal[];
  /** What ours was compared with, and its version: 'Go': '1.19.8'. */
  readonly peers: Readonly<Record<string, string>>;
  /** What else a reader has to know. */
  readonly notes: readonly string[];
}

export interface Table {
  readonly caption?: string;
  /** The first row is the head. */
  readonly rows: readonly (readonly string[])[];
  /** So many columns at the end hold words, as the first does: they stand to the left, numbers to the right. */
  readonly words: number;
}

export interface Goal {
  readonly name: string;
  /** E.g. '≥ 1.5 ×', and what it came to. */
  readonly goal: string;
  readonly reached: string;
  readonly met: boolean;
}

/** As run.ts reads it. */
export interface Told extends Report {
  readonly benchmark: string;
  readonly node: string;
}

/** For people. */
export function print({ title, tables, notes }: Report): void {
  console.log(`${title}; Node ${process.version}`);
  for (const table of tables) {
    if (table.caption !== undefined) console.log(`\n${table.caption}`);
    printTable(table);
  }
  for (const note of notes) console.log(note);
}

function printTable({ rows, words }: Table): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column >= row.length - words ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    );
}

/** A ratio as text. */
export function times(ratio: number): string {
  return ratio.toFixed(ratio < 0.2 ? 3 : 2);
}

/** Was the goal met? For the last column. */
export function verdict(met: boolean | undefined): string {
  return met === undefined ? '' : met ? 'met' : 'NOT MET';
}

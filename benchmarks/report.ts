/**
 * What all benchmarks have in common, whatever they measure and however: options, medians, progress, tables.
 *
 * Options of every benchmark: --quick (rougher, and soon over), --json (results as JSON on stdout), --rounds N, --seconds N
 * (how long a case, or a window, takes), --only TEXT (only the cases with that in their name), --tasklets N.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string', default: '' },
    tasklets: { type: 'string', default: '10000' },
  },
});

export const { quick, json } = values;
/** How many run side by side. */
export const tasklets = Number(values.tasklets);
/** What was asked for; undefined: as the benchmark likes. */
export const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
export const seconds = values.seconds === undefined ? undefined : Number(values.seconds);

/** Was the case asked for? */
export function wanted(name: string): boolean {
  return name.includes(values.only);
}

/** The median, or another quantile. NaN of nothing. */
export function quantile(numbers: readonly number[], which = 0.5): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * which;
  const [low = NaN, high = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

/** Lower and upper quartile. */
export function quartiles(numbers: readonly number[]): [number, number] {
  return [quantile(numbers, 0.25), quantile(numbers, 0.75)];
}

/** A ratio as text. */
export function times(ratio: number): string {
  return ratio.toFixed(ratio < 0.2 ? 3 : 2);
}

/** Was the goal met? For the last column. */
export function verdict(met: boolean | undefined): string {
  return met === undefined ? '' : met ? 'met' : 'NOT MET';
}

let told = '';

/** On a terminal one line that changes; else a line for each new text, up to its colon. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text !== '' && told !== (told = text.replace(/:.*/, ''))) process.stderr.write(`${told} …\n`);
}

/** The first row is the head. The first column and the last `words` ones stand to the left, numbers to the right. */
export function printTable(rows: readonly (readonly string[])[], words: number): void {
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

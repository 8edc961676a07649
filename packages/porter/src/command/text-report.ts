/** The report for people. */
import type { Remark, Report } from '../report.js';

const line = (file: string, kind: string, { line: at, column, what, why }: Remark): string =>
  `${file}:${String(at)}:${String(column)}: ${kind}: ${what}: ${why}\n`;

const count = (n: number, one: string, many = `${one}s`): string => `${String(n)} ${n === 1 ? one : many}`;

/** One line a remark, and a line of sums. */
export function textOf(report: Report): string {
  const remarks = report.files.flatMap(({ input, refused, check }) => [
    ...refused.map((one) => line(input, 'refused', one)),
    ...check.map((one) => line(input, 'check', one)),
  ]);
  const { files, lines, refused, check, parks, dynamic } = report;
  return `${remarks.join('')}${count(files.length, 'file')}, ${count(lines, 'line')}: ${String(refused)} refused, ${String(check)} to check; ${count(parks, 'place')} with yield*, ${String(dynamic)} of them decided at run time\n`;
}

/**
 * How a benchmark reports what it has found, and how far it is. The report is printed; or, with --json, handed as JSON to run.ts,
 * which makes RESULTS.md of all of them.
 */
import { basename } from 'node:path';
import { json } from './options.js';
import { type Report, type Told, print } from './report.js';

/** The end of a benchmark. */
export function publish(report: Report): void {
  progress('');
  if (json) {
    const told: Told = {
      benchmark: basename(process.argv[1] ?? '', '.ts'),
      node: process.versions.node,
      ...report,
    };
    console.log(JSON.stringify(told, undefined, 2));
  } else {
    print(report);
  }
}

let told = '';

/** On a terminal one line that changes; else a line for each new text, up to its colon. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text !== '' && told !== (told = text.replace(/:.*/, ''))) process.stderr.write(`${told} …\n`);
}

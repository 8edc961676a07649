/** What was asked for on the command line of a benchmark. */
import { parseArgs } from 'node:util';
import { OPTIONS } from './option-list.js';

const { values } = parseArgs({ options: OPTIONS });

export const { quick = false, json = false } = values;
export const tasklets = positive('tasklets') ?? 10_000;
/** Undefined: as the benchmark likes. */
export const rounds = positive('rounds');
export const seconds = positive('seconds');

/** Was the case asked for? */
export function wanted(name: string): boolean {
  return name.includes(values.only ?? '');
}

function positive(name: 'rounds' | 'seconds' | 'tasklets'): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new RangeError(`--${name} must be a positive number, not ${text}`);
  return number;
}

/** What is wrong with a pattern, and where. */
import { Exception } from '../exceptions.js';
import type { Value } from '../value.js';

class error_ extends Exception {
  constructor(msg: Value, pattern: Value = null, pos: Value = null) {
    const at = pattern === null || pos === null ? undefined : placeIn(pattern as string, Number(pos));
    const place = at === undefined ? '' : ` at position ${String(pos)}${at.shown}`;
    super(`${String(msg)}${place}`);
    this.msg = msg;
    this.pattern = pattern;
    this.pos = pos;
    this.lineno = at?.line ?? null;
    this.colno = at?.column ?? null;
  }
}
Object.defineProperty(error_, 'name', { value: 'error' });
export { error_ as error };

function placeIn(pattern: Value, pos: number): { line: number; column: number; shown: string } {
  const text = typeof pattern === 'string' ? pattern : Buffer.from(pattern as Uint8Array).toString('latin1');
  const before = [...text].slice(0, pos).join('').split('\n');
  const [line, column] = [before.length, [...(before.at(-1) ?? '')].length + 1];
  const shown = text.includes('\n') ? ` (line ${String(line)}, column ${String(column)})` : '';
  return { line, column, shown };
}

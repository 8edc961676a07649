/**
 * Lines of a text that was made from another, by its source map.
 */
import { decode } from '@jridgewell/sourcemap-codec';

/** For each line of the result, from 1, the line of the source, from 1; undefined where there is none. */
export function linesOf(mappings: string): (line: number) => number | undefined {
  const lines = decode(mappings).map((segments) => {
    for (const segment of segments) if (segment.length >= 4) return (segment[2] as number) + 1;
    return undefined;
  });
  return (line) => lines[line - 1];
}

export function sameLines(line: number): number {
  return line;
}

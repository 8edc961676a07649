/** Text broken into lines, as Python's textwrap does it: for that module, and for the help of argparse. */

/** Where a line may be broken: at spaces, after a hyphen between letters, around dashes. */
const CHUNK =
  /\s+|(?<=[\p{L}\p{N}_!"'&.,?])-{2,}(?=[\p{L}\p{N}_])|\S+?(?:-(?:(?<=[\p{L}_]{2}-)|(?<=[\p{L}_]-[\p{L}_]-))(?=[\p{L}_]-?[\p{L}_])|(?=\s|$)|(?<=[\p{L}\p{N}_!"'&.,?])(?=-{2,}[\p{L}\p{N}_]))/gu;

export interface Wrapping {
  /** What the first line, and the lines after it, begin with. */
  readonly first?: string;
  readonly others?: string;
  readonly breakLongWords?: boolean;
  readonly breakOnHyphens?: boolean;
}

/** The lines of a paragraph, none longer than `width` where that can be. */
export function wrapped(paragraph: string, width: number, options: Wrapping = {}): string[] {
  const { first = '', others = '', breakLongWords = true, breakOnHyphens = true } = options;
  const text = paragraph.replace(/\t/g, ' '.repeat(8)).replace(/[\n\v\f\r]/g, ' ');
  const chunks: string[] = text.match(breakOnHyphens ? CHUNK : /\s+|\S+/g) ?? [];
  const lines: string[] = [];
  while (chunks.length > 0) {
    const indent = lines.length === 0 ? first : others;
    const room = width - indent.length;
    if (lines.length > 0 && isSpace(chunks[0])) chunks.shift();
    let line = '';
    while (chunks.length > 0 && line.length + (chunks[0] as string).length <= room)
      line += chunks.shift() as string;
    const [next] = chunks;
    if (next !== undefined && next.length > room) {
      if (breakLongWords) {
        const at = breakAt(next, room < 1 ? 1 : room - line.length, breakOnHyphens);
        line += next.slice(0, at);
        chunks[0] = next.slice(at);
      } else if (line === '') line = chunks.shift() as string;
    }
    line = line.trimEnd();
    if (line !== '') lines.push(indent + line);
  }
  return lines;
}

const isSpace = (chunk: string | undefined): boolean => chunk !== undefined && chunk.trim() === '';

/** Where a word that is too long is cut: after its last hyphen that fits, if it has one. */
function breakAt(word: string, room: number, onHyphens: boolean): number {
  const hyphen = onHyphens && word.length > room ? word.lastIndexOf('-', room - 1) : -1;
  return hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : room;
}

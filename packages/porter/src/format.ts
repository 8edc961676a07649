/**
 * The last step: prettier's form. Prettier takes more time than all else together, so most lines are printed here, in the same
 * form (a test compares them), and prettier gets the rest.
 */
import { HOLE, type Part, type Piece, partsOf } from './format/blocks.js';
import { prettier } from './format/prettier.js';
import { TooHard } from './format/tokens.js';

export async function formatted(text: string, language: 'ts' | 'js'): Promise<string> {
  return (await inParts(text, language)) ?? (await prettier(text, language));
}

/** undefined if the text is for prettier as a whole. */
async function inParts(text: string, language: 'ts' | 'js'): Promise<string | undefined> {
  if (text.includes(MARK) || text.includes(HOLE)) return undefined;
  let parts: Part[];
  try {
    parts = partsOf(text);
  } catch (error) {
    if (error instanceof TooHard) return undefined;
    throw error;
  }
  for (;;) {
    if (parts.every((part) => typeof part === 'string')) return `${parts.join('\n').replace(/^\n+/, '')}\n`;
    const pieces = parts.filter((part) => typeof part !== 'string');
    const done = await piecesOf(pieces, language);
    if (done === undefined) return undefined;
    let next = 0;
    parts = parts.flatMap((part) => (typeof part === 'string' ? [part] : filled(part, done[next++] ?? [])));
  }
}

/** What prettier made of a piece, with the statements of its blocks. */
function filled({ holes }: Piece, lines: readonly string[]): Part[] {
  let next = 0;
  return lines.flatMap((line) => {
    if (line.trim() !== HOLE) return [line];
    return holes[next++]?.((line.length - HOLE.length) / 2) ?? [];
  });
}

/** Stands between the pieces, which prettier gets as one text. */
const MARK = '$$next';

/** undefined if one of them means nothing without what is around it, like a `break`. */
async function piecesOf(
  pieces: readonly Piece[],
  language: 'ts' | 'js',
): Promise<readonly (readonly string[])[] | undefined> {
  const text = pieces.map(
    (piece) => `${MARK};\n${opened(piece)}\n${piece.lines.join('\n')}\n${'}'.repeat(piece.depth)}\n`,
  );
  let done: string;
  try {
    done = await prettier(text.join(''), language);
  } catch {
    return undefined;
  }
  const [, ...found] = done.split(new RegExp(`^${MARK.replaceAll('$', '\\$')};\n`, 'm'));
  return found.map((one, i) => {
    const { depth } = pieces[i] ?? { depth: 0 };
    const lines = one.trim().split('\n');
    return lines.slice(depth, lines.length - depth);
  });
}

/** As many blocks as were around it: of a class, a function that may park, and loops. */
function opened({ place, depth }: Piece): string {
  const own = place === 'class' ? ['class $ extends $ {'] : [];
  const outer = depth - own.length;
  const blocks = outer > 0 ? ['async function* $() {', ...Array<string>(outer - 1).fill('for (;;) {')] : [];
  return [...blocks, ...own].join('\n');
}

/**
 * The last step: prettier's form. Prettier takes more time than all else together, so most lines are printed here, in the same
 * form (a test compares them), and prettier gets the rest.
 */
import { HOLE, type Part, type Piece, partsOf } from './format/blocks.js';
import { prettier } from './format/prettier.js';
import { TooHard } from './format/tokens.js';

export async function formatted(text: string, language: 'ts' | 'js'): Promise<string> {
  const [only = ''] = await allFormatted([text], language);
  return only;
}

/** Prettier gets what is left of all texts as one: most of a call is what it does before it begins, and what it does for the first time. */
export async function allFormatted(texts: readonly string[], language: 'ts' | 'js'): Promise<string[]> {
  const known = texts.map(partsIn);
  const filled = await allFilled(
    known.map((parts) => parts ?? []),
    language,
  );
  const results: string[] = [];
  for (const [i, text] of texts.entries()) {
    const lines = known[i] === undefined ? undefined : filled?.[i];
    if (lines !== undefined) results.push(`${lines.join('\n').replace(/^\n+/, '')}\n`);
    // One of several may be the reason why nothing was filled in.
    else results.push(await (texts.length > 1 ? formatted : prettier)(text, language));
  }
  return results;
}

/** undefined if the text is for prettier as a whole. */
function partsIn(text: string): readonly Part[] | undefined {
  if (text.includes(MARK) || text.includes(HOLE)) return undefined;
  try {
    return partsOf(text);
  } catch (error) {
    if (error instanceof TooHard) return undefined;
    throw error;
  }
}

/** The lines of all texts; undefined if a piece of one means nothing by itself. */
async function allFilled(
  texts: readonly (readonly Part[])[],
  language: 'ts' | 'js',
): Promise<readonly (readonly string[])[] | undefined> {
  let open = texts;
  for (;;) {
    const pieces = open.flat().filter((part) => typeof part !== 'string');
    if (pieces.length === 0) return open as readonly (readonly string[])[];
    const done = await piecesOf(pieces, language);
    if (done === undefined) return undefined;
    let next = 0;
    open = open.map((parts) =>
      parts.flatMap((part) => (typeof part === 'string' ? [part] : filled(part, done[next++] ?? []))),
    );
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

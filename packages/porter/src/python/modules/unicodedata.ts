/** Python's unicodedata: what JavaScript knows of characters. Their names it does not. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { digitOf } from '../number-texts.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';

export function normalize(form: string, text: string): string {
  if (!/^NFK?[CD]$/.test(form)) throw new ValueError('invalid normalization form');
  return text.normalize(form);
}

export function is_normalized(form: string, text: string): boolean {
  return normalize(form, text) === text;
}

function single(name: string, char: Value): string {
  if (typeof char !== 'string')
    throw new PyTypeError(`${name}() argument must be a unicode character, not ${typeName(char)}`);
  if ([...char].length !== 1)
    throw new PyTypeError(
      `${name}(): argument must be a unicode character, not a string of length ${String([...char].length)}`,
    );
  return char;
}

const CATEGORIES = 'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co'
  .split(' ')
  .map((name) => [name, new RegExp(`^\\p{${name}}`, 'u')] as const);

export function category(char: Value): string {
  const text = single('category', char);
  return CATEGORIES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'Cn';
}

/** A character of each combining class. */
const CLASSES: readonly (readonly [number, number])[] = [
  [1, 0x0334],
  [6, 0x16ff0],
  [7, 0x093c],
  [8, 0x3099],
  [9, 0x094d],
  [10, 0x05b0],
  [11, 0x05b1],
  [12, 0x05b2],
  [13, 0x05b3],
  [14, 0x05b4],
  [15, 0x05b5],
  [16, 0x05b6],
  [17, 0x05b7],
  [18, 0x05b8],
  [19, 0x05b9],
  [20, 0x05bb],
  [21, 0x05bc],
  [22, 0x05bd],
  [23, 0x05bf],
  [24, 0x05c1],
  [25, 0x05c2],
  [26, 0xfb1e],
  [27, 0x064b],
  [28, 0x064c],
  [29, 0x064d],
  [30, 0x0618],
  [31, 0x0619],
  [32, 0x061a],
  [33, 0x0651],
  [34, 0x0652],
  [35, 0x0670],
  [36, 0x0711],
  [84, 0x0c55],
  [91, 0x0c56],
  [103, 0x0e38],
  [107, 0x0e48],
  [118, 0x0eb8],
  [122, 0x0ec8],
  [129, 0x0f71],
  [130, 0x0f72],
  [132, 0x0f74],
  [202, 0x0321],
  [214, 0x1dce],
  [216, 0x031b],
  [218, 0x1dfa],
  [220, 0x0316],
  [222, 0x059a],
  [224, 0x302e],
  [226, 0x1d16d],
  [228, 0x05ae],
  [230, 0x0300],
  [232, 0x0315],
  [233, 0x035c],
  [234, 0x035d],
  [240, 0x0345],
];

/** The combining class: marks are put in the order of theirs, unless it is the same. */
export function combining(char: Value): number {
  const text = single('combining', char).normalize('NFD');
  const isMoved = (a: string, b: string): boolean => `a${a}${b}`.normalize('NFD') !== `a${a}${b}`;
  const marks = CLASSES.map(([number, code]) => [number, String.fromCodePoint(code)] as const);
  if (!marks.some(([, mark]) => isMoved(text, mark) || isMoved(mark, text))) return 0;
  return marks.find(([, mark]) => !isMoved(text, mark) && !isMoved(mark, text))?.[0] ?? 0;
}

/** The number that a digit of any script means. */
export function decimal(char: Value, ...otherwise: Value[]): Value {
  const digit = single('decimal', char);
  if (/^\p{Nd}/u.test(digit)) return digitOf(digit);
  if (otherwise.length > 0) return otherwise[0];
  throw new ValueError('not a decimal');
}

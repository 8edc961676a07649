/**
 * Patterns of file names: `*`, `?`, `[a-z]`, `[^ab]`, and `\` before a character that is to stand for itself. No regular
 * expression is made of one: a pattern from a stranger may be made to backtrack for ever. Here a star that has covered too
 * little covers one character more, and those before it are settled: the time is at most the product of both lengths.
 */
type Part = '*' | ((character: string) => boolean);

const PART = /\\([^])|\[(\^?)((?:\\[^]|[^\]\\])*)\]?|[^]/g;
const RANGE = /\\?([^])(?:-\\?([^]))?/g;

/** Does a text match the pattern, as a whole? */
export function glob(pattern: string): (text: string) => boolean {
  const parts = Array.from(pattern.matchAll(PART), partOf);
  return (text) => {
    let [next, at] = [0, 0];
    let [star, covered] = [-1, 0];
    while (at < text.length) {
      const part = parts[next];
      if (part === '*') [star, covered] = [next++, at];
      else if (part?.(text.charAt(at)) === true) [next, at] = [next + 1, at + 1];
      else if (star >= 0) [next, at] = [star + 1, ++covered];
      else return false;
    }
    return parts.slice(next).every((part) => part === '*');
  };
}

function partOf([whole, escaped, not, members]: RegExpMatchArray): Part {
  if (whole === '*') return '*';
  if (whole === '?') return () => true;
  if (members === undefined) return (character) => character === (escaped ?? whole);
  const ranges = Array.from(members.matchAll(RANGE), ([, from = '', to = from]) => [from, to].sort());
  const isMember = (character: string): boolean =>
    ranges.some(([from = '', to = '']) => from <= character && character <= to);
  return not === '^' ? (character) => !isMember(character) : isMember;
}

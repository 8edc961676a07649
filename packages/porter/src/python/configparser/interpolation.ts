/** `%(name)s` in the value of an option. */
import type { Dict } from '../dict.js';
import { repr } from '../text.js';
import { InterpolationError, InterpolationMissingOptionError, InterpolationSyntaxError } from './errors.js';

const DEEPEST = 10;

export function interpolated(
  value: string,
  section: string,
  option: string,
  all: Dict,
  nameOf: (name: string) => string,
  depth = 1,
): string {
  if (depth > DEEPEST)
    throw new InterpolationError(
      `Recursion limit exceeded in value substitution: option ${repr(option)} in section ${repr(section)} contains an interpolation key which cannot be substituted in ${String(DEEPEST)} steps. Raw value: ${repr(value)}`,
    );
  return value.replace(/%(?:%|\(([^)]+)\)s|)/g, (found: string, name: string | undefined, at: number) => {
    if (found === '%%') return '%';
    if (name === undefined)
      throw new InterpolationSyntaxError(
        value[at + 1] === '('
          ? `bad interpolation variable reference ${repr(value.slice(at))}`
          : `'%' must be followed by '%' or '(', found: ${repr(value.slice(at))}`,
      );
    const key = nameOf(name);
    if (!all.has(key)) throw new InterpolationMissingOptionError(option, section, value, key);
    return interpolated(String(all.at(key)), section, option, all, nameOf, depth + 1);
  });
}

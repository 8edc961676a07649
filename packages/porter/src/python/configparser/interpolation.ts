/** `%(name)s` in the value of an option, or `${name}` and `${section:name}`. */
import type { Dict } from '../dict.js';
import { PyObject } from '../object.js';
import { repr } from '../text.js';
import { InterpolationError, InterpolationMissingOptionError, InterpolationSyntaxError } from './errors.js';

const DEEPEST = 10;

export class BasicInterpolation extends PyObject {}
export class ExtendedInterpolation extends PyObject {}

function tooDeep(value: string, section: string, option: string): Error {
  return new InterpolationError(
    `Recursion limit exceeded in value substitution: option ${repr(option)} in section ${repr(section)} contains an interpolation key which cannot be substituted in ${String(DEEPEST)} steps. Raw value: ${repr(value)}`,
  );
}

export function interpolated(
  value: string,
  section: string,
  option: string,
  all: Dict,
  nameOf: (name: string) => string,
  depth = 1,
): string {
  if (depth > DEEPEST) throw tooDeep(value, section, option);
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

/** `find` gives what is written for an option of a section; undefined if there is none. */
export function extended(
  value: string,
  section: string,
  option: string,
  find: (section: string, name: string) => string | undefined,
  depth = 1,
): string {
  if (depth > DEEPEST) throw tooDeep(value, section, option);
  return value.replace(/\$(?:\$|\{([^}]+)\}|)/g, (found: string, path: string | undefined, at: number) => {
    if (found === '$$') return '$';
    const rest = repr(value.slice(at));
    if (path === undefined)
      throw new InterpolationSyntaxError(
        value[at + 1] === '{'
          ? `bad interpolation variable reference ${rest}`
          : `'$' must be followed by '$' or '{', found: ${rest}`,
      );
    const parts = path.split(':');
    if (parts.length > 2) throw new InterpolationSyntaxError(`More than one ':' found: ${rest}`);
    const [from, name] = [parts.length > 1 ? (parts[0] ?? '') : section, parts.at(-1) ?? ''];
    const known = find(from, name);
    if (known === undefined) throw new InterpolationMissingOptionError(option, section, value, path);
    return extended(known, from, name, find, depth + 1);
  });
}

/** Which arguments of a command line are whose: by nargs, as CPython does it, with patterns over a letter for each argument. */
import type { Value } from '../value.js';
import {
  ArgumentError,
  ONE_OR_MORE,
  OPTIONAL,
  PARSER,
  REMAINDER,
  SUPPRESS,
  ZERO_OR_MORE,
} from './actions.js';
import { NEGATIVE, type Registry } from './container.js';

/** An option as it was given: what it is, by which name, and the value after its `=`. */
export interface Given {
  readonly action: Value;
  readonly name: string;
  readonly value: string | null;
}

/** What an argument looks like: an option; null if it is a value. ArgumentError if it may mean several. */
export function optionOf(known: Registry, text: string, abbreviates: boolean): Given | null {
  if (!known.isOption(text)) return null;
  const exact: Value = known.options.get(text);
  if (exact !== undefined) return { action: exact, name: text, value: null };
  if (text.length === 1) return null;
  const at = text.indexOf('=');
  if (at >= 0) {
    const name = text.slice(0, at);
    const action: Value = known.options.get(name);
    if (action !== undefined) return { action, name, value: text.slice(at + 1) };
  }
  const candidates = candidatesFor(known, text, abbreviates);
  if (candidates.length > 1)
    throw new ArgumentError(
      null,
      `ambiguous option: ${text} could match ${candidates.map(({ name }) => name).join(', ')}`,
    );
  const [only] = candidates;
  if (only !== undefined) return only;
  if (NEGATIVE.test(text) && !known.negative) return null;
  if (text.includes(' ')) return null;
  return { action: null, name: text, value: null };
}

/** Options that an abbreviation, or a short one with its value behind it, may mean. */
function candidatesFor(known: Registry, text: string, abbreviates: boolean): Given[] {
  const found: Given[] = [];
  const at = text.indexOf('=');
  if (known.isOption(text.slice(1))) {
    if (!abbreviates) return [];
    const start = at < 0 ? text : text.slice(0, at);
    const value = at < 0 ? null : text.slice(at + 1);
    for (const [name, action] of known.options)
      if (name.startsWith(start)) found.push({ action, name, value });
    return found;
  }
  const short = text.slice(0, 2);
  for (const [name, action] of known.options)
    if (name === short) found.push({ action, name, value: text.slice(2) });
    else if (name.startsWith(text)) found.push({ action, name, value: null });
  return found;
}

function patternOf(action: Value): string {
  const { nargs } = action as { nargs: Value };
  const pattern =
    nargs === null
      ? '(-*A-*)'
      : nargs === OPTIONAL
        ? '(-*A?-*)'
        : nargs === ZERO_OR_MORE
          ? '(-*[A-]*)'
          : nargs === ONE_OR_MORE
            ? '(-*A[A-]*)'
            : nargs === REMAINDER
              ? '([-AO]*)'
              : nargs === PARSER
                ? '(-*A[-AO]*)'
                : nargs === SUPPRESS
                  ? '(-*-*)'
                  : `(-*${'A'.repeat(Number(nargs)).split('').join('-*')}-*)`;
  // The arguments of an option end with `--`.
  return action.option_strings.length === 0 ? pattern : pattern.replaceAll('-*', '').replaceAll('-', '');
}

/** How many arguments an action takes from the beginning of `letters`. */
export function countFor(action: Value, letters: string): number {
  const match = new RegExp(`^${patternOf(action)}`).exec(letters);
  if (match !== null) return match[1]?.length ?? 0;
  const { nargs } = action as { nargs: Value };
  const count = nargs === OPTIONAL ? 'at most one' : nargs === ONE_OR_MORE ? 'at least one' : undefined;
  throw new ArgumentError(
    action,
    nargs === null
      ? 'expected one argument'
      : count !== undefined
        ? `expected ${count} argument`
        : `expected ${String(nargs)} argument${Number(nargs) === 1 ? '' : 's'}`,
  );
}

/** How many arguments each of the next positionals takes: of as many as there are enough for. */
export function countsFor(actions: readonly Value[], letters: string): number[] {
  for (let i = actions.length; i > 0; i--) {
    const match = new RegExp(`^${actions.slice(0, i).map(patternOf).join('')}`).exec(letters);
    if (match !== null) return match.slice(1).map((part) => part.length);
  }
  return [];
}

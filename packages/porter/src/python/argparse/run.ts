/** One command line, taken apart: options and positionals in turn, each handed to its action. */
import { getattr, setattr } from '../attributes.js';
import { ValueError, TypeError as PyTypeError } from '../exceptions.js';
import { contains } from '../compare.js';
import { items } from '../iteration.js';
import { invokePlain } from '../plain.js';
import { repr, text } from '../text.js';
import { nameOf as typeNameOf } from '../types.js';
import type { Value } from '../value.js';
import {
  ArgumentError,
  ArgumentTypeError,
  OPTIONAL,
  PARSER,
  REMAINDER,
  SUPPRESS,
  ZERO_OR_MORE,
  nameOf,
} from './actions.js';
import type { Registry } from './container.js';
import { type Given, countFor, countsFor, optionOf } from './matching.js';

export class Run {
  readonly #parser: Value;
  readonly #known: Registry;
  readonly #args: readonly string[];
  readonly #namespace: Value;
  readonly #options = new Map<number, Given>();
  /** A letter for each argument: an option, a value, `--`. */
  readonly #letters: string;
  #positionals: Value[];
  readonly #seen = new Set<Value>();
  readonly #seenWithValue = new Set<Value>();
  readonly #extras: string[] = [];

  constructor(parser: Value, args: readonly string[], namespace: Value) {
    this.#parser = parser;
    this.#known = parser._registry;
    this.#args = args;
    this.#namespace = namespace;
    this.#positionals = this.#known.actions.filter((action) => action.option_strings.length === 0);
    let letters = '';
    const end = args.indexOf('--');
    args.forEach((arg, i) => {
      const given = end >= 0 && i >= end ? null : optionOf(this.#known, arg, parser.allow_abbrev as boolean);
      if (given !== null) this.#options.set(i, given);
      letters += i === end ? '-' : given === null ? 'A' : 'O';
    });
    this.#letters = letters;
  }

  /** Take all; what nobody takes is returned. */
  go(): string[] {
    const last = Math.max(-1, ...this.#options.keys());
    let at = 0;
    while (at <= last) {
      const next = Math.min(...[...this.#options.keys()].filter((index) => index >= at));
      if (at !== next) {
        const end = this.#takePositionals(at);
        if (end > at) {
          at = end;
          continue;
        }
      }
      if (!this.#options.has(at)) {
        this.#extras.push(...this.#args.slice(at, next));
        at = next;
      }
      at = this.#takeOption(at);
    }
    this.#extras.push(...this.#args.slice(this.#takePositionals(at)));
    this.#checkMissing();
    return this.#extras;
  }

  #takePositionals(start: number): number {
    const counts = countsFor(this.#positionals, this.#letters.slice(start));
    const taken = this.#positionals.slice(0, counts.length);
    let at = start;
    taken.forEach((action, i) => {
      const end = at + (counts[i] ?? 0);
      this.#act(action, this.#args.slice(at, end), null);
      at = end;
    });
    this.#positionals = this.#positionals.slice(counts.length);
    return at;
  }

  #takeOption(start: number): number {
    let { action, name, value } = this.#options.get(start) as Given;
    if (action === null) {
      this.#extras.push(this.#args[start] ?? '');
      return start + 1;
    }
    const found: [action: Value, args: string[], name: string][] = [];
    let stop = start + 1;
    for (;;) {
      if (value === null) {
        stop = start + 1 + countFor(action, this.#letters.slice(start + 1));
        found.push([action, this.#args.slice(start + 1, stop), name]);
        break;
      }
      const count = countFor(action, 'A');
      // `-vvf`: short options that take no value, in one.
      if (count === 0 && !this.#known.isOption(name.slice(1)) && value !== '') {
        found.push([action, [], name]);
        const [first = ''] = value;
        const next: Value = this.#known.options.get((name[0] ?? '') + first);
        if (next === undefined) throw new ArgumentError(action, `ignored explicit argument ${repr(value)}`);
        [action, name] = [next, (name[0] ?? '') + first];
        value = value.length > first.length ? value.slice(first.length) : null;
      } else if (count === 1) {
        found.push([action, [value], name]);
        break;
      } else throw new ArgumentError(action, `ignored explicit argument ${repr(value)}`);
    }
    for (const [one, args, by] of found) this.#act(one, args, by);
    return stop;
  }

  #act(action: Value, args: readonly string[], name: string | null): void {
    this.#seen.add(action);
    const values = valuesOf(this.#parser, action, args);
    if (values !== action.default) {
      this.#seenWithValue.add(action);
      for (const group of this.#known.exclusive)
        if (group.actions.includes(action))
          for (const other of group.actions)
            if (other !== action && this.#seenWithValue.has(other))
              throw new ArgumentError(action, `not allowed with argument ${String(nameOf(other))}`);
    }
    if (values !== SUPPRESS) invokePlain(action, this.#parser, this.#namespace, values, name);
  }

  #checkMissing(): void {
    const missing: Value[] = [];
    for (const action of this.#known.actions) {
      if (this.#seen.has(action)) continue;
      const { dest, default: otherwise } = action as { dest: string; default: Value };
      if (action.required === true) missing.push(nameOf(action));
      else if (typeof otherwise === 'string' && getattr(this.#namespace, dest, null) === otherwise)
        // A default that is text is converted as if it had been given.
        setattr(this.#namespace, dest, converted(action, otherwise));
    }
    if (missing.length > 0)
      throw new ArgumentError(null, `the following arguments are required: ${missing.join(', ')}`);
    for (const { required, actions } of this.#known.exclusive)
      if (required && !actions.some((action) => this.#seenWithValue.has(action)))
        throw new ArgumentError(
          null,
          `one of the arguments ${actions
            .filter((action) => action.help !== SUPPRESS)
            .map(nameOf)
            .join(' ')} is required`,
        );
  }
}

/** What an action gets of its arguments. */
function valuesOf(_parser: Value, action: Value, given: readonly string[]): Value {
  const { nargs } = action as { nargs: Value };
  const args = [...given];
  if (nargs !== PARSER && nargs !== REMAINDER && args.includes('--')) args.splice(args.indexOf('--'), 1);
  const isOption = action.option_strings.length > 0;
  if (args.length === 0 && nargs === OPTIONAL) {
    const value: Value = isOption ? action.const : action.default;
    return typeof value === 'string' ? checked(action, converted(action, value)) : value;
  }
  if (args.length === 0 && nargs === ZERO_OR_MORE && !isOption)
    return action.default === null ? args : checked(action, action.default);
  if (args.length === 1 && (nargs === null || nargs === OPTIONAL))
    return checked(action, converted(action, args[0] as string));
  const values: Value[] = args.map((arg) => converted(action, arg));
  if (nargs === PARSER) checked(action, values[0]);
  else if (nargs !== REMAINDER) for (const value of values) checked(action, value);
  return nargs === SUPPRESS ? SUPPRESS : values;
}

function converted(action: Value, given: string): Value {
  if (action.type === null) return given;
  try {
    return invokePlain(action.type, given);
  } catch (error) {
    if (error instanceof ArgumentTypeError) throw new ArgumentError(action, text(error));
    if (!(error instanceof ValueError) && !(error instanceof PyTypeError)) throw error;
    const name = typeof action.type === 'function' ? typeNameOf(action.type) : repr(action.type);
    throw new ArgumentError(action, `invalid ${name} value: ${repr(given)}`);
  }
}

function checked(action: Value, value: Value): Value {
  if (action.choices !== null && !contains(value, action.choices))
    throw new ArgumentError(
      action,
      `invalid choice: ${repr(value)} (choose from ${[...items(action.choices)].map(repr).join(', ')})`,
    );
  return value;
}

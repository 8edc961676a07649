/** The errors of optparse. */
import { Exception } from '../exceptions.js';
import { home } from '../homes.js';
import { text } from '../text.js';
import type { Value } from '../value.js';

export class OptParseError extends Exception {
  declare msg: string;

  override __init__(msg: Value): void {
    super.__init__(msg);
    this.msg = msg as string;
  }

  __str__(): string {
    return this.msg;
  }
}

/** An option that was made in a wrong way. */
export class OptionError extends OptParseError {
  declare option_id: string;

  override __init__(msg: Value, option?: Value): void {
    super.__init__(msg);
    this.option_id = text(option);
  }

  override __str__(): string {
    return this.option_id === '' ? this.msg : `option ${this.option_id}: ${this.msg}`;
  }
}

export class OptionConflictError extends OptionError {}

/** A value on the command line that is none of the option's. */
export class OptionValueError extends OptParseError {}

/** An option on the command line that is not there. */
export class BadOptionError extends OptParseError {
  declare opt_str: string;

  override __init__(option: Value): void {
    super.__init__(`no such option: ${text(option)}`);
    this.opt_str = option as string;
  }
}

export class AmbiguousOptionError extends BadOptionError {
  declare possibilities: Value;

  override __init__(option: Value, possibilities: Value = []): void {
    super.__init__(option);
    this.possibilities = possibilities;
    this.msg = `ambiguous option: ${text(option)} (${[...(possibilities as string[])].sort().join(', ')}?)`;
  }
}

home(
  'optparse',
  OptParseError,
  OptionError,
  OptionConflictError,
  OptionValueError,
  BadOptionError,
  AmbiguousOptionError,
);

/** Errors of configparser. */
import { Exception } from '../exceptions.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';

class Error_ extends Exception {
  declare message: string;
}
Object.defineProperty(Error_, 'name', { value: 'Error' });
export { Error_ as Error };

export class NoSectionError extends Error_ {
  override __init__(section: Value): void {
    super.__init__(`No section: ${repr(section)}`);
    Object.assign(this, { section });
  }
}

export class NoOptionError extends Error_ {
  override __init__(option: Value, section: Value): void {
    super.__init__(`No option ${repr(option)} in section: ${repr(section)}`);
    Object.assign(this, { option, section });
  }
}

const where = (source: Value, line: Value): string =>
  `While reading from ${repr(source)}${line === null ? '' : ` [line ${String(line).padStart(2)}]`}: `;

export class DuplicateSectionError extends Error_ {
  override __init__(section: Value, source: Value = null, line: Value = null): void {
    super.__init__(
      source === null
        ? `Section ${repr(section)} already exists`
        : `${where(source, line)}section ${repr(section)} already exists`,
    );
    Object.assign(this, { section, source, lineno: line });
  }
}

export class DuplicateOptionError extends Error_ {
  override __init__(section: Value, option: Value, source: Value = null, line: Value = null): void {
    super.__init__(
      `${source === null ? '' : where(source, line)}option ${repr(option)} in section ${repr(section)} already exists`,
    );
    Object.assign(this, { section, option, source, lineno: line });
  }
}

export class ParsingError extends Error_ {
  override __init__(source: Value, errors: readonly [number, string][] = []): void {
    super.__init__(
      `Source contains parsing errors: ${repr(source)}${errors.map(([line, said]) => `\n\t[line ${String(line).padStart(2)}]: ${repr(said)}`).join('')}`,
    );
    Object.assign(this, { source });
  }
}

export class MissingSectionHeaderError extends ParsingError {
  override __init__(source: Value, line?: Value, said?: Value): void {
    super.__init__(source);
    const message = `File contains no section headers.\nfile: ${repr(source)}, line: ${text(line)}\n${repr(said)}`;
    Exception.prototype.__init__.call(this, message);
    Object.assign(this, { lineno: line, line: said });
  }
}

export class InterpolationError extends Error_ {}

export class InterpolationMissingOptionError extends InterpolationError {
  override __init__(option: string, section: string, raw: string, reference: string): void {
    super.__init__(
      `Bad value substitution: option ${repr(option)} in section ${repr(section)} contains an interpolation key ${repr(reference)} which is not a valid option name. Raw value: ${repr(raw)}`,
    );
    Object.assign(this, { option, section, reference });
  }
}

export class InterpolationSyntaxError extends InterpolationError {}

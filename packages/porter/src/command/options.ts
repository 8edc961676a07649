/** The options of the command. */
import { parseArgs } from 'node:util';
import type { PortOptions } from '../port.js';

export interface CommandOptions extends PortOptions {
  readonly inputs: readonly string[];
  /** The folder that files are written to; standard output for one file unless said. */
  readonly out: string | undefined;
  /** Write nothing, and report. */
  readonly check: boolean;
  readonly report: 'text' | 'json';
  /** What may differ counts as refused. */
  readonly strict: boolean;
  readonly help: boolean;
}

export const USAGE = `Usage: evergreen-port FILE|DIR... [options]

Ports Python programs for Evergreen and gevent to TypeScript. A folder is one program.

  -o, --out DIR                      write there (default: one file to standard output)
      --from gevent|evergreen|auto   the library that the program is written for
      --python 2|3|auto              the Python that it is written in
      --emit ts|js                   what is written
      --check                        write nothing: report only
      --report text|json             the form of the report, on standard error (json: on standard output)
      --strict                       what may differ counts as refused
  -h, --help

The exit code is 0 if all was ported, 1 if something was refused, 2 if a file is no Python.
`;

/** Thrown for arguments that make no sense. */
export class UsageError extends Error {}

function oneOf<T extends string>(
  name: string,
  given: string | undefined,
  values: readonly T[],
  otherwise: T,
): T {
  if (given === undefined) return otherwise;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError(`--${name} is one of ${values.join(', ')}, not ${given}`);
  return found;
}

/** Options of the command line. UsageError if they cannot be understood. */
export function optionsOf(args: readonly string[]): CommandOptions {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string', short: 'o' },
        from: { type: 'string' },
        python: { type: 'string' },
        emit: { type: 'string' },
        check: { type: 'boolean' },
        report: { type: 'string' },
        strict: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  const python = oneOf('python', values.python, ['2', '3', 'auto'], 'auto');
  if (positionals.length === 0 && values.help !== true) throw new UsageError('name a file or a folder');
  return {
    inputs: positionals,
    out: values.out,
    from: oneOf('from', values.from, ['gevent', 'evergreen', 'auto'], 'auto'),
    python: python === 'auto' ? 'auto' : python === '2' ? 2 : 3,
    emit: oneOf('emit', values.emit, ['ts', 'js'], 'ts'),
    check: values.check ?? false,
    report: oneOf('report', values.report, ['text', 'json'], 'text'),
    strict: values.strict ?? false,
    help: values.help ?? false,
  };
}

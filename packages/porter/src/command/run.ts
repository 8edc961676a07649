/** The command around the porter: files in, files and a report out. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type InputFile, type Ported, port } from '../port.js';
import { type Report, summed } from '../report.js';
import { PythonSyntaxError } from '../syntax.js';
import { type CommandOptions, USAGE, UsageError, optionsOf } from './options.js';
import { textOf } from './text-report.js';

/** Where the command writes. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether err is a terminal: progress is shown on one. */
  readonly interactive: boolean;
}

/** A program: a file, or all files of a folder. */
function programOf(input: string): InputFile[] {
  if (!statSync(input).isDirectory()) return [{ path: basename(input), text: readFileSync(input, 'utf8') }];
  return readdirSync(input, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.py') && !/(?:^|\/)(?:\.|__pycache__|node_modules)/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(input, path), 'utf8') }));
}

/** More files than this are told of while they are ported. */
const MANY = 10;

/** Run the command; returns its exit code. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let options: CommandOptions;
  try {
    options = optionsOf(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.err(`evergreen-port: ${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    streams.out(USAGE);
    return 0;
  }
  const results: Ported[] = [];
  for (const input of options.inputs) {
    const result = await ported(input, options, streams);
    if (result === undefined) return 2;
    results.push(result);
  }
  const report = summed(results.flatMap((result) => result.report.files));
  if (!options.check) write(results, options, streams);
  tell(report, options, streams);
  return report.refused > 0 || (options.strict && report.check > 0) ? 1 : 0;
}

async function ported(input: string, options: CommandOptions, streams: Streams): Promise<Ported | undefined> {
  let files: InputFile[];
  try {
    files = programOf(input);
  } catch (error) {
    streams.err(`evergreen-port: ${(error as Error).message}\n`);
    return undefined;
  }
  if (files.length > MANY && streams.interactive)
    streams.err(`porting ${String(files.length)} files of ${input} …\n`);
  try {
    const { from = 'auto', python = 'auto', emit = 'ts' } = options;
    return await port(files, { from, python, emit });
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    streams.err(`${error.message}\n${error.excerpt}\n`);
    return undefined;
  }
}

function write(results: readonly Ported[], { out }: CommandOptions, streams: Streams): void {
  const files = results.flatMap((result) => result.files);
  const [only] = files;
  if (out === undefined && files.length === 1 && only !== undefined) {
    streams.out(only.text);
    return;
  }
  for (const { path, text } of files) {
    const target = join(out ?? '.', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (files.length > MANY && streams.interactive) streams.err(`${relative('.', target)}\n`);
  }
}

function tell(report: Report, options: CommandOptions, streams: Streams): void {
  if (options.report === 'json') {
    // The text of a single file is on standard output already.
    const isFree = options.check || options.out !== undefined || report.files.length > 1;
    (isFree ? streams.out : streams.err)(`${JSON.stringify(report, null, 2)}\n`);
  } else streams.err(textOf(report));
}

/**
 * gevent's subprocess, over evergreen-ts/subprocess: Popen, run, call, check_call, check_output. Popen() parks until its program
 * runs; it is a function here. Not there: preexec_fn, close_fds and their like, and arguments of a shell.
 */
import { constants } from 'node:os';
import { spawn as begin } from 'evergreen-ts';
import { Process, type ProcessOptions } from 'evergreen-ts/subprocess';
import { Dict } from '../python/dict.js';
import {
  Exception,
  NotImplementedError,
  TimeoutError,
  TypeError as PyTypeError,
  ValueError,
  caught,
} from '../python/exceptions.js';
import { bool, items } from '../python/iteration.js';
import { encode } from '../python/encodings.js';
import { Kw, keywords } from '../python/keywords.js';
import { PipeFile, type TextStyle } from './pipe-file.js';
import { toEncode } from '../python/base-n/data.js';
import { PyObject, hidden } from '../python/object.js';
import { systemError, writeOut } from '../python/files/system.js';
import { fspath } from '../python/paths/fspath.js';
import { repr, text } from '../python/text.js';
import { type Tuple, tup } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { home } from '../python/homes.js';

type Steps<T = Value> = Generator<Value, T>;

const PIPE = -1;
const STDOUT = -2;
const DEVNULL = -3;

class SubprocessError extends Exception {}

/** A program that did not exit with 0. */
class CalledProcessError extends SubprocessError {
  override __init__(returncode: Value, cmd: Value, output: Value = null, stderr: Value = null): void {
    super.__init__(returncode, cmd, output, stderr);
    hidden(this as unknown as PyObject, 'returncode', 'cmd', 'output', 'stdout', 'stderr');
    Object.assign(this, { returncode, cmd, output, stdout: output, stderr });
  }

  __str__(): string {
    const code = Number(this.returncode);
    const how =
      code < 0 ? `died with ${repr(signalName(-code))}.` : `returned non-zero exit status ${String(code)}.`;
    return `Command '${text(this.cmd)}' ${code < 0 ? how.replaceAll("'", '') : how}`;
  }
}

/** A program that took too long. */
class TimeoutExpired extends SubprocessError {
  override __init__(cmd: Value, timeout: Value, output: Value = null, stderr: Value = null): void {
    super.__init__(cmd, timeout, output, stderr);
    hidden(this as unknown as PyObject, 'cmd', 'timeout', 'output', 'stdout', 'stderr');
    Object.assign(this, { cmd, timeout, output, stdout: output, stderr });
  }

  __str__(): string {
    return `Command '${text(this.cmd)}' timed out after ${text(this.timeout)} seconds`;
  }
}

class CompletedProcess extends PyObject {
  override __init__(args: Value, returncode: Value, stdout: Value = null, stderr: Value = null): void {
    Object.assign(this, { args, returncode, stdout, stderr });
  }

  check_returncode(): void {
    if (this.returncode !== 0)
      throw new CalledProcessError(this.returncode, this.args, this.stdout, this.stderr);
  }

  __repr__(): string {
    const shown = [`args=${repr(this.args)}`, `returncode=${repr(this.returncode)}`];
    for (const name of ['stdout', 'stderr'])
      if (this[name] !== null) shown.push(`${name}=${repr(this[name])}`);
    return `CompletedProcess(${shown.join(', ')})`;
  }
}

const signalName = (number: number): string =>
  `<Signals.${Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? ''}: ${String(number)}>`;

/** What these take by name; the rest is refused. */
const OPTIONS = new Set(
  'stdin stdout stderr shell cwd env universal_newlines text encoding errors bufsize executable close_fds start_new_session'.split(
    ' ',
  ),
);

/** How a program is started, as evergreen-ts has it. */
interface Started {
  readonly command: string;
  readonly args: string[];
  readonly options: ProcessOptions;
  /** How text is written, if the program asks for text. */
  readonly text: TextStyle | undefined;
  /** What another program writes, and this one reads. */
  readonly source: PipeFile | undefined;
}

function startedBy(args: Value, named: Dict): Started {
  for (const name of named)
    if (!OPTIONS.has(String(name)) || (name === 'executable' && named.at(name) !== null))
      throw new NotImplementedError(`${text(name)} of subprocess is not there in evergreen-port`);
  const isShell = bool(named.get('shell', false));
  const list: string[] = typeof args === 'string' ? [args] : [...items(args)].map((one) => text(fspath(one)));
  if (isShell && typeof args !== 'string' && list.length > 1)
    throw new NotImplementedError('a list with shell=True is not there in evergreen-port');
  const [command = '', ...rest] = list;
  const stream = (name: string): 'pipe' | 'ignore' | 'inherit' | number => {
    const given: Value = named.get(name);
    if (given === null) return 'inherit';
    if (name === 'stdin' && given instanceof PipeFile) return 'pipe';
    if (given === PIPE) return 'pipe';
    if (given === DEVNULL) return 'ignore';
    return Number(typeof given.fileno === 'function' ? given.fileno() : given);
  };
  const env: Value = named.get('env');
  const errors: Value = named.get('stderr');
  return {
    command,
    args: rest,
    text: ['universal_newlines', 'text', 'encoding', 'errors'].some((name) => bool(named.get(name)))
      ? { encoding: named.get('encoding') ?? 'utf-8', errors: named.get('errors') ?? 'strict' }
      : undefined,
    source: named.get('stdin') instanceof PipeFile ? (named.get('stdin') as PipeFile) : undefined,
    options: {
      ...(isShell ? { shell: true } : {}),
      ...(named.get('cwd') === null ? {} : { cwd: fspath(named.get('cwd')) as string }),
      ...(env === null ? {} : { env: Object.fromEntries(env.items() as Iterable<[string, string]>) }),
      ...(bool(named.get('start_new_session', false)) ? { detached: true } : {}),
      stdin: stream('stdin'),
      stdout: stream('stdout'),
      stderr: errors === STDOUT ? 'stdout' : stream('stderr'),
    },
  };
}

/** A running program. */
class Child extends PyObject {
  readonly #process: Process;
  readonly #started: Started;
  /** Those that are pipes. */
  readonly #files = new Map<string, PipeFile>();

  constructor(args: Value, process: Process, started: Started) {
    super();
    this.#process = process;
    this.#started = started;
    this.args = args;
    started.source?._feed(process.stdin);
    for (const name of ['stdin', 'stdout', 'stderr'] as const)
      if (started.options[name] === 'pipe' && (name !== 'stdin' || started.source === undefined))
        this.#files.set(name, new PipeFile(process[name], started.text, name === 'stdin'));
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Not negative: its exit code; negative: the signal that ended it; None while it runs. */
  get returncode(): Value {
    const { status } = this.#process;
    if (status === undefined) return null;
    return status.signal === null ? status.code : -constants.signals[status.signal];
  }

  poll(): Value {
    return this.returncode;
  }

  *wait(timeout: Value = null): Steps {
    try {
      yield* this.#process.wait(timeout === null ? undefined : Number(timeout));
    } catch (error) {
      throw this.#given(error, timeout);
    }
    return this.returncode;
  }

  #given(error: Value, timeout: Value): Value {
    return timeout !== null && caught(error) instanceof TimeoutError
      ? new TimeoutExpired(this.args, timeout)
      : error;
  }

  /** `communicate(input=None, timeout=None)`: what it wrote to its pipes. */
  *communicate(input: Value = null, timeout: Value = null): Steps<Tuple> {
    if (this.#started.source !== undefined) return yield* this.#gathered(timeout);
    const style = this.#started.text;
    let outputs;
    try {
      outputs = yield* this.#process.communicate(
        input === null
          ? undefined
          : style === undefined
            ? toEncode(input)
            : encode(input as string, style.encoding),
        timeout === null ? undefined : Number(timeout),
      );
    } catch (error) {
      throw this.#given(error, timeout);
    }
    const shown = (name: 'stdout' | 'stderr'): Value =>
      this.#files.get(name)?._and(outputs[name] as Buffer) ?? null;
    return tup(shown('stdout'), shown('stderr'));
  }

  /** communicate() of a program that reads what another writes. */
  *#gathered(timeout: Value): Steps<Tuple> {
    const reading = ['stdout', 'stderr'].map((name) => {
      const file = this.#files.get(name);
      return file === undefined ? undefined : begin(() => file.read());
    });
    yield* this.wait(timeout);
    const outputs: Value[] = [];
    for (const one of reading) outputs.push(one === undefined ? null : yield* one.get());
    return tup(...outputs);
  }

  send_signal(signal: Value): void {
    const name = Object.entries(constants.signals).find(([, number]) => number === Number(signal))?.[0];
    if (name === undefined) throw new ValueError(`invalid signal: ${text(signal)}`);
    this.#process.kill(name as NodeJS.Signals);
  }

  terminate(): void {
    this.#process.kill('SIGTERM');
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  get stdin(): Value {
    return this.#files.get('stdin') ?? null;
  }

  get stdout(): Value {
    return this.#files.get('stdout') ?? null;
  }

  get stderr(): Value {
    return this.#files.get('stderr') ?? null;
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps<boolean> {
    for (const file of this.#files.values()) yield* file.close();
    yield* this.wait();
    return false;
  }
}
Object.defineProperty(Child, 'name', { value: 'Popen' });

function* Popen(args: Value, ...rest: Value[]): Steps<Child> {
  const named = keywords(rest);
  if (rest.length > 0) throw new PyTypeError('Popen() takes its options by name in evergreen-port');
  const started = startedBy(args, named);
  try {
    writeOut();
    return new Child(args, yield* Process.spawn(started.command, started.args, started.options), started);
  } catch (error) {
    throw systemError(error, started.command);
  }
}

/** `run(args, input=None, capture_output=False, timeout=None, check=False, **options)`. */
function* run(args: Value, ...rest: Value[]): Steps<CompletedProcess> {
  const named = keywords(rest);
  const take = (name: string): Value => (named.has(name) ? (named.pop(name) as Value) : null);
  const [input, timeout, checks] = [take('input'), take('timeout'), bool(take('check'))];
  if (input !== null) {
    if (named.get('stdin') !== null) throw new ValueError('stdin and input arguments may not both be used.');
    named.set('stdin', PIPE);
  }
  if (bool(take('capture_output'))) {
    if (named.get('stdout') !== null || named.get('stderr') !== null)
      throw new ValueError('stdout and stderr arguments may not be used with capture_output.');
    named.set('stdout', PIPE);
    named.set('stderr', PIPE);
  }
  const child = yield* Popen(args, ...withOptions(named));
  let stdout: Value;
  let stderr: Value;
  try {
    [stdout, stderr] = yield* child.communicate(input, timeout);
  } finally {
    // Whatever ends the wait ends the program.
    if (child.returncode === null) child.kill();
  }
  const done = new CompletedProcess(args, child.returncode, stdout, stderr);
  if (checks) done.check_returncode();
  return done;
}

const withOptions = (named: Dict): Value[] => {
  const made = new Kw();
  made.update(named);
  return [made];
};

function* call(args: Value, ...rest: Value[]): Steps {
  return (yield* run(args, ...rest)).returncode;
}

function* check_call(args: Value, ...rest: Value[]): Steps<number> {
  const { returncode } = yield* run(args, ...rest);
  if (returncode !== 0) throw new CalledProcessError(returncode, args);
  return 0;
}

function* check_output(args: Value, ...rest: Value[]): Steps {
  const named = keywords(rest);
  if (named.has('stdout')) throw new ValueError('stdout argument not allowed, it will be overridden.');
  named.set('stdout', PIPE);
  named.set('check', true);
  return (yield* run(args, ...withOptions(named))).stdout;
}

/** The exit code and what a command line prints, without the end of its last line. */
function* getstatusoutput(command: Value): Steps {
  const named = new Kw();
  for (const [name, value] of Object.entries({ shell: true, text: true, stdout: PIPE, stderr: STDOUT }))
    named.set(name, value);
  const done = yield* run(command, named);
  return tup(done.returncode, String(done.stdout).replace(/\n$/, ''));
}

function* getoutput(command: Value): Steps {
  const [, printed]: Value = yield* getstatusoutput(command);
  return printed;
}

export const subprocess = {
  getstatusoutput,
  getoutput,
  PIPE,
  STDOUT,
  DEVNULL,
  Popen,
  Child,
  PipeFile,
  run,
  call,
  check_call,
  check_output,
  CompletedProcess,
  CalledProcessError,
  TimeoutExpired,
  SubprocessError,
};

home('subprocess', SubprocessError, CalledProcessError, TimeoutExpired, CompletedProcess);

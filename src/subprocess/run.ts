/**
 * run(): a program to its end, in one call. Whatever ends the call, nothing of the child is left afterwards.
 */
import { checkBoolean, checkCount, checkOptions, checkTimeout, isInstance } from '../check.js';
import type { Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { trimmed } from '../trim.js';
import { type Command, checkInput, checkedCommand } from './command.js';
import { type ExitStatus, ProcessError } from './error.js';
import { TooMuchOutput } from './exchange.js';
import type { RunOptions } from './options.js';
import { type Outputs, type Talk, endAndWait, spawnChecked, takeOutput, talkWith } from './process.js';

/** How a process has ended, and what it wrote. */
export interface Completed extends ExitStatus {
  /** Empty unless it is a pipe. */
  readonly stdout: Buffer;
  /** Empty unless it is a pipe. */
  readonly stderr: Buffer;
}

/** The longest piece of what it said last that is told by an error. */
const LONGEST_SAYING = 200;

/**
 * Run a program to the end: of the child, and of its output for at most a second more if a grandchild holds it. Its outputs are
 * pipes unless said otherwise, its input is `input` or empty. Parks. TypeError and RangeError at the call for what cannot be right;
 * ProcessError: as of Process.spawn(), EXIT if it ends otherwise than with status 0 (unless `check` is false), ENOBUFS beyond
 * `maxOutput`; TimeoutError after `timeout`.
 *
 * When it is given up (kill, Timeout, race, an error of these) the child is ended first, by SIGTERM and after `grace` seconds
 * SIGKILL, and nothing of it is left; grandchildren only with `detached`, which has their group signalled.
 *
 * Source: subprocess.run; trio.run_process.
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { run } from 'evergreen-ts/subprocess';
 *
 * function* branch(): Op<string> {
 *   const { stdout } = yield* run('git', ['branch', '--show-current'], { timeout: 5 });
 *   return stdout.toString().trim();
 * }
 */
export function run(command: string, args: readonly string[] = [], options: RunOptions = {}): Op<Completed> {
  checkOptions('the options of a process', options);
  const { input, timeout, check = true, maxOutput: most = 2 ** 26, ...others } = options;
  checkInput(input);
  checkTimeout(timeout);
  checkBoolean('check', check);
  if (most !== Infinity) checkCount('maxOutput', most);
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const checked = checkedCommand(command, args, others, { stdin, stdout: 'pipe', stderr: 'pipe' });
  if (input !== undefined && checked.stdin !== 'pipe')
    throw trimmed(new TypeError("`input` is written to a pipe: leave `stdin` out, or say 'pipe'"));
  return operation('run', runToEnd(checked, { input, timeout, most }, check));
}

function* runToEnd(command: Command, talk: Talk, check: boolean): Generator<Park, Completed, unknown> {
  const child = yield* spawnChecked(command);
  let output: Outputs;
  try {
    output = yield* talkWith(child, talk);
  } catch (error) {
    yield* endAndWait(child);
    if (!isInstance(error, TooMuchOutput)) throw error;
    throw trimmed(
      new ProcessError(`${command.name} wrote more than ${talk.most} bytes (maxOutput)`, {
        code: 'ENOBUFS',
        status: child.status,
        ...takeOutput(child),
      }),
    );
  }
  const status = child.status as ExitStatus;
  if (check && status.code !== 0) throw trimmed(exitError(command.name, status, output));
  return { ...status, ...output };
}

function exitError(name: string, status: ExitStatus, output: Outputs): ProcessError {
  const how = status.signal === null ? `exited with status ${status.code}` : `was ended by ${status.signal}`;
  const saying = output.stderr.toString().trimEnd().split('\n').at(-1) ?? '';
  const said = saying === '' ? '' : `: ${saying.slice(0, LONGEST_SAYING)}`;
  return new ProcessError(`${name} ${how}${said}`, { code: 'EXIT', status, ...output });
}

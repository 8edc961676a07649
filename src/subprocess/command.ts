/**
 * What a child is started with, checked: all that can be known to be wrong is an error at the call, before anything starts.
 */
import { fileURLToPath } from 'node:url';
import {
  checkBoolean,
  checkDescriptor,
  checkOptions,
  checkText,
  checkTimeout,
  isInstance,
  isUint8Array,
  kindOf,
} from '../check.js';
import type { ChildOptions } from '../handles/child.js';
import { trimmed } from '../trim.js';
import type { ProcessOptions, Stdio } from './options.js';

/** A command and its options, checked and complete. */
export interface Command {
  /** For people: the program, without its arguments, which may hold secrets. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly child: Omit<ChildOptions, 'stdio'>;
  readonly stdin: Stdio;
  readonly stdout: Stdio;
  readonly stderr: Stdio | 'stdout';
  readonly grace: number;
}

export type StdioDefaults = Pick<Command, 'stdin' | 'stdout' | 'stderr'>;

/** For people, at most so much of a line for the shell. */
const LONGEST_NAME = 60;

export function checkedCommand(
  file: unknown,
  args: unknown,
  options: ProcessOptions,
  defaults: StdioDefaults,
): Command {
  checkPart('the command', file);
  if (file === '') throw trimmed(new RangeError('the command must not be empty'));
  if (!Array.isArray(args))
    throw trimmed(new TypeError(`the arguments of a process are an array of strings, not ${kindOf(args)}`));
  args.forEach((one, index) => checkPart(`argument ${index + 1} of the process`, one));
  checkOptions('the options of a process', options);
  const {
    stdin = defaults.stdin,
    stdout = defaults.stdout,
    stderr = defaults.stderr,
    grace = 5,
    shell = false,
  } = options;
  checkStdio('stdin', stdin);
  checkStdio('stdout', stdout);
  if (stderr !== 'stdout') checkStdio('stderr', stderr);
  checkTimeout(grace);
  if (shell !== false && args.length > 0)
    throw trimmed(new TypeError('with `shell` the command is one line: write the arguments into it, quoted'));
  return {
    name: nameOf(file as string, shell !== false),
    file: file as string,
    args: args.map(String),
    child: childOptions(options),
    stdin,
    stdout,
    stderr,
    grace,
  };
}

function childOptions({
  cwd,
  env,
  shell = false,
  uid,
  gid,
  detached = false,
}: ProcessOptions): Command['child'] {
  if (typeof shell !== 'string') checkBoolean('shell', shell);
  else checkPart('shell', shell);
  if (shell === '') throw trimmed(new RangeError('shell must not be empty'));
  checkBoolean('detached', detached);
  if (uid !== undefined) checkId('uid', uid);
  if (gid !== undefined) checkId('gid', gid);
  return {
    shell,
    detached,
    ...(cwd !== undefined && { cwd: checkedCwd(cwd) }),
    ...(env !== undefined && { env: checkedEnv(env) }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  };
}

function nameOf(file: string, isLine: boolean): string {
  const name = isLine ? JSON.stringify(file) : file;
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}

/** TypeError unless it is a text that the system can be given. */
function checkPart(what: string, value: unknown): void {
  checkText(what, value);
  if ((value as string).includes('\0')) throw trimmed(new TypeError(`${what} must not contain a zero byte`));
}

function checkStdio(what: string, value: unknown): void {
  if (typeof value === 'number') checkDescriptor(value);
  else if (value !== 'pipe' && value !== 'inherit' && value !== 'ignore')
    throw trimmed(
      new TypeError(
        `${what} is 'pipe', 'inherit', 'ignore' or the number of a descriptor, not ${kindOf(value)}`,
      ),
    );
}

function checkId(what: string, value: unknown): void {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= 2 ** 31)
    throw trimmed(new RangeError(`${what} must be an integer, zero or more, not ${kindOf(value)}`));
}

function checkedCwd(cwd: string | URL): string {
  if (!isInstance(cwd, URL)) checkText('cwd', cwd);
  else if (cwd.protocol !== 'file:')
    throw trimmed(new TypeError(`cwd must be a file: URL, not ${cwd.protocol}`));
  const path = typeof cwd === 'string' ? cwd : fileURLToPath(cwd);
  checkPart('cwd', path);
  if (path === '') throw trimmed(new RangeError('cwd must not be empty'));
  return path;
}

/** A copy: what is changed until the process starts has no effect. */
function checkedEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  checkOptions('env', env);
  const variables = Object.entries(env).filter(([, value]) => value !== undefined);
  for (const [name, value] of variables) {
    checkPart(`the environment variable ${name}`, value);
    if (name === '' || /[=\0]/.test(name))
      throw trimmed(new RangeError(`${JSON.stringify(name)} cannot be the name of an environment variable`));
  }
  return Object.fromEntries(variables);
}

/** TypeError unless it can be written to a process. */
export function checkInput(input: unknown): void {
  if (input !== undefined && typeof input !== 'string' && !isUint8Array(input))
    throw trimmed(new TypeError(`the input of a process is a string or a Uint8Array, not ${kindOf(input)}`));
}

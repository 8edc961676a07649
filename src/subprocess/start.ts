/**
 * Starting a child. Its pipes are the system's, but for one case: standard error that leads where standard output does. For that
 * the child is given both as one end of a pair of sockets, which keeps the order of what it writes.
 */
import { ChildHandle, type ChildStdio } from '../handles/child.js';
import type { StreamHandle } from '../handles/handle.js';
import { type SocketPair, socketPair } from '../handles/socket-pair.js';
import { systemErrorText } from '#platform';
import { Action } from '../park/action.js';
import type { Op } from '../park/op.js';
import { trimmed } from '../trim.js';
import type { Command } from './command.js';
import { ProcessError, startError } from './error.js';
import type { ChildPipes } from './exchange.js';
import { ChildInput, ChildOutput } from './streams.js';

/** By the permission model. */
const REFUSED =
  "refused by the permission model: stderr as 'stdout' takes --allow-fs-write for the temporary folder, and --allow-net where Node has it";

export interface Started {
  readonly handle: ChildHandle;
  readonly pid: number;
  readonly pipes: ChildPipes;
}

/** Start it. ProcessError if that fails. Parks, but not after it has started. */
export function* startChild(command: Command): Op<Started> {
  const { stdin, stdout, stderr } = command;
  if (stderr !== 'stdout') return yield* startWith(command, [stdin, stdout, stderr]);
  if (stdout === 'inherit') return yield* startWith(command, [stdin, stdout, 1]);
  if (stdout !== 'pipe') return yield* startWith(command, [stdin, stdout, stdout]);
  const [theirs, ours] = yield* pairFor(command);
  try {
    const fd = theirs.fd ?? -1;
    return yield* startWith(command, [stdin, fd, fd], ours);
  } catch (error) {
    ours.close();
    throw error;
  } finally {
    theirs.close();
  }
}

/** `output`: of a pipe that was made for it. */
function* startWith(
  command: Command,
  stdio: readonly [ChildStdio, ChildStdio, ChildStdio],
  output?: StreamHandle,
): Op<Started> {
  const handle = newChild(command, stdio);
  const { pid } = handle;
  if (pid === undefined) {
    const reason = new Action<Error>(`Process.spawn ${command.name}`, (resume) => handle.onFailure(resume));
    throw trimmed(startError(command, yield* reason));
  }
  const [stdin, stdout = output && handle.ownOutput(output), stderr] = handle.stdio;
  return {
    handle,
    pid,
    pipes: {
      stdin: stdin && new ChildInput(stdin),
      stdout: stdout && new ChildOutput(stdout),
      stderr: stderr && new ChildOutput(stderr),
    },
  };
}

function newChild(command: Command, stdio: readonly [ChildStdio, ChildStdio, ChildStdio]): ChildHandle {
  try {
    return new ChildHandle(command.file, command.args, { ...command.child, stdio });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : trimmed(startError(command, error as NodeJS.ErrnoException));
  }
}

function* pairFor({ name }: Command): Op<SocketPair> {
  const pair = yield* new Action<SocketPair | number>(`Process.spawn ${name}`, socketPair, closeBoth);
  if (typeof pair !== 'number') return pair;
  const [code, text] = systemErrorText(pair);
  const why = code === 'ERR_ACCESS_DENIED' ? REFUSED : text;
  throw trimmed(
    new ProcessError(`cannot start ${name}: there is no pipe for its output: ${why} (${code})`, { code }),
  );
}

function closeBoth(pair: SocketPair | number): void {
  if (typeof pair !== 'number') for (const one of pair) one.close();
}

/**
 * ProcessError: a child that could not be started, or did not do what was asked for.
 */
import { statSync } from 'node:fs';
import { systemErrorText } from '#platform';
import { checkOptions } from '../check.js';
import { EvergreenError } from '../errors.js';
import type { Command } from './command.js';

/** How a process has ended: with a status, or by a signal. */
export interface ExitStatus {
  /** Its exit status; null if a signal ended it. */
  readonly code: number | null;
  /** The signal that ended it; null if it ended by itself. */
  readonly signal: NodeJS.Signals | null;
}

/** What a ProcessError carries besides its message. */
export interface ProcessErrorOptions extends ErrorOptions {
  /** The system's name for it, ENOBUFS, or EXIT. */
  code: string;
  /** How the process has ended, if it was started. */
  status?: ExitStatus | undefined;
  /** What it wrote, as far as that was read. */
  stdout?: Buffer;
  /** Likewise. */
  stderr?: Buffer;
}

/**
 * A process could not be started (`code` is the system's: ENOENT, EACCES, ENOTDIR, ...), may not be signalled (EPERM), wrote more
 * than maxOutput (ENOBUFS), or ended otherwise than with status 0 (EXIT).
 *
 * Source: subprocess.CalledProcessError.
 */
export class ProcessError extends EvergreenError {
  /** How it has ended; undefined if it was not started. */
  readonly status: ExitStatus | undefined;
  /** What it wrote, as far as that was read. */
  readonly stdout: Buffer;
  /** Likewise. */
  readonly stderr: Buffer;

  constructor(message: string, options: ProcessErrorOptions) {
    // Of JavaScript's callers.
    checkOptions('the options of a ProcessError', options);
    const { code, status, stdout = Buffer.alloc(0), stderr = Buffer.alloc(0), cause } = options;
    super('ProcessError', code, message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.stdout = stdout;
    this.stderr = stderr;
  }
}

/** A process could not be started, says Node. */
export function startError({ name, child }: Command, cause: NodeJS.ErrnoException): ProcessError {
  const { code = 'UNKNOWN', errno } = cause;
  const refused = 'refused by the permission model, see --allow-child-process';
  const text = errno === undefined ? cause.message : systemErrorText(errno)[1];
  const why = code === 'ERR_ACCESS_DENIED' ? refused : (wrongCwd(child.cwd) ?? text);
  return new ProcessError(`cannot start ${name}: ${why} (${code})`, { code, cause });
}

/** The system has one and the same error for a program that is missing and for a directory that is. */
function wrongCwd(cwd: string | undefined): string | undefined {
  if (cwd === undefined) return undefined;
  const stats = statSync(cwd, { throwIfNoEntry: false });
  if (stats === undefined) return `the directory it is to start in does not exist, ${cwd}`;
  return stats.isDirectory() ? undefined : `what it is to start in is no directory, ${cwd}`;
}

/**
 * The options of a process, as users give them. They are checked in command.ts.
 */
import type { Bytes } from '../io/stream/stream.js';

/**
 * Where a standard stream of a child leads: 'pipe', a stream of ours; 'inherit', that of this process; 'ignore', nowhere; or a
 * descriptor of this process.
 */
export type Stdio = 'pipe' | 'inherit' | 'ignore' | number;

/** How a process is started. */
export interface ProcessOptions {
  /** The directory it starts in; that of this process by default. */
  cwd?: string | URL;
  /** Its whole environment; that of this process by default. */
  env?: NodeJS.ProcessEnv;
  /** The command is a line for the shell (/bin/sh, or the one that is named): arguments are quoted in it. Never put into it what others wrote. */
  shell?: boolean | string;
  /** The user it runs as, by number. */
  uid?: number;
  /** The group it runs as, by number. */
  gid?: number;
  /** It leads a group (and a session) of its own, which is signalled in its place: with all that it has started. */
  detached?: boolean;
  /** Its standard input. */
  stdin?: Stdio;
  /** Its standard output. */
  stdout?: Stdio;
  /** Its standard error; 'stdout': where that leads. */
  stderr?: Stdio | 'stdout';
  /** Seconds from SIGTERM to SIGKILL when it is given up (default 5). */
  grace?: number;
}

/** How a process is run to the end. */
export interface RunOptions extends ProcessOptions {
  /** What it reads. */
  input?: Bytes;
  /** Seconds: then the process is ended, and TimeoutError thrown. */
  timeout?: number;
  /** ProcessError unless it exits with 0 (default true). */
  check?: boolean;
  /** Bytes of each of stdout and stderr (default 64 MiB): ProcessError ENOBUFS beyond. */
  maxOutput?: number;
}

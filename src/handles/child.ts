/**
 * A child process, over node:child_process: the arguments of the raw object below that differ from Node to Node, and a wrong one
 * aborts the process. What is taken from Node is the child and its pipes. Its sockets are not used where the handles are Node's
 * own, and in any case what it does to them when the child ends is prevented: it would close the child's input, which a grandchild
 * may still read, and have the output flow though nobody asks for it.
 *
 * Ending a child (SIGTERM, and SIGKILL when it has had its time) goes on without anybody who waits, and beyond the loop: the clock
 * is the system's, and when this process ends first, the child is killed at once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { atExit } from './at-exit.js';
import { enterHub, entrance } from './enter-hub.js';
import { EBADF, EPERM } from './errno.js';
import type { StreamHandle, StreamOwner } from './handle.js';
import { handles } from './index.js';
import { HAS_GROUPS, groupLives, sendSignal } from './process-group.js';

/** One of the three standard streams: a pipe of ours, that of this process, nothing, or a descriptor of this process. */
export type ChildStdio = 'pipe' | 'inherit' | 'ignore' | number;

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly shell?: boolean | string;
  readonly uid?: number;
  readonly gid?: number;
  /** It leads a group of its own, which is signalled in its place. */
  readonly detached: boolean;
  readonly stdio: readonly [ChildStdio, ChildStdio, ChildStdio];
}

/** Receives what becomes of a child. */
export interface ChildOwner {
  _onExit(code: number | null, signal: NodeJS.Signals | null): void;
  /** After end(): nothing is left of it, or nothing that could be ended. */
  _onGone(): void;
}

/** The longest time that Node's timers know, in milliseconds. */
const LONGEST = 2 ** 31 - 1;
/** How often a group is looked at whose leader has ended, in milliseconds. */
const LOOK = 20;

export class ChildHandle {
  owner: ChildOwner | undefined = undefined;
  /** Undefined if it could not be started: onFailure() says why. */
  readonly pid: number | undefined;
  /** Its standard streams; undefined where there is no pipe. */
  readonly stdio: readonly (StreamHandle | undefined)[];
  readonly #hub = entrance();
  readonly #child: ChildProcess;
  readonly #leadsGroup: boolean;
  #running = true;
  /** Once end() was called, and until nothing is left: stops its timers. */
  #stopEnding: (() => void) | undefined = undefined;
  /** Of outputs that were closed meanwhile. */
  readonly #closeAtEnd: (() => void)[] = [];

  /** Throws the error of Node's where that is known at once. */
  constructor(command: string, args: readonly string[], { stdio, ...options }: ChildOptions) {
    const { childPipe } = handles(); // first, as it may fail
    const child = spawn(command, args, { ...options, stdio: [...stdio] });
    this.#child = child;
    this.pid = child.pid;
    this.#leadsGroup = options.detached && HAS_GROUPS;
    if (child.pid === undefined) {
      this.stdio = [];
      return;
    }
    this.stdio = [child.stdin, child.stdout, child.stderr].map((pipe, fd) =>
      pipe === null ? undefined : fd === 0 ? inputOf(childPipe(pipe)) : this.ownOutput(childPipe(pipe)),
    );
    Object.assign(child, { stdin: null, stdio: [] });
    child.on('exit', (code, signal) => {
      enterHub(this.#hub, this.#exited, { code, signal });
    });
  }

  /** `call` is called with the reason why it could not be started. */
  onFailure(call: (error: NodeJS.ErrnoException) => void): void {
    const { stdin, stdout, stderr } = this.#child as {
      [Name in 'stdin' | 'stdout' | 'stderr']?: Duplex | null;
    };
    this.#child.on('error', (error) => {
      for (const pipe of [stdin, stdout, stderr]) pipe?.destroy();
      enterHub(this.#hub, call, error);
    });
  }

  /** Returns 0, or the error: ESRCH if it has ended. */
  signal(signal: NodeJS.Signals): number {
    const pid = this.pid as number;
    return sendSignal(this.#leadsGroup ? -pid : pid, signal);
  }

  /** It has ended, and nothing of it is being ended. */
  get gone(): boolean {
    return !this.#running && this.#stopEnding === undefined;
  }

  /** End it, and tell the owner when it has gone. Does nothing if it has ended, or is being ended. */
  end(grace: number): void {
    if (!this.#running || this.#stopEnding !== undefined) return;
    this.#child.ref();
    const kill = (): void => {
      // What may not be signalled cannot be ended.
      if (this.signal('SIGKILL') === EPERM) this.#gone();
    };
    const timer = grace < Infinity ? setTimeout(kill, Math.min(grace * 1000, LONGEST)) : undefined;
    const takeBack = atExit(() => this.signal('SIGKILL'));
    this.#stopEnding = () => {
      clearTimeout(timer);
      takeBack();
    };
    this.signal('SIGTERM');
  }

  /** Whether it keeps this process alive. It does at first, and always while it is being ended. */
  keepAlive(on: boolean): void {
    if (on) this.#child.ref();
    else if (this.#stopEnding === undefined) this.#child.unref();
  }

  readonly #exited = ({ code, signal }: Exit): void => {
    this.#running = false;
    this.owner?._onExit(code, signal);
    if (this.#stopEnding !== undefined) this.#awaitGroup();
  };

  /**
   * The handle, as that of what it writes. While the child is being ended, closing it has the rest read and dropped, until it has gone: it may have
   * something to say about its end, and must not die of that, nor wait for a reader.
   */
  ownOutput(handle: StreamHandle): StreamHandle {
    const close = handle.close.bind(handle);
    return Object.assign(handle, {
      write: refuse,
      shutdown: refuse,
      close: () => {
        if (this.#stopEnding === undefined) {
          close();
          return;
        }
        this.#closeAtEnd.push(close);
        handle.owner = NOBODY;
        handle.readStart();
      },
    });
  }

  /** It has ended; those that it leads have the rest of the time. */
  #awaitGroup(): void {
    if (this.#stopEnding === undefined) return;
    if (this.#leadsGroup && groupLives(this.pid as number)) setTimeout(() => this.#awaitGroup(), LOOK);
    else this.#gone();
  }

  #gone(): void {
    this.#stopEnding?.();
    this.#stopEnding = undefined;
    for (const close of this.#closeAtEnd.splice(0)) close();
    enterHub(this.#hub, () => this.owner?._onGone(), undefined);
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The handle, as that of what it reads. The system's pipe goes both ways: a child's does not. */
function inputOf(handle: StreamHandle): StreamHandle {
  return Object.assign(handle, { readStart: refuse });
}

function refuse(): number {
  return EBADF;
}

const NOBODY: StreamOwner = { _onData: ignore, _onEnd: ignore, _onReadError: ignore };

function ignore(): void {
  // It is nobody's any more.
}

/**
 * Process: a child that runs, with its standard streams as streams of ours. Everything of the system is in the handle
 * (src/handles/child.ts), which also ends it.
 */
import { constants } from 'node:os';
import { checkTimeout, kindOf } from '../check.js';
import { TimeoutError } from '../errors.js';
import type { ChildHandle, ChildOwner } from '../handles/child.js';
import { EPERM, ESRCH, errorcode } from '../handles/errno.js';
import { PipeError } from '../io/errors.js';
import type { BaseStream, Bytes } from '../io/stream/stream.js';
import { type Closeable, adopt, disown } from '../loop/thread.js';
import { checkpoint } from '../park/checkpoint.js';
import { errorsNameCaller } from '../park/frames.js';
import { moveOnAfter } from '../park/limit.js';
import type { Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../park/waiter.js';
import { trimmed } from '../trim.js';
import { type Command, checkInput, checkedCommand } from './command.js';
import { type ExitStatus, ProcessError } from './error.js';
import { type ChildPipes, Exchange } from './exchange.js';
import type { ProcessOptions } from './options.js';
import { type Started, startChild } from './start.js';

/** What is exchanged with a child. */
export interface Talk {
  readonly input?: Bytes | undefined;
  /** Seconds. */
  readonly timeout?: number | undefined;
  /** Bytes of each output. */
  readonly most: number;
}

/** What a process has written, to its end. */
export interface Outputs {
  /** Empty unless it was a pipe. */
  readonly stdout: Buffer;
  /** Empty unless it was a pipe. */
  readonly stderr: Buffer;
}

// For run().

/** Start a command that was checked. Parks. */
export let spawnChecked: (command: Command) => Generator<Park, Process, unknown>;
/** As communicate(). TooMuchOutput beyond `most`. */
export let talkWith: (child: Process, talk: Talk) => Generator<Park, Outputs, unknown>;
/** What was read of a process that was given up. */
export let takeOutput: (child: Process) => Outputs;
/** End it, as at the end of a `using` block, and wait until nothing of it is left. Parks. */
export let endAndWait: (child: Process) => Op<void>;

/**
 * A child process. spawn() starts one; at the end of a `using` block it is ended. What nobody ends lives on, also when this process
 * has ended.
 *
 * While a tasklet waits for it, the loop is not deadlocked: its end comes from outside.
 *
 * Source: subprocess.Popen; trio.Process.
 *
 * @example
 * function* sorted(words: string[]): Op<string> {
 *   using sort = yield* Process.spawn('sort', [], { stdin: 'pipe', stdout: 'pipe' });
 *   sort.stdin.write(words.join('\n'));
 *   yield* sort.stdin.shutdown();
 *   return (yield* sort.stdout.readBytes(2 ** 20)).toString();
 * }
 */
export class Process {
  static {
    errorsNameCaller(this, ['stdin', 'stdout', 'stderr', 'kill']);
    spawnChecked = function* (command) {
      yield* checkpoint();
      return new Process(command, yield* startChild(command));
    };
    talkWith = (child, talk) => child.#talk(talk);
    takeOutput = (child) => child.#exchange.take();
    endAndWait = (child) => {
      child[Symbol.dispose]();
      return new Waiter(Process.#GONE, child, undefined, undefined);
    };
  }

  static readonly #WAIT = new Kind<Process, ExitStatus>({
    outside: true,
    describe: (child) => `Process.wait ${child.toString()}`,
    tryNow: (child) => child.#status !== undefined,
    queue: (child) => child.#waiting,
    result(child, waiter) {
      if (child.#status !== undefined && !waiter.expired) return child.#status;
      throw trimmed(child.#tooSlow(waiter.timeout));
    },
  });

  static readonly #GONE = new Kind<Process, void>({
    outside: true,
    describe: (child) => `end of ${child.toString()}`,
    tryNow: (child) => child.#handle.gone,
    queue: (child) => child.#leaving,
    result: nothing,
  });

  /** Its number. Another process may have it when this one has ended. */
  readonly pid: number;
  readonly #name: string;
  readonly #grace: number;
  readonly #handle: ChildHandle;
  readonly #pipes: ChildPipes;
  readonly #exchange: Exchange;
  #talking = false;
  #status: ExitStatus | undefined = undefined;
  readonly #waiting = new WaitQueue<Waiter<Process, ExitStatus>>();
  readonly #leaving = new WaitQueue<Waiter<Process, void>>();

  private constructor({ name, grace }: Command, { handle, pid, pipes }: Started) {
    this.pid = pid;
    this.#name = name;
    this.#grace = grace;
    this.#handle = handle;
    this.#pipes = pipes;
    this.#exchange = new Exchange(pipes);
    const ofLoop: Closeable = {
      close: () => handle.keepAlive(false),
      _keepAlive: (on) => handle.keepAlive(on),
    };
    adopt(ofLoop);
    handle.owner = {
      _onExit: (code, signal) => {
        this.#status = Object.freeze({ code, signal });
        disown(ofLoop);
        this.#waiting.wakeAll();
      },
      _onGone: () => this.#leaving.wakeAll(),
    } satisfies ChildOwner;
  }

  /**
   * Start a program; its standard streams are those of this process unless said otherwise. Parks until it runs. TypeError and
   * RangeError for what cannot be right (a zero byte in an argument), before anything starts; ProcessError with the system's code:
   * ENOENT, EACCES, ENOTDIR, ERR_ACCESS_DENIED (the permission model), ...
   *
   * Source: subprocess.Popen.
   *
   * @param command a path, or a name that is looked for in PATH; with `shell` a line for the shell
   */
  static spawn(command: string, args: readonly string[] = [], options: ProcessOptions = {}): Op<Process> {
    const inherited = { stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' } as const;
    return operation('Process.spawn', spawnChecked(checkedCommand(command, args, options, inherited)));
  }

  /** How it has ended; undefined while it runs. */
  get status(): ExitStatus | undefined {
    return this.#status;
  }

  /** What it reads. StreamError unless it was spawned with 'pipe'. */
  get stdin(): BaseStream {
    return this.#pipe('stdin');
  }

  /** What it writes. StreamError unless it was spawned with 'pipe'. */
  get stdout(): BaseStream {
    return this.#pipe('stdout');
  }

  /** Where it writes its errors. StreamError unless it was spawned with 'pipe'. */
  get stderr(): BaseStream {
    return this.#pipe('stderr');
  }

  /**
   * Until it has ended: how. Parks. TimeoutError when the timeout came first: it lives on. RangeError for a negative timeout.
   *
   * Source: subprocess.Popen.wait.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  wait(timeout?: number): Op<ExitStatus> {
    return new Waiter(Process.#WAIT, this, timeout, undefined);
  }

  /**
   * Write the input, close stdin, read stdout and stderr to the end, side by side, and wait. What is no pipe is left out. A child
   * that does not read its input is no error. A grandchild that holds the pipes is waited for one second more. Parks. TimeoutError
   * when the timeout came first: the child lives on, and what was read is given by the next call, which goes on with the input.
   * Error if there was input already, or another tasklet does the same.
   *
   * Source: subprocess.Popen.communicate.
   *
   * @param timeout seconds; for ever if left out
   */
  communicate(input?: Bytes, timeout?: number): Op<Outputs> {
    checkInput(input);
    checkTimeout(timeout);
    if (input !== undefined) this.#pipe('stdin');
    return operation('Process.communicate', this.#talk({ input, timeout, most: Infinity }));
  }

  /**
   * Send a signal: to its group, if it was spawned with `detached`. False once it has ended. Does not park. RangeError for an
   * unknown signal; ProcessError EPERM.
   */
  kill(signal: NodeJS.Signals = 'SIGTERM'): boolean {
    if (!Object.hasOwn(constants.signals, signal))
      throw trimmed(new RangeError(`no such signal here: ${kindOf(signal)}`));
    if (this.#status !== undefined) return false;
    const errno = this.#handle.signal(signal);
    if (errno === 0) return true;
    if (errno === ESRCH) return false;
    const code = errorcode[errno] ?? 'UNKNOWN';
    const why = errno === EPERM ? 'it runs as another user' : 'the system refuses';
    throw new ProcessError(`cannot send ${signal} to ${this.#name}: ${why} (${code})`, { code });
  }

  /**
   * What `using` calls at the end of its block: closes the pipes, and ends the process if it runs: SIGTERM, and SIGKILL after `grace`
   * seconds. Does not park: wait() does.
   */
  [Symbol.dispose](): void {
    this.#handle.end(this.#grace);
    for (const pipe of Object.values(this.#pipes) as (BaseStream | undefined)[]) pipe?.close();
  }

  /** For people: "git (4711)". */
  toString(): string {
    return `${this.#name} (${this.pid})`;
  }

  #pipe(which: keyof ChildPipes): BaseStream {
    const pipe = this.#pipes[which];
    if (pipe !== undefined) return pipe;
    throw new PipeError(`${which} of ${this.#name} is no pipe: spawn it with { ${which}: 'pipe' }`, {
      code: 'EBADF',
    });
  }

  *#talk({ input, timeout, most }: Talk): Generator<Park, { stdout: Buffer; stderr: Buffer }, unknown> {
    yield* checkpoint();
    if (this.#talking) throw trimmed(new Error(`another tasklet communicates with ${this.#name} already`));
    if (input !== undefined && !this.#exchange.give(input))
      throw trimmed(new Error(`${this.#name} was given its input already: call communicate() without`));
    this.#talking = true;
    try {
      const ended = yield* moveOnAfter(
        timeout ?? Infinity,
        this.#exchange.run(() => this.wait(), most),
      );
      if (ended === undefined) throw trimmed(this.#tooSlow(timeout));
    } finally {
      this.#talking = false;
    }
    for (const pipe of Object.values(this.#pipes) as (BaseStream | undefined)[]) pipe?.close();
    return this.#exchange.take();
  }

  #tooSlow(seconds: number | undefined): TimeoutError {
    return new TimeoutError(`${this.#name} did not end in time (${seconds}s)`);
  }
}

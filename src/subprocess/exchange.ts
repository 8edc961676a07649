/**
 * The exchange with a child, to its end: its input is written and its outputs are read, side by side, until it has ended. What was
 * read belongs to the exchange, so that it is there for the next try when one is given up.
 *
 * A child that has ended may have left its pipes to a grandchild, which may hold them for ever. So output is waited for a second
 * more, and then what is in the pipe already is taken.
 */
import { isInstance } from '../check.js';
import { StreamError } from '../io/errors.js';
import type { BaseStream, Bytes } from '../io/stream/stream.js';
import { Deadline } from '../park/deadline.js';
import type { Op } from '../park/op.js';
import { sleep } from '../park/sleep.js';
import { TaskletGroup } from '../tasklet/group.js';
import type { Tasklet } from '../tasklet/tasklet.js';

/** Seconds that the output may go on after the end of the child. */
const LINGER = 1;
/** No pipe of a system holds more bytes than this. */
const LARGEST_PIPE = 2 ** 20;
/** Bytes of input that are written at once. */
const PIECE = 2 ** 16;

/** What a write fails with when nobody reads the other end any more. */
const NOBODY_READS = new Set(['EPIPE', 'ECONNRESET', 'ENOTCONN', 'ECANCELED']);

/** Thrown by the exchange when an output is longer than it may be. */
export class TooMuchOutput extends Error {}

/** One output of a child, and what was read of it. */
class Output {
  size = 0;
  readonly #stream: BaseStream;
  #chunks: Buffer[] = [];

  constructor(stream: BaseStream) {
    this.#stream = stream;
  }

  *collect(most: number): Op<void> {
    if (this.#stream.closed) return;
    for (let chunk; (chunk = yield* this.#stream.read()).length > 0;) {
      this.#chunks.push(chunk);
      this.size += chunk.length;
      if (this.size > most) throw new TooMuchOutput();
    }
  }

  take(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.size = 0;
    return all;
  }
}

export interface ChildPipes {
  readonly stdin: BaseStream | undefined;
  readonly stdout: BaseStream | undefined;
  readonly stderr: BaseStream | undefined;
}

export class Exchange {
  readonly #stdin: BaseStream | undefined;
  readonly #stdout: Output | undefined;
  readonly #stderr: Output | undefined;
  /** Input that was not written yet. */
  #input: Buffer = Buffer.alloc(0);
  #inputGiven = false;

  constructor({ stdin, stdout, stderr }: ChildPipes) {
    this.#stdin = stdin;
    this.#stdout = stdout && new Output(stdout);
    this.#stderr = stderr && new Output(stderr);
  }

  /** The input, whole: there can be one. False if there was one before. */
  give(input: Bytes): boolean {
    if (this.#inputGiven) return false;
    this.#inputGiven = true;
    this.#input = typeof input === 'string' ? Buffer.from(input) : Buffer.from(input);
    return true;
  }

  /** Until the child has ended, for which `ended` waits: its status. TooMuchOutput if an output is longer than `most` bytes. Parks. */
  run<T>(ended: () => Op<T>, most: number): Op<T> {
    const outputs = [this.#stdout, this.#stderr].filter((output) => output !== undefined);
    const read = (): number => outputs.reduce((sum, { size }) => sum + size, 0);
    return TaskletGroup.run((group) => {
      const sides = outputs.map((output) => group.spawn(() => output.collect(most)));
      sides.push(group.spawn(() => this.#feed()));
      return untilQuiet(ended, sides, read, () => group.kill());
    });
  }

  /** What was read. It is the caller's from now on. */
  take(): { stdout: Buffer; stderr: Buffer } {
    return {
      stdout: this.#stdout?.take() ?? Buffer.alloc(0),
      stderr: this.#stderr?.take() ?? Buffer.alloc(0),
    };
  }

  *#feed(): Op<void> {
    const stdin = this.#stdin;
    if (stdin === undefined || (stdin.closed && this.#input.length === 0)) return;
    try {
      while (this.#input.length > 0) {
        stdin.write(this.#input.subarray(0, PIECE));
        this.#input = this.#input.subarray(PIECE);
        yield* stdin.drain();
      }
      yield* stdin.shutdown();
    } catch (error) {
      if (!isInstance(error, StreamError) || !NOBODY_READS.has(error.code)) throw error;
    }
    stdin.close();
  }
}

/** Wait for the end of the child, and then for its output; `read` says how much of that there is by now. */
function* untilQuiet<T>(
  ended: () => Op<T>,
  sides: readonly Tasklet[],
  read: () => number,
  giveUp: () => void,
): Op<T> {
  const status = yield* ended();
  const deadline = new Deadline(LINGER);
  for (const side of sides) yield* side.join(deadline.left);
  // Where the hub was busy, time may be up before the pipe was looked at.
  const before = read();
  for (let last = -1; read() > last && read() - before < LARGEST_PIPE;) {
    last = read();
    yield* sleep();
  }
  giveUp();
  return status;
}

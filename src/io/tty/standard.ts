/**
 * The standard streams, each of which may be a terminal, a pipe, a socket, a file or another device. The handles deal with
 * that (src/handles/standard/open.ts); here all look alike and go one way.
 */
import { checkDescriptor } from '../../check.js';
import { TTYError, systemError } from '../errors.js';
import { cutFrames } from '../../park/frames.js';
import { openStandard } from '../../handles/standard/open.js';
import { BaseStream, type StreamOptions, connectStream } from '../stream/stream.js';

/** Opens the descriptor, whatever it is. */
abstract class StandardStream extends BaseStream {
  /** Is it a terminal? */
  readonly isTTY: boolean;

  /** @internal */
  constructor(fd: number, readable: boolean, options?: StreamOptions) {
    super(options, TTYError, 0);
    checkDescriptor(fd);
    const standard = openStandard(fd, readable);
    if (typeof standard === 'number') {
      const error = systemError(TTYError, standard, 'open', `descriptor ${fd}`);
      cutFrames(error, new.target);
      throw error;
    }
    this.isTTY = standard.isTTY;
    connectStream(this, standard.handle);
  }
}

/**
 * The standard input: a terminal, a pipe, a socket, a file (from where it stands) or another device. Nothing is read before
 * a tasklet waits for it. Writing to it fails with EBADF.
 *
 * Source: evergreen.io.tty.StdinStream.
 *
 * @example
 * function* sum(): Op<number> {
 *   using stdin = new StdinStream();
 *   let sum = 0;
 *   for (let line; (line = yield* stdin.readUntil('\n')).length > 0; ) sum += Number(line);
 *   return sum;
 * }
 */
export class StdinStream extends StandardStream {
  /**
   * TypeError and RangeError unless `fd` is a descriptor; TTYError EBADF if it is not open, or what the system reports.
   *
   * @param fd another descriptor in its place, which is closed with the stream unless it is 0, 1 or 2
   * @param options how much the stream keeps
   */
  constructor(fd = 0, options?: StreamOptions) {
    super(fd, true, options);
  }
}

/**
 * The standard output: a terminal, a pipe, a socket, a file or another device. It can be used beside console.log(), and
 * closed: the descriptor stays open, and what was written goes out all the same. Reading from it fails with EBADF.
 *
 * A pipe or a socket that is not read does not hold up other tasklets, only those in flush() and drain(). A terminal or a file
 * is written to synchronously, as by console.log(); for a terminal that may be slow, TTYStream has a queue. When the reader is
 * gone, write(), flush() or drain() fails with EPIPE.
 *
 * What was written is out before the process ends, also by process.exit() and when an error ends it: what is still queued is
 * written then, and the process waits for a slow reader.
 *
 * Source: evergreen.io.tty.StdoutStream.
 *
 * @example
 * function* count(): Op<void> {
 *   using stdout = new StdoutStream();
 *   for (let i = 0; i < 1e6; i++) {
 *     stdout.write(`${i}\n`);
 *     yield* stdout.drain(); // as fast as it is read
 *   }
 * }
 */
export class StdoutStream extends StandardStream {
  /**
   * TypeError and RangeError unless `fd` is a descriptor; TTYError EBADF if it is not open, or what the system reports.
   *
   * @param fd another descriptor in its place, which is closed with the stream unless it is 0, 1 or 2
   * @param options how much the stream keeps
   */
  constructor(fd = 1, options?: StreamOptions) {
    super(fd, false, options);
  }
}

/**
 * The standard error output. It behaves as StdoutStream does.
 *
 * Source: evergreen.io.tty.StderrStream.
 *
 * @example
 * function warn(message: string): void {
 *   using stderr = new StderrStream();
 *   stderr.write(`${message}\n`);
 * }
 */
export class StderrStream extends StandardStream {
  /**
   * TypeError and RangeError unless `fd` is a descriptor; TTYError EBADF if it is not open, or what the system reports.
   *
   * @param fd another descriptor in its place, which is closed with the stream unless it is 0, 1 or 2
   * @param options how much the stream keeps
   */
  constructor(fd = 2, options?: StreamOptions) {
    super(fd, false, options);
  }
}

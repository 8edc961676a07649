/**
 * Terminals. The standard streams, which may be terminals or not, are in standard.ts.
 */
import { checkBoolean, checkDescriptor } from '../../check.js';
import { TTYError, closedError, systemError } from '../errors.js';
import { checkTerminal } from '../../handles/descriptor.js';
import type { TTYHandle } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { type Constructed, cutFrames, errorsNameCaller } from '../../park/frames.js';
import { BaseStream, type StreamOptions, connectStream } from '../stream/stream.js';

/**
 * A terminal. Nothing is read before a tasklet waits for it: what was typed and not asked for is left to whoever reads next.
 *
 * In line mode, which is the mode at first, input comes in lines; control-D on an empty line ends the stream.
 *
 * Source: evergreen.io.tty.TTYStream.
 *
 * @example
 * function* anyKey(): Op<Buffer> {
 *   using terminal = new TTYStream(0, true);
 *   terminal.setRawMode(true);
 *   terminal.write('Press any key ');
 *   return yield* terminal.read();
 * }
 */
export class TTYStream extends BaseStream {
  static {
    errorsNameCaller(this, ['winsize', 'setRawMode']);
  }

  readonly #handle: TTYHandle;

  /**
   * On an open descriptor, which is closed with the stream unless it is 0, 1 or 2. TypeError and RangeError unless `fd` is a
   * descriptor; TTYError ENOTTY if it is no terminal, EBADF if it is not open, or what the system reports.
   *
   * @param fd the descriptor
   * @param readable false: read() and its like fail with EBADF. It can be written in any case
   * @param options how much the stream keeps
   */
  constructor(fd: number, readable: boolean, options?: StreamOptions) {
    super(options, TTYError, 0);
    checkDescriptor(fd);
    checkBoolean('readable', readable);
    this.#handle = opened(fd, readable, new.target);
    connectStream(this, this.#handle);
  }

  /**
   * How many characters fit into a line, and how many lines there are; zeros if the terminal does not say. The system is
   * asked each time; SIGWINCH comes when they change. Does not park. TTYError ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.TTYStream.winsize.
   *
   * @example
   * function follow(terminal: TTYStream): Handler {
   *   return current.loop.addSignalHandler('SIGWINCH', () => console.log(...terminal.winsize));
   * }
   */
  get winsize(): readonly [columns: number, rows: number] {
    this.#assertOpen();
    const size = this.#handle.winsize();
    if (typeof size === 'number') throw systemError(TTYError, size, 'winsize');
    return size;
  }

  /**
   * In raw mode each key comes at once, as it is, and is not shown; control-C is a byte (3) and no signal. False restores the
   * mode that was found. It is restored at the latest when the stream is closed or the process ends: by its normal end,
   * process.exit(), an uncaught error, or SIGHUP, SIGINT, SIGQUIT or SIGTERM without a handler. Does not park. TypeError unless
   * `enable` is true or false; TTYError ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.TTYStream.set_raw_mode.
   */
  setRawMode(enable: boolean): void {
    checkBoolean('enable', enable);
    this.#assertOpen();
    const errno = this.#handle.setRawMode(enable);
    if (errno < 0) throw systemError(TTYError, errno, 'setRawMode');
  }

  #assertOpen(): void {
    if (this.closed) throw closedError(TTYError, 'TTYStream');
  }
}

/** The stack of an error begins where `above` is called. */
function opened(fd: number, readable: boolean, above: Constructed): TTYHandle {
  const errno = checkTerminal(fd);
  const handle = errno < 0 ? errno : handles().tty(fd, readable);
  if (typeof handle === 'number') {
    const error = systemError(TTYError, handle, 'open', `descriptor ${fd}`);
    cutFrames(error, above);
    throw error;
  }
  return handle;
}

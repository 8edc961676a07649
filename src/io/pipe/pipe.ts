/**
 * Pipes: Unix sockets with their clients and servers, and descriptors that read and write like one.
 *
 * On Node 20, names of the abstract namespace are filled up with zeros to the full length: so are those of its own `net`.
 * A peer that gives the bare name does not find them.
 */
import { checkDescriptor, classNameOf } from '../../check.js';
import { LONGEST_PIPE_NAME, checkPipeLike } from '../../handles/descriptor.js';
import { ENAMETOOLONG } from '../../handles/errno.js';
import type { PipeHandle, PipeListener } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import type { Op } from '../../park/op.js';
import { cutFrames, errorsNameCaller } from '../../park/frames.js';
import { PipeError, closedError, systemError } from '../errors.js';
import { Connecting, type Dialer, type Outcome } from '../stream/connecting.js';
import type { ServerOptions } from '../stream/server-options.js';
import { StreamConnection, StreamServer, bindServer, listenerOf } from '../stream/server.js';
import { BaseStream, type StreamOptions, connectStream, handleOf } from '../stream/stream.js';
import { trimmed } from '../../trim.js';

/**
 * A connection to a Unix socket from this side.
 *
 * Source: evergreen.io.pipe.PipeClient.
 *
 * @example
 * function* ask(question: string): Op<string> {
 *   using client = new PipeClient();
 *   yield* client.connect('/run/answers.sock');
 *   client.write(question + '\n');
 *   return (yield* client.readUntil('\n')).toString();
 * }
 */
export class PipeClient extends BaseStream {
  readonly #connecting = new Connecting(this, PipeError);

  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Connect to a path, or to a name of Linux's abstract namespace, which begins with '\0'. Parks. TypeError unless it
   * is a name; PipeError ENAMETOOLONG, EISCONN, EALREADY, ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.PipeClient.connect.
   */
  connect(target: string): Op<void> {
    const name = checkedPipeName(target, 'connect', PipeClient.prototype.connect);
    return this.#connecting.connect(textOf(name), new PipeDialer(name));
  }

  override close(): void {
    super.close();
    this.#connecting.giveUp();
  }
}

class PipeDialer implements Dialer<PipeHandle> {
  readonly #target: string;
  /** Undefined before the start, and when it was given away or closed. */
  #handle: PipeHandle | undefined = undefined;

  constructor(target: string) {
    this.#target = target;
  }

  start(done: (outcome: Outcome<PipeHandle>) => void): void {
    const handle = (this.#handle = handles().pipe());
    const answered = (errno: number): void => {
      if (this.#handle === undefined) return;
      if (errno < 0) {
        this.cancel();
        done({ failure: { errno, syscall: 'connect', address: textOf(this.#target) } });
      } else {
        this.#handle = undefined;
        done({ handle });
      }
    };
    const errno = handle.connect(this.#target, answered);
    if (errno < 0) answered(errno);
  }

  cancel(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }
}

/**
 * A connection to a Unix socket from the server's side, or one that was inherited as a descriptor.
 *
 * Source: evergreen.io.pipe.PipeConnection.
 */
export class PipeConnection extends StreamConnection {
  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Take over a descriptor, which close() closes: nobody else may from now on, as the system then ends the process. Does not
   * park. TypeError or RangeError unless `fd` is a descriptor number; PipeError EBADF, EINVAL (a file, a directory, a device
   * that is no terminal), EISCONN, ECLOSED, or what the system reports.
   */
  open(fd: number): void {
    openStream(this, fd, PipeConnection.prototype.open);
  }
}

/**
 * A server on a Unix socket. The socket's file is removed when it closes.
 *
 * Source: evergreen.io.pipe.PipeServer.
 *
 * @example
 * class EchoServer extends PipeServer {
 *   override *handleConnection(connection: PipeConnection): Op<void> {
 *     for (let line; (line = yield* connection.readUntil('\n')).length > 0; ) connection.write(line);
 *   }
 * }
 */
export abstract class PipeServer extends StreamServer<PipeConnection, string> {
  static {
    errorsNameCaller(this, ['pipename']);
  }

  /** Empty before bind(). */
  #name = '';

  constructor(options?: ServerOptions) {
    super(options, PipeError);
  }

  /** What it is bound to. PipeError before. */
  get pipename(): string {
    listenerOf(this);
    return this.#name;
  }

  /**
   * Take a path, where nothing may be yet, or a name of Linux's abstract namespace, which begins with '\0'. Does not park.
   * TypeError unless it is a name; PipeError ENAMETOOLONG, EADDRINUSE, ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.PipeServer.bind.
   */
  bind(name: string): void {
    const checked = checkedPipeName(name, 'bind', PipeServer.prototype.bind);
    const listener = (): PipeListener => handles().pipeListener();
    bindServer(this, listener, (one) => one.bind(checked), textOf(checked), PipeServer.prototype.bind);
    this.#name = checked;
  }

  /** One connection, not open yet; override it for a class of your own. */
  protected _newConnection(): PipeConnection {
    return new PipeConnection(this.options);
  }
}

/**
 * Any descriptor that reads and writes like a pipe: a fifo, a socket, /dev/net/tun, an inherited one.
 *
 * Source: evergreen.io.pipe.PipeStream.
 *
 * @example
 * function* lines(fd: number): Op<void> {
 *   using stream = new PipeStream();
 *   stream.open(fd);
 *   for (let line; (line = yield* stream.readUntil('\n')).length > 0; ) console.log(line.toString());
 * }
 */
export class PipeStream extends BaseStream {
  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Take over a descriptor, which close() closes: nobody else may from now on, as the system then ends the process. Does not
   * park. TypeError or RangeError unless `fd` is a descriptor number; PipeError EBADF, EINVAL (a file, a directory, a device
   * that is no terminal), EISCONN, ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.PipeStream.open.
   */
  open(fd: number): void {
    openStream(this, fd, PipeStream.prototype.open);
  }
}

/** open() of both classes, which is `above`: there the stack of an error begins. */
function openStream(stream: BaseStream, fd: number, above: (fd: number) => void): void {
  checkDescriptor(fd);
  let handle: PipeHandle;
  try {
    handle = opened(stream, fd);
  } catch (error) {
    cutFrames(error as PipeError, above);
    throw error;
  }
  connectStream(stream, handle);
}

function opened(stream: BaseStream, fd: number): PipeHandle {
  const name = classNameOf(stream);
  if (stream.closed) throw closedError(PipeError, name);
  if (handleOf(stream) !== undefined) throw new PipeError(`${name} is open already`, { code: 'EISCONN' });
  const wrong = checkPipeLike(fd);
  if (wrong < 0) throw systemError(PipeError, wrong, 'open', `descriptor ${fd}`);
  const handle = handles().pipe();
  const errno = handle.open(fd);
  if (errno < 0) {
    handle.close();
    throw systemError(PipeError, errno, 'open', `descriptor ${fd}`);
  }
  return handle;
}

/** The stack of an error begins where `above` is called. */
export function checkedPipeName(name: unknown, syscall: string, above: (name: string) => unknown): string {
  if (typeof name !== 'string' || name === '' || name === '\0') {
    throw trimmed(new TypeError('the name of a pipe must be a string that is not empty'));
  }
  if (name.includes('\0', 1)) throw trimmed(new TypeError('the name of a pipe must not contain a zero byte'));
  if (Buffer.byteLength(name) > LONGEST_PIPE_NAME) {
    const error = systemError(PipeError, ENAMETOOLONG, syscall, textOf(name));
    cutFrames(error, above);
    throw error;
  }
  return name;
}

/** For people: abstract names begin with an @. */
function textOf(name: string): string {
  return name.replace('\0', '@');
}

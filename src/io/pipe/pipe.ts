/**
 * Pipes: Unix sockets with their clients and servers, and descriptors that read and write like one.
 *
 * On Node 20, names of the abstract namespace are filled up with zeros to the full length: so are those of its own `net`.
 * A peer that gives the bare name does not find them.
 */
import { checkDescriptor } from '../../check.js';
import { untilCalled } from '../../park/bridges.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { ENAMETOOLONG } from '../../handles/errno.js';
import { PipeError, type StreamError, closedError, systemError } from '../errors.js';
import { LONGEST_PIPE_NAME, checkPipeLike } from '../../handles/descriptor.js';
import type { PipeHandle } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { StreamConnection, StreamServer } from '../stream/server.js';
import { BaseStream, type StreamOptions } from '../stream/stream.js';

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
  #state: 'new' | 'connecting' | 'connected' = 'new';
  /** Ends a connect() that is under way. */
  #giveUp: ((error: StreamError) => void) | undefined = undefined;

  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Connect to a path, or to a name of Linux's abstract namespace, which begins with '\0'. Parks. TypeError for what is no
   * name; PipeError ENAMETOOLONG, EISCONN, EALREADY, ECLOSED, or what the system tells.
   *
   * Source: evergreen.io.PipeClient.connect.
   */
  connect(target: string): Op<void> {
    return operation('PipeClient.connect', this.#connect(checkedName(target, 'connect')));
  }

  override close(): void {
    super.close();
    this.#giveUp?.(closedError(PipeError, 'PipeClient'));
  }

  *#connect(target: string): Generator<Park, void, unknown> {
    this.#assertOpen();
    if (this.#state === 'connected')
      throw new PipeError('PipeClient is connected already', { code: 'EISCONN' });
    if (this.#state === 'connecting')
      throw new PipeError('PipeClient is connecting already', { code: 'EALREADY' });
    this.#state = 'connecting';
    const handle = handles().pipe();
    let connected = false;
    try {
      const failure = yield* untilCalled<StreamError | undefined>(
        `PipeClient.connect ${textOf(target)}`,
        (tell) => {
          this.#giveUp = tell;
          const answered = (errno: number): void => {
            tell(errno < 0 ? systemError(PipeError, errno, 'connect', textOf(target)) : undefined);
          };
          const errno = handle.connect(target, answered);
          if (errno < 0) answered(errno);
        },
      );
      if (failure !== undefined) throw failure;
      // Connected and closed, before this tasklet had its turn.
      this.#assertOpen();
      connected = true;
    } finally {
      this.#giveUp = undefined;
      this.#state = connected ? 'connected' : 'new';
      if (!connected) handle.close();
    }
    this._use(handle);
    this._setConnected();
  }

  #assertOpen(): void {
    if (this.closed) throw closedError(PipeError, 'PipeClient');
  }
}

/**
 * A connection to a Unix socket from the server's side, or one that was inherited as a descriptor.
 *
 * Source: evergreen.io.pipe.PipeConnection.
 */
export class PipeConnection extends StreamConnection {
  #taken = false;

  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Take over a descriptor, which close() closes: nobody else may from now on, as the system then ends the process. Does not
   * park. TypeError and RangeError for what is none; PipeError EBADF,
   * EINVAL (a file, a directory, a device that is no terminal), EISCONN, ECLOSED, or what the system tells.
   */
  open(fd: number): void {
    this._use(opened(this, this.#taken, fd));
    this.#taken = true;
    this._setConnected();
  }

  /** The server has accepted it. */
  protected override _setAccepted(server: StreamServer): void {
    this.#taken = true;
    super._setAccepted(server);
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
  #name: string | undefined = undefined;

  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /** What it is bound to. PipeError before. */
  get pipename(): string {
    this._assertOpen();
    if (this.#name === undefined) throw new PipeError('the server is not bound', { code: 'EINVAL' });
    return this.#name;
  }

  /**
   * Take a path, where nothing may be yet, or a name of Linux's abstract namespace, which begins with '\0'. Does not park.
   * TypeError for what is no name; PipeError ENAMETOOLONG, EADDRINUSE, ECLOSED, or what the system tells.
   *
   * Source: evergreen.io.PipeServer.bind.
   */
  bind(name: string): void {
    const checked = checkedName(name, 'bind');
    this._assertOpen();
    if (this.#name !== undefined) throw new PipeError('the server is bound already', { code: 'EINVAL' });
    const listener = handles().pipeListener();
    const errno = listener.bind(checked);
    if (errno < 0) {
      listener.close();
      throw systemError(PipeError, errno, 'bind', textOf(checked));
    }
    this.#name = checked;
    this._bound(listener, textOf(checked));
  }

  /** @internal */
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
  #taken = false;

  constructor(options?: StreamOptions) {
    super(options, PipeError);
  }

  /**
   * Take over a descriptor, which close() closes: nobody else may from now on, as the system then ends the process. Does not
   * park. TypeError and RangeError for what is none; PipeError EBADF,
   * EINVAL (a file, a directory, a device that is no terminal), EISCONN, ECLOSED, or what the system tells.
   *
   * Source: evergreen.io.PipeStream.open.
   */
  open(fd: number): void {
    this._use(opened(this, this.#taken, fd));
    this.#taken = true;
    this._setConnected();
  }
}

function opened(stream: BaseStream, taken: boolean, fd: number): PipeHandle {
  checkDescriptor(fd);
  const name = stream.constructor.name;
  if (stream.closed) throw closedError(PipeError, name);
  if (taken) throw new PipeError(`${name} is open already`, { code: 'EISCONN' });
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

function checkedName(name: unknown, syscall: string): string {
  if (typeof name !== 'string' || name === '' || name === '\0') {
    throw new TypeError('the name of a pipe must be a string that is not empty');
  }
  if (name.includes('\0', 1)) throw new TypeError('the name of a pipe must not contain a zero byte');
  if (Buffer.byteLength(name) > LONGEST_PIPE_NAME)
    throw systemError(PipeError, ENAMETOOLONG, syscall, textOf(name));
  return name;
}

/** For people: abstract names begin with an @. */
function textOf(name: string): string {
  return name.replace('\0', '@');
}

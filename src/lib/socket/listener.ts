/**
 * A socket that listens, or is bound and may do so yet. Connections that come are kept until a tasklet accepts them; one that was
 * handed to a tasklet that is killed before it runs is the next one's.
 */
import type {
  ListenHandle,
  ListenOwner,
  PipeListener,
  StreamHandle,
  TCPListener,
} from '../../handles/handle.js';
import { type StreamErrorClass, systemError } from '../../io/errors.js';
import { type Closeable, type ThreadLoop, threadLoop } from '../../loop/thread.js';
import type { Op } from '../../park/op.js';
import { Turnstile } from '../../park/turnstile.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { trimmed } from '../../trim.js';
import { socketError } from './errors.js';
import type { Role, SocketAddress } from './role.js';

/** Connections that wait at most, whatever listen() was told. */
const MOST_WAITING = 4096;

type Accepting = Waiter<Listener, unknown>;

export class Listener implements Role, ListenOwner<StreamHandle>, Closeable {
  static readonly #waiting = {
    outside: true,
    describe: (): string => 'socket.accept',
    tryNow: (listener: Listener): boolean => listener.#turnstile.free && listener.readable,
    queue: (listener: Listener) => listener.#turnstile.waiting,
    undo(listener: Listener, waiter: Accepting): void {
      listener.#turnstile.withdraw(waiter);
    },
  };

  static readonly #ACCEPT = new Kind<Listener, StreamHandle>({
    ...this.#waiting,
    result(listener, waiter) {
      try {
        return listener.#take();
      } finally {
        listener.#turnstile.pass(waiter);
      }
    },
  });

  static readonly #NOTICE = new Kind<Listener, void>({
    ...this.#waiting,
    result(listener, waiter) {
      listener.#turnstile.pass(waiter);
    },
  });

  readonly #handle: TCPListener | PipeListener;
  readonly #ErrorClass: StreamErrorClass;
  /** Of a Unix socket. */
  readonly #path: string | undefined;
  readonly #loop: ThreadLoop = threadLoop();
  readonly #came: StreamHandle[] = [];
  readonly #turnstile = new Turnstile<Accepting>(() => this.readable);
  /** Of the last accept of the system's that failed; 0 once it was told. */
  #failure = 0;
  #most = 0;
  #closed = false;

  /** The handle is bound. */
  constructor(handle: TCPListener | PipeListener, ErrorClass: StreamErrorClass, path?: string) {
    this.#handle = handle;
    this.#ErrorClass = ErrorClass;
    this.#path = path;
    this.#loop.adopt(this);
  }

  get listens(): boolean {
    return this.#most > 0;
  }

  get fd(): number {
    return this.#handle.fd ?? -1;
  }

  get readable(): boolean {
    return this.#came.length > 0 || this.#failure !== 0 || this.#closed;
  }

  get writable(): boolean {
    return false;
  }

  listen(backlog: number): void {
    const again = this.listens;
    this.#most = Math.min(Math.max(backlog, 1), MOST_WAITING);
    if (again) return;
    const errno = (this.#handle as ListenHandle<StreamHandle>).listen(backlog, this);
    if (errno < 0) throw trimmed(systemError(this.#ErrorClass, errno, 'listen'));
  }

  /** The handle of the next connection. Parks until there is one. */
  accept(): Op<StreamHandle> {
    return new Waiter(Listener.#ACCEPT, this, undefined, undefined);
  }

  untilReadable(): Op<void> {
    return new Waiter(Listener.#NOTICE, this, undefined, undefined);
  }

  untilWritable(): undefined {
    return undefined;
  }

  sockname(): SocketAddress {
    if (this.#path !== undefined) return this.#path;
    const name = (this.#handle as TCPListener).sockname();
    if (typeof name === 'number') throw trimmed(systemError(this.#ErrorClass, name, 'getsockname'));
    return [name.address, name.port];
  }

  peername(): SocketAddress {
    throw socketError(this.#ErrorClass, 'ENOTCONN', 'getpeername');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#loop.disown(this);
    this.#handle.close();
    for (const handle of this.#came.splice(0)) handle.close();
    this.#turnstile.serve();
  }

  _onConnection(handle: StreamHandle): void {
    if (this.#came.length >= this.#most && this.#came.length >= MOST_WAITING) {
      handle.close();
      return;
    }
    this.#came.push(handle);
    this.#turnstile.serve();
  }

  _onAcceptError(errno: number): void {
    this.#failure = errno;
    this.#turnstile.serve();
  }

  #take(): StreamHandle {
    const handle = this.#came.shift();
    if (handle !== undefined) return handle;
    if (this.#closed) throw socketError(this.#ErrorClass, 'EBADF', 'accept');
    const errno = this.#failure;
    this.#failure = 0;
    throw trimmed(systemError(this.#ErrorClass, errno, 'accept'));
  }
}

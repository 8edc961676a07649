/**
 * Listening: what a server listens on, and where; what of bind(), listen(), serve() and close() has been called, and what may be
 * called next. Connections that come are the business of reception.ts.
 *
 * As long as a server listens connections may come, so nothing is a deadlock, and the loop goes on. It closes the server when it is
 * destroyed.
 */
import { classNameOf, kindOf } from '../../check.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../../handles/handle.js';
import { type Closeable, type ThreadLoop, threadLoop } from '../../loop/thread.js';
import { type Called, cutFrames } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../../park/waiter.js';
import { type Failure, type StreamError, type StreamErrorClass, errorOf } from '../errors.js';
import { trimmed } from '../../trim.js';

/** Most connections the system lets wait until they are accepted; it may allow fewer. */
export const BACKLOG = 4096;
/** What fits into the system's integer. */
const LARGEST_BACKLOG = 2 ** 31 - 1;

/** What the listener tells of its connections. */
export interface Accepting extends ListenOwner<StreamHandle> {
  /** TypeError if connections could not be served. */
  check(): void;
}

/** What is to begin. */
interface Begin {
  readonly method: 'listen' | 'serve';
  readonly backlog: number;
  readonly accepting: Accepting;
}

export class Listening {
  /** Listens, and if it is to serve waits until the server is closed. */
  static readonly #BEGIN = new Kind<Listening, void, Begin>({
    outside: true,
    lasting: true,
    describe: (listening, { arg }) => `${classNameOf(listening.#server)}.${arg.method}`,
    tryNow(listening, waiter) {
      listening.#begin(waiter);
      return waiter.arg.method === 'listen';
    },
    queue: (listening) => listening.#serving,
    result: nothing,
    undo(listening, waiter) {
      waiter.withdraw();
      // Whoever called listen() before it has the server in hand.
      if (listening.#opener === waiter) listening.#server.close();
    },
  });

  readonly #server: Closeable;
  readonly #ErrorClass: StreamErrorClass;
  /** Stopping: no more connections, but those that are there go on. */
  #state: 'open' | 'stopping' | 'closed' = 'open';
  /** Undefined before it is bound, and from the end on. */
  #listener: ListenHandle<StreamHandle> | undefined = undefined;
  #address = '';
  /** Closes the server when it is destroyed; undefined before it is bound. */
  #loop: ThreadLoop | undefined = undefined;
  /** listen() has succeeded, and it has not ended. */
  #isOn = false;
  /** The operation that has had it listen. */
  #opener: Waiter<Listening, void, Begin> | undefined = undefined;
  readonly #serving = new WaitQueue<Waiter<Listening, void, Begin>>();

  /** `ErrorClass`: of all the server's errors. */
  constructor(server: Closeable, ErrorClass: StreamErrorClass) {
    this.#server = server;
    this.#ErrorClass = ErrorClass;
  }

  /** May connections come? */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** What it listens on. Error if it is closed or not bound. */
  get listener(): ListenHandle<StreamHandle> {
    this.#throwIf(this.#closedReason ?? this.#unboundReason);
    return this.#listener as ListenHandle<StreamHandle>;
  }

  /** Where it was bound, for people. */
  get address(): string {
    return this.#address;
  }

  /**
   * `make` the listener and `bind` it to `address`, which is for people. The stack of an error begins where `above` is called.
   */
  bind<L extends ListenHandle<StreamHandle>>(
    make: () => L,
    bind: (listener: L) => number,
    address: string,
    above: Called,
  ): void {
    const bound = { code: 'EINVAL', message: 'the server is bound already' };
    this.#throwIf(this.#closedReason ?? (this.#listener && bound), above);
    const loop = threadLoop();
    const listener = make();
    const errno = bind(listener);
    if (errno < 0) {
      listener.close();
      this.#throwIf({ errno, syscall: 'bind', address }, above);
    }
    this.#listener = listener;
    this.#address = address;
    this.#loop = loop;
    loop.adopt(this.#server);
  }

  /** The operation that `begin` describes. RangeError for a backlog that cannot be. */
  begin(begin: Begin): Op<void> {
    const { backlog } = begin;
    if (!Number.isInteger(backlog) || backlog <= 0 || backlog > LARGEST_BACKLOG) {
      throw trimmed(
        new RangeError(`backlog must be an integer from 1 to ${LARGEST_BACKLOG}, not ${kindOf(backlog)}`),
      );
    }
    return new Waiter(Listening.#BEGIN, this, undefined, begin);
  }

  /** An error of the server. */
  error(failure: Failure): StreamError {
    return errorOf(this.#ErrorClass, classNameOf(this.#server), failure);
  }

  /** No connection from now on. */
  end(state: 'stopping' | 'closed'): void {
    this.#state = state;
    this.#listener?.close();
    this.#listener = undefined;
    if (this.#isOn) (this.#loop as ThreadLoop).release();
    this.#isOn = false;
  }

  /** The server is closed, and so are its connections: serve() returns. */
  wakeServing(): void {
    this.#loop?.disown(this.#server);
    this.#serving.wakeAll();
  }

  #begin(waiter: Waiter<Listening, void, Begin>): void {
    const { next } = waiter;
    const { method, backlog, accepting } = waiter.arg;
    this.#throwIf(this.#closedReason ?? this.#unboundReason ?? this.#begunReason(method), next);
    if (this.#isOn) return;
    accepting.check();
    const errno = this.listener.listen(backlog, accepting);
    if (errno < 0) this.#throwIf({ errno, syscall: 'listen', address: this.#address }, next);
    this.#isOn = true;
    this.#opener = waiter;
    (this.#loop as ThreadLoop).hold();
  }

  get #closedReason(): Failure | undefined {
    return this.isOpen ? undefined : 'ECLOSED';
  }

  get #unboundReason(): Failure | undefined {
    return this.#listener === undefined
      ? { code: 'EINVAL', message: 'the server is not bound: bind() it first' }
      : undefined;
  }

  #begunReason(method: 'listen' | 'serve'): Failure | undefined {
    if (method === 'listen')
      return this.#isOn ? { code: 'EALREADY', message: 'the server is listening already' } : undefined;
    return this.#serving.size > 0
      ? { code: 'EALREADY', message: 'the server is serving already' }
      : undefined;
  }

  /** Throw the error for a reason, if there is one. Its stack begins where `above` is called. */
  #throwIf(failure: Failure | undefined, above?: Called): void {
    if (failure === undefined) return;
    const error = this.error(failure);
    if (above !== undefined) cutFrames(error, above);
    throw error;
  }
}

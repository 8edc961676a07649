/**
 * toDuplex(): a stream of ours as one of Node's, for packages that want one. The way back is NodeStream.
 */
import { checkBoolean, checkOptions, classNameOf, isInstance, kindOf } from '../../check.js';
import { type Beneath, type Duplex, SocketLike } from '../../handles/node/socket-like.js';
import { type ThreadLoop, threadLoop } from '../../loop/thread.js';
import { detached } from '../../park/detached.js';
import { Leaf } from '../../park/leaf.js';
import type { Op } from '../../park/op.js';
import { Children } from '../../tasklet/children.js';
import { errorOf as errorOfTasklet, hasFailed, outcomeOf } from '../../tasklet/outcome.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { trimmed } from '../../trim.js';
import type { Address } from '../address.js';
import { StreamError, errorOf } from '../errors.js';
import { BaseStream, handleOf, onClose, roomOf } from '../stream/stream.js';
import type { TCPOptions } from '../tcp/socket-options.js';

/** A Duplex, and what packages call on the sockets that they are given. */
export interface DuplexSocket extends Duplex {
  /** As of a net.Socket; nothing where the stream has no such option. */
  setNoDelay(enable?: boolean): this;
  /** `initialDelay` in milliseconds. */
  setKeepAlive(enable?: boolean, initialDelay?: number): this;
  /** 'timeout' is emitted after so many milliseconds of silence; 0 for never. */
  setTimeout(timeout: number, listener?: () => void): this;
  /** It keeps the process alive, as it does at first. */
  ref(): this;
  /** It does not keep the process alive. */
  unref(): this;
  /** It is connected: emits 'connect'. */
  connect(...args: readonly unknown[]): this;
  /** Undefined where the stream has no address. */
  readonly remoteAddress: string | undefined;
  /** As remoteAddress. */
  readonly remotePort: number | undefined;
  /** As remoteAddress, of this side. */
  readonly localAddress: string | undefined;
  /** As remoteAddress, of this side. */
  readonly localPort: number | undefined;
}

/** Those that are a Duplex's. */
const bridged = new WeakSet<BaseStream>();

/**
 * A connected stream as a Duplex of Node's: for packages that take one in place of a socket (pg, ioredis, ws, http.Agent,
 * tls.connect). From now on the stream is the Duplex's: close() of the one is destroy() of the other, and what either fails with,
 * the Duplex emits. It reads no more than is taken from it, and its writes are done when the system has taken them. It keeps the
 * process alive until it is destroyed, or unref() is called.
 *
 * TypeError unless it is a stream; StreamError ENOTCONN or ECLOSED unless that is connected. Does not park.
 *
 * @param options `allowHalfOpen`: true to go on writing when the other end has ended (default false, as of net.Socket)
 *
 * @example
 * import { Agent } from 'node:http';
 * import { type PipeClient, toDuplex } from 'evergreen-ts/io';
 *
 * function agentOver(client: PipeClient): Agent {
 *   const agent = new Agent();
 *   Object.assign(agent, { createConnection: () => toDuplex(client) });
 *   return agent;
 * }
 */
export function toDuplex(stream: BaseStream, options: { allowHalfOpen?: boolean } = {}): DuplexSocket {
  if (!isInstance(stream, BaseStream))
    throw trimmed(new TypeError(`toDuplex() takes a stream of evergreen-ts/io, not ${kindOf(stream)}`));
  checkOptions('the options of toDuplex()', options);
  const { allowHalfOpen = false } = options;
  checkBoolean('allowHalfOpen', allowHalfOpen);
  if (stream.closed || handleOf(stream) === undefined)
    throw trimmed(errorOf(StreamError, classNameOf(stream), stream.closed ? 'ECLOSED' : 'ENOTCONN'));
  if (bridged.has(stream))
    throw trimmed(new TypeError(`the ${classNameOf(stream)} has a Duplex already: use that`));
  bridged.add(stream);
  const duplex = new SocketLike(new Under(stream), allowHalfOpen);
  onClose(stream, () => duplex.destroy());
  return duplex;
}

class Under implements Beneath {
  readonly #stream: BaseStream;
  /** Whoever has the Duplex comes from outside: as long as it is open, nothing is a deadlock. */
  readonly #loop: ThreadLoop = threadLoop();
  /** It keeps the loop going. */
  #holds = false;

  constructor(stream: BaseStream) {
    this.#stream = stream;
    this.#loop.outside++;
    this.keepAlive(true);
  }

  read(done: (error: unknown, bytes?: Buffer) => void): void {
    run(() => this.#stream.read(), done);
  }

  write(chunks: readonly Uint8Array[], done: (error?: unknown) => void): boolean {
    const rest = [...chunks];
    try {
      let sent = true;
      for (let chunk; (chunk = rest[0]) !== undefined;) {
        const room = roomOf(this.#stream);
        if (room <= 0) break;
        // What is more than may be queued is written bit by bit.
        if (chunk.length > room) rest[0] = chunk.subarray(room);
        else rest.shift();
        sent = this.#stream.write(chunk.length > room ? chunk.subarray(0, room) : chunk);
      }
      if (sent && rest.length === 0) return true;
    } catch (error) {
      done(error);
      return false;
    }
    run(
      () => this.#stream.flush(),
      (error) => {
        if (error !== undefined || rest.length === 0) done(error);
        else if (this.write(rest, done)) done();
      },
    );
    return false;
  }

  end(done: (error?: unknown) => void): void {
    run(() => this.#stream.shutdown(), done);
  }

  close(): void {
    this.keepAlive(false);
    this.#loop.outside--;
    this.#stream.close();
  }

  keepAlive(on: boolean): void {
    // A stream in memory keeps nothing alive.
    if (on === this.#holds || handleOf(this.#stream)?.inside === true) return;
    this.#holds = on;
    if (on) this.#loop.hold();
    else this.#loop.release();
  }

  setNoDelay(enable: boolean): void {
    this.#socket.setNoDelay?.(enable);
  }

  setKeepAlive(enable: boolean, delay: number | undefined): void {
    this.#socket.setKeepAlive?.(enable, delay);
  }

  address(end: 'local' | 'remote'): Address | undefined {
    try {
      return end === 'local' ? this.#socket.sockname : this.#socket.peername;
    } catch (error) {
      if (isInstance(error, StreamError)) return undefined;
      throw error;
    }
  }

  /** What only some streams have. */
  get #socket(): Partial<TCPOptions> {
    return this.#stream as Partial<TCPOptions>;
  }
}

/** Operations that a subclass has written as generators. */
const children = new Children('toDuplex()', () => undefined);

/** Run an operation of the stream; `done` is called when it has ended. */
function run<T>(target: () => Op<T>, done: (error: unknown, value?: T) => void): void {
  const op = target();
  if (op instanceof Leaf) {
    detached(op as Leaf<T>, done);
    return;
  }
  children.start(new Tasklet({ target: () => op, daemon: false }), (tasklet) => {
    if (hasFailed(tasklet)) done(errorOfTasklet(tasklet));
    else done(undefined, outcomeOf(tasklet));
  });
}

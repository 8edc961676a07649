/**
 * The file over a socket that makefile() returns. It has no buffer of its own: what was not read stays with the socket, so that both
 * can be used by turns. Reading and writing are those of a file of Python's that is open in binary mode.
 */
import { checkIterable, isUint8Array, kindOf } from '../../check.js';
import { IncompleteReadError } from '../../io/errors.js';
import type { Bytes } from '../../io/stream/stream.js';
import { BaseCoIterator } from '../../park/co-iterator.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import type { Connection } from './connection.js';
import { limited } from './limited.js';
import { bytesOf } from './bytes.js';
import type { Core } from './core.js';

/** The socket beneath it, which is its own. */
interface Beneath {
  readonly closed: boolean;
  close(): void;
  fileno(): number;
  gettimeout(): number | null;
}

/**
 * A socket as a file. Iterating gives its lines.
 *
 * Source: evergreen.lib.socket._fileobject; socket.makefile.
 */
export class SocketFile extends BaseCoIterator<Buffer> {
  readonly #socket: Beneath;
  readonly #coreFor: (method: string) => Core;
  readonly #reads: boolean;
  readonly #writes: boolean;

  /** @internal `coreFor`: what it stands on; EBADF once it is closed. */
  constructor(socket: Beneath, coreFor: (method: string) => Core, mode: string) {
    super();
    if (typeof mode !== 'string' || !/^(?!b?$)(?!.*(.).*\1)[rwb]+$/.test(mode))
      throw trimmed(new RangeError(`the mode of a socket's file is made of r, w and b, not ${kindOf(mode)}`));
    this.#socket = socket;
    this.#coreFor = coreFor;
    this.#reads = mode.includes('r');
    this.#writes = mode.includes('w');
  }

  /** close() was called. */
  get closed(): boolean {
    return this.#socket.closed;
  }

  /** Can it be read? */
  readable(): boolean {
    return this.#reads;
  }

  /** Can it be written? */
  writable(): boolean {
    return this.#writes;
  }

  /** The socket's descriptor. */
  fileno(): number {
    return this.#socket.fileno();
  }

  /** `n` bytes, or what is left at the end; all until the end if `n` is left out or negative. Parks. Error unless it is readable(). */
  read(n = -1): Op<Buffer> {
    if (!Number.isInteger(n)) throw trimmed(new RangeError(`n must be an integer, not ${kindOf(n)}`));
    return this.#reading('read', (connection) => (n < 0 ? readAll(connection) : readSome(connection, n)));
  }

  /** As read(), into memory of the caller's: how many bytes. Parks. */
  readinto(buffer: Uint8Array): Op<number> {
    if (!isUint8Array(buffer))
      throw trimmed(new TypeError(`a buffer is a Uint8Array, not ${kindOf(buffer)}`));
    const recv = this.read(buffer.length);
    return operation('SocketFile.readinto', into(buffer, recv));
  }

  /** A line with its end; what is left at the end, perhaps nothing. Parks. */
  readline(): Op<Buffer> {
    return this.#reading('readline', readLine);
  }

  /** All lines that are left. Parks. */
  readlines(): Op<Buffer[]> {
    return this.toArray();
  }

  /** The next line; `done` at the end. Parks. */
  override next(): Op<IteratorResult<Buffer, void>> {
    return this.#reading('next', nextLine);
  }

  /** Send: how many bytes, which is all. Parks while too much is queued. Error unless it is writable(). */
  write(data: Bytes): Op<number> {
    const bytes = bytesOf(data);
    return this.#writing('write', (connection) => writeAll(connection, bytes));
  }

  /** Send one after the other. Parks. */
  writelines(lines: Iterable<Bytes>): Op<void> {
    checkIterable('what is written', lines);
    const all = Array.from(lines, bytesOf);
    return this.#writing('writelines', function* (connection) {
      for (const bytes of all) yield* writeAll(connection, bytes);
    });
  }

  /** Until the system has all that was written. Parks. */
  flush(): Op<void> {
    return this.#writing('flush', (connection) => connection.stream.flush());
  }

  /** What was written goes out all the same. The socket is closed if it was closed before. Does not park. */
  close(): void {
    this.#socket.close();
  }

  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void {
    this.close();
  }

  #reading<R>(method: string, body: (connection: Connection) => Op<R>): Op<R> {
    if (!this.#reads) throw trimmed(new Error('the file was not made for reading: makefile("r")'));
    return this.#limited(method, (connection) => {
      connection.isFile = true;
      return body(connection);
    });
  }

  #writing<R>(method: string, body: (connection: Connection) => Op<R>): Op<R> {
    if (!this.#writes) throw trimmed(new Error('the file was not made for writing: makefile("w")'));
    return this.#limited(method, body);
  }

  #limited<R>(method: string, body: (connection: Connection) => Op<R>): Op<R> {
    const core = this.#coreFor(method);
    const asked = {
      method: `makefile.${method}`,
      timeout: this.#socket.gettimeout(),
      ErrorClass: core.ErrorClass,
    };
    return limited(asked, function* () {
      const connection = core.connection(method);
      yield* connection.opened(method);
      return yield* body(connection);
    });
  }
}

function* readAll({ stream }: Connection): Op<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk; (chunk = yield* stream.read()).length > 0;) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function* readSome({ stream }: Connection, n: number): Op<Buffer> {
  return n === 0 ? Buffer.alloc(0) : yield* stream.readBytes(n);
}

function* readLine({ stream }: Connection): Op<Buffer> {
  try {
    return yield* stream.readUntil('\n');
  } catch (error) {
    if (error instanceof IncompleteReadError) return error.partial;
    throw error;
  }
}

function* nextLine(connection: Connection): Op<IteratorResult<Buffer, void>> {
  const line = yield* readLine(connection);
  return line.length > 0 ? { done: false, value: line } : { done: true, value: undefined };
}

function* writeAll(connection: Connection, bytes: Uint8Array): Op<number> {
  for (let at = 0; at < bytes.length;) at += yield* connection.send(bytes.subarray(at));
  return bytes.length;
}

function* into(buffer: Uint8Array, recv: Op<Buffer>): Generator<Park, number, unknown> {
  const data = yield* recv;
  buffer.set(data);
  return data.length;
}

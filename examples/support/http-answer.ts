/**
 * Answers of HTTP/1.1, whole or in pieces.
 */
import { STATUS_CODES } from 'node:http';
import { type Op, Timeout } from 'evergreen-ts';
import type { StreamConnection } from 'evergreen-ts/io';
import type { Request } from './http-request.js';

/**
 * Sends one answer, and waits until the system has taken all of it. A client that does not take it in time gets a Timeout for
 * its handler.
 */
export class Answer {
  readonly #connection: StreamConnection;
  readonly #patience: number;
  readonly #request: Request | undefined;
  readonly #mayPersist: () => boolean;
  status = 0;
  /** Was the client told that it may send another request? */
  persists = false;

  /**
   * `patience`: seconds for the client to take a piece. `request` is undefined if it could not be read; `mayPersist` is
   * asked when the answer begins.
   */
  constructor(connection: StreamConnection, patience: number, request?: Request, mayPersist = () => false) {
    this.#connection = connection;
    this.#patience = patience;
    this.#request = request;
    this.#mayPersist = mayPersist;
  }

  *send(status: number, body: string | Buffer, extra = ''): Op<void> {
    this.#begin(status, `Content-Length: ${Buffer.byteLength(body)}\r\n${extra}`);
    if (this.#request?.method !== 'HEAD') this.#connection.write(body);
    yield* new Timeout(this.#patience).run(this.#connection.flush());
  }

  /** Piece by piece: in chunks, or until the connection is closed if the client knows none. */
  *stream(pieces: Iterable<string>): Op<void> {
    const chunked = this.#request?.old === false;
    this.#begin(200, chunked ? 'Transfer-Encoding: chunked\r\n' : '', chunked);
    const head = this.#request?.method === 'HEAD';
    for (const piece of head ? [] : pieces) {
      const size = Buffer.byteLength(piece).toString(16);
      this.#connection.write(chunked ? `${size}\r\n${piece}\r\n` : piece);
      yield* new Timeout(this.#patience).run(this.#connection.drain());
    }
    if (chunked && !head) this.#connection.write('0\r\n\r\n');
    yield* new Timeout(this.#patience).run(this.#connection.flush());
  }

  #begin(status: number, fields: string, delimited = true): void {
    this.status = status;
    this.persists = delimited && this.#mayPersist();
    this.#connection.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nDate: ${new Date().toUTCString()}\r\n` +
        `Content-Type: text/plain\r\nConnection: ${this.persists ? 'keep-alive' : 'close'}\r\n${fields}\r\n`,
    );
  }
}

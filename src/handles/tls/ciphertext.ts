/**
 * A handle as a Duplex, for Node's TLSSocket to run on: any handle, whatever it stands for, and what was read of it already.
 */
import { Duplex } from 'node:stream';
import * as errors from '../errno.js';
import { laterEntrance } from '../enter-hub.js';
import { type StreamHandle, type StreamOwner, TRUNCATED } from '../handle.js';
import type { Ground, GroundOwner } from './engine.js';

export class Ciphertext extends Duplex implements StreamOwner, Ground {
  /** Of a chunk, part after part is decrypted: a tasklet must not have another chunk come in between. */
  readonly hub = laterEntrance();
  readonly #handle: StreamHandle;
  readonly #owner: GroundOwner;
  #reading = false;
  #ended = false;

  constructor(handle: StreamHandle, ahead: Buffer, owner: GroundOwner) {
    super({ allowHalfOpen: true });
    this.#handle = handle;
    this.#owner = owner;
    handle.owner = this;
    if (ahead.length > 0) this.push(ahead);
  }

  get duplex(): Duplex {
    return this;
  }

  hasEnded(): boolean {
    return this.readableEnded;
  }

  _onData(chunk: Buffer): void {
    this.#owner._stirred();
    if (!this.push(chunk)) this.#read(false);
  }

  /** It may be told twice: by who has read the handle before, too. */
  _onEnd(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#owner._stirred();
    this.push(null);
  }

  _onReadError(errno: number): void {
    // What was cut off of TLS beneath, TLS above finds out by itself.
    if (errno === TRUNCATED) this._onEnd();
    else this.destroy(this.#fail(errno));
  }

  override _read(): void {
    this.#read(true);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error) => void): void {
    const done = (errno: number): void => callback(errno < 0 ? this.#fail(errno) : undefined);
    const result = this.#handle.write(chunk, done);
    if (result <= 0) done(result);
  }

  override _final(callback: (error?: Error) => void): void {
    const done = (errno: number): void => callback(errno < 0 ? this.#fail(errno) : undefined);
    const result = this.#handle.shutdown(done);
    if (result < 0) done(result);
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#handle.close();
    callback(error);
  }

  #read(on: boolean): void {
    if (on === this.#reading || this.#ended || this.destroyed) return;
    this.#reading = on;
    const errno = on ? this.#handle.readStart() : this.#handle.readStop();
    if (errno < 0) this._onReadError(errno);
  }

  /** An error for the Duplex's sake: the number has been passed on. */
  #fail(errno: number): Error {
    this.#owner._failed(errno);
    const code = errors.errorcode[errno] ?? 'UNKNOWN';
    return Object.assign(new Error(code), { errno, code });
  }
}

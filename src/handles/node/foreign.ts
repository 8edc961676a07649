/**
 * A stream over Node streams that somebody else has made: a Duplex, or a Readable and a Writable, of whatever kind. Nothing is
 * used but what every stream has in public, and nothing of it is replaced, as stream.ts does with the sockets that are ours: so
 * when such a stream breaks it gives up both directions, if it is one object. What it had read by then is still delivered.
 *
 * A Readable that makes its chunks at once never leaves its loop of 'data' events by itself. So after a while it is paused, and
 * goes on when the poll phase was visited.
 */
import type { Duplex, Readable, Writable } from 'node:stream';
import { enterHub, entrance } from '../enter-hub.js';
import { EBADF, ECANCELED, EOF, EPIPE } from '../errno.js';
import { LAYER_FAILED, type LayerFailure, type StreamHandle, type StreamOwner } from '../handle.js';

export type { Duplex, Readable, Writable };

/** Events 'data' in a row, without a visit to the poll phase. */
const MOST_IN_A_ROW = 16;

/** Something under way: a write, or the end. */
interface Request {
  readonly size: number;
  readonly done: (errno: number) => void;
}

/** How reading or writing has ended: libuv's number, or what it broke with. */
type Result = number | LayerFailure;

/** Sockets, terminals and the like are counted among what keeps the process alive. */
interface Countable {
  ref?(): void;
  unref?(): void;
}

export class ForeignStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  /** What was last answered with LAYER_FAILED. */
  failure: LayerFailure | undefined = undefined;
  readonly #hub = entrance();
  readonly #readable: Readable | undefined;
  readonly #writable: Writable | undefined;
  #reading = false;
  #inARow = 0;
  /** Chunks that have come and were not delivered. */
  readonly #late: Buffer[] = [];
  /** Why no more will be read; undefined while it goes on. */
  #readResult: Result | undefined = undefined;
  /** Why nothing more can be written. */
  #writeResult: Result | undefined = undefined;
  readonly #requests = new Set<Request>();
  #queued = 0;

  /** Either may be missing, or both one. */
  constructor(readable: Readable | undefined, writable: Writable | undefined) {
    this.#readable = readable;
    this.#writable = writable;
    if (readable !== undefined) this.#watchReadable(readable);
    if (writable !== undefined) this.#watchWritable(writable);
  }

  get queued(): number {
    return this.#queued;
  }

  readStart(): number {
    if (this.#readable === undefined) return EBADF;
    this.#reading = true;
    if (this.#late.length > 0 || this.#readResult !== undefined)
      process.nextTick(enterHub, this.#hub, this.#deliver, undefined);
    if (this.#readResult === undefined) this.#readable.resume();
    return 0;
  }

  readStop(): number {
    this.#reading = false;
    this.#readable?.pause();
    return 0;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const writable = this.#writable;
    if (writable === undefined) return EBADF;
    const result = this.#writeResult ?? (writable.writableEnded ? EPIPE : 0);
    if (result !== 0) return this.#number(result);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const request = { size: bytes.length, done };
    this.#begin(request);
    writable.write(bytes, (error) => this.#finish(request, error));
    // If it has taken it all, nothing is under way, though it will call back later to say so.
    if (writable.writableLength !== 0 || writable.errored) return 1;
    this.#forget(request);
    return 0;
  }

  shutdown(done: (errno: number) => void): number {
    const writable = this.#writable;
    if (writable === undefined) return EBADF;
    if (this.#writeResult !== undefined) return this.#number(this.#writeResult);
    const request = { size: 0, done };
    this.#begin(request);
    writable.end((error?: Error | null) => this.#finish(request, error));
    return 0;
  }

  close(): void {
    this.owner = undefined;
    for (const side of this.#sides) side.destroy();
    process.nextTick(enterHub, this.#hub, this.#dropAll, ECANCELED);
  }

  keepAlive(on: boolean): void {
    for (const side of this.#sides as Iterable<Countable>)
      if (on) side.ref?.();
      else side.unref?.();
  }

  get #sides(): Set<Readable | Writable> {
    return new Set([this.#readable, this.#writable].filter((side) => side !== undefined));
  }

  #watchReadable(readable: Readable): void {
    if (readable.readableEnded) this.#readResult = EOF;
    else if (readable.destroyed) this.#readResult = failureFrom(readable.errored);
    readable
      .pause()
      .on('data', this.#onData)
      .on('end', () => this.#readEnded(EOF))
      .on('error', (error) => this.#readEnded(failureFrom(error)))
      .on('close', () => this.#readEnded(failureFrom(readable.errored)));
  }

  #watchWritable(writable: Writable): void {
    if (writable.writableFinished) this.#writeResult = EPIPE;
    else if (writable.destroyed) this.#writeResult = failureFrom(writable.errored);
    writable
      .on('error', (error) => this.#writeEnded(failureFrom(error)))
      .on('close', () => this.#writeEnded(writable.writableFinished ? EPIPE : failureFrom(writable.errored)));
  }

  readonly #onData = (chunk: Buffer | string): void => {
    const readable = this.#readable as Readable;
    // Somebody may have called setEncoding() since.
    this.#late.push(
      typeof chunk === 'string' ? Buffer.from(chunk, readable.readableEncoding ?? 'utf8') : chunk,
    );
    if (++this.#inARow === MOST_IN_A_ROW) {
      readable.pause();
      setImmediate(() => {
        this.#inARow = 0;
        if (this.#reading) readable.resume();
      });
    }
    enterHub(this.#hub, this.#deliver, undefined);
  };

  #readEnded(result: Result): void {
    if (this.#readResult !== undefined) return;
    const readable = this.#readable as Readable;
    for (let chunk; (chunk = readable.read() as Buffer | null) !== null;) this.#late.push(chunk);
    this.#readResult = result;
    enterHub(this.#hub, this.#deliver, undefined);
  }

  /** What has come, and then the end. */
  readonly #deliver = (): void => {
    for (let chunk; this.#reading && (chunk = this.#late.shift()) !== undefined;) this.owner?._onData(chunk);
    if (!this.#reading || this.#readResult === undefined) return;
    if (this.#readResult === EOF) this.owner?._onEnd();
    else this.owner?._onReadError(this.#number(this.#readResult));
  };

  #writeEnded(result: Result): void {
    this.#writeResult ??= result;
    enterHub(this.#hub, this.#dropAll, this.#writeResult);
  }

  #begin(request: Request): void {
    this.#requests.add(request);
    this.#queued += request.size;
  }

  /** False if it was under way no more. */
  #forget(request: Request): boolean {
    if (!this.#requests.delete(request)) return false;
    this.#queued -= request.size;
    return true;
  }

  #finish(request: Request, error: NodeJS.ErrnoException | null | undefined): void {
    // One that is destroyed says so of every request, and in 'close' why.
    if (error?.code === 'ERR_STREAM_DESTROYED') return;
    const done = (result: Result): void => {
      if (this.#forget(request)) request.done(this.#number(result));
    };
    enterHub(this.#hub, done, error ? failureFrom(error) : 0);
  }

  readonly #dropAll = (result: Result): void => {
    for (const request of [...this.#requests]) if (this.#forget(request)) request.done(this.#number(result));
  };

  #number(result: Result): number {
    if (typeof result === 'number') return result;
    this.failure = result;
    return LAYER_FAILED;
  }
}

function failureFrom(error: Error | null | undefined): LayerFailure {
  if (!error)
    return { code: 'ERR_STREAM_PREMATURE_CLOSE', message: 'the stream of Node was destroyed before its end' };
  const { code, errno, syscall, message } = error as NodeJS.ErrnoException;
  return {
    code: typeof code === 'string' ? code : 'ERR_STREAM',
    message,
    cause: error,
    ...(typeof errno === 'number' && { errno }),
    ...(typeof syscall === 'string' && { syscall }),
  };
}

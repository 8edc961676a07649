/**
 * A stream over one of Node's raw stream handles, of whatever kind: reading, writing, ending.
 */
import { EOF } from '../errno.js';
import { type Entrance, enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { copyOut } from '../pieces.js';
import { type RawStream, type Req, type WriteReq, node } from './bindings.js';

/** The one buffer that every stream of the thread reads into: what has come is lent, or copied out, before onread returns. */
const READ_SIZE = 64 * 1024;
let readInto: Buffer | undefined;

/** Bytes from which on copying costs more than lending. */
const LARGE = 2048;

/** A request object that was not needed, as the write completed at once: for the next write of whichever stream. */
let spare: WriteReq | undefined;

function newRequest(): WriteReq {
  const req = new node.stream_wrap.WriteWrap();
  req.oncomplete = completedEarly;
  return req;
}

/** A layer of Node's own may fail a write within the call that begins it, and say that it goes on. */
function completedEarly(this: WriteReq, status: number): void {
  this.early = status;
}

export class UvStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly hub: Entrance;
  readonly #raw: RawStream;

  constructor(raw: RawStream, hub = entrance()) {
    this.#raw = raw;
    this.hub = hub;
    raw.wrapper = this;
    raw.useUserBuffer((readInto ??= Buffer.allocUnsafeSlow(READ_SIZE)));
    raw.onread = onRead;
  }

  /** For a layer of Node's own that is to run on it. */
  get raw(): RawStream {
    return this.#raw;
  }

  readStart(): number {
    return this.#raw.readStart();
  }

  readStop(): number {
    return this.#raw.readStop();
  }

  get queued(): number {
    return this.#raw.writeQueueSize;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const req = spare ?? newRequest();
    const text = typeof data === 'string';
    const errno = text ? this.#raw.writeUtf8String(req, data) : this.#raw.writeBuffer(req, data);
    const { streamBaseState, kLastWriteWasAsync } = node.stream_wrap;
    if (errno === 0 && streamBaseState[kLastWriteWasAsync] !== 0) {
      spare = undefined;
      if (req.early !== undefined) return req.early;
      if (!text) req.buffer = data;
      this.#whenCompleted(req, done);
      return 1;
    }
    spare = req;
    return errno;
  }

  /** A method of its own: the closure costs each call of a method something that might make it. */
  #whenCompleted(req: Req, done: (errno: number) => void): void {
    req.oncomplete = (status) => {
      enterHub(this.hub, done, status);
    };
  }

  shutdown(done: (errno: number) => void): number {
    const req = new node.stream_wrap.ShutdownWrap();
    this.#whenCompleted(req, done);
    return this.#raw.shutdown(req);
  }

  close(): void {
    this.owner = undefined;
    this.#raw.close();
  }

  get fd(): number {
    return this.#raw.fd;
  }

  keepAlive(on: boolean): void {
    if (on) this.#raw.ref();
    else this.#raw.unref();
  }

  /** Why the stream ended, as far as libuv knows: EOF, or an error that it took for one. */
  protected endReason(): number {
    return EOF;
  }

  /** The raw handle has read something, or failed. Returns whom the buffer is lent to. */
  arrived(): StreamOwner | undefined {
    const { streamBaseState, kReadBytesOrError } = node.stream_wrap;
    const count = streamBaseState[kReadBytesOrError] as number;
    const owner = this.owner;
    if (owner === undefined || count === 0) return undefined;
    if (count > 0) {
      const all = readInto as Buffer;
      if (count < LARGE || owner._onLent === undefined) owner._onData(copyOut(all, 0, count));
      else {
        owner._onLent(all.subarray(0, count));
        return owner;
      }
    } else {
      const reason = count === EOF ? this.endReason() : count;
      if (reason === EOF) owner._onEnd();
      else owner._onReadError(reason);
    }
    return undefined;
  }
}

function onRead(this: RawStream): void {
  const { wrapper } = this;
  if (wrapper === undefined) return;
  let borrower: StreamOwner | undefined;
  wrapper.hub.enter();
  try {
    borrower = wrapper.arrived();
  } finally {
    wrapper.hub.leave();
    borrower?._keep?.();
  }
}

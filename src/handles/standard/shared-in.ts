/**
 * Reading from a pipe or a socket that is a standard stream. Any number of streams can be open on it, but only one handle may
 * poll a descriptor: so they share that. Each chunk goes to one of those that read, in turn; the end and an error go to all.
 */
import { EBADF, EOF } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';

/** By descriptor, as long as a stream is open on it. */
const sources = new Map<number, Source>();

/** On a descriptor. Returns the error if `open` does, which makes the handle that is shared. */
export function openSharedIn(fd: number, open: (fd: number) => StreamHandle | number): StreamHandle | number {
  const known = sources.get(fd);
  if (known !== undefined) return new SharedIn(known);
  const handle = open(fd);
  if (typeof handle === 'number') return handle;
  const source = new Source(handle, () => sources.delete(fd));
  sources.set(fd, source);
  return new SharedIn(source);
}

class Source implements StreamOwner {
  readonly #handle: StreamHandle;
  readonly #closed: () => void;
  readonly #hub = entrance();
  #users = 0;
  /** Those that read, the next one first. */
  readonly #readers = new Set<SharedIn>();
  /** Chunks that came when none read. */
  readonly #held: Buffer[] = [];
  /** Why no more will be read: EOF, or an error; undefined while it goes on. */
  #result: number | undefined = undefined;

  constructor(handle: StreamHandle, closed: () => void) {
    this.#handle = handle;
    this.#closed = closed;
    handle.owner = this;
  }

  acquire(): void {
    this.#users++;
  }

  release(user: SharedIn): void {
    this.readStop(user);
    if (--this.#users > 0) return;
    this.#handle.close();
    this.#closed();
  }

  readStart(user: SharedIn): number {
    const first = this.#readers.size === 0;
    this.#readers.add(user);
    if (this.#held.length > 0 || this.#result !== undefined)
      process.nextTick(enterHub, this.#hub, this.#deliver, undefined);
    return first && this.#result === undefined ? this.#handle.readStart() : 0;
  }

  readStop(user: SharedIn): void {
    if (this.#readers.delete(user) && this.#readers.size === 0 && this.#result === undefined)
      this.#handle.readStop();
  }

  keepAlive(on: boolean): void {
    this.#handle.keepAlive?.(on);
  }

  _onData(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#deliver();
  }

  _onEnd(): void {
    this.#result = EOF;
    this.#deliver();
  }

  _onReadError(errno: number): void {
    this.#result = errno;
    this.#deliver();
  }

  readonly #deliver = (): void => {
    while (this.#held.length > 0) {
      const [next] = this.#readers;
      if (next === undefined) return;
      this.#readers.delete(next);
      this.#readers.add(next);
      next.owner?._onData(this.#held.shift() as Buffer);
    }
    if (this.#result === undefined) return;
    for (const { owner } of [...this.#readers]) {
      if (this.#result === EOF) owner?._onEnd();
      else owner?._onReadError(this.#result);
    }
  };
}

class SharedIn implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly queued = 0;
  readonly #source: Source;
  #closed = false;

  constructor(source: Source) {
    this.#source = source;
    source.acquire();
  }

  readStart(): number {
    return this.#source.readStart(this);
  }

  readStop(): number {
    this.#source.readStop(this);
    return 0;
  }

  write(): number {
    return EBADF;
  }

  shutdown(): number {
    return EBADF;
  }

  close(): void {
    this.owner = undefined;
    if (!this.#closed) this.#source.release(this);
    this.#closed = true;
  }

  keepAlive(on: boolean): void {
    this.#source.keepAlive(on);
  }
}

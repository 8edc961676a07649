/**
 * Descriptors that cannot be polled: regular files, and devices such as /dev/null. Their offset is shared with other processes
 * that have the same descriptor: reading and writing go on from there, on the descriptor itself.
 *
 * Reading takes a thread of Node's pool. Writing is synchronous, as Node itself writes its standard output to a file: it is a
 * copy into the system's memory, keeps its order with what console.log() writes, and is done before the process ends.
 */
import { close, read } from 'node:fs';
import { EBADF, UNKNOWN } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { bytesOf, writeFully } from '../at-exit.js';

const READ_SIZE = 64 * 1024;

export class FileHandle implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly queued = 0;
  readonly #hub = entrance();
  readonly #fd: number;
  readonly #readable: boolean;
  #buffer: Buffer | undefined = undefined;
  #wanted = false;
  #underWay = false;
  #closed = false;

  /** It goes one way: it is read if `readable`, else written. */
  constructor(fd: number, readable: boolean) {
    this.#fd = fd;
    this.#readable = readable;
  }

  readStart(): number {
    if (!this.#readable) return EBADF;
    this.#wanted = true;
    this.#read();
    return 0;
  }

  readStop(): number {
    this.#wanted = false;
    return 0;
  }

  write(data: Uint8Array | string): number {
    return this.#readable ? EBADF : writeFully(this.#fd, bytesOf(data));
  }

  shutdown(done: (errno: number) => void): number {
    if (this.#readable) return EBADF;
    queueMicrotask(() => {
      enterHub(this.#hub, done, 0);
    });
    return 0;
  }

  close(): void {
    this.owner = undefined;
    this.#wanted = false;
    this.#closed = true;
    if (!this.#underWay) this.#release();
  }

  #read(): void {
    if (this.#underWay || !this.#wanted) return;
    this.#underWay = true;
    const buffer = (this.#buffer ??= Buffer.allocUnsafeSlow(READ_SIZE));
    read(this.#fd, buffer, 0, READ_SIZE, null, (error, count) => {
      this.#underWay = false;
      if (this.#closed) this.#release();
      else enterHub(this.#hub, () => this.#arrived(buffer, error, count), undefined);
    });
  }

  /** What was read is delivered even after readStop(): the file's offset has moved on. */
  #arrived(buffer: Buffer, error: NodeJS.ErrnoException | null, count: number): void {
    const { owner } = this;
    if (error !== null) owner?._onReadError(error.errno ?? UNKNOWN);
    else if (count === 0) owner?._onEnd();
    else owner?._onData(Buffer.from(buffer.subarray(0, count)));
    if (error === null && count > 0) this.#read();
  }

  #release(): void {
    if (this.#fd > 2) close(this.#fd);
  }
}

/**
 * Descriptors that cannot be polled: regular files, and devices such as /dev/null. Their offset is shared with other processes
 * that have the same descriptor: reading and writing go on from there, on the descriptor itself.
 *
 * Reading takes a thread of Node's pool. Writing is synchronous, as Node itself writes its standard output to a file: it is a
 * copy into the system's memory, keeps its order with what console.log() writes, and is done before the process ends.
 */
import { read } from 'node:fs';
import { EBADF, UNKNOWN } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { bytesOf, writeFully } from '../at-exit.js';
import { copyOut } from '../pieces.js';
import { TakenDescriptor } from '../taken.js';

const READ_SIZE = 64 * 1024;

export class FileHandle implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly queued = 0;
  readonly #hub = entrance();
  readonly #fd: number;
  readonly #readable: boolean;
  /** Undefined for 0, 1 and 2, which any number of streams can have: they are not closed. */
  readonly #descriptor: TakenDescriptor | undefined;
  #buffer: Buffer | undefined = undefined;
  #wanted = false;
  #underWay = false;
  #closed = false;

  /** It goes one way: it is read if `readable`, else written. */
  constructor(fd: number, readable: boolean, descriptor: TakenDescriptor | undefined) {
    this.#fd = fd;
    this.#readable = readable;
    this.#descriptor = descriptor;
  }

  readStart(): number {
    if (!this.#readable || this.#isLost) return EBADF;
    this.#wanted = true;
    this.#read();
    return 0;
  }

  readStop(): number {
    this.#wanted = false;
    return 0;
  }

  write(data: Uint8Array | string): number {
    return this.#readable || this.#isLost ? EBADF : writeFully(this.#fd, bytesOf(data));
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
    if (!this.#underWay) this.#descriptor?.close();
  }

  /** The number that it was opened on may mean another file by now. */
  get #isLost(): boolean {
    return this.#descriptor?.isLost === true;
  }

  #read(): void {
    if (this.#underWay || !this.#wanted) return;
    this.#underWay = true;
    const buffer = (this.#buffer ??= Buffer.allocUnsafeSlow(READ_SIZE));
    read(this.#fd, buffer, 0, READ_SIZE, null, (error, count) => {
      this.#underWay = false;
      if (this.#closed) this.#descriptor?.close();
      else enterHub(this.#hub, () => this.#arrived(buffer, error, count), undefined);
    });
  }

  /** What was read is delivered even after readStop(): the file's offset has moved on. */
  #arrived(buffer: Buffer, error: NodeJS.ErrnoException | null, count: number): void {
    const { owner } = this;
    if (error !== null) owner?._onReadError(error.errno ?? UNKNOWN);
    else if (count === 0) owner?._onEnd();
    else owner?._onData(copyOut(buffer, 0, count));
    if (error !== null || count === 0) return;
    if (!this.#isLost) this.#read();
    else owner?._onReadError(EBADF);
  }
}

/**
 * Terminals over node:tty: one of its streams to read and to set the mode, another one to write. Node writes to terminals
 * before write() returns: a terminal that was stopped holds up the process.
 */
import { fstatSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { EBADF } from '../errno.js';
import { enterHub } from '../enter-hub.js';
import type { TTYHandle } from '../handle.js';
import { RawMode } from '../raw-mode.js';
import { TakenDescriptor } from '../taken.js';
import { errnoOf } from '../node-errno.js';
import { onread, socketOptions } from './socket.js';
import { NodeStream } from './stream.js';

/** On a terminal. Returns the error if it cannot be opened. */
export function openTTY(fd: number, readable: boolean): TTYHandle | number {
  const descriptor = TakenDescriptor.take(fd);
  if (typeof descriptor === 'number') return descriptor;
  try {
    return new NodeTTY(fd, readable, descriptor);
  } catch (error) {
    descriptor.release();
    return errnoOf(error as NodeJS.ErrnoException);
  }
}

class NodeTTY extends NodeStream implements TTYHandle {
  readonly #fd: number;
  readonly #readable: boolean;
  readonly #descriptor: TakenDescriptor;
  readonly #input: ReadStream;
  readonly #output: NodeStream;
  readonly #mode: RawMode;

  constructor(fd: number, readable: boolean, descriptor: TakenDescriptor) {
    const input = new ReadStream(fd, socketOptions(onread((chunk) => this.arrived(chunk))));
    super(input);
    this.#fd = fd;
    this.#readable = readable;
    this.#descriptor = descriptor;
    this.#input = input;
    this.#output = new NodeStream(new WriteStream(fd));
    this.#mode = new RawMode(fstatSync(fd).rdev, (enable) => this.#switch(enable));
    // Not documented: the descriptor it really uses, which is ours if the terminal could not be opened anew.
    const { _handle } = input as { _handle?: { fd?: number } | null };
    if (fd <= 2 && _handle?.fd !== fd) descriptor.release();
  }

  override readStart(): number {
    return this.#readable ? super.readStart() : EBADF;
  }

  override get queued(): number {
    return this.#output.queued;
  }

  override write(data: Uint8Array | string, done: (errno: number) => void): number {
    return this.#output.write(data, done);
  }

  /** A terminal has no writing side that could be closed, and all is written already. */
  override shutdown(done: (errno: number) => void): number {
    process.nextTick(enterHub, this.hub, done, 0);
    return 0;
  }

  waitToWrite(): void {
    // Writes always wait.
  }

  /** Node reads the size when it makes a stream, and later only for its own standard streams. */
  winsize(): readonly [columns: number, rows: number] | number {
    try {
      const { columns, rows } = new WriteStream(this.#fd).destroy();
      return [columns, rows];
    } catch (error) {
      return errnoOf(error as NodeJS.ErrnoException);
    }
  }

  setRawMode(enable: boolean): number {
    return this.#mode.set(enable);
  }

  override close(): void {
    this.#mode.end(() => {
      super.close();
      this.#output.close();
    });
    this.#descriptor.close();
  }

  #switch(enable: boolean): number {
    let errno = 0;
    const failed = (error: Error): void => {
      errno = errnoOf(error);
    };
    this.#input.once('error', failed).setRawMode(enable).off('error', failed);
    return errno;
  }
}

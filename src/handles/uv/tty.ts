/**
 * Terminals over raw handles. Node opens the terminal anew: so its flags, such as not to block, are not set for the shell and
 * other processes that have the same descriptor.
 */
import { fstatSync } from 'node:fs';
import { EBADF } from '../errno.js';
import { enterHub } from '../enter-hub.js';
import type { TTYHandle } from '../handle.js';
import { RawMode } from '../raw-mode.js';
import { TakenDescriptor } from '../taken.js';
import { type RawTTY, node } from './bindings.js';
import { UvStream } from './stream.js';

/** On a terminal. Returns the error if it cannot be opened. */
export function openTTY(fd: number, readable: boolean): TTYHandle | number {
  const descriptor = TakenDescriptor.take(fd);
  if (typeof descriptor === 'number') return descriptor;
  const failure: { errno?: number } = {};
  const device = fstatSync(fd).rdev;
  const raw = new node.tty_wrap.TTY(fd, failure);
  const { errno } = failure;
  // Opened anew, it does not use the descriptor: other streams can have it, too, unless it is closed in the end.
  if (errno !== undefined || (fd <= 2 && raw.fd !== fd)) descriptor.release();
  return errno ?? new UvTTY(raw, descriptor, device, readable);
}

class UvTTY extends UvStream implements TTYHandle {
  readonly #raw: RawTTY;
  readonly #descriptor: TakenDescriptor;
  readonly #readable: boolean;
  readonly #mode: RawMode;

  constructor(raw: RawTTY, descriptor: TakenDescriptor, device: number, readable: boolean) {
    super(raw);
    this.#raw = raw;
    this.#descriptor = descriptor;
    this.#readable = readable;
    this.#mode = new RawMode(device, (enable) => raw.setRawMode(enable));
  }

  override readStart(): number {
    return this.#readable ? super.readStart() : EBADF;
  }

  /** A terminal has no writing side that could be closed: this only waits until all is sent. */
  override shutdown(done: (errno: number) => void): number {
    const result = super.write(Buffer.alloc(0), done);
    if (result === 0) queueMicrotask(() => enterHub(this.hub, done, 0));
    return Math.min(result, 0);
  }

  waitToWrite(): void {
    this.#raw.setBlocking(true);
  }

  winsize(): readonly [columns: number, rows: number] | number {
    const size: number[] = [];
    const errno = this.#raw.getWindowSize(size);
    return errno < 0 ? errno : (size as [number, number]);
  }

  setRawMode(enable: boolean): number {
    return this.#mode.set(enable);
  }

  override close(): void {
    this.#mode.end(() => super.close());
    this.#descriptor.close();
  }
}

/**
 * Descriptors that the library has taken over. A descriptor is only a number: of two handles on one number, the system tells
 * one of them nothing, or ends the process; and when another part of the program closes the number, the next file that is
 * opened gets it. So a number can be taken once, and before it is used or closed it is compared with the file that was taken.
 */
import { type Stats, closeSync } from 'node:fs';
import { statsOf } from './descriptor.js';
import { EEXIST } from './errno.js';

/** By number. An entry whose number means another file by now is stale. */
const taken = new Map<number, TakenDescriptor>();

export class TakenDescriptor {
  readonly #fd: number;
  /** The file that was taken. */
  readonly #device: number;
  readonly #inode: number;
  /** The inode of a file that was removed is used again. Undefined where this may be the time of the last change. */
  readonly #born: number | undefined;
  #released = false;

  private constructor(fd: number, { dev, ino, birthtimeMs, ctimeMs }: Stats) {
    this.#fd = fd;
    this.#device = dev;
    this.#inode = ino;
    this.#born = birthtimeMs === ctimeMs ? undefined : birthtimeMs;
  }

  /** Returns EEXIST if it is taken already, EBADF if it is not open. */
  static take(fd: number): TakenDescriptor | number {
    const stats = statsOf(fd);
    if (typeof stats === 'number') return stats;
    if (taken.get(fd)?.isLost === false) return EEXIST;
    const descriptor = new TakenDescriptor(fd, stats);
    taken.set(fd, descriptor);
    return descriptor;
  }

  /** Its number was closed by others, and may mean another file by now. */
  get isLost(): boolean {
    if (this.#released) return false;
    const stats = statsOf(this.#fd);
    return (
      taken.get(this.#fd) !== this ||
      typeof stats === 'number' ||
      stats.dev !== this.#device ||
      stats.ino !== this.#inode ||
      (this.#born !== undefined && stats.birthtimeMs !== this.#born)
    );
  }

  /** It can be taken again. */
  release(): void {
    this.#released = true;
    if (taken.get(this.#fd) === this) taken.delete(this.#fd);
  }

  /** Release it, and close it unless it is 0, 1 or 2, lost, or closed already. */
  close(): void {
    if (this.#fd > 2 && !this.#released && !this.isLost) closeSync(this.#fd);
    this.release();
  }
}

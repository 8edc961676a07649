/**
 * Checks of descriptors and pipe names before a handle gets them. A handle on a descriptor that cannot be polled stays silent
 * for ever, or ends the process; and the system cuts off a name that is too long without an error.
 */
import { type Stats, fstatSync, readvSync, writevSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EBADF, EINVAL, ENOTTY } from './errno.js';

/** The longest name of a pipe, in bytes. */
export const LONGEST_PIPE_NAME = process.platform === 'linux' ? 107 : 103;

/** Returns 0 if the descriptor can be read and written like a pipe, else the error. */
export function checkPipeLike(fd: number): number {
  const stats = statsOf(fd);
  if (typeof stats === 'number') return stats;
  return stats.isFIFO() || stats.isSocket() || isatty(fd) || isTun(stats) ? 0 : EINVAL;
}

/** Returns 0 if the descriptor is a terminal's, else the error. */
export function checkTerminal(fd: number): number {
  if (isatty(fd)) return 0;
  const stats = statsOf(fd);
  return typeof stats === 'number' ? stats : ENOTTY;
}

/** Returns the error if it is not open. */
export function statsOf(fd: number): Stats | number {
  try {
    return fstatSync(fd);
  } catch (error) {
    return (error as NodeJS.ErrnoException).errno ?? EBADF;
  }
}

/** Is it Linux's /dev/net/tun, the one device besides terminals that people read and write like a pipe? */
function isTun(stats: Stats): boolean {
  return process.platform === 'linux' && stats.isCharacterDevice() && stats.rdev === 10 * 256 + 200;
}

export interface Access {
  readonly readable: boolean;
  readonly writable: boolean;
  /** It has two sides, one of which can be closed alone. */
  readonly socket: boolean;
}

/** What a descriptor is open for. Node has no function for that; but reading or writing zero bytes shows it and changes nothing. */
export function accessOf(fd: number): Access {
  return {
    readable: allows(fd, readvSync),
    writable: allows(fd, writevSync),
    socket: fstatSync(fd).isSocket(),
  };
}

function allows(fd: number, access: (fd: number, buffers: readonly Uint8Array[]) => number): boolean {
  try {
    access(fd, [new Uint8Array(0)]);
    return true;
  } catch (error) {
    // Any other error comes again when the descriptor is used, and is reported there.
    return (error as NodeJS.ErrnoException).code !== 'EBADF';
  }
}

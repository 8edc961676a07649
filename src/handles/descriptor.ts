/**
 * What the system takes as a pipe. A handle that is given a descriptor that cannot be polled stays silent for ever, or ends
 * the process; and a name that is too long is cut off without a word. So both are looked at first.
 */
import { type Stats, closeSync, fstatSync, readvSync, writevSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EBADF, EINVAL, ENOTTY } from './errno.js';

/** Bytes of the name of a pipe, at most. */
export const LONGEST_PIPE_NAME = process.platform === 'linux' ? 107 : 103;

/** 0 if the descriptor can be read and written like a pipe, else the error. */
export function checkPipeLike(fd: number): number {
  const stats = statsOf(fd);
  if (typeof stats === 'number') return stats;
  return stats.isFIFO() || stats.isSocket() || isatty(fd) || isTun(stats) ? 0 : EINVAL;
}

/** 0 if the descriptor is a terminal's, else the error. */
export function checkTerminal(fd: number): number {
  if (isatty(fd)) return 0;
  const stats = statsOf(fd);
  return typeof stats === 'number' ? stats : ENOTTY;
}

function statsOf(fd: number): Stats | number {
  try {
    return fstatSync(fd);
  } catch (error) {
    return (error as NodeJS.ErrnoException).errno ?? EBADF;
  }
}

/** Linux's /dev/net/tun: of the devices that are no terminals, the one that people read and write like a pipe. */
function isTun(stats: Stats): boolean {
  return process.platform === 'linux' && stats.isCharacterDevice() && stats.rdev === 10 * 256 + 200;
}

export interface Access {
  readonly readable: boolean;
  readonly writable: boolean;
  /** Has it two sides, one of which can be closed? */
  readonly socket: boolean;
}

/** What a descriptor is open for. Node has no way to ask; but to read or write nothing changes nothing. */
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
    // Anything else shows again, and where it belongs, when it is used.
    return (error as NodeJS.ErrnoException).code !== 'EBADF';
  }
}

/** Close a descriptor, which its owner may have done already. */
export function closeOnce(fd: number): void {
  try {
    closeSync(fd);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBADF') throw error;
  }
}

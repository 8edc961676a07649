/**
 * Descriptors that come from elsewhere. A handle that is given one that the system cannot poll stays silent for ever, or ends
 * the process: so what it is gets looked at first.
 */
import { type Stats, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EBADF, EINVAL } from '../errno.js';

/** 0 if the descriptor can be read and written like a pipe, else the error. */
export function checkPipeLike(fd: number): number {
  let stats;
  try {
    stats = fstatSync(fd);
  } catch (error) {
    return (error as NodeJS.ErrnoException).errno ?? EBADF;
  }
  return stats.isFIFO() || stats.isSocket() || isatty(fd) || isTun(stats) ? 0 : EINVAL;
}

/** Linux's /dev/net/tun: of the devices that are no terminals, the one that people read and write like a pipe. */
function isTun(stats: Stats): boolean {
  return process.platform === 'linux' && stats.isCharacterDevice() && stats.rdev === 10 * 256 + 200;
}

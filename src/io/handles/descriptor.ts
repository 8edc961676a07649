/**
 * What the system takes as a pipe. A handle that is given a descriptor that cannot be polled stays silent for ever, or ends
 * the process; and a name that is too long is cut off without a word. So both are looked at first.
 */
import { type Stats, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EBADF, EINVAL } from '../errno.js';

export { checkDescriptor } from '../../loop/descriptor.js';

/** Bytes of the name of a pipe, at most. */
export const LONGEST_PIPE_NAME = process.platform === 'linux' ? 107 : 103;

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

/**
 * The handle for a standard stream, by the kind of its descriptor. Each goes one way only.
 */
import { isatty } from 'node:tty';
import { EBADF, EINVAL } from '../errno.js';
import { checkPipeLike } from '../descriptor.js';
import { FileHandle } from './file.js';
import type { StreamHandle } from '../handle.js';
import { handles } from '../index.js';
import { openSharedIn } from './shared-in.js';
import { openSocketOut } from './socket-out.js';
import { TakenDescriptor } from '../taken.js';

export interface Standard {
  readonly handle: StreamHandle;
  readonly isTTY: boolean;
}

/** The handle reads if `readable`, else it writes. Returns the error if the descriptor cannot be used. */
export function openStandard(fd: number, readable: boolean): Standard | number {
  const isTTY = isatty(fd);
  const handle = isTTY ? openTerminal(fd, readable) : openOther(fd, readable);
  if (typeof handle === 'number') return handle;
  // Terminals and sockets that are read go both ways: not here.
  if (readable) Object.assign(handle, { write: refuse, shutdown: refuse } satisfies Partial<StreamHandle>);
  return { handle, isTTY };
}

function refuse(): number {
  return EBADF;
}

/** Writing is synchronous, as Node's own writing to a terminal is: so both keep their order. */
function openTerminal(fd: number, readable: boolean): StreamHandle | number {
  const handle = handles().tty(fd, readable);
  if (typeof handle !== 'number' && !readable) handle.waitToWrite();
  return handle;
}

function openOther(fd: number, readable: boolean): StreamHandle | number {
  const errno = checkPipeLike(fd);
  if (errno < 0 && errno !== EINVAL) return errno;
  const handle = errno === EINVAL ? undefined : readable ? openPipeIn(fd) : openSocketOut(fd);
  return handle ?? openFile(fd, readable);
}

function openFile(fd: number, readable: boolean): StreamHandle | number {
  const descriptor = fd > 2 ? TakenDescriptor.take(fd) : undefined;
  return typeof descriptor === 'number' ? descriptor : new FileHandle(fd, readable, descriptor);
}

function openPipeIn(fd: number): StreamHandle | number {
  return fd > 2 ? openPipe(fd) : openSharedIn(fd, openPipe);
}

function openPipe(fd: number): StreamHandle | number {
  const handle = handles().pipe();
  const errno = handle.open(fd);
  if (errno >= 0) return handle;
  handle.close();
  return errno;
}

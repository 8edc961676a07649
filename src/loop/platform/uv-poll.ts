/**
 * Polling of descriptors, over libuv's uv_poll: one handle a descriptor, on the loop that Node itself runs on.
 *
 * Not the descriptor itself is polled but a duplicate: another number for the same open file, which nobody else
 * knows. libuv ends the process (abort) if a descriptor is closed between uv_poll_start() and the next poll, and it allows
 * one handle a descriptor, those of Node's own sockets included. A duplicate cannot be closed by others, and is no socket
 * of Node's. The price: the file stays open until the poll is closed. So check() finds out whether the descriptor has gone.
 *
 * The callback comes from C, without what Node does around its own callbacks: promise reactions and nextTick callbacks that
 * it queued would stay queued until something else happens. So it may put entries on the ready queue, which then run in a
 * macrotask (the check phase, right after the poll phase), and no more.
 */
import { closeSync, fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import type { Poll } from '../poller.js';
import { type Libuv, libuv } from './libuv.js';

/** READABLE and WRITABLE. */
const ALL = 3;

/** By the address of the handle. */
const polls = new Map<bigint, UvPoll>();
/** The one callback of all handles. */
let callback: bigint | undefined;

class UvPoll implements Poll {
  readonly #uv: Libuv;
  readonly #fd: number;
  readonly #arrived: (events: number) => void;
  /** Identifies the file: numbers of descriptors are used again. */
  readonly #file: string;
  readonly #duplicate: number;
  readonly #handle: bigint;
  #events = 0;

  constructor(uv: Libuv, fd: number, arrived: (events: number) => void) {
    this.#uv = uv;
    this.#fd = fd;
    this.#arrived = arrived;
    this.#file = fileOf(fd);
    this.#duplicate = uv.duplicate(fd);
    if (this.#duplicate < 0) throw systemError(this.#duplicate, 'dup', fd);
    this.#handle = opened(uv, fd, this.#duplicate);
    polls.set(this.#handle, this);
  }

  watch(events: number): void {
    if (events === this.#events) return;
    this.#events = events;
    this.#start();
  }

  check(): Error | undefined {
    try {
      if (fileOf(this.#fd) === this.#file) return undefined;
    } catch {
      // Closed.
    }
    return goneError(this.#fd);
  }

  close(): void {
    polls.delete(this.#handle);
    this.#uv.closePoll(this.#handle);
    closeSync(this.#duplicate);
  }

  _polled(status: number, events: number): void {
    if (status >= 0) {
      this.#arrived(events);
      return;
    }
    // EBADF is what libuv makes of poll(2)'s POLLERR: a connect that failed, a pipe that nobody reads. The next operation
    // of the handler will fail and say why. libuv has stopped polling; poll(2) would go on.
    this.#start();
    this.#arrived(ALL);
  }

  /** Neither can fail: the duplicate is open, and polled by nobody else. */
  #start(): void {
    if (this.#events === 0) this.#uv.uv_poll_stop(this.#handle);
    else this.#uv.uv_poll_start(this.#handle, this.#events, callback as bigint);
  }
}

/** Throws, with the system's `code`, if it cannot be polled: a descriptor that is not open, a file, a directory. */
export function openPoll(fd: number, arrived: (events: number) => void): Poll {
  const uv = libuv('addReader() and addWriter()');
  callback ??= uv.pollCallback(polled);
  return new UvPoll(uv, fd, arrived);
}

function polled(handle: bigint, status: number, events: number): void {
  try {
    polls.get(handle)?._polled(status, events);
  } catch (error) {
    // Nothing of ours throws; a user's driver may, and an error must not reach C.
    setImmediate(() => {
      throw error;
    });
  }
}

/** A handle that polls `duplicate`, which is closed if it cannot be polled. */
function opened(uv: Libuv, fd: number, duplicate: number): bigint {
  const handle = uv.allocatePoll();
  const errno = uv.uv_poll_init(uv.loop, handle, duplicate);
  if (errno === 0) return handle;
  uv.free(handle);
  closeSync(duplicate);
  throw systemError(errno, 'uv_poll_init', fd);
}

function fileOf(fd: number): string {
  const { dev, ino } = fstatSync(fd);
  return `${dev}:${ino}`;
}

function systemError(errno: number, syscall: string, fd: number): Error {
  const [code = '', text = ''] = getSystemErrorMap().get(errno) ?? [];
  const hint = code === 'EPERM' ? ' (files and directories are always ready)' : '';
  return Object.assign(new Error(`${code}: descriptor ${fd} cannot be polled: ${text}${hint}`), {
    errno,
    code,
    syscall,
  });
}

function goneError(fd: number): Error {
  const text = `descriptor ${fd} was closed under its reader or writer: cancel them before you close it`;
  return Object.assign(new Error(`EBADF: ${text}`), {
    errno: -constants.errno.EBADF,
    code: 'EBADF',
    syscall: 'poll',
  });
}

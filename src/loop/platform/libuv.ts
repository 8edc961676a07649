/**
 * The libuv of the running process, as far as polling needs it. Node exports it to addons but not to JavaScript; koffi
 * calls it all the same (koffi.ts). It is loaded on first use.
 *
 * In C nothing is checked: a wrong argument, or a call at the wrong time, ends the process. Its users are uv-poll.ts and the
 * native handles' poller.
 */
import { type Address, type Koffi, type Type, loadKoffi, unavailable } from './koffi.js';

export interface Libuv {
  /** The loop of the main thread. */
  readonly loop: Address;
  /** Memory for a uv_poll_t. */
  allocatePoll(): Address;
  free(memory: Address): void;
  /** The file of a descriptor under another number, which programs that are executed do not get. Negative errno if it fails. */
  duplicate(fd: number): number;
  uv_poll_init(loop: Address, handle: Address, fd: number): number;
  uv_poll_start(handle: Address, events: number, callback: Address): number;
  uv_poll_stop(handle: Address): number;
  /** Whether it keeps the process alive while it polls. It does at first. */
  uv_ref(handle: Address): void;
  uv_unref(handle: Address): void;
  /** uv_close(), which frees the memory when libuv has done with it. */
  closePoll(handle: Address): void;
  /** Make a function one that uv_poll_start() can be given. It is never freed. It must not throw. */
  pollCallback(called: (handle: Address, status: number, events: number) => void): Address;
}

const POINTER = 'void *';
/** The number of uv_poll_t among the types of handles, in every libuv 1. */
const UV_POLL = 8;
const [F_SETFD, FD_CLOEXEC] = [2, 1];

let loaded: Libuv | undefined;

/** Error where there is none; the message says what to do. `users`: who needs it, in the plural. */
export function libuv(users: string): Libuv {
  return (loaded ??= bind(loadKoffi(users), users));
}

function bind(koffi: Koffi, users: string): Libuv {
  const callback = koffi.pointer(koffi.proto('void', [POINTER, 'int', 'int']));
  try {
    const process = koffi.load(null);
    const func = <F>(name: string, result: Type, ...parameters: Type[]): F =>
      process.func(name, result, parameters) as F;
    const dup = func<(fd: number) => number>('dup', 'int', 'int');
    const fcntl = func<(fd: number, command: number, type: 'int', value: number) => number>(
      'fcntl',
      'int',
      'int',
      'int',
      '...',
    );
    const calloc = func<(count: number, size: number) => Address>('calloc', POINTER, 'size_t', 'size_t');
    const size = func<(type: number) => number>('uv_handle_size', 'size_t', 'int')(UV_POLL);
    const close = func<(handle: Address, then: Address) => void>('uv_close', 'void', POINTER, POINTER);
    // What uv_close() calls in the end is a function of C's, so it does not matter if JavaScript has ended by then.
    const free = process.symbol('free');
    return {
      loop: func<() => Address>('uv_default_loop', POINTER)(),
      allocatePoll: () => calloc(1, size),
      free: func('free', 'void', POINTER),
      duplicate(fd) {
        const copy = dup(fd);
        if (copy < 0) return -koffi.errno();
        fcntl(copy, F_SETFD, 'int', FD_CLOEXEC);
        return copy;
      },
      uv_poll_init: func('uv_poll_init', 'int', POINTER, POINTER, 'int'),
      uv_poll_start: func('uv_poll_start', 'int', POINTER, 'int', POINTER),
      uv_poll_stop: func('uv_poll_stop', 'int', POINTER),
      uv_ref: func('uv_ref', 'void', POINTER),
      uv_unref: func('uv_unref', 'void', POINTER),
      closePoll: (handle) => close(handle, free),
      pollCallback: (called) => koffi.register(called, callback),
    };
  } catch (error) {
    throw unavailable(
      users,
      `need the libuv that Node has, and this process does not give it away: ${error}`,
      error,
    );
  }
}

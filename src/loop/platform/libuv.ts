/**
 * The libuv of the running process, as far as polling needs it. Node exports it to addons but not to JavaScript; koffi, an
 * optional package with binaries of its own, calls any function that a process has. It is loaded on first use.
 *
 * In C nothing is checked: a wrong argument, or a call at the wrong time, ends the process. uv-poll.ts is its only user.
 */
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { trimmed } from '../../trim.js';

/** A pointer. */
type Address = bigint;

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
  /** uv_close(), which frees the memory when libuv has done with it. */
  closePoll(handle: Address): void;
  /** Make a function one that uv_poll_start() can be given. It is never freed. It must not throw. */
  pollCallback(called: (handle: Address, status: number, events: number) => void): Address;
}

/** Of koffi's API, what is used here. */
interface Koffi {
  readonly version: string;
  load(path: null): {
    func(name: string, result: Type, parameters: Type[]): unknown;
    symbol(name: string): Address;
  };
  proto(result: Type, parameters: Type[]): object;
  pointer(type: Type): object;
  register(called: unknown, type: Type): Address;
  errno(): number;
}

type Type = string | object;

const POINTER = 'void *';
/** The number of uv_poll_t among the types of handles, in every libuv 1. */
const UV_POLL = 8;
const [F_SETFD, FD_CLOEXEC] = [2, 1];

let loaded: Libuv | undefined;

/** Error where there is none; the message says what to do. */
export function libuv(): Libuv {
  return (loaded ??= bind(loadKoffi()));
}

function loadKoffi(): Koffi {
  if (!isMainThread)
    throw unavailable('work in the main thread only: nobody could take them off when a worker is terminated');
  if (process.platform === 'win32')
    throw unavailable('are not to be had on Windows, which polls no descriptors');
  let koffi: Koffi;
  try {
    // A bundle may not know where it is: then it is looked for from the program's folder.
    const { url = `${process.cwd()}/` } = import.meta as { url?: string };
    koffi = createRequire(url)('koffi') as Koffi;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what =
      code === 'MODULE_NOT_FOUND' ? 'install it (npm install koffi)' : `it does not load: ${error}`;
    throw unavailable(`need the package koffi: ${what}`, error);
  }
  const [major = 0, minor = 0] = koffi.version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 1))
    throw unavailable(`need koffi 3.1 or newer, not ${koffi.version}: install it (npm install koffi@3)`);
  return koffi;
}

function bind(koffi: Koffi): Libuv {
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
      closePoll: (handle) => close(handle, free),
      pollCallback: (called) => koffi.register(called, callback),
    };
  } catch (error) {
    throw unavailable(
      `need the libuv that Node has, and this process does not give it away: ${error}`,
      error,
    );
  }
}

function unavailable(why: string, cause?: unknown): Error {
  return trimmed(new Error(`addReader() and addWriter() ${why}`, { cause }));
}

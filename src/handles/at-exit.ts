/**
 * Hooks that run before the process ends: on a normal end, process.exit() and an uncaught exception. Node runs nothing after
 * them: so output that is still queued is written in a hook, synchronously, however long that takes.
 */
import { writeSync } from 'node:fs';
import { EAGAIN } from './errno.js';

const hooks = new Set<() => void>();

/** Call `hook` before the process ends. Returns a function that takes the hook back. */
export function atExit(hook: () => void): () => void {
  if (hooks.size === 0) process.on('exit', runAll);
  hooks.add(hook);
  return () => {
    if (hooks.delete(hook) && hooks.size === 0) process.off('exit', runAll);
  };
}

function runAll(): void {
  for (const hook of [...hooks]) hook();
}

/** For Atomics.wait(), to sleep: it never changes. */
const never = new Int32Array(new SharedArrayBuffer(4));

/** Write all of it before returning, also to a descriptor that does not block. Returns 0, or the error. */
export function writeFully(fd: number, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { errno } = error as NodeJS.ErrnoException;
      if (errno === undefined) throw error;
      if (errno !== EAGAIN) return errno;
      Atomics.wait(never, 0, 0, 2);
    }
  }
  return 0;
}

/** The last `count` bytes, or all if there are no more. */
export function tailOf(bytes: Uint8Array, count: number): Uint8Array {
  return bytes.subarray(Math.max(bytes.length - count, 0));
}

export function bytesOf(data: Uint8Array | string, encoding?: BufferEncoding): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, encoding) : data;
}

/**
 * What benchmarks/executors.ts has workers do. Loaded by a bare thread, it serves its port: one message a task, one a result.
 */
import { parentPort, workerData } from 'node:worker_threads';

export function add(a: number, b: number): number {
  return a + b;
}

export function length(bytes: Uint8Array): number {
  return bytes.byteLength;
}

export function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

/** For piscina, which calls one function with one value. */
export default function call({ name, args }: { name: 'add' | 'length' | 'fib'; args: never[] }): number {
  return (TASKS[name] as (...args: never[]) => number)(...args);
}

const TASKS = { add, length, fib };

if (workerData === 'bare') {
  const port = parentPort;
  port?.on('message', ([id, name, args]: [number, keyof typeof TASKS, never[]]) => {
    port.postMessage([id, (TASKS[name] as (...args: never[]) => number)(...args)]);
  });
}

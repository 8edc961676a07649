/**
 * The memory that all native streams read into. Most pieces are copied out, and the next read overwrites them here. But large
 * ones are given away where they lie, and the next read goes behind them: a block of the size of the slab for each would cost
 * more than the bytes. Large means that a piece keeps no more alive than pieces.ts allows.
 */
import { copyOut } from '../pieces.js';
import { libc } from './libc.js';

const SIZE = 256 * 1024;
/** Bytes that are read at a time at most. */
export const READ_SIZE = 64 * 1024;
const LARGE = SIZE / 16;

let memory: Buffer;
/** Where it is, and where the next read goes. */
let address = 0;
let at = SIZE;

/** Returns the number of bytes, 0 at the end, or the error. What was read before must have been taken. */
export function receive(fd: number): number {
  if (at + READ_SIZE > SIZE) {
    memory = Buffer.allocUnsafeSlow(SIZE);
    address = libc.addressOf(memory);
    at = 0;
  }
  return libc.recv(fd, address + at, READ_SIZE);
}

/** What receive() has read: the bytes are the caller's from now on. */
export function received(length: number): Buffer {
  if (length < LARGE) return copyOut(memory, at, at + length);
  const start = at;
  at += length;
  return memory.subarray(start, at);
}

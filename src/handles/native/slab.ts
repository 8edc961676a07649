/**
 * The memory that all native streams read into: what has come is copied out before the next read. (To give pieces away where they
 * lie, from a slab of 256 KiB, was tried: its fresh pages cost more than copying 16 KiB does.)
 */
import { copyOut } from '../pieces.js';
import { libc } from './libc.js';

/** Bytes that are read at a time at most. */
export const READ_SIZE = 64 * 1024;

let memory: Buffer | undefined;
/** Where it is. */
let address = 0;

/** Returns the number of bytes, 0 at the end, or the error. */
export function receive(fd: number): number {
  if (memory === undefined) {
    memory = Buffer.allocUnsafeSlow(READ_SIZE);
    address = libc.addressOf(memory);
  }
  return libc.recv(fd, address, READ_SIZE);
}

/** What receive() has read: the bytes are the caller's from now on. */
export function received(length: number): Buffer {
  return copyOut(memory as Buffer, 0, length);
}

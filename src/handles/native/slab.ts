/**
 * The slab: memory that all native streams read into, one behind the other, as long as a batch takes. What is large is lent to
 * whoever reads, until the batch's turn is over; what is small is copied out at once. (To give pieces away where they lie was tried:
 * fresh pages cost more than copying 16 KiB does.)
 */
import type { StreamOwner } from '../handle.js';
import { copyOut } from '../pieces.js';
import { libc } from './libc.js';

/** Bytes that are read at a time at most. */
export const READ_SIZE = 64 * 1024;
/** As many as are read in a batch, and a little more. */
const SIZE = 6 * READ_SIZE;
/** Bytes from which on copying costs more than lending. */
const LARGE = 2048;

let memory: Buffer | undefined;
/** Where it is. */
let address = 0;
/** Bytes that are lent, from the first on. */
let used = 0;
let borrowers: StreamOwner[] = [];

/** Returns the number of bytes, 0 at the end, or the error. */
export function receive(fd: number): number {
  if (memory === undefined) {
    memory = Buffer.allocUnsafeSlow(SIZE);
    address = libc.addressOf(memory);
  }
  return libc.recv(fd, address + used, READ_SIZE);
}

/** Hand on what receive() has read. */
export function handOn(length: number, owner: StreamOwner | undefined): void {
  const slab = memory as Buffer;
  const end = used + length;
  if (owner?._onLent === undefined || length < LARGE || end + READ_SIZE > SIZE) {
    owner?._onData(copyOut(slab, used, end));
    return;
  }
  const chunk = slab.subarray(used, end);
  used = end;
  borrowers.push(owner);
  owner._onLent(chunk);
}

/** The turn is over: the memory is used again. */
export function takeBack(): void {
  if (used === 0) return;
  used = 0;
  const had = borrowers;
  borrowers = [];
  for (const owner of had) owner._keep?.();
}

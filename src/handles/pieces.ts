/**
 * Pieces: memory for what a read gives. Users keep pieces, such as the ten bytes of a name, for as long as they like, and a
 * piece keeps the whole block of memory alive that it lies in. Buffer's own pool has blocks of 64 KiB (8 KiB on Node 20).
 *
 * The bound: whatever a read gives keeps at most 1 KiB alive, or sixteen times its own size. So small pieces are cut from
 * blocks of this file's own, of a size that goes with theirs: a block has room for eight at least, as a block costs more than
 * a microsecond and a cut a tenth of that. Larger pieces have a block for themselves; and a part of a larger block is copied out
 * unless it is more than a sixteenth of it. (Slabs of 256 KiB for pieces from 16 KiB on were tried: faster on Node 20, slower on
 * Node 26, and no smaller.)
 */
import { untransferable } from '#platform';

/** Bytes of the smallest blocks, and of the pieces cut from them at most. */
const BLOCK = 1024;
const SMALL = BLOCK / 8;
/** Bytes of the largest pieces that share a block. */
const LARGEST_SHARED = 2048;
const MOST_TIMES = 16;

/** Bytes up to which copying them one by one is faster than a call that makes a view first. */
const FEW = 128;

interface Block {
  readonly memory: Buffer;
  /** Bytes that were cut off. */
  used: number;
}

/** The block that pieces are cut from now: of those up to SMALL bytes, of those up to twice as many, and so on. */
const blocks: Block[] = [];

/** Memory for a piece. What is in it is undefined. */
export function newPiece(length: number): Buffer {
  if (length > LARGEST_SHARED) return Buffer.allocUnsafeSlow(length);
  const size = length <= SMALL ? 0 : 32 - Math.clz32((length - 1) / SMALL);
  return cut((blocks[size] = withRoom(blocks[size], length, BLOCK << size)), length);
}

function withRoom(block: Block | undefined, length: number, size: number): Block {
  if (block !== undefined && block.used + length <= size) return block;
  // Who transferred a piece's memory to another thread would take that of other pieces away.
  return { memory: untransferable(Buffer.allocUnsafeSlow(size)), used: 0 };
}

function cut(block: Block, length: number): Buffer {
  const start = block.used;
  block.used += length;
  return block.memory.subarray(start, block.used);
}

/** A copy of the bytes from `start` up to `end`, as a piece. */
export function copyOut(from: Uint8Array, start: number, end: number): Buffer {
  const length = end - start;
  const piece = newPiece(length);
  if (length > FEW) piece.set(start === 0 && end === from.length ? from : from.subarray(start, end));
  else for (let i = 0; i < length; i++) piece[i] = from[start + i] as number;
  return piece;
}

/** The bytes from `start` up to `end`: a view of `chunk` if that keeps no more alive than it may, else a copy. */
export function pieceOf(chunk: Buffer, start: number, end: number): Buffer {
  const kept = chunk.buffer.byteLength;
  if (kept > BLOCK && kept > (end - start) * MOST_TIMES) return copyOut(chunk, start, end);
  return start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end);
}

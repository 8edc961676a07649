/**
 * Pieces: memory for what a read gives. Users keep pieces, such as the ten bytes of a name, for as long as they like, and a
 * piece keeps the whole block of memory alive that it lies in. Buffer's own pool has blocks of 64 KiB (8 KiB on Node 20).
 *
 * The bound: whatever a read gives keeps at most 1 KiB alive, or sixteen times its own size. So small pieces are cut from
 * blocks of this file's own, of a size that goes with theirs: a block has room for eight at least, as a block costs more than
 * a microsecond and a cut a tenth of that. Larger pieces have a block for themselves; and a part of a larger block is copied
 * out unless it is more than a sixteenth of it.
 */

/** Bytes of the smallest blocks, and of the pieces cut from them at most. */
const BLOCK = 1024;
const SMALL = BLOCK / 8;
/** Bytes of the largest pieces that share a block. */
const LARGEST_SHARED = 2048;
const MOST_TIMES = 16;

/** Bytes up to which copying them one by one is faster than a call that makes a view first. */
const FEW = 128;

interface Block {
  memory: Buffer;
  /** Bytes that were cut off. */
  used: number;
}

/** The block that pieces are cut from now: of those up to SMALL bytes, of those up to twice as many, and so on. */
const blocks: Block[] = [];

/** Memory for a piece. What is in it is undefined. */
export function newPiece(length: number): Buffer {
  if (length > LARGEST_SHARED) return Buffer.allocUnsafeSlow(length);
  const size = length <= SMALL ? 0 : 32 - Math.clz32((length - 1) / SMALL);
  const block = (blocks[size] ??= newBlock(size));
  if (block.used + length > block.memory.length) Object.assign(block, newBlock(size));
  const start = block.used;
  block.used += length;
  return block.memory.subarray(start, block.used);
}

function newBlock(size: number): Block {
  return { memory: Buffer.allocUnsafeSlow(BLOCK << size), used: 0 };
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

import { expect } from 'chai';
import fc from 'fast-check';
import { copyOut, newPiece, pieceOf } from '../../src/handles/pieces.js';

/** Does it keep more alive than a piece may? */
function keepsTooMuch(piece: Buffer): boolean {
  return piece.buffer.byteLength > Math.max(1024, 16 * piece.length);
}

const length = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 17 }));

describe('a piece', () => {
  it('keeps at most 1 KiB alive, or sixteen times its own size', () => {
    fc.assert(
      fc.property(length, (length) => {
        const piece = newPiece(length);
        expect(piece).to.have.length(length);
        expect(keepsTooMuch(piece)).to.equal(false);
      }),
    );
  });

  it('keeps no more alive than that with all that are kept of many, however few those are', () => {
    const lengths = fc.array(length, { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 100 }), (lengths, every) => {
        const kept = lengths.map(newPiece).filter((_, i) => i % every === 0);
        const asked = kept.reduce((sum, { length }) => sum + Math.max(1024, 16 * length), 0);
        const alive = new Set(kept.map(({ buffer }) => buffer));
        expect([...alive].reduce((sum, { byteLength }) => sum + byteLength, 0)).to.be.at.most(asked);
      }),
    );
  });

  it('cannot be transferred away with the memory of others', () => {
    for (const length of [10, 1000]) {
      const [piece, other] = [newPiece(length).fill(1), newPiece(length).fill(2)];
      try {
        structuredClone(piece, { transfer: [piece.buffer as ArrayBuffer] });
      } catch (error) {
        // Node 20 makes a copy.
        expect(error).to.have.property('name', 'DataCloneError');
      }
      expect(other.equals(Buffer.alloc(length, 2))).to.equal(true);
      expect(newPiece(length)).to.have.length(length);
    }
  });

  it('shares no byte with another one', () => {
    fc.assert(
      fc.property(fc.array(length, { minLength: 1 }), (lengths) => {
        const pieces = lengths.map((length, i) => newPiece(length).fill(i % 256));
        pieces.forEach((piece, i) => expect(piece.every((byte) => byte === i % 256)).to.equal(true));
      }),
    );
  });

  it('of a chunk has its bytes, and is a view only of one that it may keep alive', () => {
    const chunk = Buffer.from(Uint8Array.from({ length: 2 ** 16 }, (_, i) => i * 7).buffer);
    fc.assert(
      fc.property(fc.nat(2 ** 16 - 1), length, (start, length) => {
        const end = Math.min(start + length, chunk.length);
        for (const piece of [pieceOf(chunk, start, end), copyOut(chunk, start, end)]) {
          expect(piece.equals(chunk.subarray(start, end))).to.equal(true);
          expect(keepsTooMuch(piece)).to.equal(false);
        }
        expect(pieceOf(chunk, start, end).buffer === chunk.buffer).to.equal(
          (end - start) * 16 >= chunk.length,
        );
      }),
    );
  });
});

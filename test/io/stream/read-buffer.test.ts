// The read buffer against a model of one string, and its two promises about cost: a search looks at each byte once however
// the bytes come, and single bytes do not cost a chunk each. Work is counted, not timed.
import { expect } from 'chai';
import fc from 'fast-check';
import { ReadBuffer } from '../../../src/io/stream/read-buffer.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

function filled(...chunks: string[]): ReadBuffer {
  const buffer = new ReadBuffer();
  for (const chunk of chunks) buffer.push(bytes(chunk));
  return buffer;
}

/** What find() should give. */
function modelFind(text: string, needle: string): number {
  const at = text.indexOf(needle);
  return at < 0 ? -1 : at + needle.length;
}

// Two letters only: repeated prefixes and near misses come by themselves.
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
const needle = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 });

type Step =
  | { readonly kind: 'push'; readonly text: string }
  | { readonly kind: 'lent'; readonly text: string }
  | { readonly kind: 'keep' }
  | { readonly kind: 'view' }
  | { readonly kind: 'into'; readonly count: number }
  | { readonly kind: 'take'; readonly count: number }
  | { readonly kind: 'find'; readonly needle: string }
  | { readonly kind: 'line'; readonly needle: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('push' as const), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lent' as const), text }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'keep' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'view' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('into' as const), count: fc.nat(15) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), count: fc.nat(15) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('find' as const), needle }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('line' as const), needle }) },
);

/**
 * The same steps done to a buffer and to a string. Everything that was handed out is looked at again at the end; memory that was lent
 * is used for something else when it is taken back.
 */
function follow(steps: readonly Step[], buffer = new ReadBuffer(), model = ''): void {
  const handedOut: [Buffer, string][] = [];
  let lent: Buffer[] = [];
  const take = (count: number): void => {
    const [taken, expected] = [buffer.take(count), model.slice(0, count)];
    handedOut.push([taken, expected]);
    model = model.slice(expected.length);
  };
  for (const one of steps) {
    if (one.kind === 'push') {
      buffer.push(bytes(one.text));
      model += one.text;
    } else if (one.kind === 'lent') {
      const chunk = bytes(one.text);
      lent.push(chunk);
      if (chunk.length > 0) buffer.pushLent(chunk);
      model += one.text;
    } else if (one.kind === 'keep') {
      buffer.keep();
      for (const chunk of lent) chunk.fill('!');
      lent = [];
    } else if (one.kind === 'view') {
      const view = buffer.takeView().toString('latin1');
      expect(model.startsWith(view)).to.equal(true);
      expect(view === '').to.equal(model === '');
      model = model.slice(view.length);
    } else if (one.kind === 'into') {
      const target = Buffer.alloc(one.count, '?');
      const count = buffer.takeInto(target);
      expect(count).to.equal(Math.min(one.count, model.length));
      expect(target.toString('latin1')).to.equal(model.slice(0, count).padEnd(one.count, '?'));
      model = model.slice(count);
    } else if (one.kind === 'take') {
      take(one.count);
    } else {
      const found = buffer.find(bytes(one.needle));
      expect(found).to.equal(modelFind(model, one.needle));
      if (one.kind === 'line' && found > 0) take(found);
    }
    expect(buffer.size).to.equal(model.length);
  }
  take(Infinity);
  for (const [taken, expected] of handedOut) expect(taken.toString('latin1')).to.equal(expected);
}

describe('ReadBuffer', () => {
  it('does what one long string would do', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => follow(steps)),
      { numRuns: 1500 },
    );
  });

  it('does so when it contains many small chunks already', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 28, max: 80 }), (steps, count) => {
        const ahead = Array.from({ length: count }, (_, i): Step => ({
          kind: 'push',
          text: 'aab'[i % 3] ?? '',
        }));
        follow([...ahead, ...steps]);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a delimiter wherever the borders of chunks lie', () => {
    const whole = 'aaabaacaaabaab';
    for (const wanted of ['a', 'c', 'ab', 'aab', 'aaab', 'abaa', 'aabx']) {
      for (let borders = 0; borders < 2 ** (whole.length - 1); borders += 7) {
        const buffer = new ReadBuffer();
        let start = 0;
        for (let i = 1; i <= whole.length; i++) {
          if (i < whole.length && (borders & (1 << (i - 1))) === 0) continue;
          buffer.push(bytes(whole.slice(start, i)));
          start = i;
          expect(buffer.find(bytes(wanted))).to.equal(modelFind(whole.slice(0, i), wanted));
        }
      }
    }
  });

  it('sees a match that begins inside a failed one: "aab" in "aaab"', () => {
    expect(filled('aaab').find(bytes('aab'))).to.equal(4);
    expect(filled('a', 'a', 'a', 'b').find(bytes('aab'))).to.equal(4);
    expect(filled('aa', 'ab').find(bytes('aab'))).to.equal(4);
    expect(filled('aaa', 'b').find(bytes('aab'))).to.equal(4);
  });

  it('finds a delimiter of which the first part came before the last search', () => {
    const buffer = filled('one\r');
    expect(buffer.find(bytes('\r\n'))).to.equal(-1);
    buffer.push(bytes('\n'));
    expect(buffer.find(bytes('\r\n'))).to.equal(5);
  });

  it('starts again for another delimiter, and after bytes were taken', () => {
    const buffer = filled('abcabc');
    expect(buffer.find(bytes('x'))).to.equal(-1);
    expect(buffer.find(bytes('b'))).to.equal(2);
    buffer.take(2);
    expect(buffer.find(bytes('b'))).to.equal(3);
    expect(buffer.find(bytes('bc'))).to.equal(4);
  });

  it('returns a view of bytes that came in one chunk, and joins only those that did not', () => {
    // Of a size that its pieces may keep alive.
    const chunk = Buffer.from(new Uint8Array(bytes('abcdef')).buffer);
    const buffer = new ReadBuffer();
    buffer.push(chunk);
    expect(buffer.take(2).buffer).to.equal(chunk.buffer);
    expect(buffer.take(4).buffer).to.equal(chunk.buffer);
    buffer.push(bytes('gh'));
    buffer.push(bytes('ij'));
    expect(buffer.take(3).toString()).to.equal('ghi');
    expect(buffer.take(9).toString()).to.equal('j');
  });

  it('returns an empty buffer when it is empty, or nothing is asked for', () => {
    const buffer = new ReadBuffer();
    buffer.push(Buffer.alloc(0));
    expect(buffer.size).to.equal(0);
    expect(buffer.take(5)).to.have.length(0);
    expect(buffer.find(bytes('a'))).to.equal(-1);
    buffer.push(bytes('a'));
    expect(buffer.take(0)).to.have.length(0);
    expect(buffer.size).to.equal(1);
  });

  it('is empty after clear(), and as good as new', () => {
    const buffer = filled('abc', 'def');
    expect(buffer.find(bytes('x'))).to.equal(-1);
    buffer.take(1);
    buffer.clear();
    expect(buffer.size).to.equal(0);
    expect(buffer.find(bytes('b'))).to.equal(-1);
    follow(
      [
        { kind: 'push', text: 'ab' },
        { kind: 'line', needle: 'b' },
      ],
      buffer,
    );
  });

  it('searches each byte once, however many pieces it came in', () => {
    const buffer = new ReadBuffer();
    const work = { bytes: 0, visits: 0 };
    const pieces = 2_000;
    for (let i = 0; i < pieces; i++) {
      buffer.push(counted(Buffer.alloc(1024, 'a'), work));
      expect(buffer.find(bytes('\r\n'))).to.equal(-1);
    }
    // The last byte of a chunk is looked at again: it may begin a match.
    expect(work.bytes).to.be.within(pieces * 1024, pieces * 1030);
    // Each piece is looked at a few times: when it comes, and when the next one does.
    expect(work.visits).to.be.below(pieces * 20);
  });

  it('does not search the same bytes again to take a match', () => {
    const work = { bytes: 0, visits: 0 };
    const buffer = new ReadBuffer();
    buffer.push(counted(bytes('x'.repeat(998) + '\r\n'), work));
    for (let i = 0; i < 10; i++) expect(buffer.find(bytes('\r\n'))).to.equal(1000);
    expect(work.bytes).to.equal(1000);
  });

  it('gathers single bytes: a hundred thousand are a few chunks', () => {
    const buffer = new ReadBuffer();
    let copies = 0;
    const one = (): Buffer => {
      const chunk = bytes('a');
      // One that lies in the queue as it came is copied when it is taken.
      const copy = chunk.copy.bind(chunk);
      chunk.copy = (...where) => {
        copies++;
        return copy(...where);
      };
      return chunk;
    };
    for (let i = 0; i < 100_000; i++) buffer.push(one());
    const onArrival = copies;
    expect(buffer.find(bytes('b'))).to.equal(-1);
    expect(buffer.take(100_000).equals(Buffer.alloc(100_000, 'a'))).to.equal(true);
    expect(onArrival).to.be.above(99_900);
    expect(copies - onArrival).to.be.below(100);
  });

  it('does not keep the memory of bytes that were taken', () => {
    const buffer = new ReadBuffer();
    // Always something left, so that the list of chunks is never simply empty.
    buffer.push(bytes('.'));
    for (let i = 0; i < 10_000; i++) {
      buffer.push(Buffer.alloc(2_000, i & 255));
      const taken = buffer.take(2_000);
      expect(taken.at(-2)).to.equal(i === 0 ? 0 : i & 255);
      expect(buffer.size).to.equal(1);
    }
  });

  it('gives pieces that keep no large block alive: parts of one chunk, of small ones gathered, of several', () => {
    const buffer = new ReadBuffer();
    const kept: Buffer[] = [];
    buffer.push(Buffer.allocUnsafeSlow(2 ** 16).fill('x'));
    for (let i = 0; i < 200; i++) kept.push(buffer.take(10));
    for (let i = 0; i < 2000; i++) buffer.push(bytes('yy'));
    buffer.take(2 ** 16 - 2000);
    for (let i = 0; i < 1000; i++) kept.push(buffer.take(3));
    for (const piece of kept) expect(piece.buffer.byteLength).to.be.at.most(1024);
  });
});

/** Counts the bytes that indexOf() looks at, and how often anyone asks for the length of the chunk. */
function counted(chunk: Buffer, work: { bytes: number; visits: number }): Buffer {
  const { length } = chunk;
  const plain = chunk.indexOf.bind(chunk) as (needle: Uint8Array, from: number) => number;
  Object.defineProperties(chunk, {
    length: {
      get: () => {
        work.visits++;
        return length;
      },
    },
    indexOf: {
      value: (needle: Uint8Array, from: number) => {
        const at = plain(needle, from);
        work.bytes += (at < 0 ? length : at + needle.length) - from;
        return at;
      },
    },
  });
  return chunk;
}

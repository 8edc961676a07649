// The reading half of a stream on a handle that is fed by hand: how much it reads ahead, and when it stops and starts.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { TCPError } from 'evergreen-ts/io';
import type { StreamHandle } from '../../../src/handles/handle.js';
import { ReadHalf } from '../../../src/io/stream/read-half.js';
import { Delimiter, Exactly, Some } from '../../../src/io/stream/wanted.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

const CHUNK = 64 * 1024;

/** A handle whose peer sends without end, as long as it is read. */
class Source implements StreamHandle {
  owner: ReadHalf | undefined = undefined;
  readonly queued = 0;
  reading = false;
  /** What readStart() says. */
  refuses = 0;
  sent = 0;

  readStart(): number {
    if (this.refuses === 0) this.reading = true;
    return this.refuses;
  }
  readStop(): number {
    this.reading = false;
    return 0;
  }
  write(): number {
    return 0;
  }
  shutdown(): number {
    return 0;
  }
  close(): void {
    this.reading = false;
  }

  /** Send until it is stopped, or `most` bytes. */
  pour(most = Infinity, size = CHUNK): void {
    for (let left = most; this.reading && left > 0; left -= size) {
      this.sent += size;
      this.owner?._onData(Buffer.alloc(size, 'x'));
    }
  }
}

function connected(maxBufferSize = 2 ** 20): { source: Source; readHalf: ReadHalf } {
  const readHalf = new ReadHalf('Test', TCPError, maxBufferSize);
  const source = new Source();
  readHalf.attach(source);
  return { source, readHalf };
}

describe('ReadHalf', () => {
  it('reads as soon as it has a handle, and stops about one buffer later', () => {
    const { source, readHalf } = connected();
    expect(source.reading).to.equal(true);
    source.pour();
    expect(source.sent).to.equal(CHUNK);
    const { source: drip } = connected();
    drip.pour(Infinity, 1000);
    expect(drip.sent).to.equal(66_000);
    expect(readHalf.buffered).to.equal(CHUNK);
  });

  it(
    'starts again when the bytes that it has read ahead are taken',
    tasklets(function* () {
      const { source, readHalf } = connected();
      source.pour();
      expect(yield* readHalf.read(new Some(1))).to.have.length(1);
      expect(source.reading).to.equal(true);
      source.pour();
      expect(source.sent).to.equal(2 * CHUNK);
      expect(yield* readHalf.read(new Exactly(CHUNK - 1))).to.have.length(CHUNK - 1);
      expect(source.reading).to.equal(false);
    }),
  );

  it(
    'reads as much as is asked for, and no further',
    tasklets(function* () {
      const { source, readHalf } = connected();
      const reading = spawn(() => readHalf.read(new Exactly(10 * CHUNK)));
      yield* sleep(0);
      source.pour();
      expect(source.sent).to.be.within(10 * CHUNK, 11 * CHUNK);
      expect(yield* reading.get()).to.have.length(10 * CHUNK);
    }),
  );

  it(
    'reads up to maxBufferSize for a delimiter that does not come',
    tasklets(function* () {
      const { source, readHalf } = connected(5 * CHUNK);
      const reading = spawn(() => codeOf(readHalf.read(new Delimiter(Buffer.from('\n')))));
      yield* sleep(0);
      source.pour();
      expect(source.sent).to.equal(5 * CHUNK);
      expect(yield* reading.get()).to.equal('EBUFFERLIMIT');
      expect(readHalf.buffered).to.equal(5 * CHUNK);
    }),
  );

  it(
    'stops when the reader that wanted more is killed',
    tasklets(function* () {
      const { source, readHalf } = connected();
      source.pour();
      const reading = spawn(() => readHalf.read(new Exactly(10 * CHUNK)));
      yield* sleep(0);
      expect(source.reading).to.equal(true);
      reading.kill();
      yield* reading.join();
      expect(source.reading).to.equal(false);
      expect(source.sent).to.equal(CHUNK);
    }),
  );

  it(
    'does not read on for the readers behind one that was just served',
    tasklets(function* () {
      const { source, readHalf } = connected();
      const first = spawn(() => readHalf.read(new Exactly(CHUNK)));
      const second = spawn(() => readHalf.read(new Exactly(CHUNK)));
      yield* sleep(0);
      source.pour();
      // The first is woken; what it leaves is the second's business.
      expect(source.sent).to.equal(CHUNK);
      yield* first.join();
      expect(source.reading).to.equal(true);
      source.pour();
      expect(yield* second.get()).to.have.length(CHUNK);
    }),
  );

  it(
    'reports the error of a handle that cannot be read to whoever reads',
    tasklets(function* () {
      const readHalf = new ReadHalf('Test', TCPError, 10);
      const source = new Source();
      source.refuses = -107;
      readHalf.attach(source);
      expect(yield* codeOf(readHalf.read(new Some(1)))).to.equal('ENOTCONN');
    }),
  );

  it(
    'wakes a reader whose reading cannot be started again',
    tasklets(function* () {
      const { source, readHalf } = connected();
      source.pour();
      source.refuses = -107;
      function* greedy(): Op<unknown> {
        return yield* codeOf(readHalf.read(new Exactly(10 * CHUNK)));
      }
      const both = [spawn(greedy), spawn(greedy)];
      for (const one of both) expect(yield* one.get()).to.equal('ENOTCONN');
      expect(yield* readHalf.read(new Some(Infinity))).to.have.length(CHUNK);
      expect(yield* codeOf(readHalf.read(new Some(1)))).to.equal('ENOTCONN');
    }),
  );
});

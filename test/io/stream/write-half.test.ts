// The writing half of a stream on a handle that takes as much as the test says: what is reported, and where, when a write
// is refused, ends late, or fails.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { TCPError } from 'evergreen-ts/io';
import type { StreamHandle } from '../../../src/handles/handle.js';
import { WriteHalf } from '../../../src/io/stream/write-half.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

const EPIPE = -32;

/** Takes everything at once, keeps it under way, or refuses it. */
class Sink implements StreamHandle {
  owner: undefined;
  mode: 'takes' | 'keeps' | 'refuses' = 'takes';
  readonly #underWay: { bytes: number; done: (errno: number) => void }[] = [];
  sent = '';

  get queued(): number {
    return this.#underWay.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  write(data: Uint8Array | string, done: (errno: number) => void): number {
    if (this.mode === 'refuses') return EPIPE;
    this.sent += data.toString();
    if (this.mode === 'takes') return 0;
    this.#underWay.push({ bytes: Buffer.byteLength(data), done });
    return 1;
  }
  /** The oldest write that is under way ends. */
  end(errno = 0): void {
    this.#underWay.shift()?.done(errno);
  }
  readStart(): number {
    return 0;
  }
  readStop(): number {
    return 0;
  }
  shutdown(): number {
    return 0;
  }
  close(): void {
    // Nothing to do.
  }
}

function connected(mode: Sink['mode'] = 'takes', most = 100): { sink: Sink; writeHalf: WriteHalf } {
  const writeHalf = new WriteHalf('Test', TCPError, most);
  const sink = new Sink();
  sink.mode = mode;
  writeHalf.attach(sink);
  return { sink, writeHalf };
}

describe('WriteHalf', () => {
  it('says whether everything is sent', () => {
    const { sink, writeHalf } = connected();
    expect(writeHalf.write('a')).to.equal(true);
    sink.mode = 'keeps';
    expect(writeHalf.write('bc')).to.equal(false);
    expect(writeHalf.queued).to.equal(2);
    sink.end();
    expect(writeHalf.queued).to.equal(0);
    sink.mode = 'takes';
    expect(writeHalf.write('d')).to.equal(true);
    expect(sink.sent).to.equal('abcd');
  });

  it(
    'wakes each tasklet when as little is queued as it waits for',
    tasklets(function* ({ trace }) {
      const { sink, writeHalf } = connected('keeps');
      for (let i = 0; i < 4; i++) writeHalf.write('x'.repeat(10));
      function* waitFor(most: number): Op<void> {
        yield* writeHalf.drained({ most, method: 'drain' });
        trace.push(most);
      }
      for (const most of [0, 25, 10, 39, 40]) spawn(waitFor, most);
      yield* sleep(0);
      expect(trace.splice(0)).to.deep.equal([40]);
      for (const expected of [[39], [25], [10], [0]]) {
        sink.end();
        yield* sleep(0);
        expect(trace.splice(0)).to.deep.equal(expected);
      }
    }),
  );

  it(
    'reports a write that failed late to all tasklets that wait, and to all that write or wait after that',
    tasklets(function* () {
      const { sink, writeHalf } = connected('keeps');
      writeHalf.write('a');
      writeHalf.write('b');
      const waiting = [
        spawn(() => codeOf(writeHalf.drained({ most: 0, method: 'flush' }))),
        spawn(() => codeOf(writeHalf.drained({ most: 1, method: 'drain' }))),
      ];
      yield* sleep(0);
      sink.end(EPIPE);
      for (const one of waiting) expect(yield* one.get()).to.equal('EPIPE');
      expect(() => writeHalf.write('c'))
        .to.throw(TCPError)
        .with.property('code', 'EPIPE');
      expect(yield* codeOf(writeHalf.drained({ most: 0, method: 'flush' }))).to.equal('EPIPE');
      sink.end(EPIPE);
    }),
  );

  it('throws at once when the handle refuses at once', () => {
    const { writeHalf } = connected('refuses');
    expect(() => writeHalf.write('a'))
      .to.throw(TCPError)
      .with.property('code', 'EPIPE');
    expect(writeHalf.queued).to.equal(0);
  });

  it(
    'fails in the next write() or wait when the bytes that it held are refused',
    tasklets(function* () {
      const writeHalf = new WriteHalf('Test', TCPError, 100);
      writeHalf.write('held');
      expect(writeHalf.queued).to.equal(4);
      const flushing = spawn(() => codeOf(writeHalf.drained({ most: 0, method: 'flush' })));
      yield* sleep(0);
      const sink = new Sink();
      sink.mode = 'refuses';
      writeHalf.attach(sink);
      expect(yield* flushing.get()).to.equal('EPIPE');
      expect(() => writeHalf.write('a'))
        .to.throw(TCPError)
        .with.property('code', 'EPIPE');
    }),
  );

  it(
    'takes no more than may be queued, and exactly that',
    tasklets(function* () {
      const { sink, writeHalf } = connected('keeps', 10);
      writeHalf.write('12345');
      expect(() => writeHalf.write('678901'))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      writeHalf.write('67890');
      expect(() => writeHalf.write('1'))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      expect(writeHalf.write('')).to.equal(false);
      sink.end();
      expect(() => writeHalf.write('€€'))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      writeHalf.write('€');
      expect(sink.sent).to.equal('1234567890€');
      // It is no error of the stream.
      sink.end();
      sink.end();
      yield* writeHalf.drained({ most: 0, method: 'flush' });
    }),
  );

  it(
    'has nothing to do with writes that end after it was closed',
    tasklets(function* () {
      const { sink, writeHalf } = connected('keeps');
      writeHalf.write('a');
      const flushing = spawn(() => codeOf(writeHalf.drained({ most: 0, method: 'flush' })));
      yield* sleep(0);
      writeHalf.fail('ECLOSED');
      sink.end(-125);
      expect(yield* flushing.get()).to.equal('ECLOSED');
      expect(writeHalf.queued).to.equal(0);
      expect(() => writeHalf.write('b'))
        .to.throw(TCPError)
        .with.property('code', 'ECLOSED');
    }),
  );
});

// pipe(): from one stream to another, over streams in memory.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { type BaseStream, pipe } from 'evergreen-ts/io';
import { memoryPair } from 'evergreen-ts/testing';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf, noise, readAll } from '../../support/sockets.js';

describe('pipe()', () => {
  it(
    'copies to the end, shuts the other stream down, and returns how many bytes it were',
    tasklets(function* () {
      const [source, from] = memoryPair({ chunk: 777 });
      const [to, sink] = memoryPair();
      const data = noise(2 ** 20);
      const piping = spawn(() => pipe(from, to));
      const all = spawn(() => readAll(sink));
      source.write(data);
      yield* source.shutdown();
      expect(yield* piping.get()).to.equal(data.length);
      expect((yield* all.get()).equals(data)).to.equal(true);
      // Only the one side has ended.
      sink.write('answer');
      expect(String(yield* to.read())).to.equal('answer');
    }),
  );

  it(
    'leaves the other stream open if it is told to: several go into one',
    tasklets(function* () {
      const [to, sink] = memoryPair();
      for (const part of ['one ', 'two ']) {
        const [source, from] = memoryPair();
        source.write(part);
        source.close();
        expect(yield* pipe(from, to, { end: false })).to.equal(4);
      }
      to.write('end');
      to.close();
      expect(String(yield* readAll(sink))).to.equal('one two end');
    }),
  );

  it(
    'goes as fast as it is read: the writer has to wait',
    tasklets(function* () {
      const [source, from] = memoryPair();
      const [to, sink] = memoryPair({ highWaterMark: 1000 });
      const piping = spawn(() => pipe(from, to));
      for (let i = 0; i < 100; i++) source.write(Buffer.alloc(2 ** 16));
      const flushing = spawn(() => source.flush());
      yield* sleep(1);
      expect(flushing.state).to.equal('parked');
      const all = spawn(() => readAll(sink));
      yield* flushing.join();
      source.close();
      yield* piping.join();
      expect(yield* all.get()).to.have.length(100 * 2 ** 16);
    }),
  );

  it(
    'takes no more than the other stream may keep',
    tasklets(function* () {
      const [source, from] = memoryPair();
      const [to, sink] = memoryPair({ maxWriteBuffer: 100, highWaterMark: 2 ** 20 });
      const data = noise(600_000);
      const piping = spawn(() => pipe(from, to));
      source.write(data);
      const ending = spawn(() => source.shutdown());
      yield* sleep(1);
      expect(ending.state).to.equal('parked');
      expect((yield* readAll(sink)).equals(data)).to.equal(true);
      yield* piping.join();
    }),
  );

  it(
    'has written what it has read when it is killed: another goes on from there',
    tasklets(function* () {
      const [source, from] = memoryPair({ chunk: 10 });
      const [to, sink] = memoryPair();
      const data = noise(1000);
      source.write(data);
      source.close();
      for (let i = 0; i < 20; i++) {
        const piping = spawn(() => pipe(from, to));
        for (let turns = 0; turns < i % 4; turns++) yield* sleep(0);
        piping.kill();
        yield* piping.join();
      }
      yield* pipe(from, to);
      expect((yield* readAll(sink)).equals(data)).to.equal(true);
    }),
  );

  it(
    'throws what either stream throws, and leaves the other as it is',
    tasklets(function* () {
      const [source, from] = memoryPair();
      const [to, sink] = memoryPair();
      source.write('.');
      from.write('unread');
      source.close();
      expect(yield* codeOf(pipe(from, to))).to.equal('ECONNRESET');
      to.write('still here');
      to.close();
      expect(String(yield* readAll(sink))).to.equal('.still here');

      const [source2, from2] = memoryPair();
      source2.write('.');
      expect(yield* codeOf(pipe(from2, to))).to.equal('ECLOSED');
      expect(String(yield* from2.read())).to.equal('.');
    }),
  );

  it(
    'echoes, if both are one',
    tasklets(function* () {
      const [client, server] = memoryPair();
      spawn(() => pipe(server, server));
      client.write('hello');
      yield* client.shutdown();
      expect(String(yield* readAll(client))).to.equal('hello');
    }),
  );

  it('refuses what is no stream, at the call', () => {
    const [one, other] = memoryPair();
    for (const wrong of [undefined, null, {}, process.stdin] as unknown[] as BaseStream[]) {
      expect(() => pipe(wrong, one)).to.throw(TypeError, 'pipe()');
      expect(() => pipe(one, wrong)).to.throw(TypeError, 'pipe()');
    }
    expect(() => pipe(one, other, { end: 1 as unknown as boolean })).to.throw(TypeError, 'end');
    const lazy: Op<number> = pipe(one, other);
    expect(Symbol.iterator in lazy).to.equal(true);
    one.close();
    other.close();
  });
});

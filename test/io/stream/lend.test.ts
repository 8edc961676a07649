// lend() and readInto() beside the contract of streams: the memory that streams share while they read, and debug mode.
import { expect } from 'chai';
import { type Op, all, spawn } from 'evergreen-ts';
import type { Pair } from '../../support/sockets.js';
import { program } from '../../support/child.js';
import { realTime } from '../../support/run-tasklet.js';
import { noise, nothingIsOpen, pair } from '../../support/sockets.js';

const SIZE = 60_000;

/** All that comes, in whatever way. */
function* received({ client }: Pair, i: number): Op<Buffer> {
  const parts: Buffer[] = [];
  const buffer = Buffer.alloc(7000);
  for (let size = 0; size < SIZE; size = Buffer.concat(parts).length) {
    if (i % 3 === 0) parts.push(yield* client.read(5000));
    else if (i % 3 === 1) parts.push(Buffer.from(buffer.subarray(0, yield* client.readInto(buffer))));
    else parts.push(yield* client.lend((bytes) => Buffer.from(bytes)));
  }
  return Buffer.concat(parts);
}

describe('streams that share the memory they read into', () => {
  afterEach(nothingIsOpen);

  it(
    'each have their own bytes, however much of them is left for later',
    realTime(function* () {
      const pairs: Pair[] = [];
      for (let i = 0; i < 9; i++) pairs.push(yield* pair());
      const messages = pairs.map((_, i) => noise(SIZE, i + 1));
      for (const [i, { peer }] of pairs.entries()) peer.write(messages[i] as Buffer);
      // Nobody reads yet: what has come is kept.
      yield* all(pairs.map(({ client }) => client.readBytes(1)));
      for (const [i, { peer }] of pairs.entries()) peer.write((messages[i] as Buffer).subarray(0, 1));
      const found = yield* all(pairs.map((both, i) => spawn(() => received(both, i))));
      for (const [i, bytes] of found.entries()) {
        const message = messages[i] as Buffer;
        expect(bytes.equals(Buffer.concat([message.subarray(1), message.subarray(0, 1)]))).to.equal(true);
      }
      for (const both of pairs) both[Symbol.dispose]();
    }),
  );
});

describe('what is lent in debug mode', () => {
  it('is a copy, which is detached afterwards', async () => {
    const { stdout, stderr } = await program(
      `
      import { run } from 'evergreen-ts';
      import { memoryPair } from 'evergreen-ts/testing';
      await run(function* () {
        const [client, peer] = memoryPair();
        peer.write('0123456789');
        let kept;
        console.log(yield* client.lend((bytes) => { kept = bytes; client.write(bytes); return bytes.length; }));
        console.log(kept.length, (yield* peer.read()).toString());
      });
      `,
      { env: { EVERGREEN_DEBUG: '1' } },
    );
    expect(stderr).to.equal('');
    expect(stdout).to.equal('10\n0 0123456789\n');
  });
});

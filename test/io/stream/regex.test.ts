import { expect } from 'chai';
import fc from 'fast-check';
import { sleep, spawn } from 'evergreen-ts';
import { BufferLimitError, IncompleteReadError } from 'evergreen-ts/io';
import { ReadBuffer } from '../../../src/io/stream/read-buffer.js';
import { failure, nothingIsOpen, pair } from '../../support/sockets.js';
import { realTime } from '../../support/run-tasklet.js';

describe('readUntilRegex() of a stream', () => {
  afterEach(nothingIsOpen);

  it(
    'returns all up to the end of the first match, wherever the borders of chunks lie',
    realTime(function* () {
      using both = yield* pair();
      const reading = spawn(() => both.client.readUntilRegex(/\r\n\r\n/));
      for (const piece of ['a: 1\r', '\nb: 2\r\n', '\r', '\nbody']) {
        both.peer.write(piece);
        yield* sleep(0.002);
      }
      expect((yield* reading.get()).toString()).to.equal('a: 1\r\nb: 2\r\n\r\n');
      expect((yield* both.client.read()).toString()).to.equal('body');
    }),
  );

  it(
    'sees bytes as latin1, ignores the flags g and y, and heeds the others',
    realTime(function* () {
      using both = yield* pair();
      both.peer.write(Buffer.from([0xc3, 0xa9, 0xff, 0x41, 0x62]));
      const sticky = /\xff/gy;
      sticky.lastIndex = 4;
      expect([...(yield* both.client.readUntilRegex(sticky))]).to.deep.equal([0xc3, 0xa9, 0xff]);
      expect(sticky.lastIndex).to.equal(4);
      expect((yield* both.client.readUntilRegex(/aB/i)).toString()).to.equal('Ab');
    }),
  );

  it(
    'refuses everything but an expression, and one that matches the empty string, at the call or when it does so',
    realTime(function* () {
      using both = yield* pair();
      expect(() => both.client.readUntilRegex('x' as unknown as RegExp)).to.throw(TypeError);
      expect(() => both.client.readUntilRegex(/x*/)).to.throw(TypeError, 'matches the empty string');
      both.peer.write('word');
      expect(yield* failure(both.client.readUntilRegex(/\b/))).to.be.instanceOf(TypeError);
      expect((yield* both.client.read()).toString()).to.equal('word');
    }),
  );

  it(
    'takes nothing when it fails: it matched the empty string further on, or was too much for the engine',
    realTime(function* () {
      using both = yield* pair();
      both.peer.write('abcdefgh');
      expect(yield* failure(both.client.readUntilRegex(/(?=e)/))).to.be.instanceOf(TypeError);
      expect((yield* both.client.read()).toString()).to.equal('abcdefgh');

      const reading = spawn(() => both.client.readUntilRegex(/^(?:((((((((((((a))))))))))))|b)*d/));
      const flood = Buffer.alloc(2 ** 20, 'a');
      both.peer.write(flood);
      // Too much, or else more than may lie there: in any case an error of the reader.
      expect(yield* failure(reading.get())).to.be.an('error');
      expect((yield* both.client.readBytes(flood.length)).equals(flood)).to.equal(true);
    }),
  );

  it(
    'fails with the rest at the end of the stream, and beyond maxBufferSize without losing anything',
    realTime(function* () {
      using both = yield* pair({ maxBufferSize: 8 });
      both.peer.write('0123456789\n');
      expect(yield* failure(both.client.readUntilRegex(/\n/))).to.be.instanceOf(BufferLimitError);
      expect((yield* both.client.readBytes(4)).toString()).to.equal('0123');
      expect((yield* both.client.readUntilRegex(/\n/)).toString()).to.equal('456789\n');
      both.peer.write('rest');
      yield* both.peer.shutdown();
      const error = yield* failure(both.client.readUntilRegex(/\n/));
      expect(error).to.be.instanceOf(IncompleteReadError);
      expect((error as IncompleteReadError).partial.toString()).to.equal('rest');
      expect(yield* both.client.readUntilRegex(/\n/)).to.have.length(0);
    }),
  );
});

describe('the text of a read buffer', () => {
  it('is that of one long string, however chunks are pushed, taken and looked at', () => {
    const step = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ push: bytes })),
      fc.nat(12).map((take) => ({ take })),
      fc.nat(40).map((look) => ({ look })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const buffer = new ReadBuffer();
        let model = '';
        for (const one of steps) {
          if ('push' in one) {
            buffer.push(Buffer.from(one.push));
            model += Buffer.from(one.push).toString('latin1');
          } else if ('take' in one) {
            expect(buffer.take(one.take).toString('latin1')).to.equal(model.slice(0, one.take));
            model = model.slice(one.take);
          } else {
            expect(buffer.text(one.look)).to.equal(model.slice(0, one.look));
          }
        }
      }),
    );
  });
});

// The contract over net, and the behaviour of other kinds of Duplex.
import { Duplex } from 'node:stream';
import { expect } from 'chai';
import { sleep } from 'evergreen-ts';
import { errno } from 'evergreen-ts/io';
import { NodeStream } from '../../../src/handles/node/stream.js';
import { End, nameOf } from '../../support/handles.js';
import { KINDS } from '../../support/kinds.js';
import { realTime } from '../../support/run-tasklet.js';
import { streamHandleContract } from '../../support/stream-handle-contract.js';

describe('streams of the kind node', () => streamHandleContract(KINDS.node));

type Callback = (error?: Error | null) => void;

/** A Duplex that does what the test says. */
class Puppet extends Duplex {
  readonly written: string[] = [];
  /** The result of each write; undefined: it completes when the test calls its callback in `pending`. */
  outcome: Error | null | undefined = null;
  readonly pending: Callback[] = [];

  constructor() {
    super({ allowHalfOpen: true });
  }

  override _read(): void {
    // The test pushes what is read.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: Callback): void {
    this.written.push(chunk.toString());
    if (this.outcome === undefined) this.pending.push(callback);
    else callback(this.outcome);
  }

  override _final(callback: Callback): void {
    callback();
  }
}

const broken = (code: string): Error => Object.assign(new Error(code), { code });

describe('a stream over any Duplex', () => {
  it(
    'loses nothing that came before it broke, though it was not read then',
    realTime(function* () {
      const puppet = new Puppet();
      using end = new End(new NodeStream(puppet));
      end.readStart();
      puppet.push('one ');
      yield* end.received(4);
      end.readStop();
      puppet.push('two ');
      puppet.push('three');
      puppet.destroy(broken('ETIMEDOUT'));
      yield* sleep(0);
      yield* sleep(0.001);
      expect(end.trace).to.deep.equal(['data']);
      expect(nameOf(end.write('late'))).to.equal('EPIPE');
      end.readStart();
      yield* end.until(2);
      expect(end.text).to.equal('one two three');
      expect(end.trace).to.deep.equal(['data', 'read error: ETIMEDOUT']);
    }),
  );

  it(
    'reads on when a write has failed',
    realTime(function* () {
      const puppet = new Puppet();
      using end = new End(new NodeStream(puppet));
      puppet.outcome = broken('EPIPE');
      expect(end.write('at once')).to.equal(errno.EPIPE);
      puppet.outcome = undefined;
      expect(end.write('later')).to.equal(1);
      expect(end.handle.queued).to.equal(5);
      puppet.pending[0]?.(broken('EPIPE'));
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['written: EPIPE']);
      expect(end.handle.queued).to.equal(0);
      end.readStart();
      puppet.push('still here');
      puppet.push(null);
      yield* end.until(3);
      expect(end.trace.slice(1)).to.deep.equal(['data', 'end']);
    }),
  );

  it(
    'reports writes in their order, also those that complete at once after one that did not',
    realTime(function* () {
      const puppet = new Puppet();
      using end = new End(new NodeStream(puppet));
      puppet.outcome = undefined;
      expect([end.write('a', 'a'), end.write('b', 'b'), end.write('c', 'c')]).to.deep.equal([1, 1, 1]);
      expect(puppet.written).to.deep.equal(['a']);
      puppet.outcome = null;
      puppet.pending[0]?.();
      yield* end.until(3);
      expect(end.trace).to.deep.equal(['a: ok', 'b: ok', 'c: ok']);
      expect(puppet.written).to.deep.equal(['a', 'b', 'c']);
      expect(end.write('d')).to.equal(0);
    }),
  );

  it(
    'fails the requests that were under way with the error it broke with',
    realTime(function* () {
      const puppet = new Puppet();
      using end = new End(new NodeStream(puppet));
      puppet.outcome = undefined;
      end.write('a', 'a');
      end.write('b', 'b');
      end.shutdown();
      puppet.destroy(broken('ECONNRESET'));
      yield* end.until(3);
      expect(end.trace).to.deep.equal(['a: ECONNRESET', 'b: ECONNRESET', 'shut down: ECONNRESET']);
      // Node calls back all the same.
      puppet.pending[0]?.();
      yield* sleep(0.001);
      expect(end.trace.length).to.equal(3);
    }),
  );
});

// The sending half of a UDP endpoint on a handle that sends when the test says so.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { UDPError } from 'evergreen-ts/io';
import { DatagramSender } from '../../../src/io/udp/sender.js';
import { failureStack } from '../../support/failure.js';
import { FakeUDP } from '../../support/fake-udp.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

const EMSGSIZE = -90;
const ENETUNREACH = -101;
const TO = ['127.0.0.1', 9] as const;

function attached(most = 100): { sender: DatagramSender; handle: FakeUDP; send(bytes?: number): void } {
  const sender = new DatagramSender('Test', most);
  const handle = new FakeUDP();
  sender.attach(handle);
  return { sender, handle, send: (bytes = 1) => sender.send(Buffer.alloc(bytes), TO) };
}

describe('DatagramSender', () => {
  it(
    'flushes what was sent before, and does not wait for what was sent after',
    tasklets(function* ({ trace }) {
      const { sender, handle, send } = attached();
      const flusher = (name: string): void => {
        spawn(function* () {
          yield* sender.flush();
          trace.push(name);
        });
      };
      flusher('nothing to wait for');
      yield* sleep(0);
      send();
      flusher('one');
      flusher('one, too');
      yield* sleep(0);
      send();
      send();
      flusher('three');
      for (let i = 0; i < 3; i++) {
        yield* sleep(0);
        trace.push(i);
        handle.end();
      }
      yield* sleep(0);
      expect(trace).to.deep.equal(['nothing to wait for', 0, 'one', 'one, too', 1, 2, 'three']);
    }),
  );

  it(
    'throws the first of several errors at the next flush(), once, with the address',
    tasklets(function* () {
      const { sender, handle, send } = attached();
      send();
      send();
      handle.end(EMSGSIZE);
      handle.end(ENETUNREACH);
      let told: unknown;
      try {
        yield* sender.flush();
      } catch (error) {
        told = error;
      }
      expect(told)
        .to.be.instanceOf(UDPError)
        .and.include({ code: 'EMSGSIZE', errno: EMSGSIZE, syscall: 'send', address: '127.0.0.1:9' });
      expect(yield* codeOf(sender.flush())).to.equal(undefined);
    }),
  );

  it(
    'names the function that flushes in the stack of an error',
    tasklets(function* () {
      const { sender, handle, send } = attached();
      function* sendAll(): Op<void> {
        yield* sender.flush();
      }
      send();
      const flushing = spawn(sendAll);
      yield* sleep(0);
      handle.end(EMSGSIZE);
      expect(yield* failureStack(flushing.get())).to.match(/UDPError: send EMSGSIZE.*at sendAll/s);
    }),
  );

  it(
    'keeps the error when the tasklet that flushes is killed before it runs',
    tasklets(function* () {
      const { sender, handle, send } = attached();
      send();
      const victim = spawn(() => sender.flush());
      yield* sleep(0);
      handle.end(EMSGSIZE);
      victim.kill();
      yield* victim.join();
      expect(yield* codeOf(sender.flush())).to.equal('EMSGSIZE');
    }),
  );

  it(
    'throws at once when the system refuses, and counts nothing then',
    tasklets(function* () {
      const { sender, handle, send } = attached();
      handle.answer = EMSGSIZE;
      expect(() => send())
        .to.throw(UDPError)
        .with.property('code', 'EMSGSIZE');
      yield* sender.flush();
    }),
  );

  it('refuses a datagram that would queue too much, and takes none of it', () => {
    const { handle, send } = attached(100);
    handle.answer = 0;
    send(1000);
    handle.answer = 1;
    send(1000);
    expect(() => send(1))
      .to.throw(UDPError, 'maxWriteBuffer is 100')
      .with.property('code', 'ENOBUFS');
    handle.end();
    send(60);
    send(40);
    expect(() => send(1))
      .to.throw(UDPError)
      .with.property('code', 'ENOBUFS');
    send(0);
    expect(handle.queued).to.equal(100);
  });

  it(
    'wakes every flush() when it is closed, and ignores datagrams that complete later',
    tasklets(function* () {
      const { sender, handle, send } = attached();
      send();
      send();
      const flushers = [1, 2].map(() => spawn(() => codeOf(sender.flush())));
      yield* sleep(0);
      handle.end(EMSGSIZE);
      sender.close();
      handle.end(EMSGSIZE);
      for (const flusher of flushers) expect(yield* flusher.get()).to.equal('ECLOSED');
      expect(yield* codeOf(sender.flush())).to.equal('ECLOSED');
    }),
  );
});

// The receiving half of a UDP endpoint on a handle that the test feeds by hand: errors, and when the handle keeps the process
// alive. Datagrams are tested with real ones.
import { expect } from 'chai';
import { type Op, type Tasklet, sleep, spawn } from 'evergreen-ts';
import { DatagramReceiver } from '../../../src/io/udp/receiver.js';
import { failureStack } from '../../support/failure.js';
import { FakeUDP } from '../../support/fake-udp.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

const ENOMEM = -12;
const ECONNREFUSED = -111;
const SOURCE = { address: '127.0.0.1', port: 9 };

function attached(): { receiver: DatagramReceiver; handle: FakeUDP } {
  const receiver = new DatagramReceiver('Test', 2 ** 20);
  const handle = new FakeUDP();
  receiver.attach(handle);
  return { receiver, handle };
}

function* next(receiver: DatagramReceiver): Op<string> {
  return (yield* receiver.receive())[0].toString();
}

describe('DatagramReceiver', () => {
  it(
    'throws an error at one receiver, once, and goes on',
    tasklets(function* ({ trace }) {
      const { receiver } = attached();
      const receivers = ['r1', 'r2'].map((name) =>
        spawn(function* () {
          trace.push([name, yield* codeOf(next(receiver))]);
        }),
      );
      yield* sleep(0);
      receiver._onReceiveError(ECONNREFUSED);
      receiver._onDatagram(Buffer.from('x'), SOURCE);
      for (const receiver of receivers) yield* receiver.join();
      expect(trace).to.deep.equal([
        ['r1', 'ECONNREFUSED'],
        ['r2', 'x'],
      ]);
    }),
  );

  it(
    'keeps an error for the next receiver, and no more than one',
    tasklets(function* () {
      const { receiver } = attached();
      receiver._onDatagram(Buffer.from('x'), SOURCE);
      receiver._onReceiveError(ENOMEM);
      receiver._onReceiveError(ECONNREFUSED);
      const got = [yield* codeOf(next(receiver)), yield* codeOf(next(receiver))];
      expect(got).to.deep.equal(['ENOMEM', 'x']);
    }),
  );

  it(
    'throws an error at the next in line if the receiver it was for is killed before it runs',
    tasklets(function* () {
      const { receiver } = attached();
      const victim = spawn(() => next(receiver));
      const other = spawn(() => codeOf(next(receiver)));
      yield* sleep(0);
      receiver._onReceiveError(ENOMEM);
      victim.kill();
      expect(yield* other.get()).to.equal('ENOMEM');
      yield* victim.join();
    }),
  );

  it(
    'names the function that receives in the stacks of its errors',
    tasklets(function* () {
      const { receiver } = attached();
      function* askTheServer(): Op<void> {
        yield* receiver.receive();
      }
      const stackOf = (asking: Tasklet): Op<unknown> => failureStack(asking.get());
      const refused = spawn(askTheServer);
      const closed = spawn(askTheServer);
      yield* sleep(0);
      receiver._onReceiveError(ECONNREFUSED);
      expect(yield* stackOf(refused)).to.match(/UDPError: recvmsg ECONNREFUSED.*at askTheServer/s);
      receiver.close();
      expect(yield* stackOf(closed)).to.match(/UDPError: Test is closed.*at askTheServer/s);
    }),
  );

  it(
    'keeps the process alive only while a tasklet waits',
    tasklets(function* () {
      const { receiver, handle } = attached();
      const receivers = [spawn(() => next(receiver)), spawn(() => next(receiver))];
      expect(handle.kept).to.deep.equal([false]);
      yield* sleep(0);
      expect(handle.kept).to.deep.equal([false, true]);
      receivers[0]?.kill();
      yield* sleep(0);
      expect(handle.kept, 'one still waits').to.deep.equal([false, true]);
      receiver._onDatagram(Buffer.from('x'), SOURCE);
      yield* sleep(0);
      receiver._onDatagram(Buffer.from('y'), SOURCE);
      expect(yield* next(receiver)).to.equal('y');
      expect(handle.kept).to.deep.equal([false, true, false]);
    }),
  );

  it(
    'refuses with EINVAL before it is attached, with ECLOSED once it is closed',
    tasklets(function* () {
      const { receiver } = attached();
      expect(yield* codeOf(next(new DatagramReceiver('Test', 1)))).to.equal('EINVAL');
      receiver._onReceiveError(ENOMEM);
      receiver.close();
      expect([yield* codeOf(next(receiver)), yield* codeOf(next(receiver))]).to.deep.equal([
        'ECLOSED',
        'ECLOSED',
      ]);
    }),
  );
});

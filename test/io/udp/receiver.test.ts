// The receiving half of a UDP endpoint on a handle that is fed by hand: errors, and when the handle is to keep the process
// alive. What it does with datagrams is tested with real ones.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { UDPError } from 'evergreen-ts/io';
import { closedError } from '../../../src/io/errors.js';
import { Inbox } from '../../../src/io/udp/receiver.js';
import { FakeUDP } from '../../support/fake-udp.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

const ENOMEM = -12;
const ECONNREFUSED = -111;
const SOURCE = { address: '127.0.0.1', port: 9 };

function attached(): { inbox: Inbox; handle: FakeUDP } {
  const inbox = new Inbox('Test', 2 ** 20, new UDPError('not bound', { code: 'EINVAL' }));
  const handle = new FakeUDP();
  inbox.attach(handle);
  return { inbox, handle };
}

function* next(inbox: Inbox): Op<string> {
  return (yield* inbox.receive())[0].toString();
}

describe('Inbox', () => {
  it(
    'gives an error to one receiver, once, and goes on',
    tasklets(function* ({ trace }) {
      const { inbox } = attached();
      const receivers = ['r1', 'r2'].map((name) =>
        spawn(function* () {
          trace.push([name, yield* codeOf(next(inbox))]);
        }),
      );
      yield* sleep(0);
      inbox._onReceiveError(ECONNREFUSED);
      inbox._onDatagram(Buffer.from('x'), SOURCE);
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
      const { inbox } = attached();
      inbox._onDatagram(Buffer.from('x'), SOURCE);
      inbox._onReceiveError(ENOMEM);
      inbox._onReceiveError(ECONNREFUSED);
      const got = [yield* codeOf(next(inbox)), yield* codeOf(next(inbox))];
      expect(got).to.deep.equal(['ENOMEM', 'x']);
    }),
  );

  it(
    'gives an error to the next in line if the one it was for is killed before it runs',
    tasklets(function* () {
      const { inbox } = attached();
      const victim = spawn(() => next(inbox));
      const other = spawn(() => codeOf(next(inbox)));
      yield* sleep(0);
      inbox._onReceiveError(ENOMEM);
      victim.kill();
      expect(yield* other.get()).to.equal('ENOMEM');
      yield* victim.join();
    }),
  );

  it(
    'keeps the process alive only while somebody waits',
    tasklets(function* () {
      const { inbox, handle } = attached();
      const receivers = [spawn(() => next(inbox)), spawn(() => next(inbox))];
      expect(handle.kept).to.deep.equal([false]);
      yield* sleep(0);
      expect(handle.kept).to.deep.equal([false, true]);
      receivers[0]?.kill();
      yield* sleep(0);
      expect(handle.kept, 'one still waits').to.deep.equal([false, true]);
      inbox._onDatagram(Buffer.from('x'), SOURCE);
      yield* sleep(0);
      inbox._onDatagram(Buffer.from('y'), SOURCE);
      expect(yield* next(inbox)).to.equal('y');
      expect(handle.kept).to.deep.equal([false, true, false]);
    }),
  );

  it(
    'gives one reason after the other: not bound, closed',
    tasklets(function* () {
      const { inbox } = attached();
      const fresh = new Inbox('Test', 1, new UDPError('not bound', { code: 'EINVAL' }));
      expect(yield* codeOf(next(fresh))).to.equal('EINVAL');
      inbox._onReceiveError(ENOMEM);
      inbox.fail(closedError(UDPError, 'Test'));
      expect([yield* codeOf(next(inbox)), yield* codeOf(next(inbox))]).to.deep.equal(['ECLOSED', 'ECLOSED']);
    }),
  );
});

// Channel: each send meets one receive, in order. Which tasklet is killed, on which side and when, decides neither the order of the values
// nor whether the others are told the truth.
import { expect } from 'chai';
import { Channel, ChannelClosed, type Op, type Tasklet, Timeout, sleep, spawn } from 'evergreen-ts';
import { failure } from '../support/failure.js';
import { handsOver } from '../support/hand-over.js';
import { tasklets } from '../support/run-tasklet.js';

for (const how of ['receive', 'next'] as const) {
  handsOver(`Channel.${how}(), a value`, { endless: true, single: true, hidden: true }, () => {
    const channel = new Channel<number>();
    return {
      *wait() {
        yield* channel[how]();
        return true;
      },
      *hand() {
        spawn(() => channel.send(1));
        yield* sleep(0);
      },
    };
  });
}

/** One sender a letter, that notes when it is told that its letter was taken. */
function* senders(channel: Channel<string>, trace: unknown[], names: string): Op<Tasklet[]> {
  return yield* parties(names, trace, function* (name) {
    yield* channel.send(name);
    return `${name} sent`;
  });
}

/** One receiver a letter, that notes what it gets. */
function* receivers(channel: Channel<string>, trace: unknown[], names: string): Op<Tasklet[]> {
  return yield* parties(names, trace, function* (name) {
    return `${name} got ${yield* channel.receive()}`;
  });
}

function* parties(names: string, trace: unknown[], body: (name: string) => Op<string>): Op<Tasklet[]> {
  const all = names.split('').map((name) =>
    spawn(function* () {
      try {
        trace.push(yield* body(name));
      } catch (error) {
        if (!(error instanceof ChannelClosed)) throw error;
        trace.push(`${name} closed`);
      }
    }),
  );
  yield* sleep(0);
  return all;
}

describe('Channel', () => {
  it(
    'carries a value from a sender to a receiver, whoever comes first',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* senders(channel, trace, 'a');
      yield* sleep(5);
      expect(trace).to.deep.equal([]);
      yield* receivers(channel, trace, 'X');
      yield* sleep(0);
      expect(trace.splice(0)).to.deep.equal(['X got a', 'a sent']);
      yield* receivers(channel, trace, 'Y');
      yield* sleep(5);
      yield* senders(channel, trace, 'b');
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal(['Y got b', 'b sent']);
    }),
  );

  it(
    'tells a sender that its value was taken when the receiver has run, and not before',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [x] = yield* receivers(channel, trace, 'X');
      const [a] = yield* senders(channel, trace, 'a');
      expect([x?.state, a?.state]).to.deep.equal(['ready', 'parked']);
      yield* sleep(0);
      yield* sleep(0);
      expect(trace).to.deep.equal(['X got a', 'a sent']);
    }),
  );

  it(
    'serves senders and receivers in the order they came',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* senders(channel, trace, 'abc');
      yield* receivers(channel, trace, 'XYZVW');
      yield* senders(channel, trace, 'de');
      yield* sleep(1);
      const got = trace.filter((line) => String(line).includes('got'));
      const sent = trace.filter((line) => String(line).includes('sent'));
      expect(got).to.deep.equal(['X got a', 'Y got b', 'Z got c', 'V got d', 'W got e']);
      expect(sent).to.deep.equal(['a sent', 'b sent', 'c sent', 'd sent', 'e sent']);
    }),
  );

  it(
    'carries undefined, null and errors as values like any other',
    tasklets(function* () {
      const channel = new Channel<unknown>();
      const values = [undefined, null, new Error('a value'), NaN];
      const sender = spawn(function* () {
        for (const value of values) yield* channel.send(value);
        channel.close();
      });
      expect(yield* channel.toArray()).to.deep.equal(values);
      yield* sender.get();
    }),
  );

  it(
    'throws at the receiver what sendException() sends, in its turn, whatever that is',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const error = new Error('sent');
      for (const thrown of [error, undefined, 'text']) {
        const sender = spawn(function* () {
          yield* channel.send('before');
          yield* channel.sendException(thrown);
          trace.push('told');
          yield* channel.send('after');
        });
        expect(yield* channel.receive()).to.equal('before');
        let caught: unknown = 'nothing';
        try {
          yield* channel.receive();
        } catch (one) {
          caught = one;
        }
        expect(caught).to.equal(thrown);
        expect(yield* channel.next()).to.deep.equal({ done: false, value: 'after' });
        yield* sender.get();
      }
      expect(trace).to.deep.equal(['told', 'told', 'told']);
      spawn(() => channel.sendException(error));
      expect(yield* failure(channel.next())).to.equal(error);
      spawn(() => channel.sendException(error));
      expect(yield* failure(channel.forEach(() => undefined))).to.equal(error);
    }),
  );

  it(
    'does nothing for a send() that is not run',
    tasklets(function* () {
      const channel = new Channel<string>();
      channel.send('never');
      const one = spawn(() => channel.receive());
      yield* sleep(0);
      expect(one.state).to.equal('parked');
      one.kill();
    }),
  );

  it(
    'is passed through a pipeline of stages, each ending with the one before',
    tasklets(function* () {
      const [a, b] = [new Channel<number>(), new Channel<number>()];
      spawn(function* () {
        for (let i = 0; i < 5; i++) yield* a.send(i);
        a.close();
      });
      spawn(function* () {
        yield* a.forEach((i) => b.send(i * i));
        b.close();
      });
      expect(yield* b.toArray()).to.deep.equal([0, 1, 4, 9, 16]);
    }),
  );

  it(
    'plays ping-pong for a thousand rounds',
    tasklets(function* () {
      const [ping, pong] = [new Channel<number>(), new Channel<number>()];
      const other = spawn(function* () {
        yield* ping.forEach((i) => pong.send(i + 1));
      });
      for (let i = 0; i < 1000; i++) {
        yield* ping.send(i);
        expect(yield* pong.receive()).to.equal(i + 1);
      }
      ping.close();
      yield* other.get();
    }),
  );
});

describe('Channel: a receiver that is killed', () => {
  it(
    'while it waits: the next one gets the value',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [x] = yield* receivers(channel, trace, 'XY');
      x?.kill();
      yield* sleep(0);
      yield* senders(channel, trace, 'a');
      yield* sleep(1);
      expect(trace).to.deep.equal(['Y got a', 'a sent']);
    }),
  );

  it(
    'after it was handed a value: the sender stays parked, and its value is next',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [x] = yield* receivers(channel, trace, 'X');
      const [a] = yield* senders(channel, trace, 'ab');
      x?.kill();
      yield* sleep(1);
      expect(a?.state).to.equal('parked');
      expect(trace).to.deep.equal([]);
      yield* receivers(channel, trace, 'YZ');
      yield* sleep(1);
      expect(trace.slice(0, 2)).to.deep.equal(['Y got a', 'Z got b']);
      expect(trace.slice(2)).to.have.members(['a sent', 'b sent']);
    }),
  );

  it(
    'of several that have one each: the values stay in the order they were sent',
    tasklets(function* ({ trace }) {
      for (const killed of ['X', 'Y', 'Z', 'XY', 'YX', 'XZ', 'YZ', 'XYZ', 'ZYX']) {
        const channel = new Channel<string>();
        const all = yield* receivers(channel, trace, 'XYZ');
        yield* senders(channel, trace, 'abcd');
        for (const name of killed) all['XYZ'.indexOf(name)]?.kill();
        yield* sleep(1);
        yield* receivers(channel, trace, 'STUV'.slice(0, killed.length + 1));
        yield* sleep(1);
        const got = trace.filter((line) => String(line).includes('got')).map((line) => String(line).at(-1));
        expect(got, killed).to.deep.equal(['a', 'b', 'c', 'd']);
        trace.length = 0;
      }
    }),
  );

  it(
    'makes no newcomer overtake those that were woken and have not run',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [x] = yield* receivers(channel, trace, 'XY');
      spawn(() => channel.send('a'));
      spawn(() => channel.send('b'));
      const killer = spawn(function* () {
        x?.kill();
        trace.push(`Z got ${yield* channel.receive()}`);
      });
      yield* killer.join();
      expect(trace).to.deep.equal(['Y got a', 'Z got b']);
    }),
  );

  it(
    'in the same turn as its sender: neither value nor anybody is left',
    tasklets(function* ({ trace }) {
      for (const order of ['receiver first', 'sender first']) {
        const channel = new Channel<string>();
        const [x] = yield* receivers(channel, trace, 'X');
        const [a] = yield* senders(channel, trace, 'a');
        for (const one of order === 'receiver first' ? [x, a] : [a, x]) one?.kill();
        yield* sleep(1);
        expect(trace).to.deep.equal([]);
        // The next ones are a pair of their own.
        yield* receivers(channel, trace, 'Y');
        yield* senders(channel, trace, 'b');
        yield* sleep(1);
        expect(trace.splice(0), order).to.deep.equal(['Y got b', 'b sent']);
      }
    }),
  );

  it(
    'by a Timeout in the moment when a value comes: the value is got, or it is next',
    tasklets(function* ({ loop, trace }) {
      for (const first of ['value', 'Timeout']) {
        const channel = new Channel<string>();
        const at = loop.time() + 1;
        const send = (): unknown => loop.callAt(at, () => spawn(() => channel.send('a')));
        if (first === 'value') send();
        const receiver = spawn(function* () {
          trace.push(yield* new Timeout(at - loop.time(), false).run(channel.receive()));
        });
        yield* sleep(0);
        if (first === 'Timeout') send();
        yield* receiver.join();
        if (trace[0] === undefined) trace.push(yield* channel.receive());
        yield* sleep(2);
        expect(trace.splice(0).filter((value) => value !== undefined)).to.deep.equal(['a']);
      }
    }),
  );
});

describe('Channel: a sender that is killed', () => {
  it(
    'while it waits takes its value with it',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [, b] = yield* senders(channel, trace, 'abc');
      b?.kill();
      yield* sleep(0);
      yield* receivers(channel, trace, 'XY');
      yield* sleep(1);
      expect(trace.filter((line) => String(line).includes('got'))).to.deep.equal(['X got a', 'Y got c']);
    }),
  );

  it(
    'in the same turn, before a receiver comes: the receiver has it, or waits for the next',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [a, b] = yield* senders(channel, trace, 'ab');
      a?.kill();
      const value = yield* channel.receive();
      yield* sleep(1);
      expect([a?.state, b?.state]).to.deep.equal(['ended', value === 'a' ? 'parked' : 'ended']);
      expect(trace).to.deep.equal(value === 'a' ? [] : ['b sent']);
      b?.kill();
    }),
  );

  it(
    'after a receiver was woken for it: the receiver gets its value nevertheless, and nobody is woken',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* receivers(channel, trace, 'XY');
      const [a] = yield* senders(channel, trace, 'a');
      a?.kill();
      yield* sleep(1);
      expect(trace).to.deep.equal(['X got a']);
      yield* senders(channel, trace, 'b');
      yield* sleep(1);
      expect(trace).to.deep.equal(['X got a', 'Y got b', 'b sent']);
    }),
  );

  it(
    'after its value was taken, before it runs: it was taken',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [a] = yield* senders(channel, trace, 'ab');
      expect(yield* channel.receive()).to.equal('a');
      a?.kill();
      expect(yield* channel.receive()).to.equal('b');
      yield* sleep(1);
      expect(trace).to.deep.equal(['b sent']);
    }),
  );

  it(
    'by a Timeout while it waits: nobody gets the value later',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      expect(yield* failure(new Timeout(1).run(channel.send('a')))).to.be.instanceOf(Timeout);
      yield* receivers(channel, trace, 'X');
      yield* senders(channel, trace, 'b');
      yield* sleep(1);
      expect(trace).to.deep.equal(['X got b', 'b sent']);
    }),
  );
});

describe('Channel: close()', () => {
  it(
    'sends parked senders away, and they keep their values',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* senders(channel, trace, 'ab');
      expect(channel.closed).to.equal(false);
      channel.close();
      expect(channel.closed).to.equal(true);
      yield* sleep(0);
      expect(trace).to.deep.equal(['a closed', 'b closed']);
    }),
  );

  it(
    'sends parked receivers away, and next() is done',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* receivers(channel, trace, 'X');
      const next = spawn(() => channel.next());
      yield* receivers(channel, trace, 'Y');
      channel.close();
      yield* sleep(0);
      expect(trace).to.deep.equal(['X closed', 'Y closed']);
      expect(yield* next.get()).to.deep.equal({ done: true, value: undefined });
    }),
  );

  it(
    'lets receivers have the value that they were handed',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* receivers(channel, trace, 'XY');
      yield* senders(channel, trace, 'abc');
      channel.close();
      yield* sleep(1);
      expect(trace).to.have.members(['X got a', 'Y got b', 'a sent', 'b sent', 'c closed']);
    }),
  );

  it(
    'tells a sender whose receiver is killed then that it is closed',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [x] = yield* receivers(channel, trace, 'XY');
      yield* senders(channel, trace, 'ab');
      channel.close();
      x?.kill();
      yield* sleep(1);
      expect(trace).to.have.members(['Y got a', 'a sent', 'b closed']);
    }),
  );

  it(
    'is for good: whoever comes gets ChannelClosed, without parking, and twice is fine',
    tasklets(function* ({ loop, trace }) {
      const channel = new Channel<string>();
      channel.close();
      channel.close();
      const detach = loop.instrument({ parked: (_, on) => trace.push(on) });
      for (const op of [channel.send('a'), channel.sendException(new Error('b')), channel.receive()]) {
        const error = yield* failure(op);
        expect(error).to.be.instanceOf(ChannelClosed);
        expect(error).to.deep.include({ name: 'ChannelClosed', code: 'EVERGREEN_CHANNEL_CLOSED' });
      }
      expect(yield* channel.next()).to.deep.equal({ done: true, value: undefined });
      expect(yield* channel.next()).to.deep.equal({ done: true, value: undefined });
      expect(yield* channel.toArray()).to.deep.equal([]);
      detach();
      expect(trace).to.deep.equal([]);
    }),
  );

  it(
    'may be called by a receiver in the middle of forEach()',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      yield* senders(channel, trace, 'abc');
      yield* channel.forEach((value) => {
        trace.push(value);
        if (value === 'b') channel.close();
      });
      yield* sleep(0);
      expect(trace).to.have.members(['a', 'a sent', 'b', 'b sent', 'c closed']);
    }),
  );

  it(
    'leaves a tasklet alone that is killed in the same turn',
    tasklets(function* ({ trace }) {
      const channel = new Channel<string>();
      const [a] = yield* senders(channel, trace, 'ab');
      a?.kill();
      channel.close();
      yield* sleep(1);
      expect(trace).to.deep.equal(['b closed']);
    }),
  );
});

describe('Channel: what a tasklet waits on', () => {
  it(
    'is named',
    tasklets(function* ({ loop }) {
      const [a, b] = [new Channel<number>(), new Channel<number>()];
      const all = [spawn(() => a.send(1)), spawn(() => b.receive()), spawn(() => b.next())];
      yield* sleep(0);
      const on = loop.dump().map(({ waitingOn }) => waitingOn);
      expect(on).to.include.members(['Channel.send', 'Channel.receive', 'Channel.next']);
      for (const one of all) one.kill();
    }),
  );
});

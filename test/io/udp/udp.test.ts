// UDP endpoints, against each other and against the sockets of Node and socat.
import { spawn as spawnProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { expect } from 'chai';
import { EventLoop, type Op, TaskletExit, Timeout, all, sleep, spawn, until } from 'evergreen-ts';
import { type Address, UDPEndpoint, UDPError, type UDPOptions } from 'evergreen-ts/io';
import { failure } from '../../support/failure.js';
import { needs } from '../../support/peers.js';
import { realTime } from '../../support/run-tasklet.js';
import { soakOnly } from '../../support/soak.js';
import { LOOPBACK, codeOf } from '../../support/sockets.js';

/** Bound to a free port of loopback. */
function bound(options?: UDPOptions, address = LOOPBACK): UDPEndpoint {
  const endpoint = new UDPEndpoint(options);
  endpoint.bind(address);
  return endpoint;
}

/** The text of the next datagram. */
function* text(endpoint: UDPEndpoint): Op<string> {
  const [data] = yield* endpoint.receive();
  return data.toString();
}

/** The error of send() or of flush(); undefined if the datagram was sent. */
function* sending(endpoint: UDPEndpoint, data: string | Uint8Array, address: Address): Op<unknown> {
  try {
    endpoint.send(data, address);
    yield* endpoint.flush();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Visit the poll phase, where datagrams arrive. */
function poll(): Op<unknown> {
  return until(new Promise(setImmediate));
}

/** Kill each of the victims at the moment when it is woken. */
function killedWhenWoken(loop: EventLoop, victims: ReadonlySet<object>): () => void {
  return loop.instrument({
    readied: (tasklet) => {
      if (victims.has(tasklet)) tasklet.kill();
    },
  });
}

/** The number of sockets that this process has open. */
function openSockets(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;
}

describe('a UDP endpoint', () => {
  let openBefore: number;
  beforeEach(() => {
    openBefore = openSockets();
  });
  afterEach(async () => {
    for (let turns = 0; turns < 200 && openSockets() > openBefore; turns++)
      await new Promise((resolve) => setImmediate(resolve));
    // Fewer, if one of an earlier test was still being closed.
    expect(openSockets(), 'sockets left open').to.be.at.most(openBefore);
  });

  for (const host of ['127.0.0.1', '::1'])
    it(
      `sends and receives at ${host}, and knows who sent what`,
      realTime(function* () {
        using a = bound({}, [host, 0]);
        using b = bound({}, [host, 0]);
        a.send('question', b.sockname);
        const [question, asker] = yield* b.receive();
        expect([question.toString(), asker]).to.deep.equal(['question', a.sockname]);
        b.send(Buffer.from('xanswerx').subarray(1, 7), asker);
        const [answer, source] = yield* a.receive();
        expect([answer.toString(), source]).to.deep.equal(['answer', b.sockname]);
        expect(Buffer.isBuffer(answer)).to.equal(true);
        expect(a.sockname).to.deep.equal([host, a.sockname[1]]);
      }),
    );

  it(
    'is bound by its first send(), to any port, in the family of the address',
    realTime(function* () {
      for (const [host, any] of [
        ['127.0.0.1', '0.0.0.0'],
        ['::1', '::'],
      ] as const) {
        using server = bound({}, [host, 0]);
        using client = new UDPEndpoint();
        yield* client.flush();
        client.send('ä', server.sockname);
        const [data, source] = yield* server.receive();
        expect(data.toString()).to.equal('ä');
        expect(client.sockname).to.deep.equal([any, source[1]]);
        server.send('b', source);
        expect(yield* text(client)).to.equal('b');
        expect(() => client.bind(LOOPBACK))
          .to.throw(UDPError)
          .with.property('code', 'EINVAL');
      }
    }),
  );

  it(
    'delivers each empty datagram',
    realTime(function* () {
      using a = bound();
      using b = bound();
      for (const data of ['', new Uint8Array(0), 'x', Buffer.alloc(0)]) a.send(data, b.sockname);
      const lengths = [];
      for (let i = 0; i < 4; i++) lengths.push((yield* b.receive())[0].length);
      expect(lengths).to.deep.equal([0, 0, 1, 0]);
    }),
  );

  it(
    'sends the longest datagram there can be; a longer one is EMSGSIZE, from send() or flush()',
    realTime(function* () {
      using a = bound();
      using b = bound();
      const longest = Buffer.alloc(65_507, 'x');
      expect(yield* sending(a, longest, b.sockname)).to.equal(undefined);
      const error = yield* sending(a, Buffer.alloc(65_508), b.sockname);
      expect(error)
        .to.be.instanceOf(UDPError)
        .and.include({ code: 'EMSGSIZE', errno: -90, syscall: 'send', address: b.sockname.join(':') });
      expect(yield* sending(a, 'after', b.sockname), 'it is told once').to.equal(undefined);
      expect((yield* b.receive())[0].equals(longest)).to.equal(true);
      expect(yield* text(b)).to.equal('after');
    }),
  );

  it(
    'serves IPv4 too when it is bound to ::',
    realTime(function* () {
      using six = bound({}, ['::', 0]);
      using four = bound();
      four.send('from four', ['127.0.0.1', six.sockname[1]]);
      const [data, source] = yield* six.receive();
      expect([data.toString(), source]).to.deep.equal(['from four', ['::ffff:127.0.0.1', four.sockname[1]]]);
      six.send('back', source);
      six.send('and by its own name', four.sockname);
      expect([yield* text(four), yield* text(four)]).to.deep.equal(['back', 'and by its own name']);
    }),
  );

  it(
    'of IPv4 gets a UDPError when it sends to IPv6',
    realTime(function* () {
      using four = bound();
      expect(yield* sending(four, 'x', ['::1', 9]))
        .to.be.instanceOf(UDPError)
        .and.include({ syscall: 'send', address: '[::1]:9' });
    }),
  );

  it(
    'that is not bound has no name, receives nothing and joins no group: EINVAL',
    realTime(function* () {
      using endpoint = new UDPEndpoint();
      expect(yield* codeOf(endpoint.receive())).to.equal('EINVAL');
      for (const use of [() => endpoint.sockname, () => endpoint.addMembership('239.1.2.3')])
        expect(use).to.throw(UDPError).with.property('code', 'EINVAL');
    }),
  );

  it(
    'can be bound once, and again if that failed',
    realTime(function* () {
      using first = bound();
      using second = new UDPEndpoint();
      expect(() => second.bind(first.sockname))
        .to.throw(UDPError)
        .that.includes({
          code: 'EADDRINUSE',
          errno: -98,
          syscall: 'bind',
          address: first.sockname.join(':'),
        });
      expect(() => second.bind(['192.0.2.200', 0]))
        .to.throw(UDPError)
        .with.property('code', 'EADDRNOTAVAIL');
      second.bind(LOOPBACK);
      expect(() => second.bind(LOOPBACK))
        .to.throw(UDPError)
        .with.property('code', 'EINVAL');
      first.send('x', second.sockname);
      expect(yield* text(second)).to.equal('x');
    }),
  );

  it(
    'lets the world have its turn while a tasklet sends and flushes in a loop',
    realTime(function* () {
      using endpoint = bound();
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      try {
        for (const end = Date.now() + 5000; turns < 3 && Date.now() < end;) {
          endpoint.send('x', endpoint.sockname);
          yield* endpoint.flush();
        }
        expect(turns).to.be.at.least(3);
      } finally {
        clearInterval(timer);
      }
    }),
  );

  it(
    'checks its arguments',
    realTime(function* () {
      using endpoint = new UDPEndpoint();
      const bad = (value: unknown): never => value as never;
      for (const address of [
        undefined,
        null,
        'localhost:1',
        ['127.0.0.1'],
        [1, 1],
        ['', 1],
        ['localhost', 1],
      ]) {
        expect(() => endpoint.bind(bad(address)), String(address)).to.throw(TypeError);
        expect(() => endpoint.send('x', bad(address)), String(address)).to.throw(TypeError);
      }
      expect(() => endpoint.send('x', ['127.0.0.1', bad('1')])).to.throw(TypeError, 'port');
      for (const port of [-1, 65_536, 1.5, NaN]) {
        expect(() => endpoint.bind(['127.0.0.1', port])).to.throw(RangeError, 'port');
        expect(() => endpoint.send('x', ['127.0.0.1', port])).to.throw(RangeError, 'port');
      }
      expect(() => endpoint.send('x', ['127.0.0.1', 0])).to.throw(RangeError, 'port 0');
      for (const data of [undefined, 1, {}, [1], new ArrayBuffer(1), Object.create(Uint8Array.prototype)])
        expect(() => endpoint.send(bad(data), ['127.0.0.1', 9])).to.throw(TypeError, 'Uint8Array');
      for (const options of [{ maxBufferSize: 0 }, { maxWriteBuffer: -1 }, { maxBufferSize: NaN }])
        expect(() => new UDPEndpoint(options)).to.throw(RangeError);
      expect(() => new UDPEndpoint({ reuseAddress: bad(1) })).to.throw(TypeError, 'reuseAddress');
      expect(() => endpoint.setBroadcast(bad(1))).to.throw(TypeError, 'enable');
      expect(() => endpoint.setTTL(bad('1'))).to.throw(TypeError, 'ttl');
      for (const ttl of [0, 256, -1, 1.5, NaN, Infinity])
        expect(() => endpoint.setTTL(ttl)).to.throw(RangeError, 'ttl');
      expect(() => endpoint.sockname, 'none of those calls has bound it').to.throw(UDPError);
    }),
  );

  it(
    'survives strange addresses, with an error or without',
    realTime(function* () {
      const hosts = [
        '0.0.0.0',
        '255.255.255.255',
        '224.0.0.1',
        '240.0.0.1',
        '::',
        '::ffff:127.0.0.1',
        '::1%lo',
      ];
      hosts.push('::1%1', 'fe80::1%nowhere', `fe80::1%${'x'.repeat(500)}`, 'fe80::1%4294967296', '::%lo');
      for (const host of hosts)
        for (const use of [
          (one: UDPEndpoint) => one.bind([host, 0]),
          (one: UDPEndpoint) => one.bind([host, 65_535]),
        ]) {
          using endpoint = new UDPEndpoint();
          try {
            use(endpoint);
            expect(endpoint.sockname).to.have.length(2);
          } catch (error) {
            expect(error).to.be.instanceOf(UDPError);
          }
        }
      // Nothing that is sent to these leaves the machine.
      for (const host of [
        '0.0.0.0',
        '::',
        '::1%lo',
        '::1%1',
        '::ffff:127.0.0.1',
        '240.0.0.1',
        '127.255.255.254',
      ])
        for (const from of [LOOPBACK, ['::1', 0]] as const) {
          using endpoint = bound({}, from);
          const error = yield* sending(endpoint, 'x', [host, 9]);
          if (error !== undefined) expect(error).to.be.instanceOf(UDPError);
        }
    }),
  );

  describe('with several receivers', () => {
    it(
      'serves them in turn',
      realTime(function* ({ trace }) {
        using a = bound();
        using b = bound();
        const receivers = ['r1', 'r2', 'r3'].map((name) =>
          spawn(function* () {
            for (let i = 0; i < 2; i++) trace.push(`${name} ${yield* text(b)}`);
          }),
        );
        yield* sleep(0);
        for (let i = 0; i < 6; i++) a.send(String(i), b.sockname);
        for (const receiver of receivers) yield* receiver.get();
        expect(trace).to.deep.equal(['r1 0', 'r2 1', 'r3 2', 'r1 3', 'r2 4', 'r3 5']);
      }),
    );

    it(
      'passes over tasklets that were killed or timed out while they waited',
      realTime(function* ({ trace }) {
        using a = bound();
        using b = bound();
        const killed = spawn(() => text(b));
        const late = spawn(() => new Timeout(0, false).run(text(b)));
        const last = spawn(function* () {
          trace.push(yield* text(b));
        });
        yield* sleep(0);
        killed.kill();
        expect(yield* failure(killed.get())).to.be.instanceOf(TaskletExit);
        expect(yield* late.get()).to.equal(undefined);
        a.send('x', b.sockname);
        yield* last.get();
        expect(trace).to.deep.equal(['x']);
      }),
    );

    it(
      'keeps the datagram of a receiver that is killed before it runs for the next in line',
      realTime(function* ({ loop, trace }) {
        using a = bound();
        using b = bound();
        const victims = [spawn(() => text(b)), spawn(() => text(b))];
        const others = ['r1', 'r2'].map((name) =>
          spawn(function* () {
            trace.push(`${name} ${yield* text(b)}`);
          }),
        );
        yield* sleep(0);
        const stop = killedWhenWoken(loop, new Set(victims));
        for (const data of ['0', '1', '2']) a.send(data, b.sockname);
        for (const victim of victims) expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
        for (const other of others) yield* other.get();
        stop();
        trace.push(yield* text(b));
        expect(trace).to.deep.equal(['r1 0', 'r2 1', '2']);
      }),
    );

    it(
      'keeps it for a later receiver when no other waits',
      realTime(function* ({ loop }) {
        using a = bound();
        using b = bound();
        const victim = spawn(() => text(b));
        yield* sleep(0);
        const stop = killedWhenWoken(loop, new Set([victim]));
        a.send('kept', b.sockname);
        expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
        stop();
        expect(yield* text(b)).to.equal('kept');
      }),
    );

    it(
      'does not let a newcomer overtake a receiver that was woken and has not run',
      realTime(function* ({ loop, trace }) {
        using a = bound();
        using b = bound();
        const receive = (name: string) => (): Op<void> =>
          (function* (): Op<void> {
            trace.push(`${name} ${yield* text(b)}`);
          })();
        const first = spawn(receive('first'));
        yield* sleep(0);
        a.send('0', b.sockname);
        a.send('1', b.sockname);
        let newcomer;
        const stop = loop.instrument({
          readied: (tasklet, by) => {
            if (tasklet !== first || by !== undefined) return;
            first.kill();
            newcomer = spawn(receive('newcomer'));
          },
        });
        yield* first.join();
        stop();
        expect(newcomer).to.not.equal(undefined);
        trace.push(yield* text(b));
        expect(trace).to.deep.equal(['newcomer 0', '1']);
      }),
    );
  });

  describe('when nobody receives', () => {
    it(
      'keeps the oldest datagrams up to its bound, and counts those it drops',
      realTime(function* () {
        using a = bound();
        using b = bound({ maxBufferSize: 3 * (512 + 100) });
        const datagram = (i: number): Buffer => Buffer.alloc(100, String(i));
        for (let i = 0; i < 5; i++) a.send(datagram(i), b.sockname);
        while (b.dropped < 2) yield* poll();
        expect(yield* text(b)).to.equal('0'.repeat(100));
        a.send(datagram(5), b.sockname);
        a.send(datagram(6), b.sockname);
        while (b.dropped < 3) yield* poll();
        const left = [yield* text(b), yield* text(b), yield* text(b)].map((data) => data[0]);
        expect(left).to.deep.equal(['1', '2', '5']);
        const next = spawn(() => text(b));
        a.send(datagram(7), b.sockname);
        expect((yield* next.get())[0]).to.equal('7');
        expect(b.dropped).to.equal(3);
      }),
    );

    it(
      'has room for one datagram, however large',
      realTime(function* () {
        using a = bound();
        using b = bound({ maxBufferSize: 1 });
        a.send(Buffer.alloc(10_000), b.sockname);
        a.send('', b.sockname);
        while (b.dropped < 1) yield* poll();
        expect((yield* b.receive())[0]).to.have.length(10_000);
      }),
    );

    it(
      'bounds the number of empty ones',
      realTime(function* () {
        using a = bound();
        using b = bound({ maxBufferSize: 5 * 512 });
        for (let i = 0; i < 7; i++) a.send('', b.sockname);
        while (b.dropped < 2) yield* poll();
        for (let i = 0; i < 5; i++) expect((yield* b.receive())[0]).to.have.length(0);
        expect(yield* new Timeout(0.005, false).run(b.receive())).to.equal(undefined);
      }),
    );
  });

  describe('that is closed', () => {
    it(
      'fails with ECLOSED in every tasklet that waits, and at every later call',
      realTime(function* () {
        const a = bound();
        const receivers = [1, 2, 3].map(() => spawn(() => failure(a.receive())));
        yield* sleep(0);
        a.close();
        a.close();
        expect(a.closed).to.equal(true);
        for (const receiver of receivers)
          expect(yield* receiver.get())
            .to.be.instanceOf(UDPError)
            .and.include({ code: 'ECLOSED' });
        expect([yield* codeOf(a.receive()), yield* codeOf(a.flush())]).to.deep.equal(['ECLOSED', 'ECLOSED']);
        for (const use of [
          () => a.sockname,
          () => a.bind(LOOPBACK),
          () => a.send('x', ['127.0.0.1', 9]),
          () => a.setBroadcast(true),
          () => a.setTTL(1),
          () => a.addMembership('239.1.2.3'),
          () => a.dropMembership('239.1.2.3'),
        ])
          expect(use).to.throw(UDPError).with.property('code', 'ECLOSED');
      }),
    );

    it(
      'before it was bound is closed for good',
      realTime(function* () {
        const a = new UDPEndpoint();
        expect(a.closed).to.equal(false);
        a.close();
        expect(yield* codeOf(a.receive())).to.equal('ECLOSED');
        expect(() => a.bind(LOOPBACK))
          .to.throw(UDPError)
          .with.property('code', 'ECLOSED');
      }),
    );

    it(
      'drops what it had kept: a receiver that was woken and has not run gets ECLOSED',
      realTime(function* ({ loop }) {
        using a = bound();
        const b = bound();
        const woken = spawn(() => codeOf(b.receive()));
        const behind = spawn(() => codeOf(b.receive()));
        yield* sleep(0);
        const stop = loop.instrument({
          readied: (tasklet, by) => {
            if (tasklet === woken && by === undefined) b.close();
          },
        });
        a.send('x', b.sockname);
        expect([yield* woken.get(), yield* behind.get()]).to.deep.equal(['ECLOSED', 'ECLOSED']);
        stop();
      }),
    );

    it(
      'by the end of its block',
      realTime(function* () {
        let kept: UDPEndpoint;
        {
          using endpoint = bound();
          kept = endpoint;
        }
        expect(kept.closed).to.equal(true);
        yield* sleep(0);
      }),
    );

    it('with its loop', async () => {
      const loop = new EventLoop();
      const endpoints: UDPEndpoint[] = [];
      const errors: unknown[] = [];
      spawn(function* () {
        const endpoint = bound();
        endpoints.push(endpoint);
        spawn(function* () {
          try {
            yield* endpoint.receive();
          } catch (error) {
            errors.push(error);
          }
        });
        yield* sleep(0);
        loop.stop();
      });
      await loop.run();
      loop.destroy();
      expect(endpoints.map(({ closed }) => closed)).to.deep.equal([true]);
      expect(errors[0]).to.be.instanceOf(TaskletExit);
    });
  });

  describe('and its options', () => {
    it(
      'sends to a broadcast address once that is allowed, before it is bound or after',
      realTime(function* () {
        using receiver = bound({}, ['0.0.0.0', 0]);
        const everyone: Address = ['127.255.255.255', receiver.sockname[1]];
        using after = bound();
        expect(yield* sending(after, 'x', everyone))
          .to.be.instanceOf(UDPError)
          .with.property('code', 'EACCES');
        after.setBroadcast(true);
        using before = new UDPEndpoint();
        before.setBroadcast(false);
        before.setBroadcast(true);
        before.bind(LOOPBACK);
        for (const sender of [after, before]) {
          expect(yield* sending(sender, 'to all', everyone)).to.equal(undefined);
          const [data, source] = yield* receiver.receive();
          expect([data.toString(), source]).to.deep.equal(['to all', sender.sockname]);
        }
        after.setBroadcast(false);
        expect(yield* sending(after, 'x', everyone)).to.be.instanceOf(UDPError);
      }),
    );

    for (const when of ['before it is bound', 'after'] as const)
      it(
        `sets the time to live of what it sends, ${when}: as socat sees it`,
        realTime(function* () {
          needs('socat');
          using here = bound({ reuseAddress: true });
          // The last one bound gets what is sent to the port.
          const from = `UDP4-RECVFROM:${here.sockname[1]},bind=127.0.0.1,reuseaddr,ip-recvttl`;
          const socat = spawnProcess('socat', ['-d', '-d', '-u', from, 'SYSTEM:echo $SOCAT_IP_TTL']);
          const said = once(socat.stdout, 'data');
          const over = once(socat, 'close');
          yield* until(
            new Promise<void>((resolve, reject) => {
              socat.on('error', reject);
              socat.stderr.on('data', (data: Buffer) => {
                if (data.includes('receiving on')) resolve();
              });
            }),
          );
          using sender = new UDPEndpoint();
          if (when === 'after') sender.bind(LOOPBACK);
          sender.setTTL(255);
          sender.setTTL(7);
          sender.send('x', here.sockname);
          expect(String((yield* until(said))[0]).trim()).to.equal('7');
          yield* until(over);
        }),
      );

    it(
      'shares its port with others if all of them agree',
      realTime(function* () {
        using first = bound({ reuseAddress: true });
        using second = bound({ reuseAddress: true }, first.sockname);
        expect(second.sockname).to.deep.equal(first.sockname);
        expect(() => bound({}, first.sockname))
          .to.throw(UDPError)
          .with.property('code', 'EADDRINUSE');
        yield* sleep(0);
      }),
    );
  });

  describe('in a multicast group', () => {
    const group = '239.255.17.4';

    for (const iface of ['127.0.0.1', 'lo'])
      it(
        `gets what is sent to the group, as does every other member on the port (interface ${iface})`,
        realTime(function* () {
          using first = bound({ reuseAddress: true }, ['0.0.0.0', 0]);
          using second = bound({ reuseAddress: true }, first.sockname);
          for (const member of [first, second]) member.addMembership(group, iface);
          using sender = bound();
          const to: Address = [group, first.sockname[1]];
          sender.send('to the group', to);
          expect(yield* all([text(first), text(second)])).to.deep.equal(['to the group', 'to the group']);
          for (const member of [first, second]) member.dropMembership(group, iface);
          sender.send('to nobody', to);
          sender.send('to the last', ['127.0.0.1', first.sockname[1]]);
          expect(yield* text(second)).to.equal('to the last');
        }),
      );

    it(
      'checks group and interface, and reports the errors of the system',
      realTime(function* () {
        using endpoint = bound({}, ['0.0.0.0', 0]);
        for (const change of ['addMembership', 'dropMembership'] as const) {
          const bad = (value: unknown): never => value as never;
          for (const none of [undefined, 1, '', 'all-hosts', '239.1.2'])
            expect(() => endpoint[change](bad(none))).to.throw(TypeError, 'group');
          for (const unicast of [
            '127.0.0.1',
            '::1',
            'ff::1',
            '240.0.0.1',
            '223.255.255.255',
            '::ffff:239.1.2.3',
          ])
            expect(() => endpoint[change](unicast)).to.throw(RangeError, 'multicast');
          expect(() => endpoint[change](group, bad(1))).to.throw(TypeError, 'interface');
          expect(() => endpoint[change]('ff02::1%lo', 'lo')).to.throw(TypeError, 'scope');
          for (const iface of ['', 'nowhere', '::1', '__proto__'])
            expect(() => endpoint[change](group, iface), iface)
              .to.throw(UDPError)
              .that.includes({ code: 'ENODEV', syscall: change });
          for (const iface of ['', 'nowhere', '::%nowhere', 'fe80::1%', '127.0.0.1', '2001:db8::77'])
            expect(() => endpoint[change]('ff02::1', iface), iface)
              .to.throw(UDPError)
              .with.property('code', 'ENODEV');
        }
        expect(() => endpoint.addMembership(group, '192.0.2.200'))
          .to.throw(UDPError)
          .with.property('code', 'ENODEV');
        expect(() => endpoint.dropMembership(group, '127.0.0.1'))
          .to.throw(UDPError)
          .that.includes({ code: 'EADDRNOTAVAIL', syscall: 'dropMembership', address: group });
        endpoint.addMembership(group, '127.0.0.1');
        expect(() => endpoint.addMembership(group, '127.0.0.1'))
          .to.throw(UDPError)
          .with.property('code', 'EADDRINUSE');
        endpoint.dropMembership(group, '127.0.0.1');
        using six = bound({}, ['::', 0]);
        for (const iface of ['lo', '::1', '0:0::1', '::%lo', '::1%lo']) {
          six.addMembership('ff02::1704', iface);
          six.dropMembership('ff02::1704%lo');
        }
        yield* sleep(0);
      }),
    );
  });

  describe('and Node’s own sockets', () => {
    it(
      'understand each other',
      realTime(function* () {
        const socket = createSocket('udp4');
        yield* until(once(socket.bind(0, '127.0.0.1'), 'listening'));
        using endpoint = new UDPEndpoint();
        const heard = once(socket, 'message');
        endpoint.send('ping', ['127.0.0.1', socket.address().port]);
        const [data, { port }] = (yield* until(heard)) as [Buffer, { port: number }];
        expect(data.toString()).to.equal('ping');
        socket.send('pong', port, '127.0.0.1');
        expect(yield* text(endpoint)).to.equal('pong');
        socket.close();
      }),
    );

    it(
      'send to a port that is closed: the answer of the system is no error',
      realTime(function* () {
        using gone = bound();
        const { sockname } = gone;
        gone.close();
        using endpoint = bound();
        for (let i = 0; i < 3; i++) expect(yield* sending(endpoint, 'x', sockname)).to.equal(undefined);
        using other = bound();
        other.send('alive', endpoint.sockname);
        expect(yield* text(endpoint)).to.equal('alive');
      }),
    );
  });

  describe('in a flood', () => {
    before(function () {
      soakOnly(this);
    });

    /** What the system has dropped, as the socket's own buffer was full. */
    function droppedBySystem({ sockname: [, port] }: UDPEndpoint): number {
      const ours = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
      const line = readFileSync('/proc/net/udp', 'latin1')
        .split('\n')
        .find((one) => one.includes(` ${ours} `));
      return Number(line?.trim().split(/ +/).at(-1));
    }

    function* flood(to: UDPEndpoint, count: number): Op<void> {
      using sender = bound();
      const { sockname } = to;
      const data = Buffer.alloc(64);
      for (let i = 0; i < count; i++) {
        // A copy: some may be under way.
        data.writeUInt32BE(i);
        sender.send(Buffer.from(data), sockname);
        if (i % 64 === 63) yield* poll();
      }
      yield* sender.flush();
    }

    it(
      'of 100,000 datagrams, all are received in order by three tasklets in turn, or counted as dropped',
      realTime(function* () {
        using endpoint = bound();
        const numbers: number[] = [];
        const turns: number[] = [];
        const receivers = [0, 1, 2].map((who) =>
          spawn(function* () {
            for (;;) {
              const [data] = yield* endpoint.receive();
              numbers.push(data.readUInt32BE());
              turns.push(who);
            }
          }),
        );
        yield* flood(endpoint, 100_000);
        const accounted = (): number => numbers.length + endpoint.dropped + droppedBySystem(endpoint);
        while (accounted() < 100_000) yield* poll();
        expect(accounted()).to.equal(100_000);
        expect(numbers.every((one, i) => i === 0 || one > (numbers[i - 1] as number))).to.equal(true);
        expect(turns.every((who, i) => who === i % 3)).to.equal(true);
        expect(numbers.length, 'most are received').to.be.greaterThan(50_000);
        for (const receiver of receivers) receiver.kill();
      }),
    ).timeout(60_000);

    it(
      'of 20,000 datagrams that nobody receives, the first are kept and the others counted as dropped',
      realTime(function* () {
        using endpoint = bound({ maxBufferSize: 1000 * (64 + 512) });
        yield* flood(endpoint, 20_000);
        while (1000 + endpoint.dropped + droppedBySystem(endpoint) < 20_000) yield* poll();
        for (let i = 0; i < 1000; i++) {
          const [data] = yield* endpoint.receive();
          if (endpoint.dropped === 19_000) expect(data.readUInt32BE()).to.equal(i);
        }
        expect(1000 + endpoint.dropped + droppedBySystem(endpoint)).to.equal(20_000);
        expect(yield* new Timeout(0.005, false).run(endpoint.receive())).to.equal(undefined);
      }),
    ).timeout(60_000);
  });
});

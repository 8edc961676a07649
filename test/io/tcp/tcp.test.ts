// TCP clients: connecting, and everything that can go wrong with it; addresses; options of the socket. Names resolve to what
// the test says; the address that never answers is a process that listens and never looks.
import { networkInterfaces } from 'node:os';
import { expect } from 'chai';
import {
  EventLoop,
  type Op,
  Tasklet,
  TaskletExit,
  Timeout,
  all,
  race,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { type Address, TCPClient, TCPConnection, TCPError } from 'evergreen-ts/io';
import { program } from '../../support/child.js';
import { fakeLookup } from '../../support/dns.js';
import { closedPort, rawServer, silentAddress } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
import {
  EchoServer,
  PlainServer,
  codeOf,
  failure,
  nothingIsOpen,
  openSockets,
  pair,
  readAll,
  started,
} from '../../support/sockets.js';

describe('a TCP client that connects', () => {
  afterEach(nothingIsOpen);

  it(
    'has its own address and that of its peer, and the other end has them the other way round',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer, server } = both;
      expect(client.peername).to.deep.equal(server.sockname);
      expect(peer.sockname).to.deep.equal(server.sockname);
      expect(peer.peername).to.deep.equal(client.sockname);
      expect(client.sockname[0]).to.equal('127.0.0.1');
      expect(client.sockname[1]).to.be.within(1, 65_535);
    }),
  );

  it(
    'reaches a server on the IPv6 loopback',
    realTime(function* () {
      using running = yield* started(new EchoServer(), ['::1', 0]);
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect(client.peername).to.deep.equal(running.address);
      expect(client.peername[0]).to.equal('::1');
      client.write('six');
      expect((yield* client.readBytes(3)).toString()).to.equal('six');
    }),
  );

  it(
    'reaches a server on an address that has a scope',
    realTime(function* () {
      const linkLocal = Object.entries(networkInterfaces()).flatMap(([name, all = []]) =>
        all
          .filter(({ family, address }) => family === 'IPv6' && address.startsWith('fe80:'))
          .map(({ address }) => `${address}%${name}`),
      );
      // Where no interface has one of its own, the loopback's has to do.
      const [host = '::1%lo'] = linkLocal;
      using running = yield* started(new EchoServer(), [host, 0]);
      using client = new TCPClient();
      yield* client.connect([host, running.address[1]], [host, 0]);
      client.write('scoped');
      expect((yield* client.readBytes(6)).toString()).to.equal('scoped');
      expect([client.peername[0], client.sockname[0]]).to.deep.equal([
        running.address[0],
        running.address[0],
      ]);
      if (linkLocal.length > 0) expect(running.address[0]).to.equal(host);
    }),
  );

  it(
    'sends the bytes that were written before, as they were then: the caller may use them again',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      const [used, given] = [Buffer.from('used'), new Uint8Array(5).fill(0x61)];
      client.write(used);
      client.write(given);
      client.write('last');
      used.fill('x');
      structuredClone(given.buffer, { transfer: [given.buffer] });
      yield* client.connect(running.address);
      expect((yield* client.readBytes(13)).toString()).to.equal('usedaaaaalast');
    }),
  );

  it(
    'reports that a network cannot be reached',
    realTime(function* () {
      using client = new TCPClient();
      // A group, which nobody can be connected to: the system says so, and sends nothing.
      const error = yield* failure(client.connect(['224.0.0.1', 9]));
      expect(error)
        .to.be.instanceOf(TCPError)
        .and.include({ code: 'ENETUNREACH', syscall: 'connect', address: '224.0.0.1:9' });
    }),
  );

  it(
    'reaches a server by name',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      yield* client.connect(['localhost', running.address[1]]);
      expect(client.peername).to.deep.equal(running.address);
    }),
  );

  it(
    'tries each address of a name in turn, and is content with the last that answers',
    realTime(function* () {
      using _ = fakeLookup(() => ['127.0.0.9', '::1', '127.0.0.1']);
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      yield* client.connect(['three.test', running.address[1]]);
      expect(client.peername).to.deep.equal(running.address);
    }),
  );

  it(
    'fails with the error of the last address when none answers, and leaves nothing of the others',
    realTime(function* () {
      using _ = fakeLookup(() => ['::1', '127.0.0.2', '127.0.0.1']);
      using client = new TCPClient();
      const port = yield* closedPort();
      const error = yield* failure(client.connect(['three.test', port]));
      expect(error)
        .to.be.instanceOf(TCPError)
        .and.include({
          name: 'TCPError',
          code: 'ECONNREFUSED',
          syscall: 'connect',
          address: `127.0.0.1:${port}`,
        });
      expect((error as TCPError).errno).to.be.below(0);
      expect((error as TCPError).message).to.equal(
        `connect ECONNREFUSED 127.0.0.1:${port}: connection refused`,
      );
      expect(client.closed).to.equal(false);
      yield* until(nothingIsOpen());
    }),
  );

  it(
    'reports a name that does not exist',
    realTime(function* () {
      using client = new TCPClient();
      for (const host of ['not a name', `${'x'.repeat(64)}.invalid`, '[::1]', 'a..b']) {
        const error = yield* failure(client.connect([host, 80]));
        expect(error).to.be.instanceOf(TCPError).and.include({ syscall: 'getaddrinfo', address: host });
        expect((error as TCPError).code).to.be.oneOf(['ENOTFOUND', 'EAI_AGAIN']);
        expect((error as TCPError).cause).to.be.instanceOf(Error);
      }
    }),
  );

  it(
    'reports a name without addresses, and one that the system cannot look up',
    realTime(function* () {
      using client = new TCPClient();
      expect(yield* codeOf(client.connect(['x'.repeat(100_000), 80]))).to.be.oneOf(['EINVAL', 'ENOTFOUND']);
      expect(yield* codeOf(client.connect(['\ud800', 80]))).to.be.oneOf(['EINVAL', 'ENOTFOUND']);
      using _ = fakeLookup(() => []);
      expect(yield* codeOf(client.connect(['none.test', 80]))).to.equal('ENOTFOUND');
    }),
  );

  it(
    'may try again after a failure, but not when it is connected',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      const port = yield* closedPort();
      for (let i = 0; i < 3; i++) {
        expect(yield* codeOf(client.connect(['127.0.0.1', port]))).to.equal('ECONNREFUSED');
      }
      yield* client.connect(running.address);
      expect(yield* codeOf(client.connect(running.address))).to.equal('EISCONN');
      client.write('still there');
      expect((yield* client.readBytes(11)).toString()).to.equal('still there');
    }),
  );

  it(
    'does nothing before the operation is run, and runs it once',
    realTime(function* () {
      using running = yield* started(new PlainServer());
      using client = new TCPClient();
      const op = client.connect(running.address);
      yield* sleep(0.002);
      expect(running.server.connections).to.deep.equal([]);
      yield* op;
      expect(client.peername).to.deep.equal(running.address);
    }),
  );

  it(
    'keeps to the address that it was given, if the array is changed afterwards, too',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      const address: [string, number] = [...running.address];
      const source: [string, number] = ['127.0.0.1', 0];
      const op = client.connect(address, source);
      address[0] = 'nowhere\0';
      address[1] = NaN;
      source[0] = '';
      source[1] = -1;
      yield* op;
      expect(client.peername).to.deep.equal(running.address);
    }),
  );

  it(
    'connects from the address that it is told to',
    realTime(function* () {
      using running = yield* started(new PlainServer());
      using client = new TCPClient();
      yield* client.connect(running.address, ['127.0.0.3', 0]);
      expect(client.sockname[0]).to.equal('127.0.0.3');
      expect((yield* running.server.accept()).peername).to.deep.equal(client.sockname);
      using chosen = new TCPClient();
      const port = yield* closedPort();
      yield* chosen.connect(running.address, ['127.0.0.1', port]);
      expect(chosen.sockname).to.deep.equal(['127.0.0.1', port]);
      using second = new TCPClient();
      expect(yield* codeOf(second.connect(running.address, client.sockname))).to.be.oneOf([
        'EADDRINUSE',
        'EADDRNOTAVAIL',
      ]);
      using third = new TCPClient();
      const [host, number] = running.address;
      expect(yield* failure(third.connect(['127.0.0.1', yield* closedPort()], running.address))).to.include({
        code: 'EADDRINUSE',
        syscall: 'bind',
        address: `${host}:${number}`,
      });
      for (const [impossible, code] of [
        ['::1', 'EAFNOSUPPORT'],
        ['192.0.2.1', 'EADDRNOTAVAIL'],
      ] as const) {
        const error = yield* failure(second.connect(running.address, [impossible, 0]));
        expect(error, impossible).to.be.instanceOf(TCPError).and.to.include({ code });
      }
    }),
  );

  it(
    "gets the peer's error, and no other, when the peer resets it at once",
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      (yield* server.accept()).resetAndDestroy();
      expect(yield* codeOf(client.read())).to.equal('ECONNRESET');
      expect(() => client.peername).to.throw(TCPError);
    }),
  );

  it(
    'does so a thousand times in a row and leaves nothing',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      for (let i = 0; i < 50; i++) {
        yield* all(
          Array.from({ length: 20 }, function* (): Op<void> {
            using client = new TCPClient();
            yield* client.connect(running.address);
            client.write('x');
            expect((yield* client.read()).toString()).to.equal('x');
          }),
        );
      }
    }),
  );
});

describe('a TCP client whose connect() is given up', () => {
  let silent: Awaited<ReturnType<typeof silentAddress>>;
  before(async () => {
    silent = await silentAddress();
  });
  after(() => {
    silent.close();
  });

  /** Besides the sockets that keep the silent address silent. */
  let baseline: number;
  beforeEach(() => {
    baseline = openSockets().length;
  });
  afterEach(async () => {
    for (let turns = 0; turns < 200 && openSockets().length > baseline; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(openSockets()).to.have.length(baseline);
  });

  /** The places where connect() may be parked: at a name, and at an address. */
  const places = { resolving: ['silent.test', 80], connecting: ['127.0.0.1', 0] } as const;

  for (const [place, given] of Object.entries(places)) {
    const target = (): Address => (place === 'connecting' ? silent.address : given);
    const what = (): string =>
      place === 'connecting'
        ? `TCPClient.connect 127.0.0.1:${silent.address[1]}`
        : 'TCPClient.connect silent.test:80';

    it(
      `is killed while ${place}: nothing is left, and it may connect again`,
      realTime(function* ({ loop }) {
        using running = yield* started(new EchoServer());
        using client = new TCPClient();
        const victim = spawn(() => silently(() => client.connect(target())));
        yield* sleep(0);
        expect(loop.dump().find(({ id }) => id === victim.id)?.waitingOn).to.equal(what());
        victim.kill();
        expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
        yield* client.connect(running.address);
        client.write('x');
        expect(yield* client.read()).to.have.length(1);
      }),
    );

    it(
      `is timed out while ${place}`,
      realTime(function* () {
        using client = new TCPClient();
        const timeout = new Timeout(0.005);
        expect(yield* failure(timeout.run(silently(() => client.connect(target()))))).to.equal(timeout);
      }),
    );

    it(
      `is killed with an error while ${place}: fails with that, whatever it is, and tries no other address`,
      realTime(function* () {
        using client = new TCPClient();
        const odd = new TCPError('from outside', { code: 'EODD', syscall: 'odd' });
        const victim = spawn(() => silently(() => client.connect(target())));
        yield* sleep(0);
        victim.kill(odd);
        expect(yield* failure(victim.get())).to.equal(odd);
      }),
    );

    it(
      `is closed by another tasklet while ${place}: ECLOSED at once`,
      realTime(function* () {
        const client = new TCPClient();
        client.write('dropped');
        const connecting = spawn(() => failure(silently(() => client.connect(target()))));
        yield* sleep(0);
        client.close();
        expect(client.closed).to.equal(true);
        expect(yield* connecting.get(1))
          .to.be.instanceOf(TCPError)
          .and.include({ code: 'ECLOSED' });
      }),
    );

    it(
      `is ${place} already: EALREADY for a second connect()`,
      realTime(function* () {
        using client = new TCPClient();
        const first = spawn(() => codeOf(silently(() => client.connect(target()))));
        yield* sleep(0);
        expect(yield* codeOf(client.connect(target()))).to.equal('EALREADY');
        expect(yield* codeOf(client.read())).to.equal('ENOTCONN');
        expect(() => client.peername)
          .to.throw(TCPError)
          .with.property('code', 'ENOTCONN');
        client.close();
        expect(yield* first.get()).to.equal('ECLOSED');
      }),
    );

    it(`loses its loop while ${place}`, async () => {
      const loop = new EventLoop();
      const trace: unknown[] = [];
      spawn(function* () {
        const client = new TCPClient();
        const connecting = spawn(function* () {
          try {
            yield* silently(() => client.connect(target()));
          } finally {
            trace.push(Tasklet.current()?.isAlive());
          }
        });
        yield* sleep(0);
        expect(connecting.state).to.equal('parked');
        loop.stop();
      });
      await loop.run();
      loop.destroy();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(trace).to.deep.equal([true]);
      new EventLoop().destroy();
    });
  }

  /** `silent.test` is a name that no answer comes for; the real lookup is back when the operation ends. */
  function* silently(op: () => Op<unknown>): Op<unknown> {
    using _ = fakeLookup(() => undefined);
    return yield* op();
  }

  it(
    'is killed when it was woken and has not run: the new connection is closed',
    realTime(function* ({ loop }) {
      using running = yield* started(new PlainServer());
      using client = new TCPClient();
      const victim = spawn(() => client.connect(running.address));
      const stop = loop.instrument({
        readied: (tasklet, by) => {
          if (tasklet === victim && by === undefined) victim.kill();
        },
      });
      expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
      stop();
      const connection = yield* running.server.accept();
      expect(yield* connection.read()).to.have.length(0);
      yield* client.connect(running.address);
      expect(client.peername).to.deep.equal(running.address);
    }),
  );

  it(
    'is closed when it was woken and has not run: the same',
    realTime(function* ({ loop }) {
      using running = yield* started(new PlainServer());
      const client = new TCPClient();
      const connecting = spawn(() => codeOf(client.connect(running.address)));
      const stop = loop.instrument({
        readied: (tasklet, by) => {
          if (tasklet === connecting && by === undefined) client.close();
        },
      });
      expect(yield* connecting.get()).to.equal('ECLOSED');
      stop();
      expect(yield* (yield* running.server.accept()).read()).to.have.length(0);
    }),
  );

  it(
    'loses a race: the others go on, nothing is left of it',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      const clients = [new TCPClient(), new TCPClient(), new TCPClient()];
      const [slow, fast, slower] = clients as [TCPClient, TCPClient, TCPClient];
      yield* race([
        slow.connect(silent.address),
        fast.connect(running.address),
        slower.connect(silent.address),
      ]);
      expect(fast.peername).to.deep.equal(running.address);
      expect(() => slow.peername)
        .to.throw(TCPError)
        .with.property('code', 'ENOTCONN');
      for (const client of clients) client.close();
    }),
  );
});

describe('the options of a TCP socket', () => {
  afterEach(nothingIsOpen);

  it(
    'are set on both ends while they are connected',
    realTime(function* () {
      using both = yield* pair();
      for (const end of [both.client, both.peer]) {
        end.setNoDelay(false);
        end.setNoDelay(true);
        end.setKeepAlive(true, 60);
        end.setKeepAlive(true);
        end.setKeepAlive(true, 0.2);
        end.setKeepAlive(true, 32_767);
        end.setKeepAlive(false);
      }
    }),
  );

  it('are an error before, as the addresses are', () => {
    for (const stream of [new TCPClient(), new TCPConnection()]) {
      for (const use of [
        () => stream.setNoDelay(true),
        () => stream.setKeepAlive(true),
        () => stream.sockname,
        () => stream.peername,
      ]) {
        expect(use).to.throw(TCPError).with.property('code', 'ENOTCONN');
      }
    }
    expect(() => new TCPConnection().server)
      .to.throw(TCPError)
      .with.property('code', 'ENOTCONN');
  });

  it(
    'are checked',
    realTime(function* () {
      using both = yield* pair();
      const { client } = both;
      for (const delay of [-1, NaN, Infinity, 32_768]) {
        expect(() => client.setKeepAlive(true, delay)).to.throw(RangeError, 'delay');
      }
      expect(() => client.setKeepAlive(true, '1' as unknown as number)).to.throw(TypeError, 'delay');
      expect(() => client.setKeepAlive(1 as unknown as boolean)).to.throw(TypeError, 'enable');
      expect(() => client.setNoDelay(undefined as unknown as boolean)).to.throw(TypeError, 'enable');
    }),
  );
});

describe('addresses that are strange, given to the system', () => {
  afterEach(nothingIsOpen);

  const hosts = [
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '240.0.0.1',
    '::',
    '::ffff:127.0.0.1',
    '::1%lo',
    '::1%1',
    'fe80::1%nowhere',
    `fe80::1%${'x'.repeat(500)}`,
    'fe80::1%4294967296',
    'ff02::1',
    '1:2:3:4:5:6:7:8',
  ];

  it(
    'are an error or not, and never the end of the process, in connect()',
    realTime(function* () {
      for (const host of hosts) {
        for (const port of [0, 1, 65_535]) {
          for (const source of [undefined, ['127.0.0.1', 0], ['::1', 0], ['::1%lo', 65_535]] as const) {
            using client = new TCPClient();
            const error = yield* failure(new Timeout(0.002).run(client.connect([host, port], source)));
            if (!(error instanceof Timeout) && error !== undefined) expect(error).to.be.instanceOf(TCPError);
          }
        }
      }
    }),
  );

  it(
    'are an error or not, and never the end of the process, in bind() and serve()',
    realTime(function* () {
      for (const host of hosts) {
        for (const port of [0, 1, 65_535]) {
          const server = new PlainServer();
          const error = yield* failure(
            (function* (): Op<void> {
              server.bind([host, port]);
              expect(server.sockname).to.have.length(2);
              yield* new Timeout(0.001, false).run(server.serve(1));
            })(),
          );
          if (error !== undefined) expect(error).to.be.instanceOf(TCPError);
          server.close();
        }
      }
    }),
  );
});

describe('a process that has no descriptors left', () => {
  it('gets a TCPError from connect(), and connects again when it has some', async () => {
    const { code, stdout, stderr } = await program(
      `
        import { closeSync, openSync } from 'node:fs';
        import { run } from 'evergreen-ts';
        import { TCPClient, TCPError } from 'evergreen-ts/io';
        import { handles } from './dist/handles/index.js';

        // Where they need koffi, that could not be loaded later.
        handles();
        const held = [];
        try {
          for (;;) held.push(openSync('/dev/null'));
        } catch {}

        function* attempt() {
          const client = new TCPClient();
          try {
            yield* client.connect(['127.0.0.1', 1]);
          } catch (error) {
            return [error instanceof TCPError, error.code, error.syscall, error.address].join(' ');
          }
        }

        const [before, again, after] = await run(function* () {
          const refused = [yield* attempt(), yield* attempt()];
          for (const fd of held) closeSync(fd);
          return [...refused, yield* attempt()];
        });
        console.log(before);
        console.log(again);
        console.log(after);
      `,
      { descriptors: 256 },
    );
    expect(stderr).to.equal('');
    expect(stdout.split('\n')).to.deep.equal([
      'true EMFILE connect 127.0.0.1:1',
      'true EMFILE connect 127.0.0.1:1',
      'true ECONNREFUSED connect 127.0.0.1:1',
      '',
    ]);
    expect(code).to.equal(0);
  }).timeout(60_000);
});

describe('what a TCP client is for', () => {
  afterEach(nothingIsOpen);

  it(
    'twenty clients and a server in one loop: every byte comes back to its sender',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      const answers = yield* all(
        Array.from({ length: 20 }, function* (_, i): Op<string> {
          using client = new TCPClient();
          yield* client.connect(running.address);
          let answer = '';
          for (let line = 0; line < 20; line++) {
            client.write(`client ${i}, line ${line}\n`);
            answer += (yield* client.readUntil('\n')).toString();
          }
          return answer;
        }),
      );
      answers.forEach((answer, i) => {
        const lines = Array.from({ length: 20 }, (_, line) => `client ${i}, line ${line}\n`);
        expect(answer).to.equal(lines.join(''));
      });
    }),
  );

  it(
    'a request and its answer',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write('question\n');
      expect((yield* client.readUntil('\n')).toString()).to.equal('question\n');
      running.server.close();
      expect(yield* readAll(client)).to.have.length(0);
    }),
  );
});

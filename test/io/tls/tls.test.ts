// TLS over TCP: client, connection and server, among themselves and with Node's own TLS at the other end.
import { once } from 'node:events';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { expect } from 'chai';
import { type Op, Timeout, sleep, spawn, until } from 'evergreen-ts';
import {
  IncompleteReadError,
  type TCPConnection,
  type TLSConnection,
  TLSClient,
  TLSError,
  TLSStream,
} from 'evergreen-ts/io';
import { CA, CLIENT, EXPIRED, OTHER, SERVER, STRANGER } from '../../support/certificates.js';
import { realTime } from '../../support/run-tasklet.js';
import { drainRaw, rawClient, rawServer } from '../../support/raw-peer.js';
import {
  HandlerServer,
  failure,
  noise,
  nothingIsOpen,
  pair,
  readAll,
  started,
} from '../../support/sockets.js';
import {
  HandlerTLSServer,
  connected,
  echo,
  eventually,
  nodeClient,
  nodeServer,
  serving,
  tlsPair,
} from '../../support/tls.js';

/** Bytes of a record of TLS 1.3 that is nothing else. */
const CLOSE_NOTIFY = 24;

/** What Node's end gets, up to the end. */
function* received(socket: TLSSocket): Op<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  yield* eventually(() => socket.readableEnded || socket.destroyed);
  return text;
}

describe('a TLSClient', () => {
  afterEach(nothingIsOpen);

  it(
    'talks to a server of Node, and ends with close_notify',
    realTime(function* () {
      using server = yield* nodeServer({ ALPNProtocols: ['a', 'b'] });
      using client = yield* connected(server.address, { ALPNProtocols: ['b'], servername: 'localhost' });
      const peer = yield* server.accept();
      const text = spawn(() => received(peer));
      expect(client.peername).to.deep.equal(server.address);
      expect(client.peerCertificate?.subject.CN).to.equal('localhost');
      client.write('hello ');
      client.write('there');
      yield* client.shutdown();
      expect(yield* text.get()).to.equal('hello there');
      peer.end('bye');
      expect((yield* readAll(client)).toString()).to.equal('bye');
      expect(client.protocol).to.equal('TLSv1.3');
      expect(client.cipher).to.match(/^TLS_/);
      expect(client.alpnProtocol).to.equal('b');
      expect(client.servername).to.equal('localhost');
      expect(client.authorized).to.equal(true);
      expect(client.resumed).to.equal(false);
    }),
  );

  it(
    'knows nothing before it is connected, and keeps what it knew when it is closed',
    realTime(function* () {
      const client = new TLSClient({ ca: CA });
      expect([client.protocol, client.cipher, client.session, client.peerCertificate]).to.deep.equal(
        Array(4).fill(undefined),
      );
      expect([client.authorized, client.resumed]).to.deep.equal([false, false]);
      using server = yield* nodeServer();
      yield* client.connect(server.address);
      client.close();
      expect(client.protocol).to.equal('TLSv1.3');
      expect(client.peerCertificate).to.equal(undefined);
    }),
  );

  for (const [what, identity, options, code] of [
    ['is signed by nobody it trusts', STRANGER, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['has expired', EXPIRED, {}, 'CERT_HAS_EXPIRED'],
    ['is for another host', OTHER, {}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['is not for the name it wants', SERVER, { servername: 'other.test' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const) {
    it(
      `refuses a server whose certificate ${what}: ${code}, and sends it nothing`,
      realTime(function* () {
        using server = yield* nodeServer({ ...identity, allowHalfOpen: false });
        using client = new TLSClient({ ca: CA, ...options });
        client.write('a secret');
        const error = yield* failure(client.connect(server.address));
        expect(error)
          .to.be.instanceOf(TLSError)
          .and.include({ code, syscall: 'handshake', name: 'TLSError' });
        expect((error as Error).stack).to.include('tls.test');
        // With TLS 1.3 its handshake may have succeeded on the other side.
        yield* eventually(() => server.errors.length + server.accepted.length === 1);
        for (const peer of server.accepted) expect(yield* received(peer)).to.equal('');
      }),
    );
  }

  it(
    'takes any certificate with rejectUnauthorized false, and says that it is not authorized',
    realTime(function* () {
      using server = yield* nodeServer(STRANGER);
      using client = yield* connected(server.address, { rejectUnauthorized: false });
      expect(client.authorized).to.equal(false);
      expect(client.peerCertificate?.subject.CN).to.equal('localhost');
    }),
  );

  it(
    'asks checkServerIdentity, whose error or whatever it throws ends the handshake',
    realTime(function* () {
      using server = yield* nodeServer({ allowHalfOpen: false });
      const cause = Object.assign(new Error('not today'), { code: 'NOT_TODAY' });
      for (const checkServerIdentity of [
        () => cause,
        () => {
          throw cause;
        },
      ]) {
        using client = new TLSClient({ ca: CA, checkServerIdentity });
        const error = (yield* failure(client.connect(server.address))) as TLSError;
        expect(error).to.be.instanceOf(TLSError).and.include({ code: 'NOT_TODAY' });
        expect(error.cause).to.equal(cause);
      }
      yield* eventually(() => server.errors.length + server.accepted.length === 2);
    }),
  );

  it(
    'reports what the system does, as a TLSError with number, call and address',
    realTime(function* () {
      const { server, address } = yield* started(new HandlerServer(() => undefined));
      server.close();
      using client = new TLSClient({ ca: CA });
      const error = yield* failure(client.connect(address));
      expect(error).to.be.instanceOf(TLSError).and.include({ code: 'ECONNREFUSED', syscall: 'connect' });
      expect((error as TLSError).errno).to.be.below(0);
    }),
  );

  it(
    'finds out that the other end does not speak TLS, or ends or resets within the handshake',
    realTime(function* () {
      for (const [answer, code] of [
        ['220 mail.test ready\r\n', /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/],
        ['', /^ECONNRESET$/],
        [undefined, /^ECONNRESET$/],
      ] as const) {
        using server = yield* rawServer();
        spawn(function* () {
          const socket = yield* server.accept();
          yield* until(once(socket.resume(), 'data'));
          if (answer === undefined) socket.resetAndDestroy();
          else socket.end(answer);
        });
        using client = new TLSClient({ ca: CA });
        const error = (yield* failure(client.connect(server.address))) as TLSError;
        expect(error).to.be.instanceOf(TLSError);
        expect(error.code).to.match(code);
        expect(error.message).to.include('handshake');
      }
    }),
  );

  it(
    'that is killed or timed out in connect(), within the handshake, leaves nothing open',
    realTime(function* () {
      using server = yield* rawServer();
      for (let i = 0; i < 3; i++) {
        using client = new TLSClient({ ca: CA });
        const timeout = new Timeout(0.02);
        expect(yield* failure(timeout.run(client.connect(server.address)))).to.equal(timeout);
        const killed = spawn(() => client.connect(server.address));
        yield* sleep(0.02);
        expect(killed.state).to.equal('parked');
        killed.kill();
        yield* killed.join();
        const waiting = spawn(() => failure(client.connect(server.address)));
        yield* sleep(0.02);
        client.close();
        expect(yield* waiting.get())
          .to.be.instanceOf(TLSError)
          .and.include({ code: 'ECLOSED' });
      }
    }),
  );

  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(
      `resumes a session (${maxVersion}), also one with a certificate of the client`,
      realTime(function* () {
        for (const options of [{}, { requestCert: true, ca: CA }]) {
          const resumed: boolean[] = [];
          using running = yield* serving(
            new HandlerTLSServer(
              function* (connection) {
                resumed.push(connection.resumed);
                connection.write('hello\n');
                yield* echo(connection);
              },
              { ...options, maxVersion },
            ),
          );
          let session: Buffer | undefined;
          for (let i = 0; i < 2; i++) {
            using client = yield* connected(running.address, { ...CLIENT, ...(session && { session }) });
            yield* client.readUntil('\n');
            expect(client.resumed).to.equal(i === 1);
            yield* eventually(() => client.session !== undefined);
            session = client.session;
            expect(client.session).to.be.instanceOf(Buffer);
          }
          expect(resumed).to.deep.equal([false, true]);
        }
      }),
    );
  }
});

describe('a TLSServer', () => {
  afterEach(nothingIsOpen);

  it(
    'talks to a client of Node, and handleConnection() begins after the handshake',
    realTime(function* () {
      const seen: unknown[] = [];
      using running = yield* serving(
        new HandlerTLSServer(
          function* (connection) {
            const { protocol, alpnProtocol, servername, authorized, session } = connection;
            seen.push({ protocol, alpnProtocol, servername, authorized, session });
            yield* echo(connection);
          },
          { ALPNProtocols: ['h2', 'x'] },
        ),
      );
      using socket = yield* nodeClient(running.address, { ALPNProtocols: ['x'] });
      socket.end('hello');
      expect(yield* received(socket)).to.equal('hello');
      expect(seen).to.deep.equal([
        {
          protocol: 'TLSv1.3',
          alpnProtocol: 'x',
          servername: 'localhost',
          authorized: false,
          session: undefined,
        },
      ]);
    }),
  );

  it(
    'sends what a handler wrote that returned at once, and a close_notify behind it',
    realTime(function* () {
      const data = noise(2 ** 20).toString('latin1');
      using running = yield* serving(
        new HandlerTLSServer((connection) => {
          connection.write(Buffer.from(data, 'latin1'));
        }),
      );
      using socket = yield* nodeClient(running.address);
      expect((yield* received(socket)) === data).to.equal(true);
      using client = yield* connected(running.address);
      expect((yield* readAll(client)).toString('latin1') === data).to.equal(true);
    }),
  );

  it(
    'learns from each write that the client has gone',
    realTime(function* () {
      let [begun, over] = [0, 0];
      const server = new HandlerTLSServer(function* (connection): Op<void> {
        begun += 1;
        try {
          yield* connection.read();
          connection.write(Buffer.alloc(300_000));
          yield* connection.flush();
        } finally {
          over += 1;
        }
      });
      using running = yield* serving(server);
      for (let i = 0; i < 50; i++) {
        const client = yield* connected(running.address);
        client.write('hello');
        client.close();
      }
      yield* eventually(() => begun === 50 && over === 50);
    }),
  );

  it(
    'serves others while handshakes hang, are no handshakes, or fail, and tells handleError() of those, printing nothing',
    realTime(function* ({ uncaught }) {
      const server = new HandlerTLSServer(echo, { handshakeTimeout: 0.3 });
      using running = yield* serving(server);
      using silent = yield* rawClient(running.address);
      using http = yield* rawClient(running.address);
      http.on('error', () => undefined).write('GET / HTTP/1.1\r\n\r\n');
      using gone = yield* rawClient(running.address);
      gone.on('error', () => undefined).end();
      silent.on('error', () => undefined);
      using distrustful = new TLSClient();
      yield* failure(distrustful.connect(running.address));
      using client = yield* connected(running.address);
      client.write('served\n');
      expect(String(yield* client.readUntil('\n'))).to.equal('served\n');
      yield* eventually(() => server.errors.length === 4);
      const codes = server.errors.map((error) => (error as TLSError).code);
      // Both the one that has gone, and the one that does not trust the server.
      expect(codes).to.have.members(['ETIMEDOUT', 'ECONNRESET', 'ECONNRESET', 'ERR_SSL_HTTP_REQUEST']);
      for (const error of server.errors) expect(error).to.be.instanceOf(TLSError);
      expect(uncaught).to.deep.equal([]);
    }),
  );

  it(
    'asks for client certificates, and refuses those that it does not trust',
    realTime(function* () {
      const server = new HandlerTLSServer(
        function* (connection) {
          const { authorized, peerCertificate } = connection;
          connection.write(`${authorized} ${peerCertificate?.subject.CN}\n`);
          yield* connection.read();
        },
        { requestCert: true, ca: CA },
      );
      using running = yield* serving(server);
      using client = yield* connected(running.address, CLIENT);
      expect(String(yield* client.readUntil('\n'))).to.equal('true a client\n');
      for (const identity of [STRANGER, {}]) {
        using refused = yield* connected(running.address, identity);
        // With TLS 1.3 a client learns of it when it reads.
        const error = (yield* failure(refused.readUntil('\n'))) as TLSError;
        expect(error.code).to.match(/^(ECONNRESET|EPIPE|EINCOMPLETE|ERR_SSL_)/);
      }
      yield* eventually(() => server.errors.length === 2);
      for (const error of server.errors)
        expect(error).to.be.instanceOf(TLSError).and.include({ syscall: 'handshake' });
    }),
  );

  it(
    'with rejectUnauthorized false says who is authorized',
    realTime(function* () {
      const options = { requestCert: true, rejectUnauthorized: false, ca: CA };
      const handler = function* (connection: TLSConnection): Op<void> {
        connection.write(`${connection.authorized}\n`);
        yield* connection.read();
      };
      using running = yield* serving(new HandlerTLSServer(handler, options));
      for (const [identity, authorized] of [
        [CLIENT, 'true\n'],
        [STRANGER, 'false\n'],
        [{}, 'false\n'],
      ] as const) {
        using client = yield* connected(running.address, identity);
        expect(String(yield* client.readUntil('\n'))).to.equal(authorized);
      }
    }),
  );

  it(
    'chooses its certificate by the name that the client asks for',
    realTime(function* () {
      const contexts = new Map([
        ['localhost', createSecureContext(SERVER)],
        ['other.test', createSecureContext(OTHER)],
      ]);
      using running = yield* serving(
        new HandlerTLSServer(echo, {
          SNICallback: (name, answer) => setImmediate(() => answer(null, contexts.get(name))),
        }),
      );
      for (const servername of contexts.keys()) {
        using client = yield* connected(running.address, { servername });
        expect(client.peerCertificate?.subject.CN).to.equal(servername);
      }
    }),
  );

  it(
    'takes an SNICallback that fails, throws or answers nonsense for a failure of the program',
    realTime(function* ({ uncaught }) {
      const cause = new Error('out of order');
      for (const SNICallback of [
        (_: string, answer: (error: Error | null) => void) => answer(cause),
        () => {
          throw cause;
        },
        (_: string, answer: (error: null, context: never) => void) => answer(null, {} as never),
      ]) {
        const server = new HandlerTLSServer(echo, { SNICallback: SNICallback });
        using running = yield* serving(server);
        using client = new TLSClient({ ca: CA, servername: 'localhost' });
        expect(yield* failure(client.connect(running.address))).to.be.instanceOf(TLSError);
        yield* eventually(() => uncaught.length === 1);
        const [error] = uncaught.splice(0);
        expect(error).to.be.instanceOf(TLSError).and.include({ code: 'ERR_TLS_SNI_CALLBACK' });
      }
    }),
  );

  it(
    'has new certificates for the connections that come after setSecureContext(), and keeps those that are there',
    realTime(function* () {
      const server = new HandlerTLSServer(echo);
      using running = yield* serving(server);
      using before = yield* connected(running.address);
      server.setSecureContext(OTHER);
      using after = yield* connected(running.address, { servername: 'other.test' });
      for (const client of [before, after]) {
        client.write('x');
        expect(yield* client.read()).to.have.length(1);
      }
      expect(before.peerCertificate?.subject.CN).to.equal('localhost');
      expect(after.peerCertificate?.subject.CN).to.equal('other.test');
      // What is wrong changes nothing.
      expect(() => server.setSecureContext({ ...OTHER, key: SERVER.key })).to.throw(TLSError);
      using still = yield* connected(running.address, { servername: 'other.test' });
      expect(still.authorized).to.equal(true);
    }),
  );

  it(
    'that is stopped or closed ends handshakes that are under way',
    realTime(function* () {
      for (const end of ['stop', 'close'] as const) {
        const server = new HandlerTLSServer(echo);
        using _running = yield* serving(server);
        using silent = yield* rawClient(server.sockname);
        silent.on('error', () => undefined).resume();
        yield* eventually(() => server.connections.length === 1);
        if (end === 'stop') yield* server.stop(0.01);
        else server.close();
        yield* eventually(() => silent.readableEnded || silent.destroyed);
        expect(server.errors).to.deep.equal([]);
      }
    }),
  );

  it('needs a key and a certificate that fit, and says so at once', () => {
    const make = (options: object) => () =>
      new HandlerTLSServer(echo, { key: undefined, cert: undefined, ...options });
    expect(make({})).to.throw(TypeError, /needs a key and a cert/);
    expect(make({ key: SERVER.key })).to.throw(TypeError, /needs a key and a cert/);
    for (const [options, code] of [
      [{ key: OTHER.key, cert: SERVER.cert }, 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'],
      [{ key: 'no key', cert: SERVER.cert }, /^ERR_OSSL_/],
      [{ key: SERVER.key, cert: 'no certificate' }, /^ERR_OSSL_PEM_NO_START_LINE$/],
      [{ pfx: Buffer.from('none') }, /./],
      [{ ...SERVER, ciphers: 'NONE' }, 'ERR_SSL_NO_CIPHER_MATCH'],
      [{ ...SERVER, ca: 'none' }, /./],
    ] as const) {
      expect(make(options)).to.throw(TLSError).with.property('code').that.matches(new RegExp(code));
    }
    expect(make({ ...SERVER, minVersion: 'TLSv9' })).to.throw(TypeError);
    expect(() => new TLSClient({ key: OTHER.key, cert: SERVER.cert })).to.throw(TLSError);
  });
});

describe('an end that nobody meant', () => {
  afterEach(nothingIsOpen);

  it(
    'is an IncompleteReadError of every read that lacks something, while close_notify is a clean end',
    realTime(function* () {
      for (const clean of [true, false]) {
        using server = yield* nodeServer();
        using client = yield* connected(server.address);
        const peer = yield* server.accept();
        peer.write('12345');
        expect(String(yield* client.readBytes(2))).to.equal('12');
        if (clean) peer.end();
        else server.raw().end();
        if (clean) {
          expect(String(yield* client.readBytes(10))).to.equal('345');
          expect(yield* client.read()).to.have.length(0);
        } else {
          const error = (yield* failure(client.readBytes(10))) as IncompleteReadError;
          expect(error).to.be.instanceOf(IncompleteReadError);
          expect(String(error.partial)).to.equal('345');
          for (const op of [client.read(), client.readUntil('\n'), client.readBytes(1)])
            expect(yield* failure(op)).to.be.instanceOf(IncompleteReadError);
          // The other direction is as it was.
          client.write('still here');
          yield* client.flush();
        }
      }
    }),
  );

  it(
    'is told from close_notify also where reading is stopped in the midst of what came with that',
    realTime(function* () {
      // What the system gives at a time, and what a stream reads ahead, is 64 KiB: the second read brings both.
      for (const size of [60_000, 65_535, 65_536, 65_537, 70_000, 100_000])
        for (const clean of [true, false]) {
          using server = yield* nodeServer();
          using relay = yield* rawServer();
          const connecting = spawn(() => connected(relay.address));
          const near = yield* relay.accept();
          using far = yield* rawClient(server.address);
          near.pipe(far);
          near.resume();
          const pass = (chunk: Buffer): boolean => near.write(chunk);
          far.on('data', pass).resume();
          using client = yield* connecting.get();
          far.off('data', pass).pause();
          const sent = noise(size);
          (yield* server.accept()).end(sent);
          const held = yield* drainRaw(far);
          near.end(clean ? held : held.subarray(0, -CLOSE_NOTIFY));
          const what = `${size} bytes, ${clean ? 'all' : 'cut off'}`;
          // It reads ahead before it is asked.
          yield* until(once(near, 'finish'));
          for (let i = 0; i < 10; i++) yield* until(new Promise(setImmediate));
          if (clean) expect((yield* readAll(client)).equals(sent), what).to.equal(true);
          else {
            const error = (yield* failure(client.readBytes(size + 1))) as IncompleteReadError;
            expect(error, what).to.be.instanceOf(IncompleteReadError);
            expect(error.partial.equals(sent), what).to.equal(true);
          }
        }
    }),
  );

  it(
    'is normal for a handler: nothing is printed',
    realTime(function* () {
      const server = new HandlerTLSServer(echo);
      using running = yield* serving(server);
      using raw = yield* rawClient(running.address);
      using socket = yield* nodeClient(running.address, { socket: raw });
      raw.end();
      yield* eventually(() => server.errors.length === 1);
      expect(server.errors[0]).to.be.instanceOf(IncompleteReadError);
      socket.destroy();
    }),
  );
});

describe('a TLSStream', () => {
  afterEach(nothingIsOpen);

  it(
    'goes on where the plain text ends, and loses nothing that was read ahead',
    realTime(function* () {
      using both = yield* pair();
      both.client.write('STARTTLS\n');
      // The client does not wait for an answer: its first record may come with the plain text.
      const secure = new TLSStream(both.client, { ca: CA, servername: 'localhost' });
      secure.write('over TLS\n');
      yield* sleep(0.01);
      expect(String(yield* both.peer.readUntil('\n'))).to.equal('STARTTLS\n');
      const server = new TLSStream(both.peer, { isServer: true, ...SERVER });
      expect(server.transport).to.equal(both.peer);
      expect(String(yield* server.readUntil('\n'))).to.equal('over TLS\n');
      server.write('and back\n');
      expect(String(yield* secure.readUntil('\n'))).to.equal('and back\n');
    }),
  );

  it(
    'waits for the handshake in flush(), and sends nothing before',
    realTime(function* () {
      using both = yield* pair();
      const secure = new TLSStream(both.client, { ca: CA });
      expect(secure.write('x')).to.equal(false);
      const flushing = spawn(() => secure.flush());
      yield* sleep(0.01);
      expect(flushing.state).to.equal('parked');
      const server = new TLSStream(both.peer, { isServer: true, ...SERVER });
      yield* flushing.get();
      expect(yield* server.read()).to.have.length(1);
    }),
  );

  it(
    'has the transport for itself: that can only be closed, and then both are',
    realTime(function* () {
      using both = yield* tlsPair();
      const { client, server } = both;
      yield* client.handshake();
      yield* server.handshake();
      const { transport } = client;
      for (const op of [transport.read(), transport.flush(), transport.shutdown()])
        expect(yield* failure(op)).to.include({ code: 'EBUSY' });
      expect(() => transport.write('x'))
        .to.throw()
        .with.property('code', 'EBUSY');
      expect(() => new TLSStream(transport))
        .to.throw()
        .with.property('code', 'EBUSY');
      client.write('x');
      expect(yield* server.read()).to.have.length(1);
      transport.close();
      expect(client.closed).to.equal(true);
      expect(yield* server.read()).to.have.length(0);
      server.close();
      expect(server.transport.closed).to.equal(true);
    }),
  );

  it(
    'refuses a transport that is closed, shut down or not connected, and no stream at all; the options are looked at first',
    realTime(function* () {
      using both = yield* pair();
      const codeOf = (make: () => unknown): unknown => {
        try {
          return make();
        } catch (error) {
          return (error as { code?: unknown }).code ?? (error as Error).name;
        }
      };
      expect(codeOf(() => new TLSStream(both.client, { isServer: true }))).to.equal('TypeError');
      expect(codeOf(() => new TLSStream(both.client, { key: 'none' }))).to.match(/^ERR_OSSL/);
      both.peer.write('still plain');
      expect(String(yield* both.client.read())).to.equal('still plain');
      yield* both.client.shutdown();
      expect(codeOf(() => new TLSStream(both.client))).to.equal('EPIPE');
      both.client.close();
      expect(codeOf(() => new TLSStream(both.client))).to.equal('ECLOSED');
      expect(codeOf(() => new TLSStream(new TLSClient()))).to.equal('ENOTCONN');
      expect(codeOf(() => new TLSStream({} as never))).to.equal('TypeError');
    }),
  );

  it(
    'fails with the first error there was, in each operation, once the handshake has failed',
    realTime(function* () {
      using both = yield* tlsPair({}, STRANGER);
      const { client, server } = both;
      const reading = spawn(() => failure(client.read()));
      client.write('never sent');
      const flushing = spawn(() => failure(client.flush()));
      const code = 'DEPTH_ZERO_SELF_SIGNED_CERT';
      for (const error of [
        yield* failure(client.handshake()),
        yield* reading.get(),
        yield* flushing.get(),
        yield* failure(client.handshake()),
        yield* failure(client.read()),
      ])
        expect(error).to.be.instanceOf(TLSError).and.include({ code });
      expect(() => client.write('x'))
        .to.throw(TLSError)
        .with.property('code', code);
      const error = (yield* failure(server.read())) as TLSError;
      expect(error.code).to.match(/^(ECONNRESET|EINCOMPLETE|ERR_SSL_)/);
    }),
  );

  it(
    'whose handshake takes too long fails with ETIMEDOUT',
    realTime(function* () {
      using both = yield* pair();
      const secure = new TLSStream(both.client, { handshakeTimeout: 0.02 });
      expect(yield* failure(secure.handshake()))
        .to.be.instanceOf(TLSError)
        .and.include({ code: 'ETIMEDOUT' });
      expect(yield* failure(secure.read())).to.include({ code: 'ETIMEDOUT', syscall: 'handshake' });
    }),
  );

  it(
    'may be closed when it has just begun to read on, with more decrypted than it has told',
    realTime(function* () {
      for (let steps = 0; steps < 20; steps++) {
        using both = yield* tlsPair();
        both.server.write(Buffer.alloc(1_000_000));
        yield* both.client.read(1);
        // It reads no further now.
        yield* sleep(0.01);
        yield* both.client.read();
        for (let i = 0; i < steps; i++) yield* sleep();
        both.client.close();
        yield* sleep(0.001);
      }
    }),
  );

  it(
    'of which a tasklet that waits for the handshake is killed goes on with it',
    realTime(function* () {
      using both = yield* pair();
      const client = new TLSStream(both.client, { ca: CA });
      for (let i = 0; i < 20; i++) {
        const waiting = spawn(() => client.handshake());
        yield* sleep(0);
        expect(waiting.state).to.equal('parked');
        waiting.kill();
        yield* waiting.join();
      }
      const closed = spawn(() => failure(client.handshake()));
      yield* sleep(0);
      const server = new TLSStream(both.peer, { isServer: true, ...SERVER });
      yield* server.handshake();
      expect(yield* closed.get()).to.equal(undefined);
      client.write('x');
      expect(yield* server.read()).to.have.length(1);
    }),
  );

  it(
    'that a handler has laid over its connection is flushed and ended with it',
    realTime(function* () {
      const handler = function* (connection: TCPConnection): Op<void> {
        const secure = new TLSStream(connection, { isServer: true, ...SERVER });
        secure.write(`hello ${String(yield* secure.readUntil('\n'))}`);
      };
      using running = yield* started(new HandlerServer(handler));
      using socket = yield* nodeClient(running.address);
      socket.write('you\n');
      expect(yield* received(socket)).to.equal('hello you\n');
    }),
  );
});

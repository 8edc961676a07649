// lib.ssl and lib.time.
import { expect } from 'chai';
import { type Op, spawn } from 'evergreen-ts';
import { type Address, TLSError } from 'evergreen-ts/io';
import { socket, ssl, time } from 'evergreen-ts/lib';
import { CA, SERVER } from '../support/certificates.js';
import { failure } from '../support/failure.js';
import { realTime, tasklets } from '../support/run-tasklet.js';

/** One that listens, wrapped for the server's side. */
function* listening(): Op<ssl.SSLSocket> {
  const listener = new socket.socket();
  listener.bind(['localhost', 0]);
  listener.listen();
  return yield* ssl.wrapSocket(listener, { ...SERVER, serverSide: true });
}

describe('lib.ssl', () => {
  it(
    'wraps sockets that are connected, and those that listen',
    realTime(function* () {
      using listener = yield* listening();
      const serving = spawn(function* (): Op<string> {
        const [server] = yield* listener.accept();
        const file = server.makefile();
        const line = yield* file.readline();
        yield* file.write(`you said ${line.toString()}`);
        file.close();
        server.close();
        return server.constructor.name;
      });
      const plain = yield* socket.createConnection(listener.getsockname() as Address);
      using client = yield* ssl.wrapSocket(plain, { ca: CA, servername: 'localhost' });
      expect(plain.closed).to.equal(true);
      expect(client).to.be.instanceOf(socket.socket);
      expect(client.cipher()?.[1]).to.equal('TLSv1.3');
      expect(client.getpeercert()?.subject).to.be.an('object');
      expect(client.getpeercert(true)).to.be.instanceOf(Uint8Array);
      expect(yield* client.write('hello\n')).to.equal(6);
      expect(String(yield* client.makefile().readline())).to.equal('you said hello\n');
      expect(client.pending()).to.equal(0);
      expect(client.getpeername()).to.deep.equal(listener.getsockname());
      expect(client.fileno()).to.be.above(2);
      expect(yield* client.read()).to.have.length(0);
      expect(yield* serving.get()).to.equal('SSLSocket');
      for (const method of ['recvfrom', 'recvfromInto', 'sendto'] as const)
        expect(() => client[method]()).to.throw(Error, /over TLS there are none/);
    }),
  );

  it(
    'shakes hands when it is connected, for the host that was named, or when it is told to',
    realTime(function* () {
      using listener = yield* listening();
      const port = listener.getsockname()[1] as number;
      const serving = spawn(function* () {
        for (let i = 0; i < 2; i++) {
          const [server] = yield* listener.accept();
          yield* server.sendall('hi');
          server.close();
        }
      });
      using client = yield* ssl.wrapSocket(new socket.socket(), { ca: CA });
      expect(client.cipher()).to.equal(undefined);
      yield* client.connect(['localhost', port]);
      expect(String(yield* client.recv(2))).to.equal('hi');
      const plain = yield* socket.createConnection(['127.0.0.1', port]);
      using later = yield* ssl.wrapSocket(plain, {
        ca: CA,
        servername: 'localhost',
        doHandshakeOnConnect: false,
      });
      expect(later.cipher()).to.equal(undefined);
      yield* later.doHandshake();
      expect(String(yield* later.recv(2))).to.equal('hi');
      yield* serving.join();
    }),
  );

  it(
    'checks certificates, unless it is told not to; what fails is an SSLError, and the socket closed',
    realTime(function* ({ uncaught }) {
      using listener = yield* listening();
      const address = listener.getsockname() as Address;
      const serving = spawn(function* () {
        for (let i = 0; i < 2; i++) yield* failure(listener.accept());
        const [server] = yield* listener.accept();
        yield* server.sendall('hi');
        server.close();
      });
      for (const options of [{ servername: 'localhost' }, { ca: CA, servername: 'other.example' }]) {
        const error = yield* failure(ssl.wrapSocket(yield* socket.createConnection(address), options));
        expect(error).to.be.instanceOf(TLSError);
        expect([error instanceof ssl.SSLError, error instanceof socket.error]).to.deep.equal([true, true]);
      }
      using client = yield* ssl.sslwrapSimple(yield* socket.createConnection(address));
      expect(String(yield* client.recv(2))).to.equal('hi');
      yield* serving.join();
      expect(uncaught).to.deep.equal([]);
    }),
  );

  it(
    'has the timeout of its socket, in the handshake too',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      one.settimeout(0.05);
      const error = yield* failure(ssl.wrapSocket(one, { ca: CA }));
      expect(error instanceof socket.timeout).to.equal(true);
      two.close();
    }),
  );

  it(
    'refuses what cannot be, before the socket is lost',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      expect(() => ssl.wrapSocket({} as never)).to.throw(TypeError, /takes a socket/);
      expect(() => ssl.wrapSocket(one, { serverSide: 1 as never })).to.throw(TypeError);
      expect(() => ssl.wrapSocket(one, { cert: 'no certificate' })).to.throw(TLSError);
      expect(() => ssl.wrapSocket(one, { serverSide: true })).to.throw(TypeError);
      yield* one.sendall('still there');
      expect(String(yield* two.recv(20))).to.equal('still there');
      one.close();
      two.close();
    }),
  );
});

describe('lib.time', () => {
  it(
    'sleeps, and has clocks in seconds',
    tasklets(function* ({ loop }) {
      const before = time.monotonic();
      yield* time.sleep(10);
      expect(time.monotonic() - before).to.be.closeTo(10, 0.001);
      expect(time.monotonic()).to.equal(loop.time());
      expect(time.time()).to.be.closeTo(Date.now() / 1000, 1);
    }),
  );
});

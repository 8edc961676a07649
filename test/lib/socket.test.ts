// lib.socket: Python's sockets over our streams, for both kinds of handles.
import { expect } from 'chai';
import { type Op, TaskletExit, TimeoutError, current, sleep, spawn } from 'evergreen-ts';
import { type Address, PipeError, TCPError } from 'evergreen-ts/io';
import { socket } from 'evergreen-ts/lib';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure } from '../support/failure.js';
import { realTime } from '../support/run-tasklet.js';
import { unixOnly } from '../support/unix.js';

const { AF_INET, AF_INET6, AF_UNIX, SOCK_DGRAM, SOCK_STREAM } = socket;

type Sock = socket.socket;

/** One that listens on a free port. */
function listening(family = AF_INET): Sock {
  const sock = new socket.socket(family, SOCK_STREAM);
  sock.bind(['localhost', 0]);
  sock.listen(5);
  return sock;
}

/** Both ends of a TCP connection. */
function* connected(): Op<[client: Sock, server: Sock]> {
  using listener = listening();
  const client = new socket.socket();
  yield* client.connect(listener.getsockname());
  const [server] = yield* listener.accept();
  return [client, server];
}

/** What Python would say of an error. */
const codeOf = (error: unknown): string => (error as { code: string }).code;

describe('lib.socket', () => {
  before(function () {
    unixOnly(this);
  });

  it(
    'connects right behind listen(), before anybody accepts, and tells both addresses',
    realTime(function* () {
      using listener = listening();
      using client = new socket.socket();
      yield* client.connect(listener.getsockname());
      const [server, address] = yield* listener.accept();
      using _ = server;
      expect(address).to.deep.equal(client.getsockname());
      expect(server.getpeername()).to.deep.equal(client.getsockname());
      expect(client.getpeername()).to.deep.equal(listener.getsockname());
      expect(server.getsockname()).to.deep.equal(listener.getsockname());
      expect([server.family, server.type, server.proto]).to.deep.equal([AF_INET, SOCK_STREAM, 0]);
      for (const sock of [listener, client, server]) expect(sock.fileno()).to.be.above(2);
    }),
  );

  it(
    'sends and receives',
    realTime(function* () {
      const [client, server] = yield* connected();
      expect(yield* client.send('one')).to.equal(3);
      yield* client.sendall(Buffer.from(' two'));
      yield* client.shutdown(socket.SHUT_WR);
      expect(String(yield* server.recv(5))).to.equal('one t');
      const room = new Uint8Array(10);
      expect(yield* server.recvInto(room.subarray(0, 1))).to.equal(1);
      expect(yield* server.recvInto(room, 4)).to.equal(1);
      expect(yield* server.recv(0)).to.have.length(0);
      expect(yield* server.recv(5)).to.have.length(0);
      yield* server.sendall('back');
      server.close();
      const [data, address] = yield* client.recvfrom(100);
      expect(String(data)).to.equal('back');
      expect(address).to.deep.equal(client.getpeername());
      expect(yield* client.recv(1)).to.have.length(0);
      client.close();
    }),
  );

  it(
    'sends all of a large piece, however slowly it is read, and the memory may be used again',
    realTime(function* () {
      const [client, server] = yield* connected();
      const size = 2 ** 24;
      const sending = spawn(function* () {
        const memory = Buffer.alloc(2 ** 20);
        for (let i = 0; i < size / memory.length; i++) {
          memory.fill(i);
          for (let at = 0; at < memory.length;) at += yield* client.send(memory.subarray(at));
        }
        client.close();
      });
      let read = 0;
      for (let data; (data = yield* server.recv(100_000)).length > 0;) {
        for (let i = 0; i < data.length; i += 1000) expect(data[i]).to.equal((read + i) >> 20);
        read += data.length;
      }
      expect(read).to.equal(size);
      yield* sending.join();
      server.close();
    }),
  );

  it(
    'throws a timeout, which is an error of sockets, and then goes on',
    realTime(function* () {
      const [client, server] = yield* connected();
      expect(client.gettimeout()).to.equal(null);
      client.settimeout(0.01);
      const error = yield* failure(client.recv(1));
      expect(error).to.be.instanceOf(TimeoutError);
      expect([error instanceof socket.timeout, error instanceof socket.error]).to.deep.equal([true, true]);
      expect((error as Error).message).to.equal('timed out');
      expect((error as Error).stack).to.match(/^TimeoutError: timed out\n.*failure/);
      client.settimeout(10);
      yield* server.sendall('x');
      expect(String(yield* client.recv(1))).to.equal('x');
      client.settimeout(0.05);
      expect(yield* failure(client.sendall(Buffer.alloc(2 ** 26)))).to.be.instanceOf(TimeoutError);
      client.close();
      server.close();
      using listener = listening();
      listener.settimeout(0.01);
      expect((yield* failure(listener.accept())) instanceof socket.timeout).to.equal(true);
    }),
  );

  it(
    'does not park with a timeout of 0: EAGAIN',
    realTime(function* () {
      const [client, server] = yield* connected();
      client.setblocking(false);
      expect(client.gettimeout()).to.equal(0);
      expect(codeOf(yield* failure(client.recv(1)))).to.equal('EAGAIN');
      yield* server.sendall('x');
      yield* sleep(0.05);
      expect(String(yield* client.recv(1))).to.equal('x');
      expect(yield* client.send('y')).to.equal(1);
      client.setblocking(true);
      expect(client.gettimeout()).to.equal(null);
      client.close();
      server.close();
      using listener = listening();
      listener.setblocking(false);
      expect(codeOf(yield* failure(listener.accept()))).to.equal('EAGAIN');
    }),
  );

  it(
    'has a default timeout',
    realTime(function* () {
      expect(socket.getdefaulttimeout()).to.equal(null);
      socket.setdefaulttimeout(0.01);
      try {
        const [one, two] = socket.socketpair();
        expect(one.gettimeout()).to.equal(0.01);
        expect((yield* failure(one.recv(1))) instanceof socket.timeout).to.equal(true);
        one.close();
        two.close();
      } finally {
        socket.setdefaulttimeout(null);
      }
    }),
  );

  it(
    'returns numbers from connectEx(), and throws what is no error of sockets, or a name that is not found',
    realTime(function* () {
      using listener = listening();
      const address = listener.getsockname() as Address;
      using client = new socket.socket();
      expect(yield* client.connectEx(address)).to.equal(0);
      expect(yield* client.connectEx(address)).to.equal(106); // EISCONN
      listener.close();
      using other = new socket.socket();
      expect(yield* other.connectEx(address)).to.equal(111); // ECONNREFUSED
      const error = yield* failure(other.connect(address));
      expect(error).to.be.instanceOf(TCPError);
      expect(codeOf(error)).to.equal('ECONNREFUSED');
      const unknown = yield* failure(other.connectEx(['no-such-host.invalid', 1]));
      expect([unknown instanceof socket.gaierror, unknown instanceof socket.error]).to.deep.equal([
        true,
        true,
      ]);
      expect(error instanceof socket.gaierror).to.equal(false);
    }),
  ).timeout(60_000);

  it(
    'connects in the background with a timeout of 0, and tells how it went',
    realTime(function* () {
      using listener = listening();
      const address = listener.getsockname() as Address;
      using client = new socket.socket();
      client.setblocking(false);
      expect(yield* client.connectEx(address)).to.equal(115); // EINPROGRESS
      expect(yield* client.connectEx(address)).to.equal(114); // EALREADY
      const [server] = yield* listener.accept();
      expect(client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)).to.equal(0);
      server.close();
      listener.close();
      using other = new socket.socket();
      other.setblocking(false);
      expect(codeOf(yield* failure(other.connect(address)))).to.equal('EINPROGRESS');
      yield* sleep(0.1);
      expect(other.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)).to.equal(111);
      expect(other.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)).to.equal(0);
      expect(codeOf(yield* failure(other.recv(1)))).to.equal('ENOTCONN');
    }),
  );

  it(
    'connects from the address it is bound to',
    realTime(function* () {
      using listener = listening();
      using client = new socket.socket();
      client.bind(['127.0.0.1', 0]);
      const bound = client.getsockname();
      yield* client.connect(listener.getsockname());
      expect(client.getsockname()).to.deep.equal(bound);
    }),
  );

  it(
    'is EBADF once it is closed, for those who are parked on it, too; fileno() is -1',
    realTime(function* ({ trace }) {
      const [client, server] = yield* connected();
      using listener = listening();
      const parked = [() => client.recv(1), () => client.recvfrom(1), () => listener.accept()].map((wait) =>
        spawn(function* () {
          trace.push(codeOf(yield* failure(wait())));
        }),
      );
      yield* sleep(0.01);
      client.close();
      client.close();
      listener.close();
      for (const one of parked) yield* one.join();
      expect(trace).to.deep.equal(['EBADF', 'EBADF', 'EBADF']);
      expect([client.fileno(), client.closed]).to.deep.equal([-1, true]);
      const calls: (() => unknown)[] = [
        () => client.recv(1),
        () => client.send('x'),
        () => client.sendall('x'),
        () => client.connect(['127.0.0.1', 1]),
        () => client.bind(['127.0.0.1', 0]),
        () => client.listen(),
        () => client.accept(),
        () => client.shutdown(0),
        () => client.getsockname(),
        () => client.getpeername(),
        () => client.makefile(),
        () => client.dup(),
        () => client.setsockopt(1, 2, 1),
      ];
      for (const call of calls) {
        let error: unknown;
        try {
          call();
        } catch (thrown) {
          error = thrown;
        }
        expect(codeOf(error), String(call)).to.equal('EBADF');
        expect(error instanceof socket.error).to.equal(true);
      }
      server.close();
    }),
  );

  it(
    'is ENOTCONN before it is connected, and EINVAL where it does not listen',
    realTime(function* () {
      using sock = new socket.socket();
      expect(sock.getsockname()).to.deep.equal(['0.0.0.0', 0]);
      expect(sock.fileno()).to.equal(-1);
      for (const op of [sock.recv(1), sock.send('x'), sock.sendall('x'), sock.shutdown(socket.SHUT_WR)])
        expect(codeOf(yield* failure(op))).to.equal('ENOTCONN');
      expect(() => sock.getpeername()).to.throw(TCPError, /ENOTCONN/);
      expect(codeOf(yield* failure(sock.accept()))).to.equal('EINVAL');
      sock.bind(['', 0]);
      expect(() => sock.bind(['', 0])).to.throw(TCPError, /EINVAL/);
      expect(codeOf(yield* failure(sock.accept()))).to.equal('EINVAL');
      using other = new socket.socket();
      expect(() => other.bind(sock.getsockname())).to.throw(TCPError, /EADDRINUSE/);
    }),
  );

  it(
    'ends its sides one by one',
    realTime(function* () {
      const [client, server] = yield* connected();
      const reading = spawn(() => client.recv(10));
      yield* sleep(0.01);
      yield* client.shutdown(socket.SHUT_RD);
      expect(yield* reading.get()).to.have.length(0);
      yield* client.sendall('still');
      expect(String(yield* server.recv(10))).to.equal('still');
      yield* client.shutdown(socket.SHUT_RDWR);
      expect(yield* server.recv(10)).to.have.length(0);
      expect(codeOf(yield* failure(client.send('x')))).to.equal('EPIPE');
      client.close();
      server.close();
    }),
  );

  it(
    'loses no connection when a tasklet that accepts is killed, and no byte when one that receives is',
    realTime(function* () {
      using listener = listening();
      const accepting = spawn(() => listener.accept());
      yield* sleep(0.01);
      accepting.kill();
      using client = yield* socket.createConnection(listener.getsockname() as Address);
      const [server] = yield* listener.accept();
      const receiving = spawn(() => server.recv(10));
      yield* sleep(0.01);
      receiving.kill();
      yield* client.sendall('kept');
      expect(yield* failure(receiving.get())).to.be.instanceOf(TaskletExit);
      expect(String(yield* server.recv(10))).to.equal('kept');
      server.close();
    }),
  );

  it(
    'is shared by its duplicates, and closed with the last',
    realTime(function* () {
      const [client, server] = yield* connected();
      client.settimeout(5);
      const twin = client.dup();
      expect([twin.gettimeout(), twin.fileno() === client.fileno()]).to.deep.equal([null, true]);
      client.close();
      yield* twin.sendall('x');
      expect(String(yield* server.recv(1))).to.equal('x');
      twin.close();
      expect(yield* server.recv(1)).to.have.length(0);
      server.close();
    }),
  );

  it(
    'sends what was written after close(), too',
    realTime(function* () {
      const [client, server] = yield* connected();
      const size = 2 ** 23;
      client.settimeout(0.001);
      let sent = 0;
      while (sent < size) {
        try {
          sent += yield* client.send(Buffer.alloc(size - sent));
        } catch {
          break; // nobody reads yet
        }
      }
      client.close();
      let read = 0;
      for (let data; (data = yield* server.recv(2 ** 16)).length > 0;) read += data.length;
      expect(read).to.equal(sent);
      server.close();
    }),
  );

  it(
    'has options',
    realTime(function* () {
      using sock = new socket.socket();
      const { SOL_SOCKET, SO_KEEPALIVE, SO_REUSEADDR, SO_TYPE, IPPROTO_TCP, TCP_NODELAY } = socket;
      sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
      sock.setsockopt(SOL_SOCKET, SO_KEEPALIVE, true);
      expect(sock.getsockopt(IPPROTO_TCP, TCP_NODELAY)).to.equal(1);
      sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, false);
      expect(sock.getsockopt(IPPROTO_TCP, TCP_NODELAY)).to.equal(0);
      expect(sock.getsockopt(SOL_SOCKET, SO_KEEPALIVE)).to.equal(1);
      expect(sock.getsockopt(SOL_SOCKET, SO_TYPE)).to.equal(SOCK_STREAM);
      expect(() => sock.setsockopt(SOL_SOCKET, 9999, 1)).to.throw(TCPError, /ENOPROTOOPT/);
      expect(() => sock.getsockopt(77, 1)).to.throw(TCPError, /ENOPROTOOPT/);
      using listener = listening();
      yield* sock.connect(listener.getsockname());
      sock.setsockopt(SOL_SOCKET, SO_KEEPALIVE, false);
    }),
  );

  it(
    'serves IPv6',
    realTime(function* () {
      using listener = listening(AF_INET6);
      using client = new socket.socket(AF_INET6);
      yield* client.connect(listener.getsockname());
      const [server, address] = yield* listener.accept();
      expect([address[0], server.family]).to.deep.equal(['::1', AF_INET6]);
      server.close();
      using other = new socket.socket(AF_INET);
      expect((yield* failure(other.connect(['::1', 1]))) instanceof socket.gaierror).to.equal(true);
    }),
  );

  it(
    'serves Unix sockets',
    realTime(function* () {
      const folder = mkdtempSync(join(tmpdir(), 'lib-'));
      const path = join(folder, 's');
      try {
        using listener = new socket.socket(AF_UNIX);
        listener.bind(path);
        listener.listen();
        expect(listener.getsockname()).to.equal(path);
        using client = new socket.socket(AF_UNIX);
        expect(client.getsockname()).to.equal('');
        yield* client.connect(path);
        expect([client.getsockname(), client.getpeername()]).to.deep.equal(['', path]);
        const [server, address] = yield* listener.accept();
        expect([address, server.getsockname(), server.getpeername()]).to.deep.equal(['', path, '']);
        yield* server.sendall('unix');
        expect(String(yield* client.recv(9))).to.equal('unix');
        server.close();
        listener.close();
        expect(readdirSync(folder)).to.deep.equal([]);
        using other = new socket.socket(AF_UNIX);
        expect(yield* other.connectEx(path)).to.equal(2); // ENOENT
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
  );

  it(
    'sends datagrams, to names too, and with a peer receives from that alone',
    realTime(function* () {
      using one = new socket.socket(AF_INET, SOCK_DGRAM);
      using two = new socket.socket(AF_INET, SOCK_DGRAM);
      one.bind(['localhost', 0]);
      two.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1);
      const port = one.getsockname()[1] as number;
      expect(yield* two.sendto('hello', ['localhost', port])).to.equal(5);
      const [data, source] = yield* one.recvfrom(3);
      expect(String(data)).to.equal('hel');
      yield* one.connect(source);
      expect(one.getpeername()).to.deep.equal(source);
      using stranger = new socket.socket(AF_INET, SOCK_DGRAM);
      yield* stranger.sendto('not this', ['127.0.0.1', port]);
      yield* two.sendto('this', ['127.0.0.1', port]);
      const room = Buffer.alloc(10);
      const [size, from] = yield* one.recvfromInto(room);
      expect([room.toString('latin1', 0, size), from]).to.deep.equal(['this', source]);
      expect(yield* one.send('back')).to.equal(4);
      expect(String(yield* two.recv(10))).to.equal('back');
      expect(codeOf(yield* failure(two.send('x')))).to.equal('EDESTADDRREQ');
      one.settimeout(0.01);
      expect((yield* failure(one.recv(1))) instanceof socket.timeout).to.equal(true);
    }),
  );

  it(
    'comes in pairs, which can be used at once and closed at once',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      const receiving = spawn(() => two.recv(10));
      yield* one.sendall('ping');
      expect(String(yield* receiving.get())).to.equal('ping');
      expect([one.family, one.getpeername()]).to.deep.equal([AF_UNIX, '']);
      expect(one.fileno()).to.be.above(2);
      one.close();
      expect(yield* two.recv(1)).to.have.length(0);
      two.close();
      for (const sock of socket.socketpair()) sock.close();
      yield* sleep(0.05);
    }),
  );

  it(
    'takes over a descriptor',
    realTime(function* () {
      const folder = mkdtempSync(join(tmpdir(), 'lib-'));
      const file = openSync(join(folder, 'file'), 'w');
      expect(() => socket.fromfd(file)).to.throw(PipeError, /EINVAL/);
      closeSync(file);
      execFileSync('mkfifo', [join(folder, 'fifo')]);
      const fd = openSync(join(folder, 'fifo'), 'r+');
      using fifo = socket.fromfd(fd);
      expect(fifo.fileno()).to.equal(fd);
      yield* fifo.sendall('through');
      expect(String(yield* fifo.recv(10))).to.equal('through');
      rmSync(folder, { recursive: true });
      expect(() => socket.fromfd(-1)).to.throw(RangeError);
    }),
  );

  it(
    'is created connected, to the first address that answers',
    realTime(function* () {
      using listener = listening();
      const port = listener.getsockname()[1] as number;
      using client = yield* socket.createConnection(['localhost', port], 2, ['127.0.0.1', 0]);
      expect(client.gettimeout()).to.equal(2);
      const refused = yield* failure(socket.createConnection(['127.0.0.1', 1]));
      expect(codeOf(refused)).to.equal('ECONNREFUSED');
      expect(() => socket.createConnection(['localhost', 1], -1)).to.throw(RangeError);
    }),
  );

  it(
    'asks for names',
    realTime(function* () {
      const infos = yield* socket.getaddrinfo('127.0.0.1', 80);
      expect(infos).to.deep.equal([
        [AF_INET, SOCK_STREAM, socket.IPPROTO_TCP, '', ['127.0.0.1', 80]],
        [AF_INET, SOCK_DGRAM, socket.IPPROTO_UDP, '', ['127.0.0.1', 80]],
      ]);
      expect(yield* socket.getaddrinfo(null, '25', AF_INET6, SOCK_STREAM)).to.deep.equal([
        [AF_INET6, SOCK_STREAM, socket.IPPROTO_TCP, '', ['::1', 25]],
      ]);
      expect((yield* socket.getaddrinfo('', null, AF_INET, SOCK_DGRAM))[0]?.[4]).to.deep.equal([
        '0.0.0.0',
        0,
      ]);
      expect(yield* socket.gethostbyname('localhost')).to.equal('127.0.0.1');
      expect((yield* socket.gethostbynameEx('localhost'))[2]).to.include('127.0.0.1');
      const numeric = socket.NI_NUMERICHOST + socket.NI_NUMERICSERV;
      expect(yield* socket.getnameinfo(['127.0.0.1', 80], numeric)).to.deep.equal(['127.0.0.1', '80']);
      const unknown = yield* failure(socket.gethostbyname('no-such-host.invalid'));
      expect(unknown instanceof socket.gaierror).to.equal(true);
      let error: unknown;
      try {
        socket.getaddrinfo('localhost', 'no-such-service');
      } catch (thrown) {
        error = thrown;
      }
      expect(error instanceof socket.gaierror).to.equal(true);
    }),
  ).timeout(60_000);

  it(
    'resets its connection when it is closed with bytes unread, behind what it has sent; a file takes them all',
    realTime(function* () {
      for (const reads of [false, true]) {
        const [client, server] = yield* connected();
        yield* client.sendall('a line\nand more');
        if (reads) {
          using file = server.makefile('r');
          expect(String(yield* file.readline())).to.equal('a line\n');
        } else expect(String(yield* server.recv(7))).to.equal('a line\n');
        yield* server.sendall('bye');
        server.close();
        using _ = client;
        expect(String(yield* client.recv(10))).to.equal('bye');
        if (reads) expect(yield* client.recv(10)).to.have.length(0);
        else expect(codeOf(yield* failure(client.recv(10)))).to.equal('ECONNRESET');
      }
    }),
  );

  it(
    'is closed with the loop when it is forgotten',
    realTime(function* ({ loop }) {
      listening();
      const [, server] = yield* connected();
      spawn(() => server.recv(1)).kill();
      expect(current.loop).to.equal(loop);
    }),
  );

  describe('makefile()', () => {
    it(
      'reads lines, bytes and all, and what is left at the end',
      realTime(function* () {
        const [one, two] = socket.socketpair();
        yield* one.sendall('first\nsecond\r\n12345third\nlast');
        one.close();
        const file = two.makefile('rb');
        two.close();
        expect([file.readable(), file.writable(), file.closed]).to.deep.equal([true, false, false]);
        expect(file.fileno()).to.be.above(2);
        expect(String(yield* file.readline())).to.equal('first\n');
        expect(String(yield* file.readline())).to.equal('second\r\n');
        expect(String(yield* file.read(3))).to.equal('123');
        const room = Buffer.alloc(2);
        expect([yield* file.readinto(room), String(room)]).to.deep.equal([2, '45']);
        expect((yield* file.readlines()).map(String)).to.deep.equal(['third\n', 'last']);
        expect(yield* file.readline()).to.have.length(0);
        expect(yield* file.read()).to.have.length(0);
        expect(() => file.write('x')).to.throw(Error, 'the file was not made for writing: makefile("w")');
        file.close();
        expect(file.closed).to.equal(true);
      }),
    );

    it(
      'writes, and what was written goes out after close(); the socket is closed with the last of both',
      realTime(function* () {
        const [one, two] = socket.socketpair();
        const file = one.makefile('w');
        expect(yield* file.write('a')).to.equal(1);
        yield* file.writelines(['b', Buffer.from('c')]);
        yield* file.flush();
        file.close();
        yield* one.sendall('d');
        one.close();
        expect(String(yield* two.makefile('r').read())).to.equal('abcd');
        two.close();
      }),
    );

    it(
      'has the timeout of its socket, and loses nothing by it',
      realTime(function* () {
        const [one, two] = socket.socketpair();
        two.settimeout(0.02);
        const file = two.makefile();
        yield* one.sendall('half');
        expect((yield* failure(file.readline())) instanceof socket.timeout).to.equal(true);
        yield* one.sendall(' whole\n');
        expect(String(yield* file.readline())).to.equal('half whole\n');
        for (const mode of ['', 'b', 'x', 'rr', 'r+'])
          expect(() => two.makefile(mode), mode).to.throw(RangeError, /made of r, w and b/);
        file.close();
        one.close();
        two.close();
      }),
    );
  });
});

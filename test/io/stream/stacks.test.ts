// Errors of streams and servers are made in the tasklet that they are thrown in: the stack begins in the function that called
// the operation, without frames of the library above it, and nothing is made for whoever asks for nothing.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import {
  PipeClient,
  PipeStream,
  StdinStream,
  type StreamError,
  TCPClient,
  TCPError,
  TTYStream,
  UDPEndpoint,
} from 'evergreen-ts/io';
import { ReadHalf } from '../../../src/io/stream/read-half.js';
import { WriteHalf } from '../../../src/io/stream/write-half.js';
import { Some } from '../../../src/io/stream/wanted.js';
import { fakeLookup } from '../../support/dns.js';
import { closedPort, rawServer } from '../../support/raw-peer.js';
import { realTime, tasklets } from '../../support/run-tasklet.js';
import { EchoServer, nothingIsOpen, pair, started } from '../../support/sockets.js';

/** The function of the user's, which runs an operation. */
function* userCode(op: Op<unknown>): Op<void> {
  yield* op;
}

function* errorOf(op: Op<unknown>): Op<StreamError> {
  try {
    yield* op;
  } catch (error) {
    return error as StreamError;
  }
  throw new Error('it did not fail');
}

/** The code of an error, and the function at the top of its stack. */
function topOf({ code, stack = '' }: StreamError): [code: string, top: string | undefined] {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return [code, /at (?:async )?([\w.]+)/.exec(frames[0] ?? '')?.[1]];
}

function* topOfOp(op: Op<unknown>): Op<[string, string | undefined]> {
  return topOf(yield* errorOf(userCode(op)));
}

/** As topOfOp(), of a function called userCode. */
function topOfCall(call: () => unknown): [string, string | undefined] {
  try {
    call();
  } catch (error) {
    return topOf(error as StreamError);
  }
  throw new Error('it did not fail');
}

const HERE = 'userCode';

describe('the stack of an error of io', () => {
  afterEach(nothingIsOpen);

  it(
    'begins in the function that connects',
    realTime(function* () {
      using client = new TCPClient();
      const closed = yield* closedPort();
      expect(yield* topOfOp(client.connect(['127.0.0.1', closed]))).to.deep.equal(['ECONNREFUSED', HERE]);
      using _ = fakeLookup(() => {
        throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      });
      expect(yield* topOfOp(client.connect(['x.test', 1]))).to.deep.equal(['ENOTFOUND', HERE]);
      using pipe = new PipeClient();
      expect(yield* topOfOp(pipe.connect(join(tmpdir(), 'nobody-listens')))).to.deep.equal(['ENOENT', HERE]);
      client.close();
      expect(yield* topOfOp(client.connect(['127.0.0.1', closed]))).to.deep.equal(['ECLOSED', HERE]);
    }),
  );

  it(
    'begins in the function that was parked when the peer reset the connection',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const socket = yield* server.accept();
      const reading = spawn(() => topOfOp(client.readUntil('\n')));
      yield* sleep(0);
      socket.resetAndDestroy();
      expect(yield* reading.get()).to.deep.equal(['ECONNRESET', HERE]);
      expect(yield* topOfOp(client.read())).to.deep.equal(['ECONNRESET', HERE]);
    }),
  );

  it(
    'begins in the function that reads, writes or waits, of whatever kind it is',
    realTime(function* () {
      using both = yield* pair({ maxBufferSize: 4 });
      const { client, peer } = both;
      peer.write('too long a line');
      expect(yield* topOfOp(client.readUntil('\n'))).to.deep.equal(['EBUFFERLIMIT', HERE]);
      yield* client.readBytes(14);
      yield* peer.shutdown();
      expect(yield* topOfOp(client.readUntil('\n'))).to.deep.equal(['EINCOMPLETE', HERE]);
      expect(
        topOfCall(function userCode() {
          peer.write('x');
        }),
      ).to.deep.equal(['EPIPE', HERE]);
      client.close();
      for (const op of [client.read(), client.flush(), client.drain(), client.shutdown()])
        expect(yield* topOfOp(op)).to.deep.equal(['ECLOSED', HERE]);
      expect(
        topOfCall(function userCode() {
          client.write('x');
        }),
      ).to.deep.equal(['ECLOSED', HERE]);
    }),
  );

  it(
    'begins in the function that serves, binds or opens',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      expect(yield* topOfOp(running.server.serve())).to.deep.equal(['EALREADY', HERE]);
      expect(yield* topOfOp(new EchoServer().serve())).to.deep.equal(['EINVAL', HERE]);
      expect(
        topOfCall(function userCode() {
          running.server.bind(['127.0.0.1', 0]);
        }),
      ).to.deep.equal(['EINVAL', HERE]);
      expect(
        topOfCall(function userCode() {
          new PipeStream().open(2 ** 20);
        }),
      ).to.deep.equal(['EBADF', HERE]);
    }),
  );

  it(
    'begins in the function that makes a standard stream or a terminal, or names a pipe',
    realTime(function* () {
      class MyStdin extends StdinStream {}
      const calls: [code: string, call: () => unknown][] = [
        [
          'EBADF',
          function userCode() {
            return new MyStdin(2 ** 20);
          },
        ],
        [
          'EBADF',
          function userCode() {
            return new TTYStream(2 ** 20, true);
          },
        ],
        [
          'ENAMETOOLONG',
          function userCode() {
            return new PipeClient().connect('x'.repeat(200));
          },
        ],
      ];
      for (const [code, call] of calls) expect(topOfCall(call)).to.deep.equal([code, HERE]);
      yield* sleep(0);
    }),
  );

  it(
    'begins in the function that receives datagrams, or waits until they are sent',
    realTime(function* () {
      const endpoint = new UDPEndpoint();
      expect(yield* topOfOp(endpoint.receive())).to.deep.equal(['EINVAL', HERE]);
      endpoint.close();
      expect(yield* topOfOp(endpoint.receive())).to.deep.equal(['ECLOSED', HERE]);
      expect(yield* topOfOp(endpoint.flush())).to.deep.equal(['ECLOSED', HERE]);
    }),
  );

  it(
    'begins in the function that asks for an address, or sets an option',
    realTime(function* () {
      const client = new TCPClient();
      const udp = new UDPEndpoint();
      const server = new EchoServer();
      const calls: [code: string, call: () => unknown][] = [
        [
          'ENOTCONN',
          function userCode() {
            return client.sockname;
          },
        ],
        [
          'ENOTCONN',
          function userCode() {
            return client.peername;
          },
        ],
        [
          'ENOTCONN',
          function userCode() {
            client.setNoDelay(true);
          },
        ],
        [
          'ENOTCONN',
          function userCode() {
            client.setKeepAlive(true);
          },
        ],
        [
          'EINVAL',
          function userCode() {
            return server.sockname;
          },
        ],
        [
          'EINVAL',
          function userCode() {
            return udp.sockname;
          },
        ],
        [
          'EADDRNOTAVAIL',
          function userCode() {
            udp.bind(['192.0.2.1', 0]);
          },
        ],
        [
          'EINVAL',
          function userCode() {
            udp.addMembership('224.0.0.251');
          },
        ],
      ];
      for (const [code, call] of calls) expect(topOfCall(call)).to.deep.equal([code, HERE]);
      yield* sleep(0);
      for (const one of [client, udp, server]) one.close();
    }),
  );

  it(
    'is that of each tasklet that waits: each has an error of its own',
    realTime(function* () {
      using both = yield* pair();
      const first = spawn(() => errorOf(userCode(both.client.read())));
      const second = spawn(() => errorOf(both.client.read()));
      yield* sleep(0);
      both.client.close();
      const errors = [yield* first.get(), yield* second.get()] as const;
      expect(errors.map(topOf)).to.deep.equal([
        ['ECLOSED', 'userCode'],
        ['ECLOSED', 'errorOf'],
      ]);
      expect(errors[0]).not.to.equal(errors[1]);
    }),
  );
});

describe('a stream that nobody uses when it fails', () => {
  it(
    'makes no error: not when it is new, not when it is closed',
    tasklets(function* () {
      let made = 0;
      class Counted extends TCPError {
        constructor(...args: ConstructorParameters<typeof TCPError>) {
          super(...args);
          made++;
        }
      }
      const readHalf = new ReadHalf('Test', Counted, 100);
      const writeHalf = new WriteHalf('Test', Counted, 100);
      readHalf._onReadError(-104);
      for (const half of [readHalf, writeHalf]) half.fail('ECLOSED');
      expect(made).to.equal(0);
      yield* errorOf(readHalf.read(new Some(1)));
      yield* errorOf(writeHalf.shutdown());
      expect(made).to.equal(2);
    }),
  );
});

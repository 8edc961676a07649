// The contract of streams over TLS: TLSStream over TCP, and TLSClient with TLSConnection.
import { expect } from 'chai';
import { DeadlockError, Event, EventLoop, type Op, spawn, until } from 'evergreen-ts';
import {
  type BaseStream,
  type StreamOptions,
  TLSError,
  type TLSConnection,
  TLSStream,
} from 'evergreen-ts/io';
import { memoryPair, virtualDriver } from 'evergreen-ts/testing';
import { CA, SERVER } from '../../support/certificates.js';
import { realTime, tasklets } from '../../support/run-tasklet.js';
import { deferred, ended, nothingIsOpen } from '../../support/sockets.js';
import { type Ends, type StreamKind, streamContract } from '../../support/stream-contract.js';
import { HandlerTLSServer, connected, serving, tlsPair } from '../../support/tls.js';

const KIND: Omit<StreamKind, 'pair'> = {
  ErrorClass: TLSError,
  play: realTime,
  writesLater: true,
  check: nothingIsOpen,
};

describe('TLSStream over TCP', () => {
  streamContract({
    ...KIND,
    *pair(options, peerOptions) {
      const { client, server, [Symbol.dispose]: close } = yield* tlsPair(options, peerOptions);
      yield* client.handshake();
      yield* server.handshake();
      return { client, peer: server, [Symbol.dispose]: close };
    },
  });
});

describe('TLSStream over a pair in memory, on simulated time', () => {
  streamContract({
    ...KIND,
    play: tasklets,
    pair: (options, peerOptions) => secured(...memoryPair(), options, peerOptions),
  });
});

describe('TLS that goes on when its loop has gone', () => {
  /** On a loop of its own, which is destroyed in the midst of whatever `body` has begun. */
  async function onLoop(body: () => Op<unknown>): Promise<unknown> {
    const loop = new EventLoop({ driver: virtualDriver() });
    try {
      const end = spawn(body).promise();
      await Promise.all([loop.run(), end]);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      loop.destroy();
    }
  }

  it('is no business of the next loop: that still knows a deadlock', async () => {
    const failed = await onLoop(function* () {
      const { client } = yield* secured(...memoryPair());
      client.write('hello');
      throw new Error('enough');
    });
    expect(failed).to.have.property('message', 'enough');
    const deadlock = await onLoop(function* () {
      for (let i = 0; i < 20; i++) yield* until(new Promise(setImmediate));
      yield* new Event().wait();
    });
    expect(deadlock).to.be.instanceOf(DeadlockError);
  });
});

describe('TLSStream over TLSStream', () => {
  streamContract({
    ...KIND,
    *pair(options, peerOptions) {
      const outer = yield* tlsPair();
      return yield* secured(outer.client, outer.server, options, peerOptions, () => outer[Symbol.dispose]());
    },
  });
});

/** TLS over both ends of a connection. */
function* secured(
  one: BaseStream,
  other: BaseStream,
  options: StreamOptions = {},
  peerOptions: StreamOptions = {},
  close = (): void => undefined,
): Op<Ends> {
  const client = new TLSStream(one, { ca: CA, servername: 'localhost', ...options });
  const peer = new TLSStream(other, { isServer: true, ...SERVER, ...peerOptions });
  yield* client.handshake();
  yield* peer.handshake();
  return {
    client,
    peer,
    [Symbol.dispose]: () => {
      client.close();
      peer.close();
      close();
    },
  };
}

describe('TLSClient and TLSConnection', () => {
  streamContract({
    ...KIND,
    *pair(options: StreamOptions = {}, peerOptions: StreamOptions = {}): Op<Ends> {
      const { promise, resolve } = deferred<TLSConnection>();
      const server = new HandlerTLSServer(function* (connection) {
        resolve(connection);
        yield* ended(connection);
      }, peerOptions);
      const running = yield* serving(server);
      const client = yield* connected(running.address, options);
      const peer = yield* until(promise);
      return {
        client,
        peer,
        [Symbol.dispose]: () => {
          client.close();
          running[Symbol.dispose]();
        },
      };
    },
  });
});

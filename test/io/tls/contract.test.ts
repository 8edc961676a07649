// The contract of streams over TLS: TLSStream over TCP, and TLSClient with TLSConnection.
import { type Op } from 'evergreen-ts';
import { type StreamOptions, TLSError, type TLSConnection } from 'evergreen-ts/io';
import { realTime } from '../../support/run-tasklet.js';
import { deferred, ended, nothingIsOpen } from '../../support/sockets.js';
import { type Ends, type StreamKind, streamContract } from '../../support/stream-contract.js';
import { HandlerTLSServer, connected, serving, tlsPair } from '../../support/tls.js';
import { until } from 'evergreen-ts';

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

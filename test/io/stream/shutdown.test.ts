import { expect } from 'chai';
import { sleep, spawn } from 'evergreen-ts';
import { TCPClient, TCPError } from 'evergreen-ts/io';
import {
  HandlerServer,
  codeOf,
  fill,
  noise,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';
import { rawServer } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';

/** How the system reports a reset by the peer: whichever comes first. */
const RESET = ['ECONNRESET', 'EPIPE'];

describe('shutdown() of a stream', () => {
  afterEach(nothingIsOpen);

  it(
    'of a stream that is not connected, or closed, is an error',
    realTime(function* () {
      const client = new TCPClient();
      expect(yield* codeOf(client.shutdown())).to.equal('ENOTCONN');
      client.close();
      expect(yield* codeOf(client.shutdown())).to.equal('ECLOSED');
    }),
  );

  it(
    'that waits fails when the peer resets, and so does all writing afterwards',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      fill(client);
      const ending = spawn(() => codeOf(client.shutdown()));
      yield* sleep(0);
      raw.resetAndDestroy();
      expect(yield* ending.get()).to.be.oneOf(RESET);
      expect(yield* codeOf(client.flush())).to.be.oneOf(RESET);
      expect(yield* codeOf(client.shutdown())).to.be.oneOf(RESET);
      expect(() => client.write('more'))
        .to.throw(TCPError)
        .with.property('code')
        .that.is.oneOf(RESET);
    }),
  );

  it(
    'of a stream whose peer has closed meanwhile sends the rest nowhere, and harms nothing',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          yield* readAll(connection);
          connection.close();
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write('all');
      yield* client.shutdown();
      expect(yield* readAll(client)).to.have.length(0);
      trace.push(yield* codeOf(client.shutdown()), yield* codeOf(client.flush()));
      expect(trace).to.deep.equal([undefined, undefined]);
    }),
  );

  it(
    'lets a server answer after the end of the question',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          const all = yield* readAll(connection);
          connection.write(all);
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      const data = noise(3 * 2 ** 20);
      client.write(data);
      yield* client.shutdown();
      expect((yield* readAll(client)).equals(data)).to.equal(true);
    }),
  );
});

describe('a handler that returns while its peer still sends', () => {
  afterEach(nothingIsOpen);

  it(
    'does not cost the peer its answer: no reset overtakes it',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer((connection) => {
          connection.write('too much');
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write(noise(2 ** 20));
      expect((yield* readAll(client)).toString()).to.equal('too much');
      client.close();
      while (running.server.connections.length > 0) yield* sleep(0.001);
    }),
  );
});

import { expect } from 'chai';
import { sleep, spawn } from 'evergreen-ts';
import { TCPClient, TCPError } from 'evergreen-ts/io';
import {
  HandlerServer,
  codeOf,
  failure,
  fill,
  noise,
  nothingIsOpen,
  pair,
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
    'ends the writing side: the peer reads to the end, and its answer still arrives',
    realTime(function* () {
      using both = yield* pair();
      both.client.write('question');
      yield* both.client.shutdown();
      expect((yield* readAll(both.peer)).toString()).to.equal('question');
      both.peer.write('answer');
      yield* both.peer.shutdown();
      expect((yield* readAll(both.client)).toString()).to.equal('answer');
      expect([both.client.closed, both.peer.closed]).to.deep.equal([false, false]);
    }),
  );

  it(
    'sends all that was written before',
    realTime(function* () {
      using both = yield* pair();
      const written = fill(both.client);
      const ending = spawn(() => both.client.shutdown());
      yield* sleep(0);
      expect(ending.isAlive()).to.equal(true);
      expect((yield* readAll(both.peer)).length).to.equal(written);
      yield* ending.join();
    }),
  );

  it(
    'makes a later write() an error, and is no error the second time',
    realTime(function* () {
      using both = yield* pair();
      yield* both.client.shutdown();
      yield* both.client.shutdown();
      yield* both.client.flush();
      expect(() => both.client.write('more'))
        .to.throw()
        .with.property('code', 'EPIPE');
    }),
  );

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
    'that waits is woken with ECLOSED by close(), and goes on if its tasklet is killed',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const written = fill(both.client);
      const killed = spawn(() => both.client.shutdown());
      yield* sleep(0);
      killed.kill();
      const waiting = spawn(function* () {
        trace.push(yield* codeOf(both.client.shutdown()));
      });
      expect((yield* readAll(both.peer)).length).to.equal(written);
      yield* waiting.join();
      expect(trace).to.deep.equal([undefined]);

      fill(both.peer);
      const parked = spawn(() => failure(both.peer.shutdown()));
      yield* sleep(0);
      both.peer.close();
      expect(yield* parked.get()).to.have.property('code', 'ECLOSED');
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

// Connecting to a name with several addresses. On simulated time: what is waited for a quarter of a second comes at once.
import { expect } from 'chai';
import { sleep, spawn } from 'evergreen-ts';
import { TCPClient } from 'evergreen-ts/io';
import { interleaved } from '../../../src/io/tcp/happy-eyeballs.js';
import { fakeLookup } from '../../support/dns.js';
import { silentAddress } from '../../support/raw-peer.js';
import { tasklets } from '../../support/run-tasklet.js';
import { EchoServer, codeOf, openSockets, started } from '../../support/sockets.js';

describe('a name with several addresses', () => {
  let silent: Awaited<ReturnType<typeof silentAddress>>;
  before(async () => {
    silent = await silentAddress();
  });
  after(() => {
    silent.close();
  });
  /** What keeps the silent address silent may be of this process. */
  let openBefore = 0;
  beforeEach(() => {
    openBefore = openSockets().length;
  });
  afterEach(async () => {
    for (let turns = 0; turns < 200 && openSockets().length > openBefore; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(openSockets().slice(openBefore)).to.deep.equal([]);
  });

  it(
    'costs a quarter of a second for one that does not answer: then the next is tried beside it',
    tasklets(function* ({ loop }) {
      using _ = fakeLookup(() => ['127.0.0.1', '::1']);
      using running = yield* started(new EchoServer(), ['::1', silent.address[1]]);
      using client = new TCPClient();
      const begin = loop.time();
      yield* client.connect(['dead-route.test', silent.address[1]]);
      expect(loop.time() - begin).to.be.closeTo(0.25, 1e-6);
      expect([client.peername, running.address[1]]).to.deep.equal([running.address, silent.address[1]]);
    }),
  );

  it('has its IPv6 and IPv4 addresses tried by turns, starting with the family of the first', () => {
    expect(interleaved(['::1', '::2', '::3', '1.1.1.1'])).to.deep.equal(['::1', '1.1.1.1', '::2', '::3']);
    expect(interleaved(['1.1.1.1', '2.2.2.2', '::1'])).to.deep.equal(['1.1.1.1', '::1', '2.2.2.2']);
    expect([interleaved(['::1']), interleaved([])]).to.deep.equal([['::1'], []]);
  });

  it(
    'is reached by an address of the family of the source address',
    tasklets(function* () {
      using _ = fakeLookup(() => ['::1', '127.0.0.1']);
      using running = yield* started(new EchoServer(), ['::', 0]);
      using client = new TCPClient();
      yield* client.connect(['both.test', running.address[1]], ['127.0.0.1', 0]);
      expect([client.sockname[0], client.peername[0]]).to.deep.equal(['127.0.0.1', '127.0.0.1']);
    }),
  );

  it(
    'of which some are silent: killed or closed meanwhile, nothing is left of any',
    tasklets(function* ({ trace }) {
      using _ = fakeLookup(() => ['127.0.0.1', '127.0.0.1', '127.0.0.1']);
      for (const way of ['kill', 'close'] as const) {
        const client = new TCPClient();
        const connecting = spawn(function* () {
          trace.push(yield* codeOf(client.connect(['silent.test', silent.address[1]])));
        });
        yield* sleep(0.3);
        if (way === 'kill') connecting.kill();
        else client.close();
        yield* connecting.join();
      }
      expect(trace).to.deep.equal(['ECLOSED']);
    }),
  );
});

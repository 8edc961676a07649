// TLS over TCP: client, connection and server of ours, and with Node's.
import { expect } from 'chai';
import { realTime } from '../../support/run-tasklet.js';
import { CA } from '../../support/certificates.js';
import { nothingIsOpen } from '../../support/sockets.js';
import {
  HandlerTLSServer,
  connected,
  echo,
  nodeClient,
  nodeServer,
  serving,
  tlsPair,
} from '../../support/tls.js';

describe('TLSClient and TLSServer', () => {
  afterEach(nothingIsOpen);

  it(
    'carry bytes both ways',
    realTime(function* () {
      using running = yield* serving(new HandlerTLSServer(echo));
      using client = yield* connected(running.address);
      client.write('hello\n');
      expect((yield* client.readUntil('\n')).toString()).to.equal('hello\n');
      yield* client.shutdown();
      expect((yield* client.read()).length).to.equal(0);
    }),
  );
  it(
    'TLSStream over TCP',
    realTime(function* () {
      using both = yield* tlsPair();
      both.client.write('hello\n');
      expect((yield* both.server.readUntil('\n')).toString()).to.equal('hello\n');
      yield* both.client.shutdown();
      expect((yield* both.server.read()).length).to.equal(0);
    }),
  );
});

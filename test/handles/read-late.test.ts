// A reset behind unread data: libuv takes it for the end, up to Node 22.
import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { expect } from 'chai';
import { type Op, fromCallback, until } from 'evergreen-ts';
import { End } from '../support/handles.js';
import { KINDS, KINDS_HERE } from '../support/kinds.js';
import { realTime } from '../support/run-tasklet.js';

/** More than one read takes: the last one is short, and libuv looks no further. */
const SIZE = 80_000;

for (const kind of KINDS_HERE)
  describe(`TCP of the kind ${kind} that is read late`, () => {
    /** A handle, connected to a socket of Node's. */
    function* connected(): Op<[end: End, peer: Socket]> {
      const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
      yield* until(once(server, 'listening'));
      const accepted = once(server, 'connection');
      const handle = KINDS[kind]().tcp();
      const end = new End(handle);
      const { port } = server.address() as AddressInfo;
      end.call(() => handle.connect('127.0.0.1', port, end.done('connected')));
      const [peer] = (yield* until(accepted)) as [Socket];
      yield* end.until(1);
      server.close();
      return [end, peer];
    }

    it(
      'gets all data, and then the reset behind it',
      realTime(function* () {
        const [end, peer] = yield* connected();
        yield* fromCallback((sent) => peer.write(Buffer.alloc(SIZE), () => sent(null)));
        peer.resetAndDestroy();
        end.readStart();
        yield* end.until(3);
        expect(end.bytes).to.equal(SIZE);
        expect(end.trace).to.deep.equal(['connected: ok', 'data', 'read error: ECONNRESET']);
        end.close();
      }),
    );

    it(
      'gets all data, and then the end, if the peer had ended before it reset what was sent to it',
      realTime(function* () {
        const [end, peer] = yield* connected();
        yield* fromCallback((ended) => peer.end(Buffer.alloc(SIZE), () => ended(null)));
        expect(end.write('too late')).to.equal(0);
        peer.resetAndDestroy();
        end.readStart();
        yield* end.until(3);
        expect(end.bytes).to.equal(SIZE);
        expect(end.trace).to.deep.equal(['connected: ok', 'data', 'end']);
        end.close();
      }),
    );
  });

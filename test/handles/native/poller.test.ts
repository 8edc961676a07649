// How the native sockets are served: in batches, each of which is one turn, and none hears of another that had its number.
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { expect } from 'chai';
import { type Op, sleep, spawn, until } from 'evergreen-ts';
import { End, Notes } from '../../support/handles.js';
import type { TCPHandle } from '../../../src/handles/handle.js';
import { KINDS, describeNative } from '../../support/kinds.js';
import { silentAddress } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';

/** Handles, each connected to a socket of Node's. */
function* connected(count: number): Op<[end: End<TCPHandle>, peer: Socket][]> {
  const server = createServer().listen(0, '127.0.0.1');
  yield* until(once(server, 'listening'));
  const { port } = server.address() as AddressInfo;
  const pairs: [End<TCPHandle>, Socket][] = [];
  for (let i = 0; i < count; i++) {
    const accepted = once(server, 'connection');
    const end = new End(KINDS.native().tcp());
    end.handle.connect('127.0.0.1', port, end.done('connected'));
    const [peer] = (yield* until(accepted)) as [Socket];
    yield* end.until(1);
    peer.on('error', () => undefined);
    pairs.push([end, peer]);
  }
  server.close();
  return pairs;
}

function closeAll(pairs: readonly [End<TCPHandle>, Socket][]): void {
  for (const [end, peer] of pairs) {
    end.close();
    peer.destroy();
  }
}

describeNative('the poller of native sockets', () => {
  it(
    'reads all that is ready before a tasklet runs that this has woken',
    realTime(function* () {
      const pairs = yield* connected(40);
      const order: string[] = [];
      for (const [end, peer] of pairs) {
        end.handle.owner = {
          _onData: () => {
            order.push('data');
            spawn(() => order.push('tasklet'));
          },
          _onEnd: () => undefined,
          _onReadError: () => undefined,
        };
        peer.write('x');
      }
      // On a busy machine, not all is there when write() returns.
      yield* sleep(0.02);
      for (const [end] of pairs) end.readStart();
      while (order.length < 80) yield* sleep(0.001);
      expect(order.join(' ')).to.match(/^(data ){40}(tasklet ?){40}$/);
      closeAll(pairs);
    }),
  );

  it(
    'lets others have their turn before all of much has been read',
    realTime(function* () {
      const pairs = yield* connected(40);
      const order: string[] = [];
      for (const [end, peer] of pairs) {
        end.handle.owner = {
          _onData: () => {
            order.push('data');
            spawn(() => order.push('tasklet'));
          },
          _onEnd: () => undefined,
          _onReadError: () => undefined,
        };
        peer.write(Buffer.alloc(32 * 1024));
      }
      yield* sleep(0.02);
      for (const [end] of pairs) end.readStart();
      while (order.filter((what) => what === 'tasklet').length < 40) yield* sleep(0.001);
      // Of 32 KiB each, four are a batch.
      expect(order.indexOf('tasklet')).to.be.within(1, 8);
      closeAll(pairs);
    }),
  );

  it(
    'tells no socket what another has become ready for that had its number before',
    realTime(function* () {
      const silent = yield* until(silentAddress());
      const pairs = yield* connected(2);
      const notes = new Notes();
      const late = KINDS.native().tcp();
      const numbers = pairs.map(([{ handle }]) => handle.fd ?? -1);
      // Lower numbers that are free would be given out first.
      const fill: number[] = [];
      for (let fd = 0; fd < Math.max(...numbers); fill.push(fd)) fd = openSync('/dev/null', 'r');
      for (const [end, peer] of pairs) {
        end.handle.owner = {
          // Whichever is first closes the other, whose number the third gets while its event is still to come.
          _onData: () => {
            for (const [other] of pairs) if (other !== end) other.close();
            late.connect(...silent.address, notes.done('connected'));
          },
          _onEnd: () => undefined,
          _onReadError: () => undefined,
        };
        end.readStart();
        peer.write('x');
      }
      while (late.fd === -1) yield* sleep(0.001);
      yield* sleep(0.02);
      expect(numbers).to.include(late.fd);
      expect(notes.trace).to.deep.equal([]);
      late.close();
      yield* notes.until(1);
      expect(notes.trace).to.deep.equal(['connected: ECANCELED']);
      closeAll(pairs);
      silent.close();
      for (const fd of fill) closeSync(fd);
    }),
  );

  it(
    'goes on when a callback of one has thrown, and the error is the process’s',
    realTime(function* () {
      const pairs = yield* connected(3);
      const thrown: unknown[] = [];
      const listeners = process.rawListeners('uncaughtException');
      process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => thrown.push(error));
      try {
        for (const [i, [end, peer]] of pairs.entries()) {
          if (i === 1)
            end._onData = () => {
              end.readStop();
              throw new Error('thrown in a callback');
            };
          end.readStart();
          peer.write('x');
        }
        yield* pairs[0]?.[0].received(1) as Op<void>;
        yield* pairs[2]?.[0].received(1) as Op<void>;
        while (thrown.length === 0) yield* sleep(0.001);
      } finally {
        process.removeAllListeners('uncaughtException');
        for (const listener of listeners)
          process.on('uncaughtException', listener as NodeJS.UncaughtExceptionListener);
      }
      expect(thrown.map(String)).to.deep.equal(['Error: thrown in a callback']);
      closeAll(pairs);
    }),
  );
});

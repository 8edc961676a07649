// Connecting: what becomes of a connection when the tasklet that waits for it is killed, or its client closed, at each moment.
import { expect } from 'chai';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { BaseStream, StreamError } from 'evergreen-ts/io';
import type { StreamHandle } from '../../../src/handles/handle.js';
import { Connecting, type Dialer, type Outcome } from '../../../src/io/stream/connecting.js';
import { tasklets } from '../../support/run-tasklet.js';
import { codeOf } from '../../support/sockets.js';

class Handle implements StreamHandle {
  owner = undefined;
  readonly queued = 0;
  closed = 0;

  readStart(): number {
    return 0;
  }
  readStop(): number {
    return 0;
  }
  write(): number {
    return 0;
  }
  shutdown(): number {
    return 0;
  }
  close(): void {
    this.closed++;
  }
}

/** Its outcome is given by hand. */
class ManualDialer implements Dialer<Handle> {
  readonly handle = new Handle();
  done: ((outcome: Outcome<Handle>) => void) | undefined = undefined;
  cancelled = 0;

  start(done: (outcome: Outcome<Handle>) => void): void {
    this.done = done;
  }

  cancel(): void {
    this.cancelled++;
  }

  connect(): void {
    this.done?.({ handle: this.handle });
  }
}

class Client extends BaseStream {
  readonly #connecting = new Connecting(this, StreamError);

  connect(dialer: Dialer<Handle>): Op<void> {
    return this.#connecting.connect('there', dialer);
  }

  override close(): void {
    super.close();
    this.#connecting.giveUp();
  }
}

describe('Connecting', () => {
  it(
    'gives the client its handle, once',
    tasklets(function* ({ loop, trace }) {
      const client = new Client();
      const dialer = new ManualDialer();
      const first = spawn(() => codeOf(client.connect(dialer)));
      yield* sleep(0);
      expect(loop.dump().find(({ id }) => id === first.id)?.waitingOn).to.equal('Client.connect there');
      trace.push(yield* codeOf(client.connect(new ManualDialer())));
      dialer.connect();
      trace.push(yield* first.get(), yield* codeOf(client.connect(new ManualDialer())));
      expect(trace).to.deep.equal(['EALREADY', undefined, 'EISCONN']);
      expect(dialer.handle.closed).to.equal(0);
      client.close();
      expect(dialer.handle.closed).to.equal(1);
      expect(yield* codeOf(client.connect(new ManualDialer()))).to.equal('ECLOSED');
    }),
  );

  it(
    'reports the failure of the dialer, and may be tried again',
    tasklets(function* () {
      using client = new Client();
      const failed: Dialer<Handle> = {
        start: (done) => done({ failure: { code: 'EX', message: 'no' } }),
        cancel: () => undefined,
      };
      expect(yield* codeOf(client.connect(failed))).to.equal('EX');
      const dialer = new ManualDialer();
      const again = spawn(() => codeOf(client.connect(dialer)));
      yield* sleep(0);
      dialer.connect();
      expect(yield* again.get()).to.equal(undefined);
    }),
  );

  for (const came of [false, true]) {
    const when = came ? 'after the handle has come, before its turn' : 'while the dialer is at work';

    it(
      `killed ${when}: the handle is not kept, and the client may connect again`,
      tasklets(function* () {
        using client = new Client();
        const dialer = new ManualDialer();
        const victim = spawn(() => client.connect(dialer));
        yield* sleep(0);
        if (came) dialer.connect();
        victim.kill();
        yield* victim.join();
        expect([dialer.cancelled, dialer.handle.closed]).to.deep.equal([1, came ? 1 : 0]);
        const next = new ManualDialer();
        const again = spawn(() => codeOf(client.connect(next)));
        yield* sleep(0);
        next.connect();
        expect(yield* again.get()).to.equal(undefined);
      }),
    );

    it(
      `closed ${when}: ECLOSED, and the handle is not kept`,
      tasklets(function* () {
        const client = new Client();
        const dialer = new ManualDialer();
        const connecting = spawn(() => codeOf(client.connect(dialer)));
        yield* sleep(0);
        if (came) dialer.connect();
        client.close();
        expect(yield* connecting.get()).to.equal('ECLOSED');
        expect([dialer.cancelled, dialer.handle.closed]).to.deep.equal([1, came ? 1 : 0]);
      }),
    );
  }

  it(
    'closes a handle that comes after the client was closed, before its tasklet has had its turn',
    tasklets(function* () {
      const client = new Client();
      const dialer = new ManualDialer();
      const connecting = spawn(() => codeOf(client.connect(dialer)));
      yield* sleep(0);
      client.close();
      dialer.connect();
      expect(yield* connecting.get()).to.equal('ECLOSED');
      expect(dialer.handle.closed).to.equal(1);
    }),
  );
});

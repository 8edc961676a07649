// ServerFarm: processes that serve one address.
import { expect } from 'chai';
import { type Op, EventLoop, all, sleep, spawn } from 'evergreen-ts';
import { BrokenExecutor, type FarmOptions, ServerFarm, WorkerDied, remote } from 'evergreen-ts/executors';
import { TCPClient, TCPError } from 'evergreen-ts/io';
import { failure } from '../support/failure.js';
import { realTime } from '../support/run-tasklet.js';

const { makeServer, makeNothing } = remote<typeof import('./farm-server.js')>(
  new URL('./farm-server.js', import.meta.url),
);
const ANY = ['127.0.0.1', 0] as const;

/** Ask the farm: the number of the process that answers. */
function* ask(farm: ServerFarm, line: string): Op<number> {
  using client = new TCPClient();
  yield* client.connect(farm.sockname);
  client.write(`${line}\n`);
  const [, pid, text] = /^(\d+) (.*)$/s.exec(String(yield* client.readUntil('\n'))) ?? [];
  expect(text).to.equal(`${line}\n`);
  return Number(pid);
}

/** Until there are workers other than `before`, as many as `count`. */
function* replaced(farm: ServerFarm, before: readonly number[], count: number): Op<void> {
  const fresh = (): number => farm.workers.filter(({ pid }) => !before.includes(pid)).length;
  while (fresh() < count) yield* sleep(0.01);
}

const modes: FarmOptions['balance'][] = ['share'];
if (Number.parseInt(process.versions.node, 10) >= 24) modes.push('reusePort');

for (const balance of modes as NonNullable<FarmOptions['balance']>[]) {
  describe(`ServerFarm, balance '${balance}'`, () => {
    it(
      'serves in several processes, reloads without a refusal, and stops when the connections have ended',
      realTime(function* () {
        const farm = new ServerFarm(makeServer, ANY, { processes: 2, balance });
        const serving = spawn(() => farm.serve());
        while (farm.workers.length === 0) yield* sleep(0);
        yield* failure(farm.listen()); // it was started
        yield* listening(farm);
        const pids = farm.workers.map(({ pid }) => pid);
        expect(new Set(pids).size).to.equal(2);
        const answers = yield* all(Array.from({ length: 20 }, (_, i) => ask(farm, `line ${i}`)));
        for (const pid of answers) expect(pids).to.include(pid);

        let asked = 0;
        let reloaded = false;
        const asking = spawn(function* () {
          while (!reloaded) {
            yield* ask(farm, 'again');
            asked++;
          }
        });
        yield* farm.reload();
        reloaded = true;
        yield* asking;
        expect(asked).to.be.greaterThan(0);
        expect(farm.workers.map(({ pid }) => pid)).not.to.include.members([pids[0]]);
        expect(farm.workers).to.have.length(2);

        const { sockname } = farm;
        using slow = new TCPClient();
        yield* slow.connect(sockname);
        slow.write('first\n');
        yield* slow.readUntil('\n');
        slow.write('slow\n');
        const stopping = spawn(() => farm.stop());
        expect(String(yield* slow.readUntil('\n'))).to.match(/^\d+ slow\n$/);
        yield* slow.shutdown();
        yield* stopping;
        expect(farm.workers).to.deep.equal([]);
        yield* serving;
        using late = new TCPClient();
        expect(yield* failure(late.connect(sockname))).to.have.property('code', 'ECONNREFUSED');
      }),
    );
  });
}

/** Until somebody answers. */
function* listening(farm: ServerFarm): Op<void> {
  while ((yield* failure(ask(farm, 'are you there'))) !== undefined) yield* sleep(0.02);
}

describe('ServerFarm', () => {
  it(
    'replaces a process that dies, and reports it',
    realTime(function* ({ uncaught }) {
      const farm = new ServerFarm(makeServer, ANY, { processes: 1 });
      yield* farm.listen();
      const [{ pid } = { pid: 0 }] = farm.workers;
      for (const _ of [1, 2]) {
        const before = farm.workers.map((one) => one.pid);
        yield* failure(ask(farm, 'die'));
        yield* replaced(farm, before, 1);
        yield* listening(farm);
      }
      expect(yield* ask(farm, 'who')).not.to.equal(pid);
      const died = uncaught.splice(0) as WorkerDied[];
      expect(died).to.have.length(2);
      expect(died[0])
        .to.be.instanceOf(WorkerDied)
        .with.property('message', `process ${pid} died (exit code 7)`);
      yield* farm.stop(0);
    }),
  );

  it(
    'fails to start with the reason, and leaves no process behind',
    realTime(function* () {
      const farm = new ServerFarm(makeNothing, ANY, { processes: 2 });
      const error = (yield* failure(farm.serve())) as BrokenExecutor;
      expect(error).to.be.instanceOf(BrokenExecutor);
      expect(String(error.cause)).to.equal('TypeError: makeNothing() of a farm must return a server, not 1');
      while (farm.workers.length > 0) yield* sleep(0.01);
      const taken = new ServerFarm(makeServer, ANY, { processes: 1 });
      yield* taken.listen();
      const second = new ServerFarm(makeServer, taken.sockname, { processes: 1 });
      expect(yield* failure(second.listen()))
        .to.be.instanceOf(TCPError)
        .with.property('code', 'EADDRINUSE');
      yield* taken.stop(0);
      const killed = new ServerFarm(makeServer, ANY, { processes: 1 });
      const serving = spawn(() => killed.serve());
      while (killed.workers.length === 0) yield* sleep(0);
      serving.kill();
      yield* serving.join();
      while (killed.workers.length > 0) yield* sleep(0.01);
    }),
  );

  it(
    'says at the call what is wrong',
    realTime(function* () {
      expect(() => new ServerFarm((() => 1) as never, ANY)).to.throw(TypeError, /makes the server of a farm/);
      expect(() => new ServerFarm(makeServer, ['localhost', 1])).to.throw(TypeError, /numeric/);
      expect(() => new ServerFarm(makeServer, ANY, { balance: 'fair' as never })).to.throw(
        TypeError,
        /balance/,
      );
      expect(() => new ServerFarm(makeServer, ANY, { processes: 0 })).to.throw(RangeError, /processes/);
      const farm = new ServerFarm(makeServer, ANY);
      expect(() => farm.sockname).to.throw(TCPError);
      expect(yield* failure(farm.reload())).to.be.instanceOf(Error);
      yield* farm.stop();
      expect(EventLoop.current().dump()).to.have.length(1);
    }),
  );
});

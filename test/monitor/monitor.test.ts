// monitor(): the console, asked by plain clients; whose it is, and that it changes nothing about how a program ends.
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Event, Lock, type Op, Tasklet, TaskletExit, current, run, sleep, until } from 'evergreen-ts';
import { PipeClient, type PipeError } from 'evergreen-ts/io';
import { monitor } from 'evergreen-ts/monitor';
import { program } from '../support/child.js';
import { ConsoleClient } from '../support/console.js';
import { realTime } from '../support/run-tasklet.js';
import { codeOf } from '../support/sockets.js';
import { named } from '../support/traced.js';

describe('monitor', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'monitor-')));
    path = join(folder, 'console');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function open(): Tasklet<void> {
    return new Tasklet({ target: monitor, args: [path], name: 'monitor', daemon: true }).start();
  }

  /** A test: the monitor is open, and a client connected. */
  function asked(body: (client: ConsoleClient, monitor: Tasklet) => Op<void>): () => Promise<void> {
    return realTime(function* () {
      const tasklet = open();
      const client = yield* until(ConsoleClient.open(path));
      try {
        yield* body(client, tasklet);
      } finally {
        client.close();
        tasklet.kill();
        yield* tasklet.join();
      }
      expect(existsSync(path)).to.equal(false);
    });
  }

  const ask = (client: ConsoleClient, command: string): Op<string> => until(client.ask(command));

  it(
    'lists the tasklets, with what they wait on',
    asked(function* (client) {
      const lock = new Lock();
      yield* lock.acquire();
      const waiting = named('wait\ning', () => lock.acquire());
      yield* sleep(0);
      expect((yield* ask(client, 'ps')).split('\n')).to.deep.equal([
        'id  name            state            waits on',
        ' 1  Tasklet-1       parked           until',
        ' 2  monitor         parked, daemon   Event',
        ' 3  monitor client  running, daemon',
        ' 4  wait ing        parked           Lock',
        '',
      ]);
      lock.release();
      yield* waiting.join();
    }),
  );

  it(
    'shows who spawned whom, by scope',
    asked(function* (client) {
      const done = new Event();
      const outer = named('outer', function* () {
        const inner = named('inner', function* () {
          yield* named('innermost', () => done.wait()).join();
        });
        named('second', () => done.wait());
        yield* inner.join();
      });
      const other = run(function* main() {
        yield* named('of a run', () => done.wait()).join();
      });
      // Spawned by a tasklet that has ended.
      let orphan: Tasklet | undefined;
      yield* named('parent', () => void (orphan = named('orphan', () => done.wait()))).join();
      yield* sleep(0);
      const lines = (yield* ask(client, 'tree')).trimEnd().split('\n');
      const start = lines.indexOf('the loop’s own');
      expect(lines.slice(0, start).map((line) => line.replace(/\(\d+\)/, ''))).to.deep.equal(
        ['a run()', '  Tasklet-7 : waits on Tasklet.join of a run', '    of a run : waits on Event'].map(
          (line) => line.replace('Tasklet-7', (lines[1] ?? '').trim().split(' ')[0] ?? ''),
        ),
      );
      expect(lines.slice(start + 1).map((line) => line.replace(/ \(\d+\)/, ''))).to.deep.equal([
        '  Tasklet-1: waits on until',
        '    outer: waits on Tasklet.join inner',
        '      inner: waits on Tasklet.join innermost',
        '        innermost: waits on Event',
        '      second: waits on Event',
        '  monitor: waits on Event, daemon',
        '  monitor client: running, daemon',
        '  orphan: waits on Event',
      ]);
      done.set();
      yield* outer.join();
      yield* (orphan as Tasklet).join();
      yield* until(other);
    }),
  );

  it(
    'says where a tasklet is parked',
    asked(function* (client) {
      const done = new Event();
      const deep = named('deep', function* outer() {
        yield* (function* inner(): Op<void> {
          yield* done.wait();
        })();
      });
      yield* sleep(0);
      const [first, ...stack] = (yield* ask(client, `where ${deep.id}`)).trimEnd().split('\n');
      expect(first).to.equal(`deep (${deep.id}): waits on Event`);
      expect(stack.map((line) => /at (\w+)/.exec(line)?.[1])).to.deep.equal(['inner', 'outer']);
      expect(yield* ask(client, 'where 2')).to.equal('monitor (2): waits on Event, daemon\n');
      expect(yield* ask(client, 'where 3')).to.equal('monitor client (3): running, daemon\n');
      done.set();
      yield* deep.join();
    }),
  );

  it(
    'kills a tasklet with a TaskletExit',
    asked(function* (client) {
      const caught: unknown[] = [];
      const victim = named('victim', function* () {
        try {
          yield* sleep(60);
        } catch (error) {
          caught.push(error);
          throw error;
        }
      });
      yield* sleep(0);
      expect(yield* ask(client, `kill ${victim.id}`)).to.equal(
        `victim (${victim.id}) gets a TaskletExit in its next turn\n`,
      );
      yield* victim.join();
      expect(caught).to.have.lengthOf(1);
      expect(caught[0]).to.be.instanceOf(TaskletExit);
      expect(yield* ask(client, `kill ${victim.id}`)).to.equal(
        `there is no live tasklet ${victim.id}: ps lists them\n`,
      );
    }),
  );

  it(
    'records for a while, and counts',
    asked(function* (client) {
      const ticker = named('ticker', function* () {
        for (;;) yield* sleep(0.002);
      });
      const tick = /ticker +readied by the hub +waits on sleep 0\.002s\n/;
      let text = '';
      // All of that time may pass at once, on a machine that is busy.
      for (let i = 0; i < 20 && !tick.test(text); i++) text = yield* ask(client, 'trace 0.05');
      expect(text).to.match(/^ +time +turn +tasklet/);
      expect(text).to.match(tick);
      ticker.kill();
      yield* ticker.join();
      const stats = yield* ask(client, 'stats');
      for (const line of [
        /^tasklets +3$/m,
        /^parked +2$/m,
        /^daemons +2$/m,
        /^run\(\)s +0$/m,
        /^turns +\d+$/m,
      ])
        expect(stats).to.match(line);
    }),
  );

  it(
    'lists its commands, and says what is wrong with what is typed',
    asked(function* (client) {
      const help = yield* ask(client, 'help');
      for (const command of ['ps', 'tree', 'where ID', 'kill ID', 'trace SECONDS', 'stats', 'help'])
        expect(help).to.match(new RegExp(`^${command} {2}`, 'm'));
      for (const [typed, answer] of [
        ['', ''],
        ['  ', ''],
        ['top', 'there is no command "top": help lists them\n'],
        ['toString', 'there is no command "toString": help lists them\n'],
        ['kill', 'write: kill ID\n'],
        ['kill 1 2', 'write: kill ID\n'],
        ['ps 1', 'write: ps\n'],
        ['kill x', 'an id is a number, as ps shows it, not "x"\n'],
        ['kill -1', 'an id is a number, as ps shows it, not "-1"\n'],
        ['where 999', 'there is no live tasklet 999: ps lists them\n'],
        ['trace 0', 'seconds are a number above 0, up to 3600, not "0"\n'],
        ['trace x', 'seconds are a number above 0, up to 3600, not "x"\n'],
        ['trace 1e9', 'seconds are a number above 0, up to 3600, not "1e9"\n'],
        ['\u0000\u001b[2J', 'there is no command "\\u0000\\u001b[2J": help lists them\n'],
      ] as const)
        expect(yield* ask(client, typed), typed).to.equal(answer);
    }),
  );

  it(
    'serves several at once, each by itself, and survives those who go or send no lines',
    asked(function* (client) {
      const others = yield* until(Promise.all([1, 2, 3].map(() => ConsoleClient.open(path))));
      others[0]?.send('trace 60\n');
      yield* until(client.ask('help'));
      others[0]?.close();
      others[1]?.send('x'.repeat(5000));
      yield* until((others[1] as ConsoleClient).ended);
      others[2]?.send('no end of line');
      others[2]?.close();
      for (const other of others) yield* until(other.ended);
      while ((yield* ask(client, 'ps')).split('monitor client').length > 3) yield* sleep(0.001);
      expect(yield* ask(client, 'help')).to.include('kill ID');
    }),
  );

  it(
    'is closed when its tasklet is killed: its file is gone, and its clients are',
    realTime(function* () {
      const tasklet = open();
      const client = yield* until(ConsoleClient.open(path));
      tasklet.kill();
      yield* tasklet.join();
      yield* until(client.ended);
      expect(existsSync(path)).to.equal(false);
    }),
  );

  it(
    'is its owner’s alone, whatever the umask is',
    realTime(function* () {
      const mask = process.umask(0);
      const tasklet = open();
      try {
        const client = yield* until(ConsoleClient.open(path));
        expect(statSync(path).mode & 0o777).to.equal(0o600);
        expect(process.umask(0)).to.equal(0);
        client.close();
      } finally {
        process.umask(mask);
        tasklet.kill();
        yield* tasklet.join();
      }
    }),
  );

  it(
    'takes the place of a socket that nobody listens on any more, and of nothing else',
    realTime(function* () {
      writeFileSync(path, 'a file');
      expect(yield* codeOf(monitor(path))).to.equal('EADDRINUSE');
      rmSync(path);
      const server = createServer().listen(path);
      yield* until(once(server, 'listening'));
      expect(yield* codeOf(monitor(path))).to.equal('EADDRINUSE');
      expect(existsSync(path)).to.equal(true);
      server.close();
      // A process that is killed leaves its socket behind.
      yield* until(
        program(`import { createServer } from 'node:net';
        createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'));`),
      );
      expect(existsSync(path)).to.equal(true);
      const tasklet = open();
      yield* sleep(0.01);
      using client = new PipeClient();
      yield* client.connect(path);
      tasklet.kill();
      yield* tasklet.join();
    }),
  ).timeout(120_000);

  it(
    'says what is wrong with a path',
    realTime(function* () {
      expect(() => monitor('')).to.throw(TypeError, 'the path of a monitor');
      expect(() => monitor('\0abstract')).to.throw(TypeError, 'anybody can connect to an abstract name');
      expect(() => monitor(5 as never)).to.throw(TypeError, 'the path of a monitor must be a string');
      expect(() => monitor(`/tmp/${'x'.repeat(200)}`)).to.throw('ENAMETOOLONG');
      let error: PipeError | undefined;
      try {
        yield* monitor(join(folder, 'none', 'console'));
      } catch (thrown) {
        error = thrown as PipeError;
      }
      expect(error?.code).to.be.oneOf(['ENOENT', 'EACCES']);
      expect(error?.address).to.equal(join(folder, 'none', 'console'));
    }),
  );

  it(
    'notes parents without end, and keeps few',
    asked(function* (client) {
      // Each spawns its successor.
      let left = 5000;
      const ended = new Event();
      const next = (): void => {
        if (left-- > 0) named('link', next);
        else ended.set();
      };
      named('link', next);
      yield* ended.wait();
      expect(yield* ask(client, 'tree')).not.to.include('link');
      expect(current.loop.dump()).to.have.lengthOf(3);
    }),
  );
});

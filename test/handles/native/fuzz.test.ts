// Random operations (open, write, kill, pause, end, close, reset) between two processes, over the native handles on both sides: nothing is lost but what a reset cuts off, and
// nothing is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { program } from '../../support/child.js';
import { soakOnly } from '../../support/soak.js';
import { describeNative } from '../../support/kinds.js';
import { random } from '../../support/random.js';

const SHARED = `
  import { readdirSync } from 'node:fs';
  const random = ${random.toString()};
  const descriptors = () => readdirSync('/proc/self/fd').length;
`;

/** Echoes, with pauses and resets of its own. Prints where, and at the end what is left; ends when its input does. */
const SERVER = `
  ${SHARED}
  import { main, sleep, spawn } from 'evergreen-ts';
  import { PipeServer, PipeStream, TCPServer } from 'evergreen-ts/io';
  import { resetStream } from './dist/io/stream/stream.js';

  const [path, seed] = process.argv.slice(-2);
  const dice = random(Number(seed));

  function* echo(connection, mayReset) {
    for (let chunk; (chunk = yield* connection.read()).length > 0;) {
      if (dice(50) === 0) yield* sleep(dice(10) / 1000);
      if (mayReset && dice(500) === 0) {
        resetStream(connection);
        return;
      }
      connection.write(chunk);
      yield* connection.drain();
    }
  }

  class OverTCP extends TCPServer {
    handleConnection(connection) {
      return echo(connection, true);
    }
  }
  // Unix sockets have no reset.
  class OverUnix extends PipeServer {
    handleConnection(connection) {
      return echo(connection, false);
    }
  }

  main(function* () {
    const servers = [new OverTCP(), new OverUnix()];
    servers[0].bind(['127.0.0.1', 0]);
    servers[1].bind(path);
    for (const server of servers) yield* server.listen();
    const input = new PipeStream();
    input.open(0);
    const before = descriptors();
    console.log(servers[0].sockname[1]);
    while ((yield* input.read()).length > 0);
    while (servers.some(({ connections }) => connections.length > 0)) yield* sleep(0.01);
    console.log(descriptors() - before);
    for (const server of servers) server.close();
    input.close();
  });
`;

/** Opens connections and does to them what the dice say. Prints what came of it. */
const CLIENT = `
  ${SHARED}
  import { randomBytes } from 'node:crypto';
  import { rmSync } from 'node:fs';
  import { join } from 'node:path';
  import { main, sleep, spawn, TaskletGroup } from 'evergreen-ts';
  import { PipeClient, StreamError, TCPClient } from 'evergreen-ts/io';
  import { Process } from 'evergreen-ts/subprocess';
  import { resetStream } from './dist/io/stream/stream.js';

  const { operations, seed, folder, server: source } = JSON.parse(process.env.FUZZ);
  const dice = random(seed);
  const counts = { whole: 0, cut: 0, lost: 0, killed: 0 };

  /** What every connection sends, from somewhere on. */
  const SIZE = 1 << 16;
  const noise = randomBytes(SIZE);
  const text = Buffer.concat([noise, noise, noise, noise, noise]);

  class Connection {
    sent = 0;
    got = 0;
    ended = false;
    failed = false;
    /** Its server was killed: what an end means is not known. */
    orphan = false;
    reader;

    constructor(stream, offset) {
      this.stream = stream;
      this.offset = offset;
      this.read();
    }

    read() {
      if (this.reader?.isAlive() !== true) this.reader = spawn(() => this.reading());
    }

    *reading() {
      try {
        for (let chunk; (chunk = yield* this.stream.read(1 + dice(100_000))).length > 0;) {
          const at = (this.offset + this.got) % SIZE;
          if (text.compare(chunk, 0, chunk.length, at, at + chunk.length) !== 0) throw new Error('other bytes came');
          this.got += chunk.length;
        }
        this.ended = true;
      } catch (error) {
        if (!(error instanceof StreamError)) throw error;
        this.failed = true;
      }
    }

    write() {
      if (this.sent - this.got > 1 << 20) return;
      const size = 1 + (dice(20) === 0 ? dice(200_000) : dice(2_000));
      const at = (this.offset + this.sent) % SIZE;
      try {
        this.stream.write(text.subarray(at, at + size));
        this.sent += size;
      } catch (error) {
        if (!(error instanceof StreamError)) throw error;
        this.failed = true;
      }
    }

    /** Nobody reads until somebody does again: a pause. */
    kill() {
      counts.killed++;
      this.reader.kill();
    }

    *hearing() {
      while (!this.ended && !this.failed) {
        this.read();
        yield* this.reader.join();
      }
    }

    /** Say goodbye, and hear all that is to come: meanwhile, too, as the server stops reading when nobody reads what it sends. */
    *end() {
      const hearing = spawn(() => this.hearing());
      try {
        yield* this.stream.shutdown();
      } catch (error) {
        if (!(error instanceof StreamError)) throw error;
        this.failed = true;
      }
      yield* hearing.join();
      this.stream.close();
      if (this.failed || this.orphan) counts.cut++;
      else if (this.got === this.sent) counts.whole++;
      else counts.lost++;
    }
  }

  function* start(number) {
    const path = join(folder, String(number));
    const child = yield* Process.spawn(process.execPath, [...process.execArgv.slice(0, 2), '--input-type=module', '--eval', source, path, String(number)], {
      stdin: 'pipe',
      stdout: 'pipe',
    });
    const port = Number(yield* child.stdout.readUntil('\\n'));
    return { child, port, path };
  }

  function* stop({ child }) {
    yield* child.stdin.shutdown();
    const left = String(yield* child.stdout.readUntil('\\n'));
    const { code } = yield* child.wait();
    child[Symbol.dispose]();
    if (left !== '0\\n' || code !== 0) throw new Error('server: ' + left + code);
  }

  main(function* () {
    // Whatever is opened on first use.
    yield* stop(yield* start(0));
    const before = descriptors();
    let server = yield* start(1);
    let open = [];
    /** Of the server that runs. */
    const all = new Set();
    yield* TaskletGroup.run(function* (group) {
      for (let i = 1; i <= operations; i++) {
        if (i % 5_000 === 2_500) {
          // Everything of it goes at once.
          for (const one of all) one.orphan = true;
          all.clear();
          server.child.kill('SIGKILL');
          yield* server.child.wait();
          server.child[Symbol.dispose]();
          rmSync(server.path);
          server = yield* start(i);
        }
        const what = open.length < 4 ? 0 : dice(100);
        const one = open[dice(open.length)];
        if (what < 8) {
          const overTCP = dice(2) === 0;
          const stream = overTCP ? new TCPClient() : new PipeClient();
          yield* stream.connect(overTCP ? ['127.0.0.1', server.port] : server.path);
          const connection = new Connection(stream, dice(SIZE));
          open.push(connection);
          all.add(connection);
        } else if (what < 70) one.write();
        else if (what < 78) one.kill();
        else if (what < 90) one.read();
        else {
          open = open.filter((other) => other !== one);
          if (what < 96) group.spawn(() => one.end());
          else {
            if (what >= 98) resetStream(one.stream);
            one.stream.close();
            counts.cut++;
          }
        }
        if (dice(4) === 0) yield* sleep(0);
      }
      for (const one of open) group.spawn(() => one.end());
    });
    yield* stop(server);
    console.log(JSON.stringify({ ...counts, descriptors: descriptors() - before }));
  });
`;

async function fuzz(operations: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const { code, stdout, stderr } = await program(CLIENT, {
      env: {
        EVERGREEN_IO: 'native',
        FUZZ: JSON.stringify({ operations, seed, folder, server: SERVER }),
      },
    });
    expect([code, stderr], `seed ${seed}`).to.deep.equal([0, '']);
    const { whole, cut, killed, ...rest } = JSON.parse(stdout) as Record<string, number>;
    expect(rest, `seed ${seed}`).to.deep.equal({ lost: 0, descriptors: 0 });
    // It has done what it is for.
    expect(Math.min(whole ?? 0, cut ?? 0, killed ?? 0)).to.be.above(operations / 200);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeNative('native handles in two processes that do random things', () => {
  it('lose no byte, no descriptor and no process: 6,000 operations', () => fuzz(6_000, 17)).timeout(120_000);

  it('and 200,000', async function () {
    soakOnly(this);
    for (const seed of [1, 2, 3, 4]) await fuzz(50_000, seed);
  }).timeout(1_800_000);
});

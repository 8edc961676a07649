// Unix sockets and other descriptors, against ourselves and against socat.
import { execFileSync, spawn as spawnProcess, spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Op, sleep, spawn, until } from 'evergreen-ts';
import {
  type BaseStream,
  PipeClient,
  PipeConnection,
  PipeError,
  PipeServer,
  PipeStream,
} from 'evergreen-ts/io';
import { needs } from '../../support/peers.js';
import { realTime } from '../../support/run-tasklet.js';
import { codeOf, noise } from '../../support/sockets.js';

/** Node 20 fills abstract names up with zeros, to the full length; socat can do the same. */
const PADS = Number.parseInt(process.versions.node) < 22;

class Echo extends PipeServer {
  override *handleConnection(connection: PipeConnection): Op<void> {
    for (let data; (data = yield* connection.read()).length > 0;) {
      connection.write(data);
      yield* connection.drain();
    }
  }
}

function* echoing(name: string): Op<Echo & Disposable> {
  const server = new Echo();
  server.bind(name);
  spawn(() => server.serve());
  yield* sleep(0);
  return Object.assign(server, { [Symbol.dispose]: () => server.close() });
}

function* toTheEnd(stream: BaseStream): Op<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk; (chunk = yield* stream.read()).length > 0;) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('pipes', () => {
  let folder: string;
  let path: string;
  let openBefore: number;
  const open = (): number =>
    process.getActiveResourcesInfo().filter((name) => name.startsWith('Pipe')).length;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pipe-'));
    path = join(folder, 'socket');
    openBefore = open();
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    for (let turns = 0; turns < 200 && open() > openBefore; turns++)
      await new Promise((resolve) => setImmediate(resolve));
    // Fewer, if some of an earlier test took their time.
    expect(open(), 'pipes left open').to.be.at.most(openBefore);
  });

  for (const kind of ['a path', 'an abstract name'] as const) {
    const abstract = kind === 'an abstract name';

    it(
      `carry every byte both ways, and their ends, by ${kind}`,
      realTime(function* () {
        const name = abstract ? `\0${path}` : path;
        using server = yield* echoing(name);
        expect([server.pipename, existsSync(path)]).to.deep.equal([name, !abstract]);
        using client = new PipeClient();
        client.write('held until connected, ');
        yield* client.connect(name);
        const data = noise(3 * 2 ** 20);
        const sending = spawn(function* () {
          client.write(data);
          yield* client.shutdown();
        });
        const all = yield* toTheEnd(client);
        expect(all.equals(Buffer.concat([Buffer.from('held until connected, '), data]))).to.equal(true);
        yield* sending.join();
      }),
    );

    it(
      `talk with socat by ${kind}`,
      realTime(function* () {
        needs('socat');
        using server = yield* echoing(abstract ? `\0${path}` : path);
        const where = abstract
          ? `ABSTRACT-CONNECT:${path},unix-tightsocklen=${PADS ? 0 : 1}`
          : `UNIX-CONNECT:${path}`;
        const child = spawnProcess('socat', ['-', where], { stdio: ['pipe', 'pipe', 'inherit'] });
        const ended = new Promise<string>((resolve, reject) => {
          let text = '';
          child.on('error', reject);
          child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
          child.on('close', () => resolve(text));
        });
        child.stdin.end('from socat\n');
        expect(yield* until(ended)).to.equal('from socat\n');
        expect(server.closed).to.equal(false);
      }),
    );
  }

  it(
    'fail as the system reports: nobody there, taken, a file that is left over',
    realTime(function* () {
      using client = new PipeClient();
      expect(yield* codeOf(client.connect(path))).to.equal('ENOENT');
      {
        using server = yield* echoing(path);
        expect(() => new Echo().bind(path))
          .to.throw(PipeError)
          .with.property('code', 'EADDRINUSE');
        expect(() => server.bind(path))
          .to.throw(PipeError)
          .with.property('code', 'EINVAL');
        yield* client.connect(path);
        expect(yield* codeOf(client.connect(path))).to.equal('EISCONN');
      }
      expect(existsSync(path), 'removed with its server').to.equal(false);
      const leaver = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
      spawnSync(process.execPath, ['-e', leaver, path]);
      expect(existsSync(path)).to.equal(true);
      using late = new PipeClient();
      expect(yield* codeOf(late.connect(path))).to.equal('ECONNREFUSED');
      expect(() => new Echo().bind(path))
        .to.throw(PipeError)
        .with.property('code', 'EADDRINUSE');
    }),
  );

  it('have names that are checked, never cut off', () => {
    const long = join(folder, 'x'.repeat(120));
    for (const name of [long, `\0${long}`]) {
      expect(() => new Echo().bind(name))
        .to.throw(PipeError)
        .with.property('code', 'ENAMETOOLONG');
      expect(() => new PipeClient().connect(name))
        .to.throw(PipeError)
        .with.property('code', 'ENAMETOOLONG');
    }
    for (const name of ['', '\0', 'a\0b', 7 as unknown as string]) {
      expect(() => new Echo().bind(name)).to.throw(TypeError);
      expect(() => new PipeClient().connect(name)).to.throw(TypeError);
    }
    expect(() => new Echo().pipename).to.throw(PipeError);
  });

  it(
    'that are killed or closed while they connect leave nothing',
    realTime(function* ({ trace }) {
      using _server = yield* echoing(path);
      for (const way of ['kill', 'close'] as const) {
        const client = new PipeClient();
        const connecting = spawn(function* () {
          trace.push(yield* codeOf(client.connect(path)));
        });
        yield* sleep(0);
        // Or connected already, and about to go on.
        expect(connecting.state).to.be.oneOf(['parked', 'ready']);
        if (way === 'kill') connecting.kill();
        else client.close();
        yield* connecting.join();
        if (way === 'kill') {
          yield* client.connect(path);
          client.close();
        }
      }
      expect(trace).to.deep.equal(['ECLOSED']);
    }),
  );

  it(
    'that are closed when they are connected, and have not gone on yet, leave nothing',
    realTime(function* ({ loop }) {
      using _server = yield* echoing(path);
      const client = new PipeClient();
      const connecting = spawn(() => codeOf(client.connect(path)));
      const stop = loop.instrument({
        readied: (tasklet, by) => {
          if (tasklet === connecting && by === undefined) client.close();
        },
      });
      expect(yield* connecting.get()).to.equal('ECLOSED');
      stop();
    }),
  );

  for (const Class of [PipeStream, PipeConnection]) {
    it(
      `open a fifo as a ${Class.name}, which owns it from then on`,
      realTime(function* () {
        execFileSync('mkfifo', [path]);
        const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
        const stream = new Class();
        stream.write('there ');
        stream.open(fd);
        stream.write('and back\n');
        expect((yield* stream.readUntil('\n')).toString()).to.equal('there and back\n');
        expect(() => stream.open(fd))
          .to.throw(PipeError)
          .with.property('code', 'EISCONN');
        stream.close();
        yield* sleep(0.001);
        expect(() => closeSync(fd)).to.throw('EBADF');
        expect(() => stream.open(fd))
          .to.throw(PipeError)
          .with.property('code', 'ECLOSED');
      }),
    );
  }

  it('do not open a descriptor that cannot be polled: an error, and the process goes on', () => {
    const file = openSync(join(folder, 'file'), 'w+');
    const directory = openSync(folder, 'r');
    const nothing = openSync('/dev/null', 'r+');
    try {
      for (const fd of [file, directory, nothing]) {
        expect(() => new PipeStream().open(fd))
          .to.throw(PipeError)
          .with.property('code', 'EINVAL');
      }
    } finally {
      for (const fd of [file, directory, nothing]) closeSync(fd);
    }
    expect(() => new PipeStream().open(file))
      .to.throw(PipeError)
      .with.property('code', 'EBADF');
    for (const wrong of [-1, 0.5, NaN, 2 ** 31])
      expect(() => new PipeStream().open(wrong)).to.throw(RangeError);
    expect(() => new PipeStream().open('0' as unknown as number)).to.throw(TypeError);
  });
});

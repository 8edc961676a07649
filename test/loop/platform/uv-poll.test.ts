// Readers and writers on real descriptors: fifos, which can be opened for both directions in one process, and the
// descriptors of Node's own sockets. They run on real time, without waiting for any.
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DeadlockError, EventLoop, type Handler, type Op, Tasklet, sleep, spawn } from 'evergreen-ts';
import { program } from '../../support/child.js';
import { realTime } from '../../support/run-tasklet.js';
import { failureOf, onVirtualLoop } from '../../support/virtual-loop.js';
import { unixOnly } from '../../support/unix.js';

/** Undefined if it is closed, as the one is by which the directory was read. */
function inodeOf(fd: number): number | undefined {
  try {
    return fstatSync(fd).ino;
  } catch {
    return undefined;
  }
}

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

describe('Readers and writers', function () {
  this.timeout(60_000);

  let folder: string;
  let path: string;
  /** What this test has opened; whatever is still open is closed afterwards. */
  const opened = new Set<number>();
  const chunk = Buffer.alloc(65536);

  before(function () {
    unixOnly(this);
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'poll-')));
    path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
  });
  afterEach(() => {
    for (const fd of opened) closeSync(fd);
    opened.clear();
    expect(descriptors(), 'descriptors left open').to.equal(0);
    rmSync(folder, { recursive: true });
  });

  /** How many descriptors this process has open on the files of this test. */
  function descriptors(): number {
    const files = new Set(readdirSync(folder).map((name) => statSync(join(folder, name)).ino));
    return readdirSync('/dev/fd').filter((fd) => files.has(inodeOf(Number(fd)) ?? 0)).length;
  }

  function open(name = path, flags = O_RDWR): number {
    const fd = openSync(name, flags | O_NONBLOCK);
    opened.add(fd);
    return fd;
  }

  function close(fd: number): void {
    opened.delete(fd);
    closeSync(fd);
  }

  function fifo(name: string): number {
    execFileSync('mkfifo', [join(folder, name)]);
    return open(join(folder, name));
  }

  /** What can be read now, of at most so many bytes. */
  function read(fd: number, most = chunk.length): string {
    return chunk.toString('latin1', 0, readSync(fd, chunk, 0, most, null));
  }

  /** Write until nothing more is taken. Gives the number of bytes. */
  function fill(fd: number): number {
    for (let written = 0; ;) {
      try {
        written += writeSync(fd, chunk);
      } catch (error) {
        expect(error).to.have.property('code', 'EAGAIN');
        return written;
      }
    }
  }

  /** A fresh loop for what happens outside of tasklets. Errors that reach excepthook come back. */
  async function running(body: (loop: EventLoop) => unknown): Promise<unknown[]> {
    const loop = new EventLoop();
    const uncaught: unknown[] = [];
    loop.excepthook = (...what) => uncaught.push(what);
    try {
      body(loop);
      await loop.run();
    } finally {
      if (loop.running) loop.stop();
      loop.destroy();
    }
    return uncaught;
  }

  it('a reader is called as long as there is something to read, with its arguments', async () => {
    const fd = open();
    const trace: unknown[] = [];
    writeSync(fd, 'abc');
    await running((loop) => {
      const handler = loop.addReader(
        fd,
        (...args: string[]) => {
          trace.push([...args, read(fd, 1)]);
          if (trace.length === 3) setTimeout(() => writeSync(fd, 'd'), 1);
          if (trace.length === 4) handler.cancel();
        },
        'one',
        'two',
      );
    });
    expect(trace).to.deep.equal(['a', 'b', 'c', 'd'].map((text) => ['one', 'two', text]));
  });

  it('a writer is called as long as there is room', async () => {
    const fd = open();
    const trace: unknown[] = [];
    const written = fill(fd);
    await running((loop) => {
      const handler = loop.addWriter(fd, () => {
        trace.push('room');
        if (trace.length === 3) handler.cancel();
      });
      loop.callLater(0.001, () => {
        trace.push('full');
        for (let left = written; left > 0;) left -= read(fd).length;
      });
    });
    expect(trace).to.deep.equal(['full', 'room', 'room']);
  });

  it('one of each shares a descriptor', async () => {
    const fd = open();
    const trace: unknown[] = [];
    await running((loop) => {
      const writer = loop.addWriter(fd, () => {
        trace.push('writer');
        if (trace.length === 2) writeSync(fd, 'x');
        if (trace.length === 4) writer.cancel();
      });
      const reader = loop.addReader(fd, () => {
        trace.push('reader');
        if (writer.cancelled) {
          read(fd);
          reader.cancel();
        }
      });
    });
    expect(trace).to.deep.equal(['writer', 'writer', 'reader', 'writer', 'reader']);
  });

  it('a tasklet waits for a descriptor', () => {
    const fd = open();
    /** Park until there is something to read. */
    function* readable(loop: EventLoop): Op<void> {
      const self = Tasklet.current() as Tasklet;
      const handler = loop.addReader(fd, () => {
        handler.cancel();
        self.switch();
      });
      try {
        yield* loop.switch();
      } finally {
        handler.cancel();
      }
    }
    return realTime(function* ({ loop, trace }) {
      const reading = spawn(function* () {
        for (;;) {
          yield* readable(loop);
          trace.push(read(fd));
        }
      });
      for (const text of ['one', 'two']) {
        yield* sleep(0);
        writeSync(fd, text);
        while (trace.at(-1) !== text) yield* sleep(0);
      }
      reading.kill();
      yield* reading.join();
      expect(trace).to.deep.equal(['one', 'two']);
      expect(loop.removeReader(fd), 'killed, it leaves no reader behind').to.equal(false);
    })();
  });

  it('one that is removed while it stands on the ready queue does not run', async () => {
    const [one, other] = [open(), fifo('other')];
    const trace: unknown[] = [];
    await running((loop) => {
      for (const [mine, yours] of [
        [one, other],
        [other, one],
      ] as const) {
        writeSync(mine, 'x');
        loop.addReader(mine, () => {
          trace.push('called', loop.removeReader(yours), loop.removeReader(mine));
        });
      }
    });
    expect(trace).to.deep.equal(['called', true, true]);
  });

  it('hand their errors to excepthook, and stay', async () => {
    const fd = open();
    const error = new Error('from a reader');
    const handlers: Handler[] = [];
    writeSync(fd, 'x');
    let calls = 0;
    const uncaught = await running((loop) => {
      const handler = loop.addReader(fd, () => {
        if (++calls === 3) handler.cancel();
        throw error;
      });
      handlers.push(handler);
    });
    expect(uncaught).to.deep.equal([1, 2, 3].map(() => [error, handlers[0]]));
  });

  it('leave no promise and no nextTick lying about that their callbacks make', async () => {
    const fd = open();
    const trace: unknown[] = [];
    writeSync(fd, 'x');
    // Nothing but the promise makes the second event come: were it left lying, the process would wait for ever.
    await running((loop) => {
      const handler = loop.addReader(fd, () => {
        trace.push(read(fd));
        process.nextTick(() => trace.push('tick'));
        void Promise.resolve().then(() => {
          trace.push('promise');
          if (trace.length < 6) writeSync(fd, 'y');
          else handler.cancel();
        });
      });
    });
    expect(trace).to.deep.equal(['x', 'tick', 'promise', 'y', 'tick', 'promise']);
  });

  it('leave the rest of the process its turns between the calls', async () => {
    const fd = open();
    let [calls, turns] = [0, 0];
    writeSync(fd, 'x');
    await running((loop) => {
      const handler = loop.addReader(fd, () => {
        if (++calls === 10) handler.cancel();
      });
      const busy = (): void => {
        turns++;
        if (!handler.cancelled) setImmediate(busy);
      };
      busy();
    });
    expect(turns).to.be.within(9, 12);
  });

  it('keep the loop running until they are cancelled, from outside too', async () => {
    const fd = open();
    let cancelled = false;
    await running((loop) => {
      const reader = loop.addReader(fd, () => undefined);
      setTimeout(() => {
        cancelled = true;
        reader.cancel();
        reader.cancel();
      }, 2);
    });
    expect(cancelled).to.equal(true);
  });

  it(
    'are hope for whoever waits; once they are gone it is a deadlock',
    onVirtualLoop(async ({ loop, trace }) => {
      const fd = open();
      const stuck = new Tasklet({ name: 'stuck', target: () => loop.switch() }).start();
      const reader = loop.addReader(fd, () => {
        trace.push('called');
        reader.cancel();
      });
      setTimeout(() => writeSync(fd, 'x'), 2);
      expect(await failureOf(loop.run())).to.be.instanceOf(DeadlockError);
      expect(trace).to.deep.equal(['called']);
      expect(stuck.isAlive()).to.equal(true);
    }),
  );

  it('are not called, and keep nothing alive, while the loop does not run', async () => {
    const { code, stdout, stderr } = await program(
      `
      import { openSync, writeSync, constants } from 'node:fs';
      import { EventLoop } from 'evergreen-ts';
      const fd = openSync(process.env.FIFO, constants.O_RDWR | constants.O_NONBLOCK);
      const loop = new EventLoop();
      let calls = 0;
      writeSync(fd, 'x');
      loop.addReader(fd, () => { if (++calls === 3) loop.stop(); });
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log(calls);
      await loop.run();
      console.log(calls);
      await new Promise((resolve) => setTimeout(resolve, 5));
      console.log(calls);`,
      { env: { FIFO: path } },
    );
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: '0\n3\n3\n', stderr: '' });
  });

  it('are cancelled and closed by destroy()', async () => {
    const fds = [open(), fifo('second'), fifo('third')];
    const before = descriptors();
    const handlers: Handler[] = [];
    const loop = new EventLoop();
    for (const fd of fds)
      handlers.push(
        loop.addReader(fd, () => undefined),
        loop.addWriter(fd, () => loop.stop()),
      );
    await loop.run();
    expect(descriptors()).to.equal(2 * before);
    loop.destroy();
    expect(descriptors()).to.equal(before);
    expect(handlers.every(({ cancelled }) => cancelled)).to.equal(true);
    expect(() => loop.addReader(fds[0] as number, () => undefined)).to.throw('destroyed');
  });

  it('wake at the end of the other side: a reader finds the end', async () => {
    const reading = open(path, O_RDONLY);
    const writing = open(path, O_WRONLY);
    const trace: unknown[] = [];
    await running((loop) => {
      const handler = loop.addReader(reading, () => {
        trace.push(read(reading));
        if (trace.at(-1) === '') handler.cancel();
        else close(writing);
      });
      writeSync(writing, 'last words');
    });
    expect(trace).to.deep.equal(['last words', '']);
  });

  it('wake at the end of the other side: a writer finds that nobody reads, and its descriptor stays watched', async () => {
    const reading = open(path, O_RDONLY);
    const writing = open(path, O_WRONLY);
    const trace: unknown[] = [];
    fill(writing);
    const uncaught = await running((loop) => {
      const handler = loop.addWriter(writing, () => {
        if (trace.push('called') === 3) handler.cancel();
        writeSync(writing, 'x');
      });
      loop.callLater(0.001, () => close(reading));
    });
    expect(trace).to.deep.equal(['called', 'called', 'called']);
    expect(uncaught.map((what) => ((what as unknown[])[0] as NodeJS.ErrnoException).code)).to.deep.equal([
      ...['EPIPE', 'EPIPE', 'EPIPE'],
    ]);
  });

  it('watch a descriptor that Node watches itself, and leave it alone', async () => {
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
    const trace: unknown[] = [];
    await running((loop) => {
      const handler = loop.addWriter(fd, () => {
        trace.push('writable');
        if (trace.length === 3) handler.cancel();
      });
    });
    expect(trace).to.deep.equal(['writable', 'writable', 'writable']);
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    await once(socket, 'close');
    expect(received).to.equal('hello');
    server.close();
    await once(server, 'close');
  });

  it('are refused for what is no descriptor', () => {
    const loop = new EventLoop();
    const nothing = (): void => undefined;
    for (const method of ['addReader', 'addWriter'] as const) {
      const add = (fd: unknown) => () => loop[method](fd as number, nothing);
      for (const fd of [-1, 0.5, NaN, Infinity, 2 ** 31])
        expect(add(fd)).to.throw(RangeError, 'zero or more');
      for (const fd of ['0', undefined, null, 1n]) expect(add(fd)).to.throw(TypeError, 'must be a number');
      expect(() => loop[method](0, 5 as never)).to.throw(TypeError, 'must be a function');
    }
    expect(() => loop.removeReader(-1)).to.throw(RangeError);
    expect(() => loop.removeWriter('0' as unknown as number)).to.throw(TypeError);
    expect([loop.removeReader(0), loop.removeWriter(2 ** 30)]).to.deep.equal([false, false]);
    loop.destroy();
  });

  it('are refused, with the code of the system, for what is not open or cannot be polled', () => {
    const loop = new EventLoop();
    const wrong: [number, string][] = [
      [open(import.meta.filename, O_RDONLY), 'EPERM'],
      [open(folder, O_RDONLY), 'EPERM'],
      [2 ** 30, 'EBADF'],
    ];
    if (process.platform === 'linux') wrong.push([open('/dev/null'), 'EPERM']);
    const before = descriptors();
    for (const [fd, code] of wrong) {
      for (const method of ['addReader', 'addWriter'] as const) {
        expect(() => loop[method](fd, () => undefined), `${method}(${fd})`)
          .to.throw(Error, code)
          .with.property('code', code);
      }
    }
    expect(descriptors()).to.equal(before);
    loop.destroy();
  });

  it('are refused when the process has no descriptor left, and work again when it has', async () => {
    const { code, stdout, stderr } = await program(
      `
      import { closeSync, openSync, constants } from 'node:fs';
      import { EventLoop, current } from 'evergreen-ts';
      const open = () => openSync(process.env.FIFO, constants.O_RDWR | constants.O_NONBLOCK);
      const fd = open();
      current.loop.addReader(fd, () => {}).cancel();
      const all = [];
      try { for (;;) all.push(open()); } catch (error) { console.log(error.code); }
      try { current.loop.addReader(fd, () => {}); } catch ({ code, syscall }) { console.log(code, syscall); }
      closeSync(all.pop());
      const handler = current.loop.addWriter(fd, () => { console.log('called'); handler.cancel(); });
      await current.loop.run();`,
      { env: { FIFO: path }, descriptors: 256 },
    );
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: 'EMFILE\nEMFILE dup\ncalled\n',
      stderr: '',
    });
  });

  it('are refused a second time, and the first goes on', async () => {
    const fd = open();
    const trace: unknown[] = [];
    writeSync(fd, 'x');
    await running((loop) => {
      const first = loop.addReader(fd, () => {
        trace.push('first');
        expect(loop.removeReader(fd)).to.equal(true);
        expect(first.cancelled).to.equal(true);
        const second = loop.addReader(fd, () => {
          trace.push('second');
          second.cancel();
        });
      });
      expect(() => loop.addReader(fd, () => undefined)).to.throw(Error, 'has a reader already');
    });
    expect(trace).to.deep.equal(['first', 'second']);
  });

  describe('whose descriptor is closed', () => {
    /** Told of both handlers, each once, that the descriptor was closed. */
    function expectGone(uncaught: unknown[], fd: number, ...handlers: Handler[]): void {
      expect(uncaught.map((what) => (what as unknown[])[1])).to.deep.equal(handlers);
      expect(handlers.every(({ cancelled }) => cancelled)).to.equal(true);
      for (const [error] of uncaught as [Error][]) {
        expect(error).to.include({ code: 'EBADF', syscall: 'poll' });
        expect(error.message).to.match(new RegExp(`^EBADF: descriptor ${fd} was closed`));
      }
    }

    it('at once, before anything was polled, do no harm', async () => {
      const fd = open();
      const uncaught = await running((loop) => {
        const handler = loop.addReader(fd, () => expect.fail('called'));
        close(fd);
        loop.callLater(0.002, () => handler.cancel());
      });
      expect(uncaught).to.deep.equal([]);
    });

    it('are taken off when something comes, and excepthook is told', async () => {
      const fd = open();
      const other = open();
      const handlers: Handler[] = [];
      const uncaught = await running((loop) => {
        handlers.push(loop.addReader(fd, () => expect.fail('called')));
        loop.callSoon(() => close(fd));
        loop.callLater(0.001, () => writeSync(other, 'x'));
      });
      expectGone(uncaught, fd, ...handlers);
    });

    it('and opened again as another file, make way for those of the new one', async () => {
      const fd = open();
      execFileSync('mkfifo', [join(folder, 'other')]);
      const trace: unknown[] = [];
      const handlers: Handler[] = [];
      const uncaught = await running((loop) => {
        handlers.push(loop.addReader(fd, () => expect.fail('called')));
        close(fd);
        expect(open(join(folder, 'other')), 'the number is used again').to.equal(fd);
        const handler = loop.addReader(fd, () => {
          trace.push(read(fd));
          handler.cancel();
        });
        writeSync(fd, 'new');
      });
      expect(trace).to.deep.equal(['new']);
      expectGone(uncaught, fd, ...handlers);
    });
  });

  it('are not inherited by programs that are started', () => {
    const fd = open();
    const loop = new EventLoop();
    loop.addReader(fd, () => undefined);
    const { stdout } = spawnSync('ls', ['-l', '/dev/fd/'], { encoding: 'utf8' });
    expect(stdout).to.contain(' -> ').and.not.to.contain(path);
    loop.destroy();
  });
});

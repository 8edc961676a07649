// TTYStream in real terminals: the output of each program of test/programs/tty.ts, and how it leaves its terminal.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { expect } from 'chai';
import { TTYError, TTYStream } from 'evergreen-ts/io';
import { BUILD_TIME } from '../../support/built.js';
import { needs } from '../../support/peers.js';
import { programFile } from '../../support/programs.js';
import { type Terminal, type TerminalOptions, inTerminal } from '../../support/terminal.js';

describe('TTYStream', () => {
  let program = '';

  before(async function () {
    this.timeout(BUILD_TIME);
    program = `${process.execPath} ${await programFile('tty')}`;
  });

  /** The lines that the program shows up to its end. */
  async function linesOf(args: string, typed = '', options?: TerminalOptions): Promise<string[]> {
    let lines: string[] = [];
    const command = `stty -echo; echo quiet; ${program} ${args}`;
    const body = async (terminal: Terminal): Promise<void> => {
      await terminal.until('quiet\r\n');
      terminal.type(typed);
      lines = (await terminal.rest()).trimEnd().split('\r\n');
    };
    await inTerminal(command, body, options);
    return lines;
  }

  it('is made on a terminal only; any other descriptor is an error', () => {
    const file = openSync('/dev/null', 'r+');
    const make =
      (fd: unknown, readable: unknown = true) =>
      () =>
        new TTYStream(fd as number, readable as boolean);
    expect(make(file)).to.throw(TTYError).with.property('code', 'ENOTTY');
    closeSync(file);
    expect(make(file)).to.throw(TTYError).with.property('code', 'EBADF');
    for (const wrong of [-1, 0.5, NaN, 2 ** 31]) expect(make(wrong)).to.throw(RangeError);
    for (const wrong of ['0', undefined, {}]) expect(make(wrong)).to.throw(TypeError);
    expect(make(0, 'yes')).to.throw(TypeError);
  });

  it('has the size of its window, also when that changes', () =>
    inTerminal(
      `tty; ${program} size`,
      async (terminal) => {
        const path = /\/dev\/\S+/.exec(await terminal.until('\n'))?.[0] as string;
        await terminal.until('size [100,30]');
        execFileSync('stty', ['-F', path, 'cols', '44', 'rows', '11']);
        await terminal.until('size [44,11]');
        terminal.type('\n');
        expect(await terminal.ended).to.equal(0);
      },
      { columns: 100, rows: 30 },
    ));

  it('reads lines, in raw mode each key at once, then lines again up to the end', () =>
    inTerminal(`stty -echo; ${program} keys`, async (terminal: Terminal) => {
      await terminal.until('lines\r\n');
      terminal.type('abx\x7fc\r');
      expect(await terminal.until('keys\r\n')).to.equal('abc\r\n\r\nkeys\r\n');
      for (const key of ['a', '\r', '\x03', '\x1b[A', 'é', '\x04', '\x1a', 'q']) {
        terminal.type(key);
        // The program shows it; the terminal does not.
        expect(await terminal.until('\r\n')).to.equal(`${key}\r\n`);
      }
      await terminal.until('lines again\r\n');
      terminal.type('line\rrest\x04\x04');
      expect(await terminal.rest()).to.equal('line\r\n\r\nrest\r\n\r\n');
      expect(await terminal.ended).to.equal(0);
    }));

  it('is put back however the process ends, and the parent sees the same end as without raw mode', async function () {
    this.timeout(60_000);
    const ways = {
      return: '0',
      close: '0',
      exit: '3',
      uncaught: '1',
      'tasklet fails': '1',
      SIGINT: 'SIGINT',
      SIGTERM: 'SIGTERM',
      SIGHUP: 'SIGHUP',
      SIGQUIT: 'SIGQUIT',
      'SIGTERM handled': '5',
      'SIGHUP handled': '5',
      'SIGINT once': '6',
      'SIGINT after a handler': 'SIGINT',
      'SIGHUP again': 'SIGHUP',
    };
    const args = Object.keys(ways).map((way) => `'${way}'`);
    const lines = await linesOf(`ways ${args.join(' ')}`, '', { timeout: 60_000 });
    expect(lines).to.deep.equal(Object.entries(ways).map(([way, end]) => `${way}: raw, ${end}, as before`));
  });

  it('listens for signals and for the end of the process only while a terminal is raw', async () => {
    expect(await linesOf('listeners')).to.deep.equal([
      '[0,0,0,0,0]',
      '[1,1,1,1,1]',
      '[0,0,0,0,0]',
      '[0,0,0,0,0]',
    ]);
  });

  it('shares its terminal with a second TTYStream: it is raw until neither wants it raw', async () => {
    const trace = '["raw","raw","as before","as before"]';
    expect(await linesOf('two')).to.deep.equal([trace, trace]);
  });

  it('is raw again when asked after a stop, in which the shell has changed the mode', async () => {
    const script = `set -m; ${program} stopped; stty sane -echo; fg %1 >/dev/null`;
    await inTerminal(`stty sane -echo; bash --norc -c '${script}'`, async (terminal) => {
      expect(await terminal.rest()).to.match(/false true\r\ntrue\r\ntrue\r\n$/);
    });
  });

  it('refuses reading unless it is readable, a second stream on its descriptor, and everything after close(), which closes that', async () => {
    expect(await linesOf('refusals')).to.deep.equal([
      'EBADF true',
      'false',
      '["ECLOSED","ECLOSED","ECLOSED","EBADF","EBADF","EBADF"] ECLOSED',
      'EEXIST',
      'true true true',
    ]);
  });

  it('reads on after a reader was killed, wakes a reader when it is closed, and leaves the descriptor as it was', async () => {
    const flags = 'grep flags /proc/$$/fdinfo/0';
    await inTerminal(`${flags}; stty -echo; ${program} killed; ${flags}`, async (terminal) => {
      const before = await terminal.until('\r\n');
      await terminal.until('ECLOSED\r\n');
      terminal.type('x\n');
      expect(await terminal.rest()).to.equal(`x\r\n\r\n${before}`);
    });
  });

  it('that only a daemon reads does not keep the process alive', async () => {
    expect(await linesOf('daemon')).to.deep.equal(['parked']);
  });

  it('that is open and not read hides no deadlock', async () => {
    const [first, ...rest] = await linesOf('deadlock', 'x\n');
    expect(first).to.equal('x');
    expect(rest.join('\n')).to.match(/DeadlockError.*Lock/s);
  });

  it('that is never closed does not keep the process alive', async () => {
    expect(await linesOf('leaveOpen', 'x\n')).to.deep.equal(['x', '', 'ended']);
  });

  it('writes more than the terminal takes at once', async () => {
    const lines = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => String(i).padStart(60));
    const shown = await linesOf('flood');
    const expected = [...lines(20_000), 'flushed', ...lines(1000), 'EPIPE'];
    expect(shown.length).to.equal(expected.length);
    expect(shown.join() === expected.join(), 'all in order').to.equal(true);
  });

  it('ends when the terminal is gone', async () => {
    needs('script');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await inTerminal(`trap '' HUP; ${program} hungUp ${port}`, async (terminal) => {
      await terminal.until('ready');
      terminal.hangUp();
      const [socket] = (await once(server, 'connection')) as [Socket];
      let told = '';
      socket.on('data', (data: Buffer) => (told += data.toString()));
      await once(socket, 'end');
      expect(told).to.equal(',');
    });
    server.close();
  });
});

// The standard streams as pipes, sockets, files and terminals, in the programs of test/programs/standard.ts.
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';
import { expect } from 'chai';
import { StderrStream, StdinStream, StdoutStream, TTYError } from 'evergreen-ts/io';
import { BUILD_TIME } from '../../support/built.js';
import { needs } from '../../support/peers.js';
import { program as run } from '../../support/child.js';
import { programFile } from '../../support/programs.js';
import { noise } from '../../support/sockets.js';
import { inTerminal } from '../../support/terminal.js';

const LINES = Array.from({ length: 20_000 }, (_, i) => `${String(i).padStart(60)}\n`).join('');
const FLOOD = `begin\n${LINES}in between\nthe rest\n`;

/** What to do when the program says something on its stderr. */
type Answers = readonly (readonly [said: string, act: (stdin: Writable, three: Writable) => void])[];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the standard streams', () => {
  let program = '';
  let folder = '';
  let file = '';
  const data = noise(1_500_000);

  before(async function () {
    this.timeout(BUILD_TIME);
    program = `${process.execPath} ${await programFile('standard')}`;
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'standard-'));
    file = join(folder, 'file');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /**
   * Run a command of bash, in which $P is the program. What it says on its stderr is answered, each answer once; 3 is
   * a way to tell it something. Without an input, its stdin stays open.
   */
  function sh(line: string, input?: string, answers: Answers = []): Promise<Ended> {
    needs('bash');
    const child = start('bash', ['--norc', '-c', `set -o pipefail; ${line}`], {
      cwd: folder,
      env: { ...process.env, P: program },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      timeout: 25_000,
      killSignal: 'SIGKILL',
    });
    const [stdin, , , three] = child.stdio as [Writable, Readable, Readable, Writable, ...unknown[]];
    if (input !== undefined) stdin.end(input);
    return outcome(child, (said) => {
      const answer = answers.find(([question]) => said.includes(question));
      if (answer === undefined) return;
      answers = answers.filter((one) => one !== answer);
      answer[1](stdin, three);
    });
  }

  it('are made on open descriptors only', () => {
    for (const Class of [StdinStream, StdoutStream, StderrStream]) {
      for (const wrong of [-1, 0.5, NaN, 2 ** 31]) expect(() => new Class(wrong)).to.throw(RangeError);
      expect(() => new Class('1' as unknown as number)).to.throw(TypeError);
      const fd = openSync('/dev/null', 'r');
      closeSync(fd);
      expect(() => new Class(fd))
        .to.throw(TTYError)
        .with.property('code', 'EBADF');
    }
  });

  it('carry every byte, from and to pipes, files and sockets', async () => {
    writeFileSync(file, data);
    const ways = {
      'cat file | $P cat tell | cat > out': 'false false false\n',
      '$P cat tell < file > out': 'false false false\n',
      'cat file | $P cat > out': '',
      '$P cat < file | cat > out': '',
    };
    for (const [line, told] of Object.entries(ways)) {
      const { code, stderr } = await sh(line);
      expect([code, stderr], line).to.deep.equal([0, told]);
      expect(readFileSync(join(folder, 'out')).equals(data), line).to.equal(true);
    }
  });

  it('carry every byte from and to sockets', async () => {
    const [command = '', ...args] = program.split(' ');
    const child = start(command, [...args, 'cat', 'tell'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdin.end(data);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    await once(child, 'close');
    expect(said.toString()).to.equal('false false false\n');
    expect(Buffer.concat(chunks).equals(data)).to.equal(true);
  });

  it('are terminals where they are', () =>
    inTerminal(`stty -echo; ${program} cat tell; ${program} cat tell </dev/null | cat`, async (terminal) => {
      await terminal.until('true true true\r\n');
      terminal.type('some text\r\x04');
      await terminal.until('some text\r\n');
      await terminal.until('false false true\r\n');
      expect(await terminal.ended).to.equal(0);
    }));

  it('read and write files from their offset, and move it', async () => {
    writeFileSync(file, '0123456789abcdef');
    const line = '{ dd bs=10 count=1 status=none; $P cat; echo end; } < file > out; cat out';
    expect((await sh(line)).stdout).to.equal('0123456789abcdefend\n');
  });

  it('read nothing from /dev/null, from what is closed, and from an empty pipe', async () => {
    for (const input of ['</dev/null', '<&-', '< <(:)'])
      expect(await sh(`$P cat ${input}`), input).to.deep.equal({ code: 0, stdout: '', stderr: '' });
    expect(await sh('echo lost | $P cat >&-')).to.deep.equal({ code: 0, stdout: '', stderr: '' });
  });

  it('report the errors of the system: a directory is read, the disk is full', async () => {
    expect((await sh('$P errors </ >/dev/full')).stderr).to.equal('EISDIR ENOSPC\n');
  });

  it('go one way', async () => {
    writeFileSync(file, '');
    for (const line of ['cat | $P oneWay | cat', '$P oneWay <file >file', '$P oneWay'])
      expect((await sh(line, '')).stderr, line).to.equal('EBADF EBADF EBADF\n');
    await inTerminal(`${program} oneWay`, async (terminal) => {
      await terminal.until('EBADF EBADF EBADF');
    });
  });

  // The reader begins to read when the program has written more than the pipe holds.
  const late = '{ read -u 3; cat; }';
  const go = (_stdin: Writable, three: Writable): unknown => three.end('\n');
  const ways = {
    return: [0, ''],
    exit: [3, ''],
    uncaught: [1, ''],
    'tasklet fails': [1, ''],
    close: [0, 'after all\n'],
    flush: [0, ''],
    shutdown: [0, ''],
    late: [3, 'after all\n'],
  } as const;
  for (const [way, [code, more]] of Object.entries(ways)) {
    it(`write all before the process ends, however slow the reader, in order with console.log: ${way}`, async () => {
      const ended = await sh(`$P flood '${way}' | ${late}`, '', [['true false', go]]);
      expect(ended.stdout === FLOOD + more, 'all of it').to.equal(true);
      expect(ended.code).to.equal(code);
      expect(ended.stderr).to.match(way === 'flush' ? /^true false\nflushed\n$/ : /^true false\n/);
    });
  }

  for (const way of ['exit', 'close', 'uncaught'] as const) {
    it(`write all to a socket that is read late: ${way}`, async () => {
      const [command = '', ...args] = program.split(' ');
      const child = start(command, [...args, 'flood', way], { stdio: ['ignore', 'pipe', 'pipe'] });
      await once(child.stderr, 'data');
      const { code, stdout } = await outcome(child);
      expect(code).to.equal(ways[way][0]);
      expect(stdout === FLOOD + ways[way][1], 'all of it').to.equal(true);
    });
  }

  it('write all to a file', async () => {
    const { code } = await sh('$P flood exit > file');
    expect(code).to.equal(3);
    expect(readFileSync(file, 'utf8') === FLOOD).to.equal(true);
  });

  it('write all to a terminal, also one that was stopped', () =>
    inTerminal(`stty -echo -onlcr; echo ready; read go; ${program} flood exit`, async (terminal) => {
      await terminal.until('ready\n');
      terminal.type('go\n');
      await terminal.until('begin\n');
      terminal.type('\x13');
      terminal.type('\x11');
      expect((await terminal.until('the rest\n')).replace(/^true false\n/m, '') === FLOOD.slice(6)).to.equal(
        true,
      );
      expect(await terminal.ended).to.equal(3);
    }));

  it('hold up only the tasklets that wait for them', async () => {
    const { code, stdout, stderr } = await sh(`$P others | ${late}`, '', [['parked', go]]);
    expect([code, stderr]).to.deep.equal([0, 'parked 20\nall is written\n']);
    expect(stdout === LINES).to.equal(true);
  });

  it('fail in the tasklet that writes when the reader is gone', async () => {
    expect(await sh('$P yes | head -1')).to.deep.equal({
      code: 0,
      stdout: 'y\n',
      stderr: 'EPIPE EPIPE EPIPE\nEPIPE\n',
    });
    const parked = await sh(`$P parkedWriter | read -u 3`, '', [['parked', go]]);
    expect(parked.stderr).to.equal('parked\nEPIPE\nEPIPE\nEPIPE\n');
    const { code, stderr } = await sh('$P uncaughtWriter | head -1');
    expect(code).to.equal(1);
    expect(stderr)
      .to.match(/TTYError: write EPIPE.*uncaughtWriter/s)
      .and.not.match(/Unhandled 'error'/);
  });

  it('can be closed and made again, beside console.log', async () => {
    for (const line of [
      'echo abcd | $P again | cat',
      'echo abcd > file; $P again <file >out; cat out',
      '$P again',
    ])
      expect(await sh(line, 'abcd'), line).to.deep.equal({
        code: 0,
        stdout: line.includes('file')
          ? 'first: ab\nconsole\nsecond: \nconsole\n'
          : 'first: ab\nconsole\nsecond: \nconsole\n',
        stderr: 'false false false\n',
      });
  });

  it('share their descriptor with others on the same one: each line is read once, and all see the end', async () => {
    const answers: Answers = [
      ['read one', (stdin) => stdin.write('two\n')],
      ['read two', (stdin) => stdin.end()],
    ];
    for (const line of ['echo ready >&2; $P two', 'echo ready >&2; cat | $P two']) {
      const start: Answers = [['ready', (stdin) => stdin.write('one\n')]];
      const { code, stderr } = await sh(line, undefined, [...start, ...answers]);
      expect([code, stderr], line).to.deep.equal([0, 'ready\nread one\nread two\none two\n0 EBADF\n0\n']);
    }
  });

  it('on a descriptor that is not standard are alone, and leave a file that gets its number alone', async () => {
    for (const line of ['$P taken 3>out', '{ $P taken 3>&1 >/dev/null; } | cat'])
      expect(await sh(line, ''), line).to.deep.equal({
        code: 0,
        stdout: '',
        stderr: 'EEXIST EEXIST\n3\n3 EBADF\n0\n',
      });
  });

  it('leave input that no tasklet asked for to others', async () => {
    expect((await sh('echo something | { $P leave; cat; }')).stdout).to.equal('something\n');
  });

  it('leave the descriptor as it was for others', async () => {
    const flags = 'grep flags /proc/self/fdinfo';
    const line = `echo x | { ${flags}/0; $P again | cat >/dev/null; ${flags}/0; }`;
    const [before, after] = (await sh(line)).stdout.trim().split('\n');
    expect(after).to.equal(before);
  });

  it('close a descriptor that is not standard, when all is written', async () => {
    const all = `to the other one\n${LINES}`;
    writeFileSync(file, '');
    expect((await sh(`$P other 3>out`)).stderr).to.equal('closed\n');
    expect(readFileSync(join(folder, 'out'), 'utf8') === all).to.equal(true);
    const piped = await sh('{ $P other 3>&1 >/dev/null; } | cat');
    expect([piped.code, piped.stderr, piped.stdout === all]).to.deep.equal([0, 'closed\n', true]);
    await inTerminal(`stty -onlcr; ${program} other /dev/tty`, async (terminal) => {
      await terminal.until('closed\n');
    });
    for (const input of ['3< <(echo hello)', '3<file'])
      expect((await sh(`echo hello > file; $P otherIn ${input}`)).stderr, input).to.equal('hello\nclosed\n');
  });

  for (const [kind, line] of Object.entries({ socket: '$P', pipe: 'cat | $P' })) {
    it(`read on after a reader was killed, and wake a reader when closed: ${kind}`, async () => {
      const { code, stderr } = await sh(`${line} killed`, undefined, [
        ['killed', (stdin) => stdin.write('x\n')],
        ['ECLOSED', (stdin) => stdin.end()],
      ]);
      expect([code, stderr]).to.deep.equal([0, 'killed\nx\nECLOSED\n']);
    });
  }

  it('cannot be written after process.stdout was ended', async () => {
    const { code, stdout, stderr } = await run(`
      import { once } from 'node:events';
      import { run, until } from 'evergreen-ts';
      import { StdoutStream } from 'evergreen-ts/io';
      await run(function* () {
        const stream = new StdoutStream();
        stream.write('before');
        yield* stream.flush();
        const closed = once(process.stdout, 'close');
        for (const wait of [undefined, closed]) {
          process.stdout.end();
          if (wait !== undefined) yield* until(wait);
          try {
            stream.write('after');
          } catch (error) {
            console.error(error.name, error.code);
          }
        }
        stream.close();
      });
    `);
    expect([code, stdout, stderr]).to.deep.equal([0, 'before', 'TTYError EPIPE\nTTYError EPIPE\n']);
  }).timeout(60_000);

  it('do not keep the process alive when only a daemon reads them or they are left open, and hide no deadlock', async () => {
    expect((await sh('$P daemon')).stderr).to.equal('parked\n');
    const writeLine: Answers = [['ready', (stdin) => stdin.write('x\n')]];
    const open = await sh('echo ready >&2; $P leaveOpen', undefined, writeLine);
    expect(open).to.deep.equal({ code: 0, stdout: 'x\n', stderr: 'ready\nended\n' });
    const stuck = await sh('echo ready >&2; $P deadlock', undefined, writeLine);
    expect(stuck.stderr).to.match(/DeadlockError.*Lock/s);
  });
});

/** Its exit code, and all that it wrote. */
async function outcome(
  child: ChildProcess,
  heard: (stderr: string) => void = () => undefined,
): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => heard((stderr += text)));
  // Writing to a process that has ended fails.
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

// Process: a child with streams of ours, and its end.
import { expect } from 'chai';
import { type Op, TimeoutError, select, sleep, spawn } from 'evergreen-ts';
import { PipeError, StreamError } from 'evergreen-ts/io';
import { Process, ProcessError, type ProcessOptions } from 'evergreen-ts/subprocess';
import { BUILD_TIME } from '../support/built.js';
import { program } from '../support/child.js';
import { failure } from '../support/failure.js';
import {
  type Held,
  children,
  gone,
  heeds,
  held,
  linuxOnly,
  nothingLeft,
  running,
  sleeper,
} from '../support/processes.js';
import { realTime } from '../support/run-tasklet.js';

/** All three as pipes, unless said otherwise. */
const shell = (line: string, options: ProcessOptions = {}): Op<Process> =>
  Process.spawn('sh', ['-c', line], { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe', ...options });

/** For the shell: until a signal ends it. */
const ever = 'while :; do sleep 0.01; done';

describe('Process', () => {
  let open: Held | undefined;

  before(async function () {
    this.timeout(BUILD_TIME);
    linuxOnly(this);
    await program('');
  });

  beforeEach(
    realTime(function* () {
      if (open === undefined) yield* (yield* Process.spawn('true')).wait();
      open = held();
    }),
  );

  afterEach(
    realTime(function* () {
      yield* nothingLeft(open as Held);
    }),
  );

  it(
    'talks by streams',
    realTime(function* () {
      using bc = yield* Process.spawn('cat', [], { stdin: 'pipe', stdout: 'pipe' });
      for (const word of ['one', 'two']) {
        bc.stdin.write(`${word}\n`);
        expect(String(yield* bc.stdout.readUntil('\n'))).to.equal(`${word}\n`);
      }
      expect(bc.status).to.equal(undefined);
      yield* bc.stdin.shutdown();
      expect(yield* bc.stdout.read()).to.have.length(0);
      expect(yield* bc.wait()).to.deep.equal({ code: 0, signal: null });
      expect(bc.status).to.deep.equal({ code: 0, signal: null });
      expect(bc.toString()).to.equal(`cat (${bc.pid})`);
    }),
  );

  it(
    'has streams that go one way, and only where there are pipes',
    realTime(function* () {
      using child = yield* shell('cat', { stderr: 'ignore' });
      const reading = (yield* failure(child.stdin.read())) as PipeError;
      expect([reading.name, reading.code]).to.deep.equal(['PipeError', 'EBADF']);
      expect(() => child.stdout.write('x')).to.throw(PipeError, /EBADF/);
      expect(() => child.stderr)
        .to.throw(StreamError, "stderr of sh is no pipe: spawn it with { stderr: 'pipe' }")
        .with.property('code', 'EBADF');
      expect(() => child.communicate('x')).not.to.throw();
    }),
  );

  it('inherits the standard streams unless it is told otherwise', async () => {
    const { stdout, stderr } = await program(`
      import { run } from 'evergreen-ts';
      import { Process } from 'evergreen-ts/subprocess';
      await run(function* () {
        const options = [{}, { stderr: 'stdout' }, { stdout: 2 }, { stdout: 'ignore' }];
        for (const one of options) yield* (yield* Process.spawn('sh', ['-c', 'echo out; echo err >&2'], one)).wait();
      });
    `);
    expect([stdout, stderr]).to.deep.equal(['out\nout\nerr\n', 'err\nout\nerr\nerr\n']);
  });

  it(
    'is waited for by many, with a timeout, and in a select',
    realTime(function* ({ trace }) {
      using child = yield* shell('read line; exit 5');
      expect(yield* failure(child.wait(0))).to.be.instanceOf(TimeoutError);
      const error = (yield* failure(child.wait(0.01))) as Error;
      expect(error.message).to.equal('sh did not end in time (0.01s)');
      expect((yield* select({ end: child.wait(), tick: sleep(0.01) }))[0]).to.equal('tick');
      for (const name of ['a', 'b'])
        spawn(function* (): Op<void> {
          trace.push(name, (yield* child.wait()).code);
        });
      yield* sleep();
      child.stdin.write('\n');
      const [which, status] = yield* select({ end: child.wait(), tick: sleep(10) });
      yield* sleep();
      expect([which, status]).to.deep.equal(['end', { code: 5, signal: null }]);
      expect(trace).to.deep.equal(['a', 5, 'b', 5]);
      expect(yield* child.wait(0)).to.deep.equal({ code: 5, signal: null });
    }),
  );

  it('is a wait for the outside: no deadlock is told, and a loop that waits for nothing else goes on', async () => {
    const { code, stdout, stderr } = await program(`
      import { run } from 'evergreen-ts';
      import { Process } from 'evergreen-ts/subprocess';
      await run(function* () {
        const child = yield* Process.spawn('sleep', ['0.3'], { stdin: 'ignore' });
        console.log((yield* child.wait()).code);
      });
    `);
    expect([code, stdout, stderr]).to.deep.equal([0, '0\n', '']);
  });

  it('lives on when nobody ends it, and keeps nobody alive', async () => {
    const sleeping = sleeper();
    const { code, stdout } = await program(`
      import { run } from 'evergreen-ts';
      import { Process } from 'evergreen-ts/subprocess';
      const child = await run(() => Process.spawn('sleep', ['${sleeping.slice(6)}'], { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' }));
      console.log(child.pid);
    `);
    expect(code).to.equal(0);
    expect(running(sleeping)).to.have.length(1);
    process.kill(Number(stdout));
  });

  it('is killed at once when the process ends while it is being ended', async () => {
    const sleeping = sleeper();
    const { stdout } = await program(`
      import { run } from 'evergreen-ts';
      import { Process } from 'evergreen-ts/subprocess';
      await run(function* () {
        const child = yield* Process.spawn('sh', ['-c', 'trap "" TERM; echo ready; ${sleeping}; :'], { stdout: 'pipe', detached: true });
        yield* child.stdout.readUntil('\\n');
        child[Symbol.dispose]();
        console.log(child.kill('SIGCONT'));
        process.exit();
      });
    `);
    expect(stdout).to.equal('true\n');
    await gone(sleeping);
  });

  it('is ended by a loop that ends, and after that, if it was given up', async () => {
    const sleeping = sleeper();
    const { code, stdout } = await program(`
      import { run, spawn } from 'evergreen-ts';
      import { Process } from 'evergreen-ts/subprocess';
      await run(function* () {
        const child = yield* Process.spawn('sh', ['-c', 'trap "" TERM; echo ready; ${sleeping}; :'], { stdout: 'pipe', detached: true, grace: 0.2 });
        yield* child.stdout.readUntil('\\n');
        child[Symbol.dispose]();
      });
      console.log('over');
    `);
    expect([code, stdout]).to.deep.equal([0, 'over\n']);
    await gone(sleeping);
  });

  it(
    'takes signals as long as it runs',
    realTime(function* () {
      using child = yield* shell(`trap 'echo usr1' USR1; echo ready; ${ever}`);
      yield* child.stdout.readUntil('ready\n');
      expect(child.kill('SIGUSR1')).to.equal(true);
      expect(String(yield* child.stdout.readUntil('\n'))).to.equal('usr1\n');
      expect(child.kill()).to.equal(true);
      expect(yield* child.wait()).to.deep.equal({ code: null, signal: 'SIGTERM' });
      expect(child.kill()).to.equal(false);
      expect(() => child.kill('SIGNONE' as NodeJS.Signals)).to.throw(
        RangeError,
        'no such signal here: "SIGNONE"',
      );
    }),
  );

  it(
    'has its group signalled with detached',
    realTime(function* () {
      using child = yield* shell('sleep 1116 & echo ready; wait', { detached: true });
      yield* child.stdout.readUntil('\n');
      child.kill('SIGKILL');
      yield* child.wait();
      expect(yield* child.stdout.read()).to.have.length(0); // nobody holds the pipe
    }),
  );

  it(
    'is ended at the end of a block, without parking',
    realTime(function* () {
      let child: Process;
      {
        using it = yield* shell(`trap '' TERM; echo ready; ${ever}`, { grace: 0.1 });
        yield* it.stdout.readUntil('\n');
        child = it;
      }
      expect([child.status, child.stdin.closed, child.stdout.closed]).to.deep.equal([undefined, true, true]);
      expect(yield* child.wait()).to.deep.equal({ code: null, signal: 'SIGKILL' });
      child[Symbol.dispose]();
    }),
  );

  describe('communicate()', () => {
    it(
      'writes, reads both to the end, and waits',
      realTime(function* () {
        const child = yield* shell('cat; echo err >&2');
        const { stdout, stderr } = yield* child.communicate('in');
        expect([String(stdout), String(stderr), child.status?.code]).to.deep.equal(['in', 'err\n', 0]);
        expect([child.stdin.closed, child.stdout.closed, child.stderr.closed]).to.deep.equal([
          true,
          true,
          true,
        ]);
        expect(yield* child.communicate()).to.deep.equal({
          stdout: Buffer.alloc(0),
          stderr: Buffer.alloc(0),
        });
      }),
    );

    it(
      'closes stdin without input, and leaves out what is no pipe',
      realTime(function* () {
        const child = yield* shell('cat; echo x', { stderr: 'ignore' });
        const { stdout, stderr } = yield* child.communicate();
        expect([String(stdout), stderr.length]).to.deep.equal(['x\n', 0]);
        const silent = yield* Process.spawn('true', [], { stdin: 'ignore' });
        expect((yield* silent.communicate()).stdout).to.have.length(0);
        expect(() => silent.communicate('x')).to.throw(StreamError, /stdin of true is no pipe/);
      }),
    );

    it(
      'keeps what was read when the timeout comes first, for the next call, and goes on with the input',
      realTime(function* () {
        const input = Buffer.alloc(2 ** 22, 'i');
        const child = yield* shell(`head -c 100000; echo half >&2; trap 'cat; exit' USR1; ${ever}`);
        const error = (yield* failure(child.communicate(input, 0.2))) as Error;
        expect(error).to.be.instanceOf(TimeoutError);
        expect(child.status).to.equal(undefined);
        expect(yield* failure(child.communicate(undefined, 0))).to.be.instanceOf(TimeoutError);
        const again = (yield* failure(child.communicate('more'))) as Error;
        expect(again.message).to.equal('sh was given its input already: call communicate() without');
        yield* heeds(child.pid, 'SIGUSR1');
        expect(child.kill('SIGUSR1')).to.equal(true);
        const rest = spawn(() => child.communicate());
        yield* sleep();
        const second = (yield* failure(child.communicate())) as Error;
        expect(second.message).to.equal('another tasklet communicates with sh already');
        const { stdout, stderr } = yield* rest.get(20);
        expect(String(stderr)).to.equal('half\n');
        expect(stdout.equals(input)).to.equal(true);
      }),
    );

    it(
      'gives what was read to the next call when it was killed, too',
      realTime(function* () {
        const child = yield* shell(`echo first; trap 'echo second; exit' USR1; ${ever}`);
        const killed = spawn(() => child.communicate(undefined, 1000));
        yield* heeds(child.pid, 'SIGUSR1');
        yield* sleep(0.01);
        killed.kill();
        yield* killed.join();
        child.kill('SIGUSR1');
        const { stdout } = yield* child.communicate();
        expect(String(stdout)).to.equal('first\nsecond\n');
      }),
    );
  });

  it(
    'leaves no descriptor behind when it cannot be started, hundreds of times',
    realTime(function* () {
      for (let i = 0; i < 200; i++) {
        expect(yield* failure(shell('', { cwd: '/none' }))).to.be.instanceOf(ProcessError);
        expect(yield* failure(shell('', { cwd: '/none', stderr: 'stdout' }))).to.be.instanceOf(ProcessError);
      }
      expect(children()).to.deep.equal([]);
    }),
  );

  it('is an error of its class when descriptors run out, and nothing is left', async () => {
    const { stdout, stderr } = await program(
      `
        import { openSync, closeSync } from 'node:fs';
        import { run } from 'evergreen-ts';
        import { run as runProcess } from 'evergreen-ts/subprocess';
        await run(function* () {
          yield* runProcess('true');
          const open = [];
          try { for (;;) open.push(openSync('/dev/null')); } catch {}
          for (const options of [{}, { stderr: 'stdout' }]) {
            try { yield* runProcess('true', [], options); } catch ({ name, code }) { console.log(name, code); }
          }
          open.forEach((fd) => closeSync(fd));
          console.log((yield* runProcess('true')).code);
        });
      `,
      { descriptors: 256 },
    );
    expect([stdout, stderr]).to.deep.equal(['ProcessError EMFILE\nProcessError EMFILE\n0\n', '']);
  });

  it('is refused by the permission model with an error of its class', async () => {
    const [major = 0] = process.versions.node.split('.').map(Number);
    const flag = major < 22 ? '--experimental-permission' : '--permission';
    const env = { EVERGREEN_IO: '' }; // which is possible there
    const source = `
      import { run } from 'evergreen-ts';
      import { Process, run as runProcess } from 'evergreen-ts/subprocess';
      await run(function* () {
        for (const attempt of [() => Process.spawn('true'), () => runProcess('true')])
          try { yield* attempt(); } catch ({ name, code, message }) { console.log(name, code, message); }
      });
    `;
    const { stdout } = await program(source, { flags: [flag, '--allow-fs-read=*', '--no-warnings'], env });
    const told =
      'ProcessError ERR_ACCESS_DENIED cannot start true: refused by the permission model, see --allow-child-process (ERR_ACCESS_DENIED)\n';
    expect(stdout).to.equal(told + told);
    const allowed = await program(`${source} console.log('started');`, {
      flags: [flag, '--allow-fs-read=*', '--allow-child-process', '--no-warnings'],
      env,
    });
    expect(allowed.stdout).to.equal('started\n');
  });

  it("with stderr as 'stdout' takes two more permissions, and says which", async () => {
    const [major = 0] = process.versions.node.split('.').map(Number);
    const flags = [
      major < 22 ? '--experimental-permission' : '--permission',
      ...['--allow-fs-read=*', '--allow-child-process', '--no-warnings'],
    ];
    const net = major < 25 ? [] : ['--allow-net'];
    const source = `
      import { run } from 'evergreen-ts';
      import { run as runProcess } from 'evergreen-ts/subprocess';
      await run(function* () {
        const both = runProcess('sh', ['-c', 'echo out; echo error >&2'], { stderr: 'stdout' });
        try { console.log((yield* both).stdout.toString()); } catch ({ name, message }) { console.log(name, message); }
      });
    `;
    const env = { EVERGREEN_IO: '' };
    const refused = await program(source, { flags, env });
    expect(refused.stdout).to.match(/^ProcessError cannot start sh: .*--allow-fs-write .*--allow-net /);
    const allowed = await program(source, { flags: [...flags, '--allow-fs-write=*', ...net], env });
    expect(allowed.stdout).to.equal('out\nerror\n\n');
  });

  it(
    'is known by its program, not by its arguments, which may be secret',
    realTime(function* ({ loop }) {
      using child = yield* Process.spawn('sleep', ['1117']);
      const waiting = spawn(() => child.wait());
      yield* sleep();
      expect(loop.dump().map(({ waitingOn }) => waitingOn)).to.include(`Process.wait sleep (${child.pid})`);
      waiting.kill();
      yield* waiting.join();
    }),
  );
});

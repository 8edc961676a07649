// run(): what it returns, what it throws, and that nothing of a child is left, whatever ends it.
import { expect } from 'chai';
import { type Op, type Tasklet, Timeout, TimeoutError, race, sleep, spawn, until } from 'evergreen-ts';
import { ProcessError, type RunOptions, run } from 'evergreen-ts/subprocess';
import { failure } from '../support/failure.js';
import {
  children,
  gone,
  type Held,
  heeds,
  held,
  linuxOnly,
  nothingLeft,
  sleeper,
} from '../support/processes.js';
import { realTime } from '../support/run-tasklet.js';

const sh = (line: string, options: RunOptions = {}): ReturnType<typeof run> =>
  run(line, [], { shell: true, ...options });

/** A run() of a shell that ignores SIGTERM, once it does. */
function* stubborn(grace: number): Op<Tasklet> {
  const running = spawn(() => sh("trap '' TERM; while :; do sleep 0.01; done", { grace }));
  let pid;
  while (([pid] = children())[0] === undefined) yield* sleep(0.001);
  yield* heeds(pid as number, 'SIGTERM');
  return running;
}

describe('run()', () => {
  let open: Held | undefined;

  before(function () {
    linuxOnly(this);
  });

  beforeEach(
    realTime(function* () {
      // The first child opens what Node keeps.
      if (open === undefined) yield* run('true');
      open = held();
    }),
  );

  afterEach(
    realTime(function* () {
      yield* nothingLeft(open as Held);
    }),
  );

  it(
    'returns the status and what was written',
    realTime(function* () {
      const { code, signal, stdout, stderr } = yield* sh('echo out; echo err >&2');
      expect([code, signal, String(stdout), String(stderr)]).to.deep.equal([0, null, 'out\n', 'err\n']);
    }),
  );

  it(
    'gives arguments as they are, in a directory and an environment of their own',
    realTime(function* () {
      const args = ['%s|', 'two words', '$HOME', '"', ''];
      expect(String((yield* run('printf', args)).stdout)).to.equal('two words|$HOME|"||');
      expect(String((yield* run('pwd', [], { cwd: '/' })).stdout)).to.equal('/\n');
      const url = new URL('file:///');
      expect(String((yield* run('pwd', [], { cwd: url })).stdout)).to.equal('/\n');
      const env = { PATH: process.env.PATH, ONE: '1', NONE: undefined };
      expect(String((yield* sh('echo $ONE$NONE$HOME', { env })).stdout)).to.equal('1\n');
    }),
  );

  it(
    'has nothing to read, unless there is input',
    realTime(function* () {
      expect((yield* run('cat')).stdout).to.have.length(0);
      expect(String((yield* run('cat', [], { input: 'käse' })).stdout)).to.equal('käse');
      expect((yield* run('cat', [], { input: new Uint8Array([1, 0, 255]) })).stdout).to.deep.equal(
        Buffer.from([1, 0, 255]),
      );
      expect((yield* run('cat', [], { input: '' })).stdout).to.have.length(0);
      expect((yield* run('cat', [], { stdin: 'pipe' })).stdout).to.have.length(0);
    }),
  );

  it(
    'moves 64 MiB both ways',
    realTime(function* () {
      const input = Buffer.alloc(64 * 2 ** 20);
      for (let at = 0; at < input.length; at += 4) input.writeUInt32LE(at, at);
      const { stdout } = yield* run('cat', [], { input });
      expect(stdout.equals(input)).to.equal(true);
    }),
  ).timeout(120_000);

  it(
    'keeps the order of both outputs where stderr is stdout',
    realTime(function* () {
      const line = 'for i in 1 2 3 4 5 6 7 8 9; do echo out $i; echo err $i >&2; done';
      const { stdout, stderr } = yield* sh(line, { stderr: 'stdout' });
      const expected = Array.from({ length: 9 }, (_, i) => `out ${i + 1}\nerr ${i + 1}\n`).join('');
      expect([String(stdout), stderr.length]).to.deep.equal([expected, 0]);
      expect((yield* sh('echo x >&2', { stdout: 'ignore', stderr: 'stdout' })).stderr).to.have.length(0);
    }),
  );

  it(
    'does not mind a child that does not read its input',
    realTime(function* () {
      const input = Buffer.alloc(2 ** 22);
      expect(String((yield* sh('echo done', { input })).stdout)).to.equal('done\n');
      expect(String((yield* sh('exec 0<&-; echo done', { input })).stdout)).to.equal('done\n');
    }),
  );

  it(
    'throws what a program has said when it fails, with its output',
    realTime(function* () {
      const error = (yield* failure(
        sh('echo half; echo first >&2; echo "last words" >&2; exit 3'),
      )) as ProcessError;
      expect(error).to.be.instanceOf(ProcessError);
      expect(error.message).to.equal(
        '"echo half; echo first >&2; echo \\"last words\\" >&2; exit 3" exited with status 3: last words',
      );
      expect([error.name, error.code, error.status]).to.deep.equal([
        'ProcessError',
        'EXIT',
        { code: 3, signal: null },
      ]);
      expect([String(error.stdout), String(error.stderr)]).to.deep.equal(['half\n', 'first\nlast words\n']);
      const killed = (yield* failure(run('sh', ['-c', 'kill -9 $$']))) as ProcessError;
      expect([killed.message, killed.status]).to.deep.equal([
        'sh was ended by SIGKILL',
        { code: null, signal: 'SIGKILL' },
      ]);
    }),
  );

  it(
    'returns any status without check',
    realTime(function* () {
      expect(yield* sh('exit 3', { check: false })).to.include({ code: 3, signal: null });
      expect(yield* sh('kill -9 $$', { check: false })).to.include({ code: null, signal: 'SIGKILL' });
    }),
  );

  it(
    'throws what the system says when there is nothing to start, in the function that asked',
    realTime(function* asks() {
      const tries: [string, RunOptions, string][] = [
        ['no-such-program', {}, 'ENOENT cannot start no-such-program: no such file or directory (ENOENT)'],
        ['/etc/passwd', {}, 'EACCES cannot start /etc/passwd: permission denied (EACCES)'],
        ['/etc/passwd/x', {}, 'ENOTDIR cannot start /etc/passwd/x: not a directory (ENOTDIR)'],
        [
          'ls',
          { cwd: '/none' },
          'ENOENT cannot start ls: the directory it is to start in does not exist, /none (ENOENT)',
        ],
        [
          'ls',
          { cwd: '/etc/passwd' },
          'ENOTDIR cannot start ls: what it is to start in is no directory, /etc/passwd (ENOTDIR)',
        ],
        ['ls', { stdin: 7654 }, 'EBADF cannot start ls: bad file descriptor (EBADF)'],
        [
          'no-such-program',
          { stderr: 'stdout' },
          'ENOENT cannot start no-such-program: no such file or directory (ENOENT)',
        ],
      ];
      for (const [command, options, expected] of tries) {
        const error = (yield* failure(run(command, [], options))) as ProcessError;
        expect(error).to.be.instanceOf(ProcessError);
        expect(`${error.code} ${error.message}`).to.equal(expected);
        expect(error.status).to.equal(undefined);
        expect(error.stack?.split('\n')[1]).to.match(/failure|asks/);
      }
    }),
  );

  it(
    'ends a child that writes too much, and gives what it wrote',
    realTime(function* () {
      const error = (yield* failure(run('yes', [], { maxOutput: 1000 }))) as ProcessError;
      expect([error.code, error.message]).to.deep.equal([
        'ENOBUFS',
        'yes wrote more than 1000 bytes (maxOutput)',
      ]);
      expect(error.stdout.subarray(0, 4).toString()).to.equal('y\ny\n');
      expect(error.status).to.deep.equal({ code: null, signal: 'SIGTERM' });
      const exact = yield* sh('printf 12345; printf 12345 >&2', { maxOutput: 5 });
      expect([String(exact.stdout), String(exact.stderr)]).to.deep.equal(['12345', '12345']);
      const both = (yield* failure(sh('yes >&2 & yes', { maxOutput: 1000, detached: true }))) as ProcessError;
      expect(both.code).to.equal('ENOBUFS');
    }),
  );

  it(
    'ends a child that takes too long',
    realTime(function* () {
      const error = (yield* failure(run('sleep', ['1000'], { timeout: 0.05 }))) as Error;
      expect(error).to.be.instanceOf(TimeoutError);
      expect(error.message).to.equal('sleep did not end in time (0.05s)');
      expect(children()).to.deep.equal([]);
    }),
  );

  it(
    'kills a child that ignores SIGTERM when it has had its time',
    realTime(function* () {
      const running = yield* stubborn(0.2);
      const began = performance.now();
      running.kill();
      yield* running.join();
      expect(children()).to.deep.equal([]);
      expect(performance.now() - began).to.be.within(190, 5000);
    }),
  );

  it(
    'lets a child that is ended say its last, though nobody listens, and clean up',
    realTime(function* () {
      const program = `
        process.on('SIGTERM', () => process.stdout.write('x'.repeat(2 ** 20), () => process.exit(7)));
        setInterval(() => {}, 1000);
        console.log('ready');
      `;
      const error = (yield* failure(
        run(process.execPath, ['-e', program], { maxOutput: 3, grace: 20 }),
      )) as ProcessError;
      expect([error.code, error.status]).to.deep.equal(['ENOBUFS', { code: 7, signal: null }]);
    }),
  );

  it(
    'is ended by a kill, a Timeout and a race, before they go on',
    realTime(function* () {
      const killed = spawn(() => run('sleep', ['1000']));
      while (children().length === 0) yield* sleep(0.001);
      killed.kill();
      yield* killed.join();
      expect(children()).to.deep.equal([]);
      yield* new Timeout(0.05, false).run(run('sleep', ['1000']));
      expect(children()).to.deep.equal([]);
      yield* race([run('sleep', ['1000']), run('true')]);
      expect(children()).to.deep.equal([]);
    }),
  );

  it(
    'leaves nothing behind at whatever moment it is killed',
    realTime(function* () {
      for (let i = 0; i < 40; i++) {
        const options = {
          input: 'x'.repeat(2 ** 17),
          stderr: i % 2 === 0 ? ('stdout' as const) : ('pipe' as const),
        };
        const running = spawn(() => sh('cat; echo x >&2; sleep 0.01', options));
        for (let steps = 0; steps < i; steps++) yield* sleep();
        running.kill();
        yield* running.join();
        expect(children(), `after ${i} steps`).to.deep.equal([]);
      }
    }),
  );

  it(
    'goes on ending the child when the cleanup is interrupted',
    realTime(function* () {
      const running = yield* stubborn(1);
      running.kill();
      yield* sleep(0.01);
      running.kill();
      yield* running.join();
      expect(children()).to.have.length(1);
      yield* nothingLeft(open as Held);
    }),
  );

  it(
    'waits a second for output that a grandchild may still write, and no longer',
    realTime(function* () {
      const began = performance.now();
      const late = '(while kill -0 $$; do sleep 0.01; done; echo late) 2>/dev/null';
      const { stdout } = yield* sh(`${late} & sleep 30 & echo $!`);
      const [pid, last] = String(stdout).split('\n');
      expect(last).to.equal('late');
      expect(performance.now() - began).to.be.within(950, 5000);
      process.kill(Number(pid));
    }),
  );

  it(
    'does not wait for a grandchild that does not read the input',
    realTime(function* () {
      const began = performance.now();
      const { stdout } = yield* sh('sleep 30 <&0 >/dev/null 2>&1 & echo $!', {
        input: Buffer.alloc(2 ** 23),
      });
      expect(performance.now() - began).to.be.below(5000);
      process.kill(Number(stdout));
    }),
  );

  it(
    'has all that was written before the end, however busy the hub is',
    realTime(function* () {
      const size = 150_000;
      let busy = true;
      const hogs = Array.from({ length: 60 }, () =>
        spawn(function* () {
          while (busy) {
            const until = performance.now() + 20;
            while (performance.now() < until);
            yield* sleep();
          }
        }),
      );
      // Standard error stays open, so that the output is waited for.
      const { stdout, stderr } = yield* sh(`head -c ${size} /dev/zero; sleep 30 >/dev/null & echo $! >&2`);
      busy = false;
      process.kill(Number(stderr));
      expect(stdout.length).to.equal(size);
      for (const hog of hogs) yield* hog.join();
    }),
  ).timeout(120_000);

  it(
    'signals grandchildren with detached, and only those that are alive hold it up',
    realTime(function* () {
      const sleeping = sleeper();
      for (const [line, grace] of [
        [`${sleeping} & wait`, 20],
        [`(trap '' TERM; ${sleeping}; ${sleeping}) & wait`, 0.2],
      ] as const) {
        const began = performance.now();
        const error = yield* failure(sh(line, { detached: true, timeout: 0.3, grace }));
        expect(error).to.be.instanceOf(TimeoutError);
        expect(performance.now() - began).to.be.below(10_000);
        yield* until(gone(sleeping));
      }
    }),
  );
});

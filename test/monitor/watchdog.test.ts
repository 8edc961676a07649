// watchdog(): programs in processes of their own that block in every way there is; what is told, when, and at what price.
import { expect } from 'chai';
import { run, sleep } from 'evergreen-ts';
import { watchdog } from 'evergreen-ts/monitor';
import { program } from '../support/child.js';
import { uncaughtDuring } from '../support/uncaught.js';

/** A program in which a tasklet called "busy" runs `block`, in functions called outer and inner, and then ends. */
function blocking(block: string, before = 'watchdog({ seconds: 0.4 });'): string {
  return `
    import { execSync } from 'node:child_process';
    import { openSync, readSync } from 'node:fs';
    import { Tasklet, run, sleep, spawn } from 'evergreen-ts';
    import { watchdog } from 'evergreen-ts/monitor';
    ${before}
    const until = (ms) => performance.now() + ms;
    // The thread needs a moment to begin.
    await run(() => sleep(0.3));
    await run(function* () {
      yield* new Tasklet({ name: 'busy', target: function* outer() { yield* inner(); } }).start().join();
    });
    function* inner() {
      ${block}
      yield* sleep(0);
    }`;
}

const LOOP = 'for (const end = until(1500); performance.now() < end;);';

describe('watchdog', function () {
  // The first program waits until the library is built.
  this.timeout(120_000);

  for (const [what, block] of [
    ['a loop', LOOP],
    [
      'a regular expression',
      "for (const end = until(1500); performance.now() < end;) /^(a+)+$/.test('a'.repeat(18) + 'b');",
    ],
    ['Atomics.wait()', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);'],
    ['a system call, when that has returned', "execSync('sleep 1.5');"],
    [
      'a read that blocks',
      `const fifo = \`/tmp/evergreen-\${process.pid}\`;
      execSync(\`mkfifo \${fifo}; (sleep 1.5; echo > \${fifo}; rm \${fifo}) >/dev/null 2>&1 &\`);
      readSync(openSync(fifo, 'r'), Buffer.alloc(1));`,
    ],
  ] as const)
    it(`tells of ${what}, once, with the tasklet and its functions`, async () => {
      const { code, stderr } = await program(blocking(block));
      expect(code).to.equal(0);
      const [first = '', ...stack] = stderr.trimEnd().split('\n');
      expect(first).to.match(
        /^evergreen: busy has been running for \d\.\d\d s without parking, and nothing else runs:$/,
      );
      expect(stack.map((line) => /at (?:\w+\.)*(\w+)/.exec(line)?.[1]).slice(-2)).to.deep.equal([
        'inner',
        'outer',
      ]);
    });

  it('tells while it still runs: of an endless loop, too', async () => {
    const { code, stdout } = await program(
      blocking(
        'for (;;);',
        `watchdog({ seconds: 0.4, onBlocked: ({ seconds, tasklet, stack }) => {
          console.log(JSON.stringify({ enough: seconds >= 0.4 && seconds < 9, tasklet, stack: stack.includes('inner') }));
          process.exit(7);
        } });`,
      ),
    );
    expect(code).to.equal(7);
    expect(JSON.parse(stdout)).to.deep.equal({
      enough: true,
      tasklet: { id: 2, name: 'busy', state: 'running' },
      stack: true,
    });
  });

  it('tells of each block once, and of none of those who park', async () => {
    const source = `
      import { run, sleep, spawn } from 'evergreen-ts';
      import { watchdog } from 'evergreen-ts/monitor';
      let told = 0;
      watchdog({ seconds: 1, onBlocked: () => void told++ });
      await run(() => sleep(0.3));
      const spin = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };
      // Together they run for longer than that, but each lets the others go first.
      await run(function* () {
        for (let i = 0; i < 4; i++) spawn(function* () { for (let j = 0; j < 40; j++) { spin(10); yield* sleep(0); } });
      });
      console.log(told);
      for (let i = 0; i < 2; i++) await run(function* () { spin(2500); yield* sleep(0.01); });
      console.log(told);`;
    expect((await program(source)).stdout).to.equal('0\n2\n');
  });

  it('tells of a callback that blocks, which is no tasklet', async () => {
    const { stderr } = await program(`
      import { EventLoop, run, sleep } from 'evergreen-ts';
      import { watchdog } from 'evergreen-ts/monitor';
      watchdog({ seconds: 0.4 });
      await run(() => sleep(0.3));
      EventLoop.current().callSoon(function hog() { for (const end = performance.now() + 1500; performance.now() < end;); });
      await run(() => sleep(0.1));`);
    expect(stderr).to.match(/^evergreen: a callback has been running for .*\n +at hog /);
  });

  it('treats an error of onBlocked as uncaught, and goes on', async () => {
    const { code, stderr, stdout } = await program(
      blocking(
        LOOP,
        "process.on('uncaughtException', (error) => console.log(error.message)); watchdog({ seconds: 0.4, onBlocked: () => { throw new Error('no'); } });",
      ),
    );
    expect([code, stdout, stderr]).to.deep.equal([0, 'no\n', '']);
  });

  it('tells nothing once it is stopped, and several may watch', async () => {
    const { stdout } = await program(
      blocking(
        LOOP,
        `const say = (text) => ({ seconds: 0.4, onBlocked: () => console.log(text) });
        const [a, b, c] = ['a', 'b', 'c'].map((text) => watchdog(say(text)));
        b.stop();
        b.stop();`,
      ),
    );
    expect([...new Set(stdout.trim().split('\n'))].sort()).to.deep.equal(['a', 'c']);
  });

  it('leaves a debugger alone that stops the program, and a `debugger` statement', async () => {
    const debuggerIn = (body: string): string => `
      import { Worker } from 'node:worker_threads';
      import { run, sleep } from 'evergreen-ts';
      import { watchdog } from 'evergreen-ts/monitor';
      ${body}`;
    // Another session stops main for 600 ms.
    const { code, stdout, stderr } = await program(
      debuggerIn(`
      watchdog({ seconds: 0.4 });
      const other = new Worker(\`
        const { Session } = require('node:inspector');
        const session = new Session();
        session.connectToMainThread();
        session.on('Debugger.paused', () => setTimeout(() => {
          session.post('Debugger.resume');
          session.post('Debugger.disable', () => session.disconnect());
        }, 600));
        session.post('Debugger.enable', () => setTimeout(() => session.post('Debugger.pause'), 300));
        setTimeout(() => process.exit(), 2000);
      \`, { eval: true, execArgv: [] });
      await run(function* () { yield* sleep(0.2); });
      let longest = 0;
      await run(function* () {
        const end = performance.now() + 1500;
        for (let last = performance.now(); last < end;) {
          yield* sleep(0.001);
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
        }
      });
      console.log(longest > 500 ? 'was stopped' : 'was not stopped');`),
    );
    expect([code, stdout, stderr]).to.deep.equal([0, 'was stopped\n', '']);
    const statement = await program(blocking(`debugger; ${LOOP} debugger;`));
    expect(statement.code).to.equal(0);
  });

  it('neither keeps the process alive nor holds its exit up', async () => {
    const began = performance.now();
    const natural = await program("import { watchdog } from 'evergreen-ts/monitor'; watchdog();");
    expect(natural).to.deep.equal({ code: 0, signal: null, stdout: '', stderr: '' });
    const exit = await program(
      blocking(`${LOOP} process.exit(4);`, 'watchdog({ seconds: 0.4, onBlocked: () => undefined });'),
    );
    expect(exit).to.deep.equal({ code: 4, signal: null, stdout: '', stderr: '' });
    expect(performance.now() - began).to.be.lessThan(30_000);
  });

  it('hides no deadlock', async () => {
    const { code, stderr } = await program(`
      import { Event, run } from 'evergreen-ts';
      import { watchdog } from 'evergreen-ts/monitor';
      watchdog({ seconds: 0.4 });
      await run(() => new Event().wait());`);
    expect(code).to.equal(1);
    expect(stderr).to.include('DeadlockError');
  });

  it('needs the main thread, and threads: a clear error where there are none', async () => {
    const { stdout } = await program(`
      import { Worker } from 'node:worker_threads';
      new Worker(\`import('evergreen-ts/monitor').then(({ watchdog }) => watchdog()).catch((error) => console.log(error.message));\`, { eval: true, execArgv: [] });`);
    expect(stdout).to.equal('watchdog() watches the main thread: call it there\n');
    const flag = process.allowedNodeEnvironmentFlags.has('--permission')
      ? '--permission'
      : '--experimental-permission';
    const denied = await program(
      "import { watchdog } from 'evergreen-ts/monitor'; try { watchdog(); } catch (error) { console.log(error.message); }",
      { flags: [flag, '--allow-fs-read=*'] },
    );
    expect(denied.stdout).to.equal(
      'watchdog() needs a thread, which the permission model forbids: see --allow-worker\n',
    );
  });

  it('refuses options that cannot be right', () => {
    for (const seconds of [0, -1, NaN, Infinity, '1'])
      expect(() => watchdog({ seconds: seconds as number })).to.throw(
        RangeError,
        'seconds must be a positive number',
      );
    expect(() => watchdog({ onBlocked: 5 as never })).to.throw(TypeError, 'onBlocked must be a function');
    expect(() => watchdog(5 as never)).to.throw(TypeError, 'the options of watchdog()');
  });

  it('may come and go in the middle of a turn', async () => {
    const seen = await uncaughtDuring(async () => {
      await run(function* () {
        for (let i = 0; i < 3; i++) {
          const { stop } = watchdog({ seconds: 60 });
          yield* sleep(0.001);
          stop();
        }
      });
    });
    expect(seen).to.deep.equal([]);
  });
});

// main(), and run() with signals: as programs of their own, which are interrupted; and what a program does when it has nothing
// left to do but what its tasklets wait for.
import { spawn as start } from 'node:child_process';
import { expect } from 'chai';
import { evaluating, program } from '../support/child.js';
import { plainJs } from '../support/plain-js.js';
import { inTerminal } from '../support/terminal.js';

/** Run a module; send it each of `signals` when it prints a line that ends with a question mark. */
function interrupted(source: string, signals: NodeJS.Signals[]): Promise<[unknown, string, string]> {
  const child = start(process.execPath, evaluating(source), { cwd: plainJs() });
  let [stdout, stderr] = ['', ''];
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const asked = stdout.split('?\n').length - 1; seen < asked; seen++) child.kill(signals[seen]);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve([signal ?? code, stdout, stderr]));
  });
}

const STUBBORN = `
  import { main, sleep, spawn } from 'evergreen-ts';
  await main(function* () {
    spawn(function* () {
      try {
        yield* sleep(3600);
      } finally {
        yield* sleep(0.01);
        console.log('child cleaned up');
      }
    });
    try {
      console.log('first?');
      yield* sleep(3600);
    } finally {
      yield* sleep(0.01);
      console.log('main cleaned up');
      if (process.env.STUBBORN) {
        console.log('second?');
        yield* sleep(3600);
      }
    }
  });
  console.log('main() resolved', process.exitCode);`;

describe('main()', () => {
  it('leaves the exit code alone when the program returns', async () => {
    const [fine, own, failed] = await Promise.all([
      program(`import { main, sleep } from 'evergreen-ts';
        await main(() => sleep(0.001));
        console.log('resolved', process.exitCode);`),
      program(`import { main } from 'evergreen-ts';
        await main(() => { process.exitCode = 7; });`),
      program(`import { main, sleep, spawn } from 'evergreen-ts';
        await main(function* () { spawn(() => { throw new Error('nobody took this'); }); yield* sleep(); });`),
    ]);
    expect(fine).to.deep.include({ code: 0, stdout: 'resolved undefined\n', stderr: '' });
    expect(own.code).to.equal(7);
    expect(failed.code).to.equal(1);
  });

  it('prints an error once and fails, and cuts nothing off that is still going on', async () => {
    const { code, stdout, stderr } = await program(`import { main } from 'evergreen-ts';
      setTimeout(() => console.log('still'), 20);
      await main((what) => { throw new TypeError('boom ' + what); }, 'here');`);
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: 'still\n' });
    expect(stderr.match(/TypeError: boom here/g)).to.have.length(1);
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`runs the finally blocks on ${signal}, those that park too, and ends with ${code}`, async () => {
      expect(await interrupted(STUBBORN, [signal])).to.deep.equal([
        code,
        `first?\nmain cleaned up\nchild cleaned up\nmain() resolved ${code}\n`,
        '',
      ]);
    });
  }

  it('ends at once, by the signal, when another comes', async () => {
    const stubborn = `process.env.STUBBORN = '1'; ${STUBBORN}`.replace(/(import.*;)/, '');
    const source = `import { main, sleep, spawn } from 'evergreen-ts';\n${stubborn}`;
    expect(await interrupted(source, ['SIGINT', 'SIGTERM'])).to.deep.equal([
      'SIGTERM',
      'first?\nmain cleaned up\nsecond?\n',
      '',
    ]);
  });

  it('takes an Interrupted that was swallowed for an end like any other', async () => {
    const [end, stdout] = await interrupted(
      `import { Interrupted, main, sleep } from 'evergreen-ts';
      await main(function* () {
        try {
          console.log('first?');
          yield* sleep(3600);
        } catch (error) {
          if (!(error instanceof Interrupted)) throw error;
          console.log(error.name, error.signal);
        }
      });`,
      ['SIGTERM'],
    );
    expect([end, stdout]).to.deep.equal([0, 'first?\nInterrupted SIGTERM\n']);
  });

  it('ends what main has left running', async () => {
    const [end, stdout] = await interrupted(
      `import { main, sleep, spawn } from 'evergreen-ts';
      await main(() => {
        spawn(function* () {
          try {
            yield* sleep();
            console.log('left?');
            yield* sleep(3600);
          } finally {
            console.log('cleaned up');
          }
        });
      });`,
      ['SIGINT'],
    );
    expect([end, stdout]).to.deep.equal([130, 'left?\ncleaned up\n']);
  });

  it('is refused in a worker, where no signals come, and nothing begins', async () => {
    const { code, stdout, stderr } = await program(`
      import { Worker } from 'node:worker_threads';
      const source = \`
        import { main, run } from 'evergreen-ts';
        await run({ signals: ['SIGINT'] }, () => console.log('began')).catch((error) => console.log(error.message));
        await main(() => console.log('began'));\`;
      const url = new URL('data:text/javascript,' + encodeURIComponent(source.replace("'evergreen-ts'", JSON.stringify(import.meta.resolve('evergreen-ts')))));
      new Worker(url).on('exit', (code) => console.log(code));`);
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: 'signals come to the main thread only\n1\n' });
    expect(stderr).to.contain('Uncaught in main: Error: signals come to the main thread only');
  });

  it('counts a signal that is named twice once', async () => {
    const [end, stdout] = await interrupted(
      `
      import { run, sleep } from 'evergreen-ts';
      await run({ signals: ['SIGTERM', 'SIGTERM'] }, function* () {
        try {
          console.log('first?');
          yield* sleep(3600);
        } finally {
          yield* sleep(0.01);
          console.log('cleaned up');
        }
      }).catch((error) => console.log(error.signal));`,
      ['SIGTERM'],
    );
    expect([end, stdout]).to.deep.equal([0, 'first?\ncleaned up\nSIGTERM\n']);
  });

  it('is ended by control-C in a terminal', async () => {
    const path = plainJs();
    const source = STUBBORN.replaceAll('\n', ' ').replaceAll("'", `'"'"'`);
    await inTerminal(
      `cd ${path} && exec ${process.execPath} --input-type=module --eval '${source}'`,
      async (terminal) => {
        await terminal.until('first?');
        terminal.type('\x03');
        await terminal.until('child cleaned up');
        expect(await terminal.ended).to.equal(130);
      },
    );
  });
});

describe('A program whose run()s are stuck', () => {
  it('has each of them rejected when nothing else is left, each with its own tasklets', async () => {
    const { code, stdout, stderr } = await program(`
      import { Channel, DeadlockError, current, run, sleep, until } from 'evergreen-ts';
      const told = (name) => (error) => console.log(name, error instanceof DeadlockError, error.tasklets.map((t) => t.waitingOn).join());
      const one = run(() => new Channel().receive()).catch(told('one'));
      const two = run(function* () {
        try {
          yield* until(new Promise(() => undefined));
        } finally {
          yield* sleep(0.01);
          console.log('cleaned up');
        }
      }).catch(told('two'));
      current.loop.callSoon(() => {
        current.loop.excepthook = (error, source) => told('loop')(error);
      });
      setTimeout(() => console.log('a plain timer'), 20);
      await Promise.all([one, two]);
      await run(() => console.log('and goes on'));`);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout.split('\n')).to.deep.equal([
      'a plain timer',
      'one true Channel.receive',
      'cleaned up',
      'two true until',
      'and goes on',
      '',
    ]);
  });

  it('that spawned beside run() is told once of what is stuck, fails and ends', async () => {
    const { code, stdout, stderr } = await program(`
      import { Channel, sleep, spawn } from 'evergreen-ts';
      for (let i = 0; i < 3; i++)
        spawn(function* () {
          try {
            yield* new Channel().receive();
          } finally {
            yield* sleep(0.001);
            console.log('cleaned up');
          }
        });`);
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: 'cleaned up\n'.repeat(3) });
    expect(stderr.match(/DeadlockError: 3 tasklets are parked/g)).to.have.length(1);
    // None of the user's functions is to blame, and the library's own say nothing.
    expect(stderr).to.not.contain('    at ');
  });
});

describe('A stream that is left open', () => {
  const SERVED = `
    import { createServer } from 'node:net';
    import { run, sleep } from 'evergreen-ts';
    import { TCPClient } from 'evergreen-ts/io';
    const server = createServer((socket) => socket.on('data', (data) => socket.write(data)).unref());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = ['127.0.0.1', server.address().port];
    const client = new TCPClient();
    const ask = function* (text) {
      client.write(text);
      return String(yield* client.readBytes(text.length));
    };
    await run(() => client.connect(address));`;

  it('by one run() can be used by the next, while others go on and when none does', async () => {
    const { code, stdout, stderr } = await program(`${SERVED}
      console.log(await run(ask, 'one'), await run(ask, 'two'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      console.log(await run(ask, 'three'));
      client.close();
      server.close();`);
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: 'one two\nthree\n', stderr: '' });
  });

  it('has its loop run again with the first entry, which cannot destroy it', async () => {
    const { code, stdout, stderr } = await program(`${SERVED}
      import { EventLoop } from 'evergreen-ts';
      await new Promise((resolve) => setTimeout(resolve, 20));
      const loop = EventLoop.current();
      console.log(loop.running);
      await run(function* () {
        console.log(loop.running);
        try {
          loop.destroy();
        } catch (error) {
          console.log(error.message);
        }
        console.log(yield* ask('still there'));
      });
      client.close();
      server.close();`);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout.split('\n')).to.deep.equal([
      'false',
      'true',
      'destroy() cannot be called while the loop is running: stop() it first',
      'still there',
      '',
    ]);
  });

  it('does not keep the process from ending', async () => {
    const { code, stdout, stderr } = await program(`${SERVED}
      console.log(await run(ask, 'one'));
      server.close();
      server.unref();
      process.on('exit', () => console.log('ends, and the stream is', client.closed ? 'closed' : 'open'));`);
    expect({ code, stdout, stderr }).to.deep.equal({
      code: 0,
      stdout: 'one\nends, and the stream is closed\n',
      stderr: '',
    });
  });
});

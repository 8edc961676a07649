// EVERGREEN_WATCHDOG and EVERGREEN_MONITOR: for any program, which runs and ends as it would without.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { program } from '../support/child.js';
import { ConsoleClient } from '../support/console.js';

describe('The environment', function () {
  // The first program waits until the library is built.
  this.timeout(120_000);

  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evergreen-'));
    path = join(folder, 'console');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const QUIET = { code: 0, signal: null, stderr: '' };

  it('EVERGREEN_WATCHDOG watches any program', async () => {
    const source = `import { run, sleep } from 'evergreen-ts';
      await run(function* () {
        yield* sleep(0.5);
        for (const end = performance.now() + 1500; performance.now() < end;);
        yield* sleep(0);
      });`;
    const { code, stderr } = await program(source, { env: { EVERGREEN_WATCHDOG: '0.4' } });
    expect(code).to.equal(0);
    expect(stderr).to.match(/^evergreen: Tasklet-1 has been running for \d\.\d\d s without parking/);
    expect(await program(source)).to.deep.equal({ ...QUIET, stdout: '' });
  });

  it('EVERGREEN_WATCHDOG must be a number of seconds', async () => {
    for (const value of ['x', '0', '-1', 'Infinity']) {
      const { code, stderr } = await program("import 'evergreen-ts';", {
        env: { EVERGREEN_WATCHDOG: value },
      });
      expect(code).to.equal(1);
      expect(stderr).to.include(`EVERGREEN_WATCHDOG must be a number of seconds above 0, not ${value}`);
    }
  });

  it('EVERGREEN_MONITOR opens a console for any program, which can end it', async () => {
    const ended = program(
      `import { Tasklet, run, sleep } from 'evergreen-ts';
      await run(function* () { yield* new Tasklet({ name: 'victim', target: sleep, args: [3600] }).start().join(); });
      console.log('done');`,
      { env: { EVERGREEN_MONITOR: path } },
    );
    const client = await ConsoleClient.open(path);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    const ps = await client.ask('ps');
    const [, id] = /^ *(\d+) +victim +parked +sleep 3600s$/m.exec(ps) ?? [];
    client.send(`kill ${id}\n`);
    expect(await ended).to.deep.equal({ ...QUIET, stdout: 'done\n' });
    await client.ended;
    expect(existsSync(path)).to.equal(false);
  });

  it('EVERGREEN_MONITOR is there on each loop of a program', async () => {
    const ended = program(
      `import { run, sleep } from 'evergreen-ts';
      for (let i = 0; i < 3; i++) await run(() => sleep(0.3));
      await run(function* last() { yield* sleep(3600); }).catch(() => undefined);
      console.log('done');`,
      { env: { EVERGREEN_MONITOR: path } },
    );
    for (let i = 0; ; i++) {
      const client = await ConsoleClient.open(path);
      const ps = await client.ask('ps').catch(() => '');
      const [, id] = /^ *(\d+) +.* +parked +sleep 3600s$/m.exec(ps) ?? [];
      if (id !== undefined) {
        client.send(`kill ${id}\n`);
        break;
      }
      await client.ended;
    }
    expect((await ended).stdout).to.equal('done\n');
  });

  it('EVERGREEN_MONITOR keeps no program from ending, and hides no deadlock, also while somebody is connected', async () => {
    const env = { EVERGREEN_MONITOR: path };
    const natural = program("import { run, sleep } from 'evergreen-ts'; await run(() => sleep(1.5));", {
      env,
    });
    const client = await ConsoleClient.open(path);
    await client.ask('help');
    expect(await natural).to.deep.equal({ ...QUIET, stdout: '' });
    for (const driver of ['', '{ driver: virtualDriver() }, ']) {
      const { code, stdout, stderr } = await program(
        `import { Event, run, sleep } from 'evergreen-ts';
        import { virtualDriver } from 'evergreen-ts/testing';
        await run(() => sleep(0.5));
        await run(${driver}() => new Event().wait()).catch((error) => console.log(error.name, error.tasklets.length));`,
        { env },
      );
      expect([code, stdout, stderr]).to.deep.equal([0, 'DeadlockError 1\n', '']);
    }
    const stuck = program(
      `import { Event, run, sleep } from 'evergreen-ts';
      await run(function* () { yield* sleep(1.5); yield* new Event().wait(); }).catch((error) => console.log(error.name));`,
      { env },
    );
    const other = await ConsoleClient.open(path);
    await other.ask('help');
    expect(await stuck).to.deep.equal({ ...QUIET, stdout: 'DeadlockError\n' });
  });

  it('EVERGREEN_MONITOR that cannot be opened is told, and changes nothing else', async () => {
    const { code, stdout, stderr } = await program(
      "import { run, sleep } from 'evergreen-ts'; await run(() => sleep(0.5)); console.log('done');",
      { env: { EVERGREEN_MONITOR: join(folder, 'none', 'console') } },
    );
    expect([code, stdout]).to.deep.equal([0, 'done\n']);
    expect(stderr).to.match(/^evergreen: EVERGREEN_MONITOR: PipeError: .*\n$/);
  });

  it('nothing of the monitor is loaded when nobody asks for it', async () => {
    const source = `import { Session } from 'node:inspector';
      import 'evergreen-ts';
      await new Promise((resolve) => setTimeout(resolve, 500));
      const loaded = new Set();
      const session = new Session();
      session.connect();
      session.on('Debugger.scriptParsed', ({ params }) => loaded.add(/evergreen-ts.dist.bundle.([\\w/]+)/.exec(params.url)?.[1]));
      session.post('Debugger.enable');
      session.disconnect();
      console.log(loaded.has('chunks/core'), loaded.has('monitor/index'));`;
    expect((await program(source)).stdout).to.equal('true false\n');
    expect((await program(source, { env: { EVERGREEN_WATCHDOG: '1' } })).stdout).to.equal('true true\n');
  });
});

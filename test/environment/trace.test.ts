// EVERGREEN_TRACE: any program is recorded, and the file is written however it ends.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { program } from '../support/child.js';

const TWO = `
  import { Tasklet, run, sleep } from 'evergreen-ts';
  const child = () => new Tasklet({ name: 'child', target: sleep, args: [0.01] }).start();
  await run(function* () { yield* child().join(); });
`;

describe('EVERGREEN_TRACE', function () {
  // The first program waits until the library is built.
  this.timeout(120_000);

  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'evergreen-trace-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes a table for a .txt', async () => {
    const file = join(folder, 'a.txt');
    const { code, stderr } = await program(TWO, { env: { EVERGREEN_TRACE: file } });
    expect([code, stderr]).to.deep.equal([0, '']);
    const text = readFileSync(file, 'utf8');
    expect(text).to.match(/^ +time +turn +tasklet/);
    expect(text).to.match(/child +spawned by Tasklet-1 +waits on sleep 0\.01s\n/);
  });

  it('writes Perfetto’s form for a .json, of all the loops of a program', async () => {
    const file = join(folder, 'a.json');
    const { code, stderr } = await program(`${TWO} await run(function* () { yield* child().join(); });`, {
      env: { EVERGREEN_TRACE: file },
    });
    expect([code, stderr]).to.deep.equal([0, '']);
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as {
      traceEvents: { name: string; pid: number }[];
    };
    expect(traceEvents.filter(({ name }) => name === 'sleep 0.01s').length).to.equal(2);
  });

  it('writes when the program fails, or calls process.exit()', async () => {
    for (const [i, end] of ['process.exit(3);', 'throw new Error("oh");'].entries()) {
      const file = join(folder, `end-${i}.txt`);
      const { code } = await program(
        `import { run, sleep } from 'evergreen-ts';
        await run(function* () { yield* sleep(0); ${end} });`,
        { env: { EVERGREEN_TRACE: file } },
      );
      expect(code).to.equal(i === 0 ? 3 : 1);
      expect(readFileSync(file, 'utf8')).to.include('let others go first');
    }
  });

  it('says so if the file cannot be written, and changes nothing else', async () => {
    const file = join(folder, 'none', 'a.txt');
    const { code, stdout, stderr } = await program(`${TWO} console.log('done');`, {
      env: { EVERGREEN_TRACE: file },
    });
    expect([code, stdout]).to.deep.equal([0, 'done\n']);
    expect(stderr).to.match(/^evergreen: EVERGREEN_TRACE: the trace was not written: Error: ENOENT.*\n$/);
  });

  it('refuses a file of another kind at once', async () => {
    const { code, stdout, stderr } = await program(`${TWO} console.log('done');`, {
      env: { EVERGREEN_TRACE: join(folder, 'a.bin') },
    });
    expect([code, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.include('EVERGREEN_TRACE must name a file that ends in .json or .txt');
  });

  it('is not there for worker threads, and for nobody if it is empty', async () => {
    const file = join(folder, 'main.txt');
    const { code, stderr } = await program(
      `import { Worker } from 'node:worker_threads';
      import { once } from 'node:events';
      import { run, sleep } from 'evergreen-ts';
      const worker = new Worker("import('evergreen-ts').then(({ run, sleep }) => run(() => sleep(0.001)))", { eval: true });
      await once(worker, 'exit');
      await run(() => sleep(0.123));`,
      { env: { EVERGREEN_TRACE: file } },
    );
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(readFileSync(file, 'utf8')).to.include('sleep 0.123s').and.not.include('sleep 0.001s');
    expect((await program(TWO, { env: { EVERGREEN_TRACE: '' } })).code).to.equal(0);
  });
});

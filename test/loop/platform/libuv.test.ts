// Where koffi or libuv is not to be had, addReader() says what to do, and all else works.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { BUILD_TIME, built, plainNode } from '../../support/built.js';
import { unixOnly } from '../../support/unix.js';

/** What makes a thread load the sources. */
const REGISTER = new URL('../../../scripts/register.js', import.meta.url).href;

describe('The libuv of this process', function () {
  this.timeout(BUILD_TIME);

  let folder: string;

  // The built package, installed where no koffi is to be found but the one that a test puts there.
  before(async function () {
    unixOnly(this);
    const { installed } = await built();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'koffi-')));
    cpSync(installed, join(folder, 'node_modules/evergreen-ts'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What addReader() says with this for a koffi; undefined: none. */
  async function refusalWith(koffi: string | undefined): Promise<string> {
    const place = join(folder, 'node_modules/koffi');
    rmSync(place, { recursive: true, force: true });
    if (koffi !== undefined) {
      mkdirSync(place);
      writeFileSync(join(place, 'index.js'), koffi);
    }
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { EventLoop, run } from 'evergreen-ts';
      const loop = new EventLoop();
      try {
        loop.addWriter(1, () => {});
      } catch (error) {
        console.log(error.message, '/', error.cause?.code ?? error.cause?.message);
      }
      loop.destroy();
      console.log(await run(() => 'all else works'));`,
    );
    const { code, stdout, stderr } = await plainNode(['main.mjs'], folder);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const [refusal, rest] = stdout.split('\n');
    expect(rest).to.equal('all else works');
    return refusal ?? '';
  }

  it('needs koffi, and says that it is to be installed', async () => {
    expect(await refusalWith(undefined)).to.equal(
      'addReader() and addWriter() need the package koffi: install it (npm install koffi) / MODULE_NOT_FOUND',
    );
  });

  it('needs a koffi that is not too old', async () => {
    expect(await refusalWith("exports.version = '2.16.3';")).to.equal(
      'addReader() and addWriter() need koffi 3.1 or newer, not 2.16.3: install it (npm install koffi@3) / undefined',
    );
  });

  it('is told why koffi does not load', async () => {
    expect(await refusalWith("throw new Error('no binary for this machine');")).to.equal(
      'addReader() and addWriter() need the package koffi: it does not load: Error: no binary for this machine / no binary for this machine',
    );
  });

  it('may not be given away by the process', async () => {
    const koffi = `
      exports.version = '3.1.0';
      exports.proto = exports.pointer = () => ({});
      exports.load = () => ({ func: (name) => { throw new Error('cannot find ' + name); } });`;
    expect(await refusalWith(koffi)).to.equal(
      'addReader() and addWriter() need the libuv that Node has, and this process does not give it away: Error: cannot find dup / cannot find dup',
    );
  });

  it('is refused in a worker', async () => {
    const source = `
      const { parentPort } = require('node:worker_threads');
      import(${JSON.stringify(REGISTER)}).then(() => import('evergreen-ts')).then(({ EventLoop }) => {
        try {
          new EventLoop().addReader(1, () => {});
        } catch (error) {
          parentPort.postMessage(error.message);
        }
      });`;
    const worker = new Worker(source, { eval: true, execArgv: ['-C', 'evergreen-source'] });
    expect(await once(worker, 'message')).to.deep.equal([
      'addReader() and addWriter() work in the main thread only: nobody could take them off when a worker is terminated',
    ]);
    await worker.terminate();
  });
});

// The farm among the examples: several processes answer, a reload refuses nobody, and a signal ends all.
import { strict as assert } from 'node:assert';
import { BUILD_TIME } from '../support/built.js';
import { examplesFolder, serving } from '../support/examples.js';
import { linuxOnly } from '../support/processes.js';

describe('the farm', () => {
  before(async function () {
    this.timeout(BUILD_TIME);
    linuxOnly(this);
    await examplesFolder();
  });

  it('answers, reloads while it does, and ends when it is told to', async () => {
    await serving(
      'http-farm',
      async (farm) => {
        const ask = async (): Promise<string> => (await fetch(`http://127.0.0.1:${farm.port}/`)).text();
        const before = new Set(await Promise.all(Array.from({ length: 20 }, ask)));
        for (const answer of before) assert.match(answer, /^process \d+ says hello\n$/);
        process.kill(farm.pid, 'SIGHUP');
        const after = [];
        const reloaded = farm.line();
        const state = { done: false };
        void reloaded.then(() => (state.done = true));
        while (!state.done) after.push(await ask());
        assert.equal(await reloaded, 'all processes are new');
        assert.ok(after.length > 0);
        for (const answer of await Promise.all(Array.from({ length: 5 }, ask)))
          assert.ok(!before.has(answer));
      },
      ['--processes', '2'],
    );
  });
});

// The catalogue of races among the examples: explore() finds each bug, for the reason that it is to have, and each cure holds in every
// order.
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { ExplorationError, explore, replay } from 'evergreen-ts/explore';
import { races } from '../../examples/races/catalogue.js';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { examplesFolder } from '../support/examples.js';
import { ROOT } from '../support/root.js';

/** What each comes to. */
const CAUSES: Readonly<Record<keyof typeof races, RegExp>> = {
  'lost-update': /AssertionError.*\b(10|20) !== 30/s,
  'check-then-act': /AssertionError.*\b2 !== 1/s,
  'readers-and-writers': /AssertionError.*\b(7|13) !== 10/s,
  'half-made': /AssertionError.* the dictionary has not been loaded/,
  'use-after-close': /AssertionError.* the connection was closed/,
  aba: /AssertionError.* b is on the stack, and was taken off it/,
  abba: /DeadlockError: 3 tasklets .* waits on Account/s,
  philosophers: /DeadlockError: 4 tasklets .* waits on Lock/s,
  livelock: /LivelockError: .* after 200 resumptions/,
  'lost-wakeup': /DeadlockError: 2 tasklets .* waits on Semaphore/s,
  'notify-for-notify-all': /DeadlockError: .* waits on Condition/s,
  'if-for-while': /AssertionError.* there is no bread/,
  'leaked-permit': /DeadlockError: a tasklet .* waits on Semaphore/s,
  'leader-killed': /DeadlockError: 2 tasklets .* waits on Event/s,
  'sleep-for-join': /AssertionError.*\bundefined !== 42/s,
  'timeout-against-value': /DeadlockError: a tasklet .* waits on Queue.get/s,
};

const FOLDER = resolve(ROOT, 'examples/races');

describe('The races among the examples', () => {
  it('are all in the catalogue, and say how they are run', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace('.ts', ''));
    const names = files.filter((name) => name !== 'index' && name !== 'catalogue');
    expect(Object.keys(races).sort()).to.deep.equal(names.sort());
    expect(Object.keys(CAUSES).sort()).to.deep.equal(names.sort());
    for (const name of names) {
      const [head = ''] = readFileSync(resolve(FOLDER, `${name}.ts`), 'utf8').split('*/');
      expect(head, name).to.match(
        new RegExp(`^/\\*\\*\\n.*npm run ts examples/races/index.ts ${name}\\n`, 's'),
      );
    }
  });

  for (const [name, { bug, cure, options }] of Object.entries(races)) {
    it(`${name}: is found, and found again`, async () => {
      const error: unknown = await explore(bug, options).catch((error: unknown) => error);
      if (!(error instanceof ExplorationError)) throw new Error('it was not found', { cause: error });
      expect(String(error.cause)).to.match(CAUSES[name] as RegExp);
      const again: unknown = await replay(bug, error.schedule).catch((error: unknown) => error);
      expect(again).to.be.instanceOf(ExplorationError);
      expect((again as Error).message).to.equal(error.message);
    });

    it(`${name}: the cure holds in every order`, async () => {
      expect((await explore(cure, options)).complete).to.equal(true);
    });

    for (const strategy of ['random', 'pct'] as const)
      it(`${name}: is found with strategy '${strategy}', too`, async () => {
        for (let seed = 0; seed < 5; seed++) {
          const error: unknown = await explore(bug, { ...options, strategy, seed, schedules: 1000 }).catch(
            (error: unknown) => error,
          );
          if (!(error instanceof ExplorationError))
            throw new Error(`not with seed ${seed}`, { cause: error });
          expect(String(error.cause)).to.match(CAUSES[name] as RegExp);
        }
      });
  }

  it('are a program that tells of all of them', async function () {
    this.timeout(BUILD_TIME);
    const folder = await examplesFolder();
    const { code, stdout, stderr } = await plainNode(['races/index.js'], folder);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).to.have.length(Object.keys(races).length);
    for (const line of lines)
      expect(line).to.match(/^[a-z-]+: found in schedule \d+ \(\S+\); its cure holds in all \d+$/);
    const one = await plainNode(['races/index.js', 'abba'], folder);
    expect(one.stdout).to.match(/^abba: .*\n\nschedule fifo failed: DeadlockError/);
  });
});

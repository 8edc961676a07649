// For tests that start a program from outside (see peer-list.ts). Where it is missing they are pending, and the end of the run
// says so; with EVERGREEN_PEERS=required they fail instead.
import { writeFileSync } from 'node:fs';
import { type Peer, type Waiting, isInstalled, packagesOf, paragraphOn } from './peer-list.js';

const waiting: Waiting = {};
let running: Mocha.Test | undefined;

beforeEach(function () {
  running = this.currentTest;
});

/**
 * Called within a test, right before these commands are started: where one is missing, the test ends here and is pending. Error
 * instead, if peers are required.
 */
export function needs(...names: Peer[]): void {
  const titles = running === undefined ? [] : [running.fullTitle()];
  if (areMissing(names, titles)) running?.skip();
}

/** The same for all tests of a suite, from its hook `before`. */
export function suiteNeeds(hook: Mocha.Context, ...names: Peer[]): void {
  const titles: string[] = [];
  hook.test?.parent?.eachTest((test) => titles.push(test.fullTitle()));
  if (areMissing(names, titles)) hook.skip();
}

/** Is any of these commands missing? If so, the tests of these titles wait for it. */
function areMissing(names: readonly Peer[], titles: readonly string[]): boolean {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length > 0 && process.env.EVERGREEN_PEERS === 'required')
    throw new Error(`${missing.join(', ')} missing: apt-get install ${packagesOf(missing).join(' ')}`);
  for (const name of missing) (waiting[name] ??= []).push(...titles);
  return missing.length > 0;
}

// After mocha's own summary. Where several processes share a run (scripts/test.ts), it says it once for all of them.
process.once('exit', () => {
  const file = process.env.EVERGREEN_WAITING;
  if (file !== undefined) writeFileSync(file, JSON.stringify(waiting));
  else process.stderr.write(paragraphOn([waiting]));
});

// A worker whose parent is gone ends, whatever it is doing.
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { type Op, sleep, until } from 'evergreen-ts';
import { SOURCE_FLAGS } from '../support/child.js';
import { ROOT } from '../support/root.js';
import { realTime } from '../support/run-tasklet.js';

describe('A ProcessPoolExecutor whose program is killed', () => {
  it(
    'leaves no process behind, not even one in a loop of the CPU',
    realTime(function* () {
      const host = start(process.execPath, [...SOURCE_FLAGS, 'test/executors/host-program.ts'], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (yield* until(once(host.stdout, 'data'))) as [Buffer];
      const pid = Number(String(line));
      expect(isAlive(pid)).to.equal(true);
      host.kill('SIGKILL');
      yield* until(once(host, 'exit'));
      yield* gone(pid);
      expect(isAlive(pid)).to.equal(false);
    }),
  );
});

function* gone(pid: number): Op<void> {
  while (isAlive(pid)) yield* sleep(0.02);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Debug mode (EVERGREEN_DEBUG=1): a forgotten yield* is named with where it was made; stacks in a DeadlockError; a killed
// tasklet that swallowed the error; and silence about a program that is right.
import { expect } from 'chai';
import { type Ended, program } from '../support/child.js';

function debugging(source: string, ...flags: string[]): Promise<Ended> {
  return program(source, { flags, env: { EVERGREEN_DEBUG: '1' } });
}

describe('Debug mode', function () {
  this.timeout(60_000);

  it('tells of what is wrong, and is silent about what is right', async () => {
    const [wrong, right] = await Promise.all([
      debugging(
        `
        import { Tasklet, all, current, run, sleep, spawn, until } from 'evergreen-ts';
        import { runVirtual } from 'evergreen-ts/testing';
        await runVirtual(function* () {
          const stubborn = new Tasklet({ name: 'stubborn', target: function* holdingOn() {
            try { yield* sleep(100); } catch {}
            yield* sleep(200);
          } }).start();
          yield* sleep(1);
          stubborn.kill();
        });
        function* parkedHere() { yield* current.loop.switch(); }
        function spawnedHere() { new Tasklet({ name: 'stuck', target: parkedHere }).start(); }
        await runVirtual(function* () { spawnedHere(); }).catch((error) => console.log(error.message));
        await run(function* () {
          function* forgetful() {
            sleep(1.25);
            yield* sleep(0);
          }
          yield* spawn(forgetful).join();
          spawn(function* endless() {
            (() => { all([]); })();
            until(Promise.resolve());
            // It never ends: its operations are missed when they are collected.
            for (;;) yield* sleep(0.001);
          });
          yield* sleep(0.001);
          for (let i = 0; i < 5; i++) { globalThis.gc(); yield* sleep(0.002); }
          process.exit();
        });`,
        '--expose-gc',
      ),
      debugging(`
        import { EventLoop, Tasklet, TaskletGroup, Timeout, all, current, fromCallback, race, sleep, spawn, spawnLater, until } from 'evergreen-ts';
        import { runVirtual } from 'evergreen-ts/testing';
        await runVirtual(function* () {
          yield* sleep();
          yield* sleep(1);
          yield* all([sleep(1), sleep(0), until(Promise.resolve())]);
          yield* race([(function* () {})(), sleep(5), until(new Promise(() => {}))]);
          yield* new Timeout(1, false).run(sleep(5));
          yield* new Timeout(1, false).run(function* () { yield* sleep(5); });
          yield* TaskletGroup.run(function* (group) { group.spawn(sleep, 1); group.spawn(() => sleep(2)); });
          const late = spawnLater(1, () => sleep(1));
          try { late.join(-1); } catch {}
          yield* late.get();
          yield* fromCallback((callback) => callback(null));
          const self = Tasklet.current();
          current.loop.callSoon(() => self.switch());
          yield* current.loop.switch();
          const killed = spawn(function* () { try { yield* sleep(9); } finally { yield* sleep(1); } });
          yield* sleep(1);
          killed.kill();
          yield* killed.join();
        });
        new EventLoop().destroy();
        console.log('done');`),
    ]);

    expect(wrong.stderr).to.match(
      /sleep 1\.25s was made but never run: is a `yield\*` missing before it\?\n +at forgetful \(.*:\d+:/,
    );
    expect(wrong.stderr).to.match(/\ball was made but never run[^\n]*\n[^\n]*\n +at endless/);
    expect(wrong.stderr).to.match(/\buntil was made but never run/);
    expect(wrong.stderr.match(/never run/g)).to.have.length(3);

    expect(right).to.deep.include({ code: 0, stdout: 'done\n', stderr: '' });

    expect(wrong.stderr).to.match(
      /stubborn was killed 5s ago and is alive, parked on sleep 200s: did a catch swallow the error\?\n +delivered in sleep 100s\n +at holdingOn/,
    );
    expect(wrong.stderr.match(/was killed/g)).to.have.length(1);
    expect(wrong.stdout).to.match(
      /stuck waits on EventLoop\.switch\n +parked\n +at parkedHere .*[^]*\n +spawned\n +at spawnedHere /,
    );
  });
});

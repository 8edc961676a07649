// Debug mode on kills and limits that were swallowed: each is reported once, with where it was delivered and where the tasklet
// went on; cleanup of every kind, and what is caught on purpose, is not reported.
import { expect } from 'chai';
import { type Ended, program } from '../support/child.js';

const IMPORTS = `
  import { Condition, EventLoop, Lock, Queue, Tasklet, TaskletExit, TaskletGroup, Timeout, TimeoutError, all, failAfter, moveOnAfter, race, sleep, spawn } from 'evergreen-ts';
  import { runVirtual, virtualDriver } from 'evergreen-ts/testing';
  const named = (name, target) => new Tasklet({ name, target }).start();
  function* killed(name, target, error) {
    const one = named(name, target);
    yield* sleep(1);
    one.kill(error);
    yield* one.join(60);
    one.kill();
  }
`;

function debugging(body: string): Promise<Ended> {
  return program(`${IMPORTS} await runVirtual(function* () { ${body} }); console.log('done');`, {
    env: { EVERGREEN_DEBUG: '1' },
  });
}

/** What is swallowed, and what is printed of it. */
const SWALLOWED: readonly (readonly [title: string, body: string, printed: RegExp])[] = [
  [
    'a kill, by a tasklet that then returns',
    `yield* killed('culprit', function* waitingHere() { try { yield* sleep(100); } catch {} });`,
    /^evergreen: culprit was killed and yet returned: a catch has swallowed the error, rethrow it\n {2}delivered in sleep 100s\n +at waitingHere \(.*:\d+\)\n$/,
  ],
  [
    'a kill, by a tasklet that parks elsewhere before it returns',
    `yield* killed('culprit', function* waitingHere() {
      try { yield* sleep(100); } catch {}
      yield* sleep(2);
    });`,
    /^evergreen: culprit was killed and yet returned: .*\n {2}delivered in sleep 100s\n +at waitingHere \(.*:\d+\)\n {2}went on to sleep 2s\n +at waitingHere \(.*:\d+\)\n$/,
  ],
  [
    'a kill, by a loop that goes on',
    `yield* killed('culprit', function* () {
      const queue = new Queue();
      const taking = function* takingHere() { yield* queue.get(); };
      for (let i = 0; i < 2; i++) { try { yield* taking(); } catch {} }
    });`,
    /^evergreen: culprit was killed and yet parks there again: .*\n {2}delivered in Queue\.get\n +at takingHere \(.*\n +at .*\n$/,
  ],
  [
    'a kill with an error made from TaskletExit, by a loop that goes on',
    `class Interrupted extends TaskletExit {}
    yield* killed('culprit', function* () { for (let i = 0; i < 2; i++) { try { yield* sleep(100); } catch {} } }, new Interrupted());`,
    /^evergreen: culprit was killed and yet parks there again: /,
  ],
  [
    'a kill, perhaps, by a tasklet that lives on elsewhere',
    `yield* killed('culprit', function* waitingHere() {
      try { yield* sleep(100); } catch {}
      yield* sleep(200);
    });`,
    /^evergreen: culprit was killed 5s ago and is alive, parked on sleep 200s: did a catch swallow the error\?\n {2}delivered in sleep 100s\n +at waitingHere .*\n {2}went on to sleep 200s\n +at waitingHere .*\n$/,
  ],
  [
    'the limit of moveOnAfter(), by a body that returns',
    `yield* named('culprit', function* settingHere() {
      yield* moveOnAfter(2, function* waitingHere() { try { yield* sleep(100); } catch {} });
    }).join();`,
    /^evergreen: culprit was past its limit of 2s and yet returned: .*\n {2}delivered in sleep 100s\n +at waitingHere .*\n +at settingHere .*\n {2}returned to\n +at settingHere .*\n$/,
  ],
  [
    'the limit of failAfter(), by a loop that goes on',
    `yield* named('culprit', function* () {
      yield* failAfter(2, function* () { for (let i = 0; i < 2; i++) { try { yield* sleep(100); } catch {} } });
    }).join();`,
    /^evergreen: culprit was past its limit of 2s and yet parks there again: /,
  ],
  [
    'the limit of Timeout.run(), by one inside that takes it for its own',
    `yield* named('culprit', function* () {
      yield* new Timeout(2).run(function* () {
        try { yield* new Timeout(5).run(sleep(100)); } catch (error) { if (!(error instanceof Timeout)) throw error; }
      });
    }).join();`,
    /^evergreen: culprit was past its limit of 2s and yet returned: /,
  ],
  [
    'what thousands swallow, once',
    `yield* all(Array.from({ length: 3 }, () => moveOnAfter(2, function* () { try { yield* sleep(100); } catch {} })));`,
    /^evergreen: Tasklet-\d+ was past its limit of 2s and yet returned: (?:(?!evergreen:)[^])*$/,
  ],
];

/** What is not reported. */
const RIGHT: Readonly<Record<string, string>> = {
  'cleanup that parks, several times and in loops': `
    yield* killed('killed', function* () {
      try { yield* sleep(100); } finally { for (let i = 0; i < 3; i++) yield* sleep(1); }
    });`,
  'cleanup by the same function': `
    const flush = function* () { yield* sleep(3); };
    yield* killed('killed', function* () { try { yield* flush(); } finally { yield* flush(); } });
    yield* moveOnAfter(1, function* () { try { yield* flush(); } finally { yield* flush(); } });`,
  'a catch that rethrows, or throws another error': `
    yield* killed('killed', function* () { try { yield* sleep(100); } catch (error) { yield* sleep(1); throw error; } });
    yield* named('other', function* () {
      try { yield* moveOnAfter(1, function* () { try { yield* sleep(9); } catch { throw new RangeError(); } }); }
      catch (error) { if (!(error instanceof RangeError)) throw error; }
    }).join();`,
  'a lock that is taken again behind Condition.wait()': `
    const condition = new Condition(new Lock());
    const one = named('waiting', function* () { yield* condition.acquire(); try { yield* condition.wait(); } finally { condition.release(); } });
    yield* sleep();
    yield* condition.acquire();
    one.kill();
    yield* sleep(1);
    condition.release();
    yield* one.join();`,
  'a limit that comes out of its run()': `
    for (let i = 0; i < 3; i++) {
      yield* moveOnAfter(1, sleep(9));
      try { yield* failAfter(1, sleep(9)); } catch (error) { if (!(error instanceof TimeoutError)) throw error; }
      const limit = new Timeout(1);
      try { yield* limit.run(sleep(9)); } catch (error) { if (error !== limit) throw error; }
    }`,
  'a Timeout that is caught in the block it was started for': `
    for (let i = 0; i < 3; i++) {
      const limit = new Timeout(1).start();
      try { yield* sleep(9); } catch (error) { if (error !== limit) throw error; } finally { limit.cancel(); }
    }`,
  'errors of the user for a kill or a limit, caught by name': `
    class Reload extends Error {}
    const reloading = named('reloading', function* () {
      for (let i = 0; i < 3; i++) { try { yield* sleep(100); } catch (error) { if (!(error instanceof Reload)) throw error; } }
    });
    for (let i = 0; i < 3; i++) { yield* sleep(1); reloading.kill(new Reload()); }
    yield* reloading.join();
    yield* new Timeout(1, Reload).run(function* () { try { yield* sleep(9); } catch (error) { if (!(error instanceof Reload)) throw error; } });
    class Interrupted extends TaskletExit {}
    yield* killed('main', function* () {
      try { yield* sleep(100); } catch (error) { if (!(error instanceof Interrupted)) throw error; }
    }, new Interrupted());`,
  'scopes: groups, all(), race(), and errors of children in place of a kill': `
    for (const scope of [(op) => all([op]), (op) => race([op, sleep(100)]), (op) => TaskletGroup.run(function* (group) { group.spawn(() => op); yield* sleep(100); })]) {
      yield* moveOnAfter(1, scope(sleep(9)));
      yield* killed('scope', function* () { yield* scope(sleep(100)); });
      yield* killed('failing', function* () {
        try { yield* scope((function* () { try { yield* sleep(100); } finally { throw new RangeError(); } })()); }
        catch (error) { if (!(error instanceof RangeError)) throw error; }
      });
      yield* moveOnAfter(1, function* () {
        try { yield* scope((function* () { try { yield* sleep(100); } finally { throw new RangeError(); } })()); }
        catch (error) { if (!(error instanceof RangeError)) throw error; }
      });
    }`,
  'the end of a program while the five seconds run': `
    const one = named('killed', function* () { yield* sleep(100); });
    yield* sleep(1);
    one.kill();`,
};

describe('Debug mode, of what is swallowed,', function () {
  this.timeout(60_000);

  for (const [title, body, printed] of SWALLOWED) {
    it(`reports ${title}`, async () => {
      const { stdout, stderr } = await debugging(body);
      expect(stderr).to.match(printed);
      expect(stdout).to.equal('done\n');
    });
  }

  it('reports what swallows the kill of destroy(), once', async () => {
    const { stdout, stderr } = await program(
      `${IMPORTS}
      const loop = new EventLoop({ driver: virtualDriver() });
      loop.excepthook = (error) => console.log(error.message);
      named('culprit', function* () { for (;;) { try { yield* sleep(100); } catch {} } });
      loop.callLater(1, () => loop.stop());
      await loop.run();
      loop.destroy();`,
      { env: { EVERGREEN_DEBUG: '1' } },
    );
    expect(stderr).to.match(
      /^evergreen: culprit was killed and yet parks there again: (?:(?!evergreen:)[^])*$/,
    );
    expect(stdout).to.match(/^culprit parked 1000 times /);
  });

  for (const [title, body] of Object.entries(RIGHT)) {
    it(`is silent about ${title}`, async () => {
      expect(await debugging(body)).to.deep.include({ code: 0, stdout: 'done\n', stderr: '' });
    });
  }
});

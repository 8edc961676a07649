// no-floating-op: operations that are dropped or tested, the two suggestions, and what is no mistake.
import { noFloatingOp } from '../../src/rules/no-floating-op.js';
import { testRule } from '../support/rule-tests.js';

testRule('no-floating-op', noFloatingOp, {
  right: {
    'an operation that is run': `function* body(): Op<void> { yield* sleep(1); }`,
    'one that is stored': `const nap = sleep(1); let later; later = sleep(2); const list = [sleep(3)];`,
    'one that is returned': `const nap = () => sleep(1); function other() { return sleep(1); }`,
    'one that is given to somebody': `function* body(): Op<void> { yield* all([sleep(1), sleep(2)]); }`,
    'a tasklet that was started': `spawn(function* () { yield* sleep(1); }); new Tasklet({ target: sleep }).start();`,
    'a tasklet of a subclass': `class Job extends Tasklet<number> {} const start = (job: Job) => job.start(); start(new Job());`,
    'a call of a method that is decorated': `class Job { @tasklet *work() { yield* sleep(1); } } new Job().work();`,
    'a test of whether there is an operation': `
      function* body(op?: Op<boolean>): Op<void> { if (!op) return; yield* op; }
      function* other(op?: Op<boolean>): Op<void> { op && (yield* op); }`,
    'a test of its result': `
      function* body(lock: Lock): Op<void> { if (yield* lock.acquire(false)) lock.release(); }`,
    'an operation as a default': `const nap = (op?: Op<void>) => op ?? sleep(1);`,
    'what is no operation': `console.log(1); [1].map(String); new Set([1]).values(); void 0; Promise.resolve();`,
    'an operation that is awaited, which is for another rule': `async function nap() { await sleep(1); }`,
    'generators of other things': `function* numbers() { yield 1; } numbers();`,
    'what the types say nothing of': `declare const queue: any; queue.get(); if (queue.get()) queue.put(1);`,
  },
  wrong: {
    'a dropped operation in a tasklet': {
      code: `function* body(queue: Queue<number>): Op<void> { queue.put(1); }`,
      errors: ['dropped'],
      suggestions: { run: `function* body(queue: Queue<number>): Op<void> { yield* queue.put(1); }` },
    },
    'it in a callback': {
      code: `const onData = (channel: Channel<string>) => { channel.send('x'); };`,
      errors: ['dropped'],
      suggestions: {
        spawn: `const onData = (channel: Channel<string>) => { spawn(() => channel.send('x')); };`,
      },
    },
    'it in a callback inside a tasklet, where nothing can be yielded': {
      code: `function* body(queue: Queue<number>): Op<void> { [1].forEach((n) => { queue.put(n); }); }`,
      errors: ['dropped'],
      suggestions: {
        spawn: `function* body(queue: Queue<number>): Op<void> { [1].forEach((n) => { spawn(() => queue.put(n)); }); }`,
      },
    },
    'a call of a generator function of the user’s own': {
      code: `import type { Op } from 'evergreen-ts'; function* work(): Op<void> {} work();`,
      errors: ['dropped'],
      suggestions: {
        spawn: `import { spawn } from 'evergreen-ts';\nimport type { Op } from 'evergreen-ts'; function* work(): Op<void> {} spawn(() => work());`,
      },
    },
    'it where spawn has another name': {
      code: `import { sleep, spawn as go } from 'evergreen-ts'; sleep(1);`,
      errors: ['dropped'],
      suggestions: { spawn: `import { sleep, spawn as go } from 'evergreen-ts'; go(() => sleep(1));` },
    },
    'it where spawn is to be imported, too': {
      code: `import { sleep } from 'evergreen-ts';\nsleep(1);`,
      errors: ['dropped'],
      suggestions: { spawn: `import { sleep, spawn } from 'evergreen-ts';\nspawn(() => sleep(1));` },
    },
    'it without a suggestion where spawn means something else': {
      code: `import { sleep } from 'evergreen-ts';\nimport { spawn } from 'node:child_process';\nsleep(1); spawn('ls');`,
      errors: ['dropped'],
    },
    'a dropped method of a stream in an optional chain': {
      code: `function* body(queue?: Queue<number>): Op<void> { queue?.put(1); }`,
      errors: ['dropped'],
    },
    'it behind the compiler’s own words': {
      code: `function* body(queue: Queue<number>): Op<void> { queue.put(1)!; }`,
      errors: ['dropped'],
      suggestions: { run: `function* body(queue: Queue<number>): Op<void> { yield* queue.put(1)!; }` },
    },
    'it behind void': {
      code: `function* body(): Op<void> { void sleep(1); }`,
      errors: ['dropped'],
      suggestions: { run: `function* body(): Op<void> { void (yield* sleep(1)); }` },
    },
    'a union whose other half is no operation': {
      code: `function body(handler: () => Op<void> | void) { handler(); }`,
      errors: ['dropped'],
    },
    'it behind a condition': {
      code: `function* body(ready: boolean): Op<void> { ready && sleep(1); }`,
      errors: ['dropped'],
      suggestions: { run: `function* body(ready: boolean): Op<void> { ready && (yield* sleep(1)); }` },
    },
    'it on both sides of a choice': {
      code: `function* body(ready: boolean): Op<void> { ready ? sleep(1) : new Event().wait(); }`,
      errors: ['dropped', 'dropped'],
      suggestions: {
        run: `function* body(ready: boolean): Op<void> { ready ? yield* sleep(1) : new Event().wait(); }`,
      },
    },
    'it in the head of a loop, and in a sequence': {
      code: `function* body(): Op<void> { for (sleep(1); ; sleep(2)) { const x = (sleep(3), 4); } }`,
      errors: ['dropped', 'dropped', 'dropped'],
      suggestions: {
        run: `function* body(): Op<void> { for (yield* sleep(1); ; sleep(2)) { const x = (sleep(3), 4); } }`,
      },
    },
    'each of a sequence that is a statement, once': {
      code: `sleep(1), await 0, sleep(2);`,
      errors: ['dropped', 'dropped'],
      suggestions: { spawn: `spawn(() => sleep(1)), await 0, sleep(2);` },
    },
    'an operation as a condition': {
      code: `function* body(lock: Lock): Op<void> { if (lock.acquire(false)) lock.release(); }`,
      errors: ['truthy'],
      suggestions: {
        run: `function* body(lock: Lock): Op<void> { if (yield* lock.acquire(false)) lock.release(); }`,
      },
    },
    'it as the condition of a loop': {
      code: `function* body(queue: Queue<number>): Op<void> { while (queue.get()) queue.size; }`,
      errors: ['truthy'],
      suggestions: {
        run: `function* body(queue: Queue<number>): Op<void> { while (yield* queue.get()) queue.size; }`,
      },
    },
    'it as the other conditions': {
      code: `function* body(lock: Lock): Op<void> {
        do lock.release(); while (lock.acquire());
        for (; lock.acquire(); ) lock.release();
        const text = lock.acquire() ? 'yes' : 'no';
      }`,
      errors: ['truthy', 'truthy', 'truthy'],
      suggestions: {
        run: `function* body(lock: Lock): Op<void> {
        do lock.release(); while (yield* lock.acquire());
        for (; lock.acquire(); ) lock.release();
        const text = lock.acquire() ? 'yes' : 'no';
      }`,
      },
    },
    'it behind a not': {
      code: `function* body(lock: Lock): Op<void> { if (!lock.acquire(false)) return; }`,
      errors: ['truthy'],
      suggestions: {
        run: `function* body(lock: Lock): Op<void> { if (!(yield* lock.acquire(false))) return; }`,
      },
    },
    'it before and behind && ': {
      code: `function* body(event: Event, lock: Lock): Op<void> { event.wait(1) && lock.acquire(); }`,
      errors: ['truthy', 'dropped'],
      suggestions: {
        run: `function* body(event: Event, lock: Lock): Op<void> { (yield* event.wait(1)) && lock.acquire(); }`,
      },
    },
    'a condition outside of tasklets, without a suggestion': {
      code: `const tryIt = (lock: Lock) => { if (lock.acquire(false)) lock.release(); };`,
      errors: ['truthy'],
    },
  },
});

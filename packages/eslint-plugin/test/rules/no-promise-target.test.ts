// no-promise-target: functions that return promises, wherever a tasklet's body is expected.
import { noPromiseTarget } from '../../src/rules/no-promise-target.js';
import { testRule } from '../support/rule-tests.js';

const LOAD = `declare function load(url?: string): Promise<string>;`;

testRule('no-promise-target', noPromiseTarget, {
  right: {
    'operations and plain values': `spawn(() => sleep(1)); spawn(() => 5); run(function* () { yield* sleep(1); });`,
    'a promise that until() makes an operation of': `${LOAD} spawn(() => until(load())); run(() => until(() => load()));`,
    'a promise where promises are expected': `${LOAD} Promise.all([1].map(() => load())); until(() => load());`,
    'a function that takes both': `${LOAD}
      declare function either<T>(body: () => Op<T> | Promise<T>): void;
      either(() => load());`,
    'a callback that nobody waits for': `${LOAD} [1].forEach(() => load()); new Channel<() => Promise<string>>().send(load);`,
    'an async function, which is for another rule': `spawn(async () => {});`,
    'a method of another class': `${LOAD} class Base { run() { return load(); } } class Job extends Base { override run() { return load(); } }`,
  },
  wrong: {
    'a promise as the result of spawn()’s target': {
      code: `${LOAD} spawn(() => load());`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} spawn(() => until(load()));` },
    },
    'it for run(), spawnLater(), a group and tasklet()': {
      code: `${LOAD}
        run(() => load('x'));
        spawnLater(1, () => load('x'));
        TaskletGroup.run(function* (group) { group.spawn(() => load('x')); });
        tasklet(() => load('x'));`,
      errors: ['promise', 'promise', 'promise', 'promise'],
      suggestions: {
        until: `${LOAD}
        run(() => until(load('x')));
        spawnLater(1, () => load('x'));
        TaskletGroup.run(function* (group) { group.spawn(() => load('x')); });
        tasklet(() => load('x'));`,
      },
    },
    'it for a pool, with an import to be made': {
      code: `import { TaskletPoolExecutor } from 'evergreen-ts/futures';
        ${LOAD}
        new TaskletPoolExecutor(2).submit(load);`,
      errors: ['promise'],
      suggestions: {
        until: `import { until } from 'evergreen-ts';
import { TaskletPoolExecutor } from 'evergreen-ts/futures';
        ${LOAD}
        new TaskletPoolExecutor(2).submit(() => until(load()));`,
      },
    },
    'a function by name, with its arguments': {
      code: `${LOAD} spawn(load, 'http://localhost');`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} spawn((...args) => until(load(...args)), 'http://localhost');` },
    },
    'it for the target of a Tasklet': {
      code: `${LOAD} new Tasklet({ target: load, name: 'loader' }).start();`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} new Tasklet({ target: () => until(load()), name: 'loader' }).start();` },
    },
    'it for the body of a Timeout and of forEach()': {
      code: `${LOAD} const limited = new Timeout(1).run(() => load()); const each = new Channel<string>().forEach((url) => load(url));`,
      errors: ['promise', 'promise'],
      suggestions: {
        until: `${LOAD} const limited = new Timeout(1).run(() => until(load())); const each = new Channel<string>().forEach((url) => load(url));`,
      },
    },
    'it for a function of the user’s own that takes targets': {
      code: `${LOAD} declare function twice<T>(body: () => Op<T>): Op<T>; const op = twice(() => load());`,
      errors: ['promise'],
      suggestions: {
        until: `${LOAD} declare function twice<T>(body: () => Op<T>): Op<T>; const op = twice(() => until(load()));`,
      },
    },
    'a block that returns a promise, without a suggestion': {
      code: `${LOAD} spawn(() => { return load(); });`,
      errors: ['promise'],
    },
    'a method that is run as a tasklet': {
      code: `${LOAD} class Job extends Tasklet<string> { override run() { return load(); } }`,
      errors: ['promise'],
    },
    'it where any result is allowed': {
      code: `${LOAD} class Job extends Tasklet { override run() { return load(); } }`,
      errors: ['promise'],
    },
    'what may return a promise': {
      code: `${LOAD} spawn(() => { if (Math.random()) return load(); return 'x'; });`,
      errors: ['promise'],
    },
  },
});

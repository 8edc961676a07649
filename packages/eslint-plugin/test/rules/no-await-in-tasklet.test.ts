// no-await-in-tasklet: async functions as bodies, promises where operations belong, operations that are awaited.
import { noAwaitInTasklet } from '../../src/rules/no-await-in-tasklet.js';
import { testRule } from '../support/rule-tests.js';

const LOAD = `declare function load(url?: string): Promise<string>;`;

testRule('no-await-in-tasklet', noAwaitInTasklet, {
  right: {
    'a generator function as a body': `spawn(function* () { yield* sleep(1); });`,
    'a promise through until()': `${LOAD} run(function* () { yield* until(load()); yield* all([until(load()), sleep(1)]); });`,
    'an async function for until()': `${LOAD} run(() => until(async () => (await load()).length));`,
    'an async function that a tasklet makes for others': `run(function* () {
      const later = async () => { await Promise.resolve(); };
      yield* until(later());
    });`,
    'run() in async code': `async function main() { await run(() => sleep(1)); } main();`,
    'promises in a generator that is no tasklet': `${LOAD} function* loads() { yield load(); yield load(); }`,
    'a function that takes both': `${LOAD} declare function either(op: Op<string> | Promise<string>): void; either(load());`,
    'async callbacks elsewhere': `[1].map(async (n) => { await Promise.resolve(n); }); new Promise<void>(async (done) => { done(); });`,
  },
  wrong: {
    'an async function as a body': {
      code: `${LOAD} spawn(async () => { const text = await load(); console.log(text); });`,
      errors: ['asyncBody'],
      suggestions: {
        generator: `${LOAD} spawn(function* () { const text = yield* until(load()); console.log(text); });`,
      },
    },
    'it in all its forms': {
      code: `${LOAD}
        run(async (url) => load(url), 'x');
        spawnLater(1, async function late() { await sleep(1); });
        new Tasklet({ async target() { await load(); } });
        class Job extends Tasklet<string> { override async run() { return load(); } }
        class Other { @tasklet async work() { await load(); } }
        const limited = new Timeout(1).run(async () => ({ text: await load() }));`,
      errors: ['asyncBody', 'asyncBody', 'asyncBody', 'asyncBody', 'asyncBody', 'asyncBody'],
      suggestions: {
        generator: `${LOAD}
        run(function* (url) { return yield* until(load(url)); }, 'x');
        spawnLater(1, async function late() { await sleep(1); });
        new Tasklet({ async target() { await load(); } });
        class Job extends Tasklet<string> { override async run() { return load(); } }
        class Other { @tasklet async work() { await load(); } }
        const limited = new Timeout(1).run(async () => ({ text: await load() }));`,
      },
    },
    'a named async function': {
      code: `spawnLater(1, async function late() { await sleep(1); });`,
      errors: ['asyncBody'],
      suggestions: { generator: `spawnLater(1, function* late() { yield* sleep(1); });` },
    },
    'an async method in an object': {
      code: `${LOAD} new Tasklet({ name: 'loader', async target() { await load(); } });`,
      errors: ['asyncBody'],
      suggestions: {
        generator: `${LOAD} new Tasklet({ name: 'loader', *target() { yield* until(load()); } });`,
      },
    },
    'an async method that overrides a body': {
      code: `${LOAD} class Job extends Tasklet<string> { public override async run() { return this.name + (await load()); } }`,
      errors: ['asyncBody'],
      suggestions: {
        generator: `${LOAD} class Job extends Tasklet<string> { public override *run() { return this.name + (yield* until(load())); } }`,
      },
    },
    'a decorated async method': {
      code: `${LOAD} class Job { @tasklet async work() { await load(); } }`,
      errors: ['asyncBody'],
      suggestions: { generator: `${LOAD} class Job { @tasklet *work() { yield* until(load()); } }` },
    },
    'an object as the result': {
      code: `${LOAD} const limited = new Timeout(1).run(async () => ({ text: await load() }));`,
      errors: ['asyncBody'],
      suggestions: {
        generator: `${LOAD} const limited = new Timeout(1).run(function* () { return ({ text: yield* until(load()) }); });`,
      },
    },
    'a parameter without parentheses, and awaits in awaits': {
      code: `run(async url => { const answer = await (await fetch(url)).text(); return answer.length + await 1; }, 'x');`,
      errors: ['asyncBody'],
      suggestions: {
        generator: `run(function* (url) { const answer = yield* until((yield* until(fetch(url))).text()); return answer.length + (yield* until(1)); }, 'x');`,
      },
    },
    'what takes more than other words, without a suggestion': {
      code: `class Job {
          start() { spawn(async () => { await this.work(); }); }
          async work() {}
        }
        spawn(async (): Promise<void> => {});
        spawn(async () => { for await (const _ of []) _; });
        spawn(async () => { await using _ = new AsyncDisposableStack(); });`,
      errors: ['asyncBody', 'asyncBody', 'asyncBody', 'asyncBody'],
    },
    'a promise that is yielded': {
      code: `${LOAD} function* body(): Op<void> { const text = yield load(); }`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} function* body(): Op<void> { const text = yield* until(load()); }` },
    },
    'it in a body whose type is not written': {
      code: `${LOAD} run(function* () { yield load(); });`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} run(function* () { yield* until(load()); });` },
    },
    'it with yield*': {
      code: `${LOAD} function* body() { yield* sleep(1); yield* load(); }`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} function* body() { yield* sleep(1); yield* until(load()); }` },
    },
    'a promise where an operation is expected': {
      code: `${LOAD} const both = all([load(), sleep(1)]);`,
      errors: ['promise'],
      suggestions: { until: `${LOAD} const both = all([until(load()), sleep(1)]);` },
    },
    'it for race() and a Timeout': {
      code: `${LOAD} const first = race([sleep(1), load()]); const limited = new Timeout(1).run(load());`,
      errors: ['promise', 'promise'],
      suggestions: {
        until: `${LOAD} const first = race([sleep(1), until(load())]); const limited = new Timeout(1).run(load());`,
      },
    },
    'it in a record of operations': {
      code: `${LOAD} declare function select(ops: Readonly<Record<string, Op<unknown>>>): Op<unknown>;
        const first = select({ text: load(), tick: sleep(1) });`,
      errors: ['promise'],
      suggestions: {
        until: `${LOAD} declare function select(ops: Readonly<Record<string, Op<unknown>>>): Op<unknown>;
        const first = select({ text: until(load()), tick: sleep(1) });`,
      },
    },
    'an operation that is awaited': {
      code: `async function main() { await sleep(1); }`,
      errors: ['awaited'],
      suggestions: { run: `async function main() { await run(() => sleep(1)); }` },
    },
    'a tasklet that is awaited': {
      code: `const nap = spawn(() => sleep(1)); await nap;`,
      errors: ['awaited'],
      suggestions: { run: `const nap = spawn(() => sleep(1)); await run(() => nap);` },
    },
  },
});

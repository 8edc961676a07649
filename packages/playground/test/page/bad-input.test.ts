// Bad input: a clear message each, the page goes on, and the program is kept.
import { expect } from 'chai';
import { PATIENCE, type Visit, site } from '../support/page.js';

const HEAD = "import { Event, Tasklet, run, sleep, spawn, until } from 'evergreen-ts';\n";

describe('Bad input to the playground', function () {
  this.timeout(PATIENCE);
  const { visit } = site();

  /** Run a program, which is then still there. */
  async function told(text: string, like: RegExp): Promise<Visit> {
    const page = await visit();
    await page.open();
    await page.run(text);
    await page.message(like);
    const lines = await page.page.locator('.cm-line').allTextContents();
    expect(lines.join('\n').trim()).to.equal(text.trim());
    return page;
  }

  it('is told by line for an error of syntax', async () => {
    await told('let a = 1;\nlet b = ;\n', /Line 2: Unexpected token/);
  });

  it('is told by line for an import of another module', async () => {
    await told(
      "\nimport fs from 'node:fs';\n",
      /Line 2: "node:fs" cannot be imported: here are "evergreen-ts"/,
    );
  });

  it('is told for a name that the library does not have', async () => {
    await told("import { nothing } from 'evergreen-ts';\n", /Line 1: "evergreen-ts" has no nothing here/);
  });

  it('is stopped, and told by line, in an endless loop without a park; what was recorded is kept', async () => {
    const page = await told(
      `${HEAD}await run(function* () {
  yield* sleep(1);
  for (;;) {
    try { while (true); } catch { } finally { while (true); }
  }
});
`,
      /Stopped in line 5: the program ran for 1 s without a park.* The \d+ steps until then are kept/,
    );
    await page.goTo('Tasklet-1 sleeps for 1 s');
  });

  it('is stopped before the first tasklet as well', async () => {
    await told('while (true);\n', /Stopped in line 1/);
    await told('const f = (n) => (n < 2 ? n : f(n - 1) + f(n - 2));\nf(60);\n', /Stopped in line 1/);
  });

  it('is stopped in what is no loop of the program', async () => {
    await told("/^(a+)+$/.test('a'.repeat(60) + 'b');\n", /Stopped: one call of JavaScript took too long/);
  });

  it('is stopped after 10,000 resumptions; what was recorded is kept', async () => {
    const page = await told(
      `${HEAD}await run(function* () {
  for (;;) yield* sleep(1);
});
`,
      /Stopped in line 3: tasklets were resumed 10,000 times/,
    );
    await page.button('Last step').click();
    expect(await page.status('Position').textContent()).to.match(/, t = (9999|10000) s,/);
  });

  it('is stopped when a callback sets itself again and again', async () => {
    await told(
      `${HEAD.replace('Event,', 'EventLoop,')}await run(function* () {
  const again = () => EventLoop.current().callLater(1, again);
  again();
  yield* sleep(0);
});
`,
      /Stopped.*: there were 200,000 events\. Does a callback set itself again and again\?/,
    );
  });

  it('is not listened to when it posts something itself', async () => {
    const page = await told(
      `${HEAD}postMessage({ kind: 'done', recording: { printed: [{ after: 0, kind: 'log', text: 'forged' }] } });
await run(function* () {
  console.log('its own');
});
`,
      /The program ended/,
    );
    await page.button('Last step').click();
    expect(await page.page.getByRole('log', { name: 'Output' }).textContent()).to.match(/^its own/);
  });

  it('is told of a hundred thousand tasklets, and the page goes on', async () => {
    const page = await told(
      `${HEAD}await run(function* () {
  for (let i = 0; i < 100_000; i++) spawn(() => sleep(1));
});
`,
      /Stopped in line 3: there are more than 10,000 tasklets\. Spawn fewer\./,
    );
    await page.button('Last step').click();
    await page.textOf(page.page.getByRole('main'), /and 98\d\d more/);
  });

  it('is told what a program throws, and where', async () => {
    await told(
      `${HEAD}await run(function* () {\n  yield* sleep(1);\n  undefined.x;\n});\n`,
      /failed in line 4: TypeError/,
    );
    await told('throw { strange: true };\n', /The program failed: it threw \{ strange: true \}/);
  });

  it('is told what a tasklet throws that nobody waits for, in the output', async () => {
    const page = await visit();
    await page.open();
    await page.run(
      `${HEAD}await run(function* () {\n  new Tasklet({ name: 'bob', target() {\n    throw new Error('no');\n  } }).start();\n});\n`,
    );
    await page.message(/^The program ended/);
    await page.button('Last step').click();
    await page.textOf(page.page.getByRole('log'), /Uncaught in bob: Error: no.*line 4/);
  });

  it('is stopped by the button while it waits for something outside', async () => {
    const page = await visit();
    await page.open();
    await page.run(`${HEAD}await run(function* () {\n  yield* until(new Promise(() => {}));\n});\n`);
    await page.message(/^Running/);
    await page.button('Stop').click();
    await page.message(/Stopped\. The \d+ steps until then are kept/);
  });

  it('may print without end: the page keeps what can be shown', async () => {
    const page = await visit();
    await page.open();
    await page.run('for (let i = 0; i < 20_000; i++) console.log(i);\n');
    await page.message(/It printed too much: 15000 lines are left out/);
  });

  it('may be a program that runs nothing: it is told what to do', async () => {
    await told('console.log(1);\n', /ended without a tasklet: begin one with await run/);
  });

  it('may be a broken link: it is told, and an example is shown', async () => {
    const page = await visit();
    for (const [hash, like] of [
      ['#program=1-xx', /The link cannot be opened: a part of it is missing/],
      ['#example=nothing', /The link cannot be opened: there is no example "nothing"/],
      ['#what', /The link cannot be opened: it has neither/],
    ] as const) {
      await page.page.goto('about:blank');
      await page.open(hash);
      await page.message(like);
      expect(await page.program.textContent()).to.include('hello');
    }
  });

  it('may be a broken link in a page that has a program, which is kept', async () => {
    const page = await told('console.log(1);\n', /ended without a tasklet/);
    await page.page.evaluate(() => (location.hash = '#program=1-xx'));
    await page.message(/The link cannot be opened/);
    expect(await page.program.textContent()).to.include('console.log(1)');
  });

  it('may be a link to a step that there is not: the last is shown', async () => {
    const page = await visit();
    await page.open('#example=hello&step=9999');
    await page.message(/The link is to step 9999, but the program has \d+/);
    const last = await page.steps();
    await page.textOf(page.status('Position'), `Step ${last} of ${last}`);
  });

  it('may not reach the network, in whatever way', async () => {
    const page = await visit();
    await page.open();
    const fetched = page.fetched.length;
    await page.run(`${HEAD}
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'Worker'])
  console.log(name, typeof globalThis[name]);
try { (0, eval)('1'); console.log('eval!'); } catch (error) { console.log(error.name); }
await run(() => sleep(0));
`);
    await page.message(/^The program ended/);
    await page.button('Last step').click();
    const lines = await page.page.getByRole('log').locator('p > span').allTextContents();
    expect(lines).to.deep.equal([
      'fetch undefined',
      'XMLHttpRequest undefined',
      'WebSocket undefined',
      'EventSource undefined',
      'importScripts undefined',
      'Worker undefined',
      'EvalError',
    ]);
    expect(page.fetched.slice(fetched)).to.deep.equal([]);
    page.errors.length = 0;
  });
});

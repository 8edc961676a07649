// The tab "Python": it ports, reports, and runs what comes out; the porter comes when the tab is opened, and not before.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { PYTHON_EXAMPLES } from '../../src/examples.js';
import { DIST, PATIENCE, type Visit, site } from '../support/page.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What each example prints. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'python-workers': ['ann:  1 squared is 1', 'all in all 9'],
  'python-bank': ['<ann: 130> instead of 160'],
  'python-channel': ['GREEN', 'THREADS', '... still at it', 'FOR', 'EVERYBODY', 'done'],
  'python-refused': ['tick 0', 'tick 1', 'tick 2'],
};

const PROGRAM = `import gevent

def greet(name, n):
    for i in range(n):
        gevent.sleep(1)
        print('hello', name, i)

gevent.joinall([gevent.spawn(greet, 'ann', 2)])
`;

function python({ page }: Visit): Locator {
  return page.getByRole('textbox', { name: 'Python' });
}

async function write(visit: Visit, text: string): Promise<void> {
  await python(visit).focus();
  await visit.page.keyboard.press('Control+A');
  await visit.page.keyboard.insertText(text);
}

/** PROGRAM, in place of an example that has run. */
async function writeAndRun(visit: Visit): Promise<void> {
  await visit.open('#example=python-bank');
  await visit.message(/^The program ended/);
  await write(visit, PROGRAM);
  await visit.page.keyboard.press('Control+Enter');
  await visit.message(/^The program ended at t = 2 s/);
}

async function printed(visit: Visit): Promise<string[]> {
  await visit.page.keyboard.press('Escape');
  await visit.button('Last step').click();
  return visit.page.getByRole('log', { name: 'Output' }).locator('p > span:first-child').allTextContents();
}

describe('The tab "Python" of the playground', function () {
  this.timeout(PATIENCE);
  const { visit } = site();

  it('loads the porter when it is opened, of at most 350 kB, compressed', async () => {
    const page = await visit();
    await page.open();
    await page.message(/^The program ended/);
    const isPorter = (url: string): boolean => /^porter-.*\.js$/.test(basename(url));
    expect(page.fetched.filter(isPorter)).to.deep.equal([]);
    await page.page.getByRole('tab', { name: 'Python' }).click();
    await python(page).waitFor();
    const [porter = '', ...others] = page.fetched.filter(isPorter);
    expect(others).to.deep.equal([]);
    const size = gzipSync(readFileSync(join(DIST, new URL(porter).pathname))).length;
    expect(size).to.be.lessThan(350 * 1024);
  });

  for (const { name, title } of PYTHON_EXAMPLES)
    it(`ports and runs "${title}", from its link`, async () => {
      const page = await visit();
      await page.open(`#example=${name}`);
      await page.message(name === 'python-refused' ? /NotPorted: .*eval/ : /^The program ended/);
      const lines = await printed(page);
      expect(lines).to.include.members(PRINTED[name] as string[]);
      expect(await page.page.getByRole('tab', { name: 'Python' }).getAttribute('aria-selected')).to.equal(
        'true',
      );
    });

  it('ports what is written, and Control-Enter runs it', async () => {
    const page = await visit();
    await writeAndRun(page);
    expect(await printed(page)).to.deep.equal(['hello ann 0', 'hello ann 1']);
    expect(await page.program.textContent()).to.include('function* greet(name, n): Op<any>');
    await page.textOf(
      page.page.getByRole('region', { name: 'Report' }),
      '8 lines; 2 places park. Nothing is refused',
    );
  });

  it('has the Python in its link', async () => {
    const page = await visit();
    await writeAndRun(page);
    await page.go(5);
    await page.page.waitForURL(/#python=1-.*&step=5$/);
    const other = await visit();
    await other.open(new URL(page.page.url()).hash);
    await other.textOf(other.status('Position'), /^Step 5 of/);
    expect(await python(other).textContent()).to.include("print('hello', name, i)");
  });

  it('leads from the report to the line', async () => {
    const page = await visit();
    await page.open('#example=python-refused');
    await page.message(/NotPorted/);
    const refused = page.page.getByRole('list', { name: 'Refused' }).getByRole('listitem');
    expect(await refused.count()).to.equal(2);
    await page.button('Go to line 17 of the Python').click();
    const active = page.page.locator('.python .cm-activeLineGutter');
    expect(await active.last().textContent()).to.equal('17');
    expect(await python(page).evaluate((element) => element === document.activeElement)).to.equal(true);
  });

  it('tells what is no Python by its line, and runs nothing', async () => {
    const page = await visit();
    await page.open('#example=python-bank');
    await page.message(/^The program ended/);
    await write(page, 'import gevent\nx = = 1\n');
    await page.page.keyboard.press('Control+Enter');
    await page.message(/^⚠ Line 2 of the Python: /);
    await page.button('Go to line 2 of the Python').waitFor();
  });

  it('tells what is not there in a browser', async () => {
    const page = await visit();
    await page.open('#example=python-bank');
    await page.message(/^The program ended/);
    await write(page, 'from gevent import socket\nprint(socket.socket())\n');
    await page.page.keyboard.press('Control+Enter');
    await page.message(/"evergreen-port\/gevent" has no socket here/);
  });

  it('keeps both programs when tabs are changed, by the arrow keys too', async () => {
    const page = await visit();
    await page.open('#example=ping-pong');
    await page.message(/^The program ended/);
    await page.page.getByRole('tab', { name: 'JavaScript' }).focus();
    await page.page.keyboard.press('ArrowRight');
    await python(page).waitFor();
    await page.message(/^The program ended at t = 3\.5 s/);
    await page.page.keyboard.press('ArrowLeft');
    await page.message(/^The program ended at t = 0 s/);
    expect(await page.page.getByRole('combobox', { name: 'Example' }).inputValue()).to.equal('ping-pong');
    expect(await python(page).count()).to.equal(0);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`can be used by everybody (${colorScheme})`, async () => {
      const page = await visit({ colorScheme, bypassCSP: true });
      await page.open('#example=python-refused');
      await page.message(/NotPorted/);
      await page.page.evaluate(AXE);
      const found = await page.page.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(found).to.deep.equal([]);
    });
});

// The page as a whole: its size, what it fetches, types, links, the keyboard, and that everybody can use it.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { DIST, PATIENCE, type Visit, site } from '../support/page.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const TYPED = `import { type Op, run, sleep } from 'evergreen-ts';

interface Greeting {
  text: string;
}

function* greet({ text }: Greeting): Op<void> {
  yield* sleep(0.5);
  console.log(text as string);
}

await run(greet, { text: 'typed' });
`;

describe('The page of the playground', function () {
  this.timeout(PATIENCE);
  const { visit } = site();

  it('has at most 400 kB, compressed, until a program uses types', async () => {
    const page = await visit();
    await page.open();
    await page.message(/^The program ended/);
    const files = [...new Set(page.fetched.map((url) => new URL(url).pathname))];
    const sizes = files.map(
      (path) => gzipSync(readFileSync(join(DIST, path === '/' ? 'index.html' : path))).length,
    );
    expect(files.length).to.be.greaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size)).to.be.lessThan(400 * 1024);
  });

  it('shows the first step within 1.5 s', async () => {
    const times: number[] = [];
    // Again, as others may use the machine at the same time.
    while (times.length < 12 && !(Math.min(...times) < 1500)) {
      const page = await visit();
      await page.open();
      times.push(await page.page.evaluate(() => performance.now()));
      await page.page.close();
    }
    expect(Math.min(...times)).to.be.lessThan(1500);
  });

  it('fetches nothing after it has loaded', async () => {
    const page = await visit();
    await page.open();
    await page.message(/^The program ended/);
    await page.button('Run').waitFor();
    const before = page.fetched.length;
    for (const label of ['Ping-pong', 'Echo over a memory pair', 'Lost update']) {
      await page.page.getByRole('combobox', { name: 'Example' }).selectOption({ label });
      await page.message(/^The program ended/);
    }
    await page.button('Explore').click();
    await page.message(/a payment was lost/);
    await page.button('Help').click();
    expect(page.fetched.slice(before)).to.deep.equal([]);
  });

  it('works without a network once it has loaded', async () => {
    const page = await visit();
    await page.open();
    await page.message(/^The program ended/);
    await page.page.context().setOffline(true);
    await page.page.getByRole('combobox', { name: 'Example' }).selectOption({ label: 'Ping-pong' });
    await page.message(/^The program ended at t = 0 s/);
  });

  it('loads the compiler when a program uses types, tells so, and knows the lines', async () => {
    const page = await visit();
    await page.open();
    let load: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (load = resolve));
    await page.page.route('**/*.wasm', async (route) => {
      await told;
      await route.continue();
    });
    await page.run(TYPED);
    await page.message(/their compiler is being loaded, once \(\d+ %\)/);
    load();
    await page.message(/^The program ended at t = 0\.5 s/);
    expect(page.fetched.filter((url) => url.endsWith('.wasm')).length).to.equal(1);
    await page.goTo('Tasklet-1 sleeps for 0.5 s');
    expect(await page.tasklets()).to.deep.equal([['Tasklet-1', 'parked', 'sleep 0.5s', '8']]);
    await page.run(TYPED.replace("'typed' }", "'again' } as const").replace('text as string', 'text as ,'));
    await page.message(/Line 9: /);
  });

  it('tells that the compiler cannot be loaded, and tries again', async () => {
    const page = await visit();
    await page.open();
    await page.page.route('**/*.wasm', (route) => route.abort());
    await page.run(TYPED);
    await page.message(/A file of this page could not be loaded/);
    await page.page.unroute('**/*.wasm');
    await page.button('Run').click();
    await page.message(/^The program ended at t = 0\.5 s/);
    page.errors.length = 0;
  });

  it('has the program and the step in its address', async () => {
    const page = await visit();
    await page.open('#example=kill&step=5');
    await page.textOf(page.status('Position'), /^Step 5 of/);
    await page.run("import { run, sleep } from 'evergreen-ts';\nawait run(() => sleep(3)); // ü\n");
    await page.message(/^The program ended at t = 3 s/);
    await page.go(4);
    await page.page.waitForURL(/#program=1-[\w-]+&step=4$/);
    const other = await visit();
    await other.open(new URL(page.page.url()).hash);
    expect(await other.status('Position').textContent()).to.equal(
      await page.status('Position').textContent(),
    );
    expect(await other.program.textContent()).to.include('ü');
  });

  it('copies the link', async () => {
    const page = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.open('#example=kill&step=5');
    await page.button('Copy link').click();
    await page.message(/The link was copied/);
    expect(await page.page.evaluate(() => navigator.clipboard.readText())).to.match(/#example=kill&step=5$/);
  });

  it('is used by the keyboard alone', async () => {
    const page = await visit();
    await page.open();
    const { keyboard } = page.page;
    const at = (step: number): Promise<string> => page.textOf(page.status('Position'), `Step ${step} of`);
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await at(3);
    await keyboard.press('ArrowLeft');
    await at(2);
    await keyboard.press('End');
    await at(await page.steps());
    await keyboard.press('Home');
    await at(1);

    // Tab reaches everything, the editor too, and leaves it again.
    const reached = new Set<string>();
    for (let i = 0; i < 60; i++) {
      await keyboard.press('Tab');
      reached.add(await focused(page));
    }
    for (const name of [
      'Example',
      'Run',
      'Stop',
      'Copy link',
      'Help',
      'Program',
      'You are the scheduler',
      'Also kill',
      'Explore',
      'Play',
      'Step forward',
      'Last step',
      'Speed',
      'Step',
      'Output',
    ])
      expect([...reached], name).to.include(name);

    await tabTo(page, 'Example');
    await keyboard.press('P');
    await page.message(/^The program ended at t = 0 s/);
    await tabTo(page, 'Program');
    await keyboard.press('Control+A');
    await keyboard.insertText("import { run, sleep } from 'evergreen-ts';\nawait run(() => sleep(7));\n");
    await keyboard.press('Control+Enter');
    await page.message(/^The program ended at t = 7 s/);
    await tabTo(page, 'Step forward');
    await keyboard.press('Enter');
    await at(2);
    await tabTo(page, 'Step');
    await keyboard.press('ArrowRight');
    await at(3);
    await tabTo(page, 'You are the scheduler');
    await keyboard.press('Space');
    await page.page.getByRole('group', { name: 'Choose who runs next' }).waitFor();
    await tabTo(page, 'Explore');
    // Until the program has run there are no choices, and nothing is explored.
    await page.page.getByRole('button', { name: 'Explore', exact: true, disabled: false }).waitFor();
    await keyboard.press('Enter');
    await page.textOf(page.status('Result of exploring'), '1 schedule, none fails');
    await tabTo(page, 'Help');
    await keyboard.press('Enter');
    await page.page.getByRole('dialog', { name: 'Help' }).waitFor();
    await keyboard.press('Escape');
    expect(await focused(page)).to.equal('Help');
  });

  it('shows where the focus is', async () => {
    const page = await visit();
    await page.open();
    for (let i = 0; i < 25; i++) {
      await page.page.keyboard.press('Tab');
      // After the last it leaves the page.
      if (await page.page.evaluate(() => document.activeElement === document.body)) continue;
      // The editor knows of its focus a moment later.
      await page.page.waitForFunction(() => {
        const element = document.activeElement?.closest('.cm-editor') ?? document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element as Element);
        return outlineStyle === 'solid' && outlineWidth === '3px';
      });
    }
  });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390])
      it(`has nothing that axe-core objects to, ${colorScheme}, ${width} pixels wide`, async () => {
        const page = await visit({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
        await page.open('#example=deadlock&step=24');
        expect(await violations(page)).to.deep.equal([]);
        await page.open('#example=lost-update');
        await page.page.getByRole('switch', { name: 'You are the scheduler' }).click();
        await page.message('Who runs next? Choose.');
        expect(await violations(page)).to.deep.equal([]);
        await page.button('Help').click();
        expect(await violations(page)).to.deep.equal([]);
      });

  it('is three columns wide, or one narrow, and never scrolls sideways', async () => {
    for (const [width, columns] of [
      [1600, 3],
      [1280, 3],
      [390, 1],
      [320, 1],
    ] as const) {
      const page = await visit({ viewport: { width, height: 900 } });
      await page.open('#example=producer-consumer&step=60');
      const lefts = await page.page
        .locator('.column')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
      expect(new Set(lefts).size, String(width)).to.equal(columns);
      expect(
        await page.page.evaluate(() => document.documentElement.scrollWidth),
        String(width),
      ).to.be.at.most(width);
    }
  });

  it('moves nothing where less motion is asked for', async () => {
    for (const [reducedMotion, moving] of [
      ['reduce', false],
      ['no-preference', true],
    ] as const) {
      const page = await visit({ reducedMotion });
      await page.open('#example=hello');
      await page.page.evaluate(() => {
        const { animate } = Element.prototype;
        Object.assign(globalThis, { moved: 0 });
        Element.prototype.animate = function (...args) {
          (globalThis as { moved?: number }).moved = 1;
          return animate.apply(this, args);
        };
      });
      await page.goTo('ann runs for the first time');
      expect(await page.page.evaluate(() => (globalThis as { moved?: number }).moved)).to.equal(
        Number(moving),
      );
    }
  });

  it('has files only, which any server can serve from any folder', () => {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8');
    expect(html).to.include('Content-Security-Policy');
    for (const [, address] of html.matchAll(/(?:src|href)="(.*?)"/g))
      expect(address).to.match(/^(\.\/|data:)/);
    expect(readdirSync(DIST)).to.include('index.html');
  });
});

async function focused({ page }: Visit): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const label = (element as HTMLInputElement).labels?.[0]?.textContent;
    return element.getAttribute('aria-label') ?? (label ?? element.textContent).trim();
  });
}

async function tabTo(page: Visit, name: string): Promise<void> {
  for (let left = 80; (await focused(page)) !== name; left--) {
    if (left === 0) throw new Error(`Tab does not reach ${name}`);
    await page.page.keyboard.press('Tab');
  }
}

/** What axe-core finds, each with the first element. */
async function violations({ page }: Visit): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations: all } = await axe.run();
    return all.map(({ id, nodes: [first] }) => `${id}: ${first?.html} ${first?.failureSummary}`);
  });
}

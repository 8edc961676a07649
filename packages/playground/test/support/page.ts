// The built page in a real browser, for tests that are pending where there is none. It is built once for all the test files of a
// process; each test has a page of its own, and fails if the page has had an error or fetched anything that is not its own.
import { execFile } from 'node:child_process';
import { type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, type Locator, type Page, chromium } from 'playwright-core';
import { serve } from '../../scripts/static-server.js';
import { pathOf } from '../../../../test/support/peer-list.js';
import { suiteNeeds } from '../../../../test/support/peers.js';

const PACKAGE = join(import.meta.dirname, '../..');
export const DIST = join(PACKAGE, 'dist');

/** Milliseconds: of a machine that has other things to do. */
export const PATIENCE = 60_000;

let built: Promise<unknown> | undefined;

async function build(): Promise<void> {
  const vite = join(PACKAGE, '../../node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: PACKAGE });
}

/** The page, and its parts by their roles and names. */
export class Visit {
  readonly page: Page;
  readonly address: string;
  /** Addresses that were fetched, in order. */
  readonly fetched: string[] = [];
  readonly errors: string[] = [];

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
    page.setDefaultTimeout(PATIENCE / 2);
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) this.fetched.push(request.url());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Open the address with this behind it, and wait until a step is shown. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(this.address + hash);
    await this.steps();
  }

  status(name: string): Locator {
    return this.page.getByRole('status', { name });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get program(): Locator {
    return this.page.getByRole('textbox', { name: 'Program' });
  }

  /** Wait until a program has run, and a step is shown: how many steps there are. */
  async steps(): Promise<number> {
    const text = await this.textOf(this.status('Position'), /^Step \d+ of \d+/);
    return Number(/of (\d+)/.exec(text)?.[1]);
  }

  /** The text of an element, once it is like this. */
  async textOf(element: Locator, like: RegExp | string): Promise<string> {
    const found = element.filter({ hasText: like });
    await found.waitFor();
    return (await found.textContent()) ?? '';
  }

  async message(like: RegExp | string): Promise<string> {
    return this.textOf(this.status('Message'), like);
  }

  /** Put another program into the editor, as from the clipboard, and run it. */
  async run(text: string): Promise<void> {
    await this.write(text);
    await this.page.keyboard.press('Control+Enter');
  }

  async write(text: string): Promise<void> {
    await this.program.focus();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** Go to a step, as with the slider. */
  async go(step: number): Promise<void> {
    await this.page.getByRole('slider', { name: 'Step' }).fill(String(step));
    await this.textOf(this.status('Position'), new RegExp(`^Step ${step} of`));
  }

  /** Go to the first step in which this happens, from the present one on. */
  async goTo(sentence: RegExp | string): Promise<void> {
    const what = this.status('What happens');
    for (let left = await this.steps(); left > 0; left--) {
      const text = (await what.textContent()) ?? '';
      if (typeof sentence === 'string' ? text === sentence : sentence.test(text)) return;
      await this.button('Step forward').click();
    }
    throw new Error(`there is no step in which ${sentence} happens`);
  }

  async list(name: string): Promise<string[]> {
    return this.page.getByRole('list', { name }).getByRole('listitem').allTextContents();
  }

  /** The rows of the table of tasklets, without its head. */
  async tasklets(): Promise<string[][]> {
    const rows = this.page.getByRole('table', { name: 'Tasklets' }).locator('tbody tr');
    return Promise.all((await rows.all()).map((row) => row.locator('th, td').allTextContents()));
  }
}

export interface Site {
  /** A new page, in a window of its own. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
}

/** For a suite: builds the page, serves it and starts the browser; ends all of it afterwards. */
export function site(): Site {
  let server: Server | undefined;
  let browser: Browser | undefined;
  let address: string;
  const visits: Visit[] = [];

  before(async function () {
    suiteNeeds(this, 'chromium');
    this.timeout(PATIENCE * 3);
    await (built ??= build());
    ({ server, address } = await serve(DIST, 0));
    browser = await chromium.launch({
      executablePath: pathOf('chromium') as string,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterEach(async () => {
    const all = visits.splice(0);
    await Promise.all(all.map(({ page }) => page.context().close()));
    for (const { errors, fetched } of all) {
      const foreign = fetched.filter((url) => !url.startsWith(address));
      if (errors.length + foreign.length > 0) throw new Error([...errors, ...foreign].join('\n'));
    }
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  return {
    async visit(options = {}) {
      const context = await (browser as Browser).newContext({
        viewport: { width: 1440, height: 1000 },
        ...options,
      });
      const visit = new Visit(await context.newPage(), address);
      visits.push(visit);
      return visit;
    },
  };
}

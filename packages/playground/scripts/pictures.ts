// Takes the pictures of the page that the README shows, of the built page, in Chromium.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page, chromium } from 'playwright-core';
import { serve } from './static-server.js';

const PICTURES = join(import.meta.dirname, '../../../docs/pictures');

interface Picture {
  readonly name: string;
  readonly hash: string;
  readonly dark?: boolean;
  readonly width: number;
  readonly height: number;
  readonly before?: (page: Page) => Promise<void>;
}

const ALL: readonly Picture[] = [
  { name: 'playground', hash: '#example=philosophers&step=96', width: 1360, height: 860 },
  { name: 'playground-deadlock', hash: '#example=deadlock&step=24', dark: true, width: 1360, height: 860 },
  {
    name: 'playground-scheduler',
    hash: '#example=lost-update',
    width: 1360,
    height: 860,
    async before(page) {
      await page.getByRole('button', { name: 'Explore' }).click();
      await page.getByRole('status', { name: 'Result of exploring' }).filter({ hasText: 'fail' }).waitFor();
      await page.getByRole('button', { name: 'Undo choice' }).click();
      await page.getByRole('group', { name: 'Choose who runs next' }).getByRole('button').first().waitFor();
    },
  },
];

await mkdir(PICTURES, { recursive: true });
const { server, address } = await serve(join(import.meta.dirname, '../dist'), 0);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const { name, hash, dark = false, width, height, before } of ALL) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(address + hash);
  await page.getByRole('status', { name: 'Position' }).filter({ hasText: /^Step/ }).waitFor();
  await before?.(page);
  // The editor scrolls to the line that runs.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();

import { chromium } from 'playwright-core';
import { serve } from './scripts/static-server.js';
const { server, address } = await serve(new URL('dist', import.meta.url).pathname, 0);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, width, scheme] of [['wide', 1440, 'light'], ['dark', 1440, 'dark'], ['narrow', 420, 'dark'], ['mid', 1000, 'light']] as const) {
  const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme: scheme });
  page.on('console', (m) => console.log(name, m.type(), m.text()));
  page.on('pageerror', (e) => console.log(name, 'ERR', e.message));
  await page.goto(address + (name === 'dark' ? '#example=python-refused&step=9' : name==='wide' ? '' : '#example=python-workers'));
  await page.waitForTimeout(1500);
  if (name === 'wide') {
    await page.getByRole('tab', { name: 'Python' }).click();
    for (const ex of ['python-bank','python-channel','python-refused','python-workers']) {
      await page.waitForTimeout(300);
      await page.getByRole('combobox', { name: 'Example' }).selectOption(ex);
      await page.waitForTimeout(2500);
      await page.getByRole('button', { name: 'Last step' }).click();
      console.log(ex, await page.getByRole('status', { name: 'Message' }).textContent(), '|', await page.getByRole('log').textContent(), '|', await page.getByRole('region', { name: 'Report' }).textContent(), page.url().slice(-60));
    }
  } else await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/pt/${name}.png`, fullPage: name === 'narrow' });
}
await browser.close(); server.close();

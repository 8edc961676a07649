// The documents link to programs and steps of the playground: each link opens what it says.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ADDRESS } from '../../scripts/address.js';
import { PATIENCE, site } from '../support/page.js';

const DOCS = join(import.meta.dirname, '../../../../docs');

/** What stands behind the address in the links of a document, without repetitions. */
function linksIn(path: string): string[] {
  const text = readFileSync(join(DOCS, path), 'utf8');
  const links = [...text.matchAll(/\]\((http:[^)]*)\)/g)].map(([, link = '']) => link);
  return [...new Set(links.filter((link) => link.startsWith(ADDRESS)))].map((link) =>
    link.slice(ADDRESS.length),
  );
}

const documents = readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md') && linksIn(path).length > 0)
  .sort();

describe('Links to the playground', function () {
  this.timeout(PATIENCE * 3);
  const { visit } = site();

  it('are in the pages for teachers, and for those who want to know how it works', () => {
    expect(documents).to.include.members(['how-it-works.md', 'teaching.md']);
  });

  for (const path of documents)
    it(`of docs/${path} open what they say`, async () => {
      const page = await visit();
      for (const link of linksIn(path)) {
        await page.page.goto('about:blank');
        await page.open(link);
        await page.message(/^(?!.*Running)/);
        const message = await page.status('Message').textContent();
        expect(message, link).not.to.match(/link/);
        const step = /step=(\d+)/.exec(link)?.[1] ?? '1';
        expect(await page.status('Position').textContent(), link).to.match(new RegExp(`^Step ${step} of`));
      }
    });
});

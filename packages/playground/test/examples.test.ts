// The examples: each is there, can be run by the page, and its lines fit the editor.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXAMPLES } from '../src/examples.js';
import { checked } from '../src/text/guarded.js';

const FOLDER = join(import.meta.dirname, '../examples');

describe('The examples of the playground', () => {
  it('are the files there are', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.js$/, ''));
    expect(EXAMPLES.map(({ name }) => name)).to.have.members(files);
  });

  for (const { name, title } of EXAMPLES)
    it(`"${title}" is JavaScript of short lines`, () => {
      const text = readFileSync(join(FOLDER, `${name}.js`), 'utf8');
      checked(text);
      for (const line of text.split('\n')) expect(line.length, line).to.be.at.most(96);
    });
});

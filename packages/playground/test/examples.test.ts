// The examples: each is there, can be run by the page, and its lines fit the editor.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { port } from '../../porter/src/index.js';
import { EXAMPLES, PYTHON_EXAMPLES } from '../src/examples.js';
import { checked } from '../src/text/guarded.js';

const FOLDER = join(import.meta.dirname, '../examples');

describe('The examples of the playground', () => {
  it('are the files there are', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.js'));
    expect(EXAMPLES.map(({ name }) => `${name}.js`)).to.have.members(files);
    const python = readdirSync(join(FOLDER, 'python')).map((file) => `python-${file.replace(/\.py$/, '')}`);
    expect(PYTHON_EXAMPLES.map(({ name }) => name)).to.have.members(python);
  });

  for (const { name, title } of EXAMPLES)
    it(`"${title}" is JavaScript of short lines`, () => {
      const text = readFileSync(join(FOLDER, `${name}.js`), 'utf8');
      checked(text);
      for (const line of text.split('\n')) expect(line.length, line).to.be.at.most(96);
    });

  for (const { name, title } of PYTHON_EXAMPLES)
    it(`"${title}" is Python that is ported, of short lines`, async () => {
      const file = join(FOLDER, 'python', `${name.replace(/^python-/, '')}.py`);
      const text = readFileSync(file, 'utf8');
      for (const line of text.split('\n')) expect(line.length, line).to.be.at.most(96);
      const { report } = await port([{ path: 'program.py', text }]);
      expect(report.refused).to.equal(name === 'python-refused' ? 2 : 0);
    });
});

// The README tells the truth: its program is ported as it shows, and prints what gevent would.
import { strict as assert } from 'node:assert';
import { documentAt } from '../../../test/support/documents.js';
import { outputOf, ported } from './support.js';

const { blocks } = documentAt('packages/porter/README.md');
const [python] = blocks.filter(({ language }) => language === 'python');
const [ts] = blocks.filter(({ language }) => language === 'ts');

describe('The README of the porter', () => {
  it('shows what becomes of its program', async () => {
    const { files } = await ported(python?.code ?? '');
    assert.equal(files[0]?.text, ts?.code);
    assert.equal(await outputOf(files[0]?.text ?? ''), 'ann got 0\nbob got 1\nann got 2\nbob got 3\n');
  });
});

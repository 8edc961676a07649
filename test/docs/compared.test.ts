// The comparison tells the truth as far as it can be told here: what is in TypeScript and needs only what is installed is
// compiled and run. What is in other languages, or needs more, is not.
import { strict as assert } from 'node:assert';
import { BUILD_TIME, installBeside } from '../support/built.js';
import { compileErrors, documentAt, itPrintsWhatItSays, unknownBlocks } from '../support/documents.js';

const comparison = documentAt('docs/compared.md');

describe('The comparison', () => {
  before(async function () {
    this.timeout(BUILD_TIME);
    await installBeside(['effection']);
  });

  it('has three programs that are run here', () => {
    assert.equal(comparison.programs.length, 3);
    assert.deepEqual(compileErrors([comparison]), []);
    assert.deepEqual(unknownBlocks(comparison, ['ts', 'typescript', 'python', 'go', 'text', 'sh']), []);
  });

  itPrintsWhatItSays(comparison);
});

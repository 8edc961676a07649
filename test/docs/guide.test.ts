// The guide tells the truth: the programs of each chapter compile, and print what it says they print.
import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  compileErrors,
  documentAt,
  itPrintsWhatItSays,
  outputOf,
  unknownBlocks,
} from '../support/documents.js';
import { ROOT } from '../support/root.js';

const index = documentAt('docs/guide/README.md');
const chapters = readdirSync(resolve(ROOT, 'docs/guide'))
  .filter((file) => /^\d.*\.md$/.test(file))
  .sort((a, b) => parseInt(a) - parseInt(b))
  .map((file) => documentAt(`docs/guide/${file}`));

describe('The guide', () => {
  it('has an index that lists every chapter, in order', () => {
    const listed = [...index.text.matchAll(/^\d+\. \[.*?\]\((.*?)\)/gm)].map((match) => match[1]);
    assert.deepEqual(
      listed.map((file) => `docs/guide/${file}`),
      chapters.map(({ path }) => path),
    );
  });

  it('has programs that compile under the options of this project', () => {
    assert.deepEqual(compileErrors(chapters), []);
  });

  for (const chapter of chapters) {
    describe(chapter.path, () => {
      it('has a program, each with its output, and only blocks that a test looks at or GitHub draws', () => {
        assert.ok(chapter.programs.length > 0);
        const silent = chapter.programs.filter((program) => outputOf(chapter, program) === undefined);
        assert.deepEqual(
          silent.map(({ line }) => line),
          [],
        );
        assert.deepEqual(unknownBlocks(chapter, ['ts', 'text', 'sh', 'mermaid']), []);
      });

      it('is short', () => {
        const { length } = chapter.text.trimEnd().split('\n');
        assert.ok(length >= 60 && length <= 150, `${length} lines`);
      });

      itPrintsWhatItSays(chapter);
    });
  }
});

// How it works, as the document tells it: its programs compile and print what it says, its pictures name the states there are.
import { strict as assert } from 'node:assert';
import {
  compileErrors,
  documentAt,
  itPrintsWhatItSays,
  outputOf,
  unknownBlocks,
} from '../support/documents.js';

const document = documentAt('docs/how-it-works.md');

describe(document.path, () => {
  it('has only blocks that a test looks at or GitHub draws', () => {
    assert.deepEqual(unknownBlocks(document, ['ts', 'text', 'mermaid']), []);
    assert.ok(document.programs.every((program) => outputOf(document, program) !== undefined));
  });

  it('has programs that compile under the options of this project', () => {
    assert.deepEqual(compileErrors([document]), []);
  });

  it('draws the states of a tasklet, and the one that is not shown', () => {
    const drawn = document.blocks.find(({ code }) => code.startsWith('stateDiagram'))?.code ?? '';
    const states = new Set([...drawn.matchAll(/(\w+) --> (\w+)/g)].flatMap(([, from, to]) => [from, to]));
    assert.deepEqual([...states].sort(), ['ended', 'initial', 'interrupted', 'parked', 'ready', 'running']);
  });

  itPrintsWhatItSays(document);
});

/** What a pass takes from the last one is what it would have emitted. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { prepared } from '../src/analysis/prepare.js';
import { constructs } from '../src/emit/index.js';
import { type EmittedFile, emitFile } from '../src/emit/module.js';
import { Flow } from '../src/flow/flow.js';
import { emittedAtLast, programOf } from '../src/port.js';

const FOLDER = new URL('programs/', import.meta.url);

/** A class with a method that is refused, which others make emission look at again. */
const REFUSED = `
class Shop:
    def price(self):
        return self.cost

    @price.deleter
    def price(self):
        pass

    def open(self):
        self.cost = rate(2)

def rate(x):
    return wait(x) + 1

def wait(x):
    return x
`;

const said = (files: readonly EmittedFile[]): unknown[] =>
  files.map((file) => [file.text(), file.remarks.refused, file.parks]);

/** What the last pass says, and what one says that takes nothing from another; it must find nothing new. */
function emitted(path: string, text: string): { last: unknown[]; anew: unknown[] } {
  const program = programOf([{ path, text }], {});
  const facts = prepared(program, { from: 'auto' });
  const flow = new Flow(program, facts);
  const last = said(emittedAtLast(program, facts, flow));
  facts.changed = false;
  const anew = said(program.files.map((file) => emitFile(file, facts, flow, constructs)));
  assert.equal(facts.changed, false, path);
  return { last, anew };
}

describe('A statement that is not emitted again', () => {
  it('is what it would be, in all programs of the tests', function () {
    this.timeout(120_000);
    for (const path of readdirSync(FOLDER).filter((name) => name.endsWith('.py'))) {
      const text = readFileSync(new URL(path, FOLDER), 'utf8');
      const { last, anew } = emitted(path, text);
      assert.ok(isDeepStrictEqual(last, anew), path);
    }
  });

  it('stays refused if a method of it is', () => {
    const { last, anew } = emitted('shop.py', REFUSED);
    assert.deepEqual(last, anew);
    assert.match(String(last), /NOT PORTED: a deleter of a property/);
  });
});

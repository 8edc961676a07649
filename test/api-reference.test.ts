// The API reference is made by typedoc, of what the entries export; `npm run check` fails if anything there has no docstring.
// Here: that it would be noticed, under the options of typedoc.json.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BUILD_TIME, shell } from './support/built.js';
import { ROOT } from './support/root.js';

/** Some of it has a docstring, or needs none. */
const ENTRY = `
export type Name = string;
export const bare = 1;

interface Unexported { x: number }
export function run(given: Unexported): void {}

/** Documented. */
export interface Face {
  look: Name;
  /** Documented. */
  wide: boolean;
}

/** Documented. */
export class Body {
  #inner = 1;
  private hidden = 2;
  /** @internal */
  _own = 3;
  _internal = 4;
  /** Documented. */
  height(): number {
    return this.#inner + this.hidden;
  }
  weight(): number {
    return 80;
  }
}

export class Mind {}
`;

const BARE = 'Body._internal Body.weight Face.look Mind Name Unexported bare run';

describe('The API reference', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evergreen-reference-'));

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('cannot be made while an export, or a public member of one, has no docstring', async function () {
    this.timeout(BUILD_TIME);
    const files = {
      'package.json': JSON.stringify({ name: 'example' }),
      'entry.ts': ENTRY,
      'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', types: [] } }),
      'typedoc.json': JSON.stringify({
        extends: [resolve(ROOT, 'typedoc.json')],
        entryPoints: ['entry.ts'],
        tsconfig: 'tsconfig.json',
      }),
    };
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const { code, stdout, stderr } = await shell('typedoc --emit none', folder);
    const output = stripVTControlCharacters(stdout + stderr);
    const complaints = [...output.matchAll(/^\[warning\] (\S+?),? .*\bdefined in\b/gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(complaints.sort().join(' '), BARE, output);
    assert.notEqual(code, 0);
  });
});

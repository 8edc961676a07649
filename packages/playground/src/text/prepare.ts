/**
 * From the program in the editor to the text that the worker runs.
 */
import { type Modules, guarded } from './guarded.js';
import { BadProgram } from './bad-program.js';
import { sameLines } from './lines.js';
import { parsed } from './parse.js';
import { type OnProgress, type Stripped, stripped } from './strip.js';
import { usesTypes } from './types.js';

/** BadProgram for a text that cannot be run; Error if what strips types cannot be loaded. */
export async function prepare(text: string, modules: Modules, onProgress: OnProgress): Promise<Stripped> {
  const { text: script, lineOf } = await asScript(text, onProgress);
  try {
    return { text: guarded(script, modules), lineOf };
  } catch (error) {
    if (!(error instanceof BadProgram)) throw error;
    throw new BadProgram(error.message, lineOf(error.line) ?? 1, error.column);
  }
}

/** What is JavaScript already stays as it is. */
async function asScript(text: string, onProgress: OnProgress): Promise<Stripped> {
  const knowsUsing = 'dispose' in Symbol || !/\busing\b/.test(text);
  if (knowsUsing && (isScript(text) || !usesTypes(text))) return { text, lineOf: sameLines };
  return stripped(text, onProgress);
}

function isScript(text: string): boolean {
  try {
    parsed(text);
    return true;
  } catch (error) {
    if (error instanceof BadProgram) return false;
    throw error;
  }
}

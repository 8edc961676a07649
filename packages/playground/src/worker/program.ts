/**
 * The function that a program gives to run(), to be run again and again.
 */
import type { Op } from 'evergreen-ts';
import { capture } from './library.js';
import type { Stage } from './stage.js';

/** Error for a module that calls no run(); what its top level throws. */
export async function programOf(stage: Stage): Promise<() => Op<unknown>> {
  const program = capture();
  const ended = stage.load().then(() => undefined);
  const first = await Promise.race([program, ended]);
  if (first === undefined)
    throw new Error('only what run() begins can be run in another order: await run(function* () { … })');
  return first;
}

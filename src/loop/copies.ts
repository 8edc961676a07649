/**
 * Copies of this package in one process: two versions, or one that is bundled and one that is not. Each has a thread's loop and a
 * running tasklet of its own, so an operation of one copy cannot park a tasklet of another. Those that have a loop stand in a list
 * that all copies find, so that the error can say so.
 */

/** A loop, as other copies see it, of other versions too: this must not change. */
interface OtherLoop {
  /** One of its tasklets or callbacks runs now. */
  readonly turning: boolean;
}

/** The loops of all copies, for as long as there are any. */
const LOOPS = Symbol.for('evergreen-ts.loops');

const shared = globalThis as { [LOOPS]?: Set<OtherLoop> | undefined };

let own: OtherLoop | undefined;

/** So many ask that the list stays, though no loop is in it. */
let keepers = 0;

/** Many loops are about to come and go, one after the other: the list stays meanwhile. Returns a function that ends it. */
export function keepCopies(): () => void {
  keepers++;
  return () => {
    keepers--;
    tidy();
  };
}

function tidy(): void {
  if (keepers === 0 && shared[LOOPS]?.size === 0) Reflect.deleteProperty(shared, LOOPS);
}

/** This copy has a loop. */
export function enterCopy(loop: OtherLoop): void {
  own = loop;
  (shared[LOOPS] ??= new Set()).add(loop);
}

/** It has none any more. */
export function leaveCopy(): void {
  if (own === undefined) return;
  shared[LOOPS]?.delete(own);
  own = undefined;
  tidy();
}

/** What is wrong with something of another copy, and what to do. */
export const OF_ANOTHER_COPY =
  'of another copy of evergreen-ts: see to it that this process loads one, `npm ls evergreen-ts` lists them';

/** What to add to the sentence that something is outside a tasklet, when it is inside one of another copy's. */
export function otherCopyNote(): string {
  for (const loop of shared[LOOPS] ?? [])
    if (loop !== own && loop.turning) return ` (the tasklet that runs is ${OF_ANOTHER_COPY})`;
  return '';
}

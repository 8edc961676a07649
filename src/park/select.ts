/**
 * select(): wait for several operations at once, of which exactly one takes effect. Where race() needs a tasklet for each, this
 * is one leaf (select-leaf.ts), so it takes operations of this library only. Here is what it is given, and whether that will do.
 */
import { checkOperation, checkOptions, kindOf } from '../check.js';
import { OF_ANOTHER_COPY, otherCopyNote } from '../loop/copies.js';
import { debug, noteRun } from './debug.js';
import { Leaf, usedTwice } from './leaf.js';
import { OPERATION, type Op } from './op.js';
import { GeneratorOp, operation } from './operation.js';
import { type Case, Select } from './select-leaf.js';
import { trimmed } from '../trim.js';

/** What select() returns: the name of the arm that won, and its value. */
export type Selected<C> = {
  [K in keyof C & string]: readonly [K, C[K] extends Op<infer T> ? T : never];
}[keyof C & string];

/**
 * Run named operations side by side: the first to end wins, with its value or its error, and exactly one takes effect: what
 * another was handed in the same turn goes back to where it came from. Returns the name and the value. Parks, unless one can
 * go on at once: arms are looked at in the order written (names that are whole numbers come first, as in every object), and
 * those that do not win then have not begun.
 *
 * An arm is one operation of this library: of a channel, a queue, a lock, a stream, a tasklet, a future, sleep(), until(), next() of
 * what the library iterates. TypeError for a generator and for what cannot be undone: race() takes those. TypeError, too, for no
 * arms at all: nothing could ever win. Error for an operation that was run before. send() never goes on at once; a Condition's
 * wait() has its lock again when this returns, whichever arm won.
 *
 * Source: Go's select statement.
 *
 * @example
 * function* work(jobs: Queue<string>, stop: Event): Op<void> {
 *   for (;;) {
 *     const [which, value] = yield* select({ job: jobs.get(), stop: stop.wait(), tick: sleep(1) });
 *     if (which === 'stop') return;
 *     console.log(which === 'job' ? `do ${value}` : 'still here');
 *   }
 * }
 */
export function select<C extends Readonly<Record<string, Op<unknown>>>>(cases: C): Op<Selected<C>> {
  checkOptions('what select() is given', cases);
  const names = Object.keys(cases);
  if (names.length === 0 || Array.isArray(cases))
    throw trimmed(
      new TypeError(
        'select() takes an object of operations by name, at least one: select({ job: jobs.get() })',
      ),
    );
  const arms = names.map((name) => armOf(name, cases[name]));
  for (const [index, { leaf }] of arms.entries())
    if (arms.findIndex((one) => one.leaf === leaf) < index) throw usedTwice(leaf);
  const select = new Select(arms);
  return (select.givesUp ? withLocks(select) : select) as Op<unknown> as Op<Selected<C>>;
}

function withLocks(select: Select): Op<unknown> {
  if (debug) noteRun(select);
  return operation('select', select.withLocks());
}

function armOf(name: string, op: unknown): Case {
  checkOperation(`the arm ${name} of select()`, op);
  if (op instanceof GeneratorOp) {
    const arm = (op as GeneratorOp<unknown>)._asArm?.();
    if (debug) noteRun(op);
    if (arm !== undefined) return { name, ...ofLeaf(name, arm.leaf), givesUp: arm.givesUp };
  }
  const steps = (op as Op<unknown>)[Symbol.iterator]();
  if (!(op instanceof GeneratorOp) && !(steps instanceof Leaf) && OPERATION in (op as object))
    throw trimmed(new Error(`the arm ${name} of select() is ${OF_ANOTHER_COPY}`));
  return { name, ...ofLeaf(name, steps), givesUp: undefined };
}

function ofLeaf(name: string, steps: unknown): Pick<Case, 'leaf'> {
  if (!(steps instanceof Leaf))
    throw trimmed(
      new TypeError(
        `the arm ${name} of select() is ${kindOf(steps)}, not one operation of this library, as receive(), get(), acquire() and sleep() are: race() takes what has several steps${otherCopyNote()}`,
      ),
    );
  const leaf = (steps as Leaf<unknown>)._asArm();
  if (leaf === undefined)
    throw trimmed(
      new TypeError(
        `the arm ${name} of select() is ${steps._describe()}, which cannot be undone when another arm wins: run it in a tasklet of its own, and wait for that`,
      ),
    );
  if (debug) noteRun(leaf);
  return { leaf };
}

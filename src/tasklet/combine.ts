/**
 * all(), allSettled() and race(): operations side by side, each in a tasklet of its own. They return only when every one has ended.
 */
import { kindOf } from '../check.js';
import { checkpoint } from '../park/checkpoint.js';
import { debug, noteRun } from '../park/debug.js';
import { Children, interruption } from './children.js';
import type { Op, Park } from '../park/op.js';
import { isOperation } from '../park/body.js';
import { errorOf, hasFailed, outcomeOf, reportError } from './outcome.js';
import { Tasklet } from './tasklet.js';
import { operation } from '../park/operation.js';
import { trimmed } from '../trim.js';

/**
 * Run operations side by side: all values, in the order of `ops`. The first error kills the rest and is thrown once they
 * have ended; an error of one of those goes to excepthook. Parks.
 *
 * @example
 * function* both(a: Op<string>, b: Op<number>): Op<[string, number]> {
 *   return yield* all([a, b]);
 * }
 */
export function all<T extends readonly unknown[]>(ops: { [K in keyof T]: Op<T[K]> }): Op<T> {
  return operation('all', allOf<T>(checked(ops)));
}

/**
 * Run operations side by side: the first to end wins, with its value or its error. The rest are killed, and have ended
 * before this returns. TypeError for no operations at all: nothing could ever win. Parks.
 *
 * @example
 * function* answer(fast: Op<string>, slow: Op<string>): Op<string> {
 *   return yield* race([fast, slow]);
 * }
 */
export function race<const T extends readonly Op<unknown>[]>(
  ops: T,
): Op<T[number] extends Op<infer V> ? V : never> {
  const list = checked(ops);
  if (list.length === 0) throw trimmed(new TypeError('race() of no operations would never end'));
  return operation('race', raceOf<T[number] extends Op<infer V> ? V : never>(list));
}

/**
 * As all(), but errors are results: none kills the others. Returns when all have ended, as Promise.allSettled() resolves. One that is
 * killed by somebody has failed with that TaskletExit. If the caller is interrupted, all are killed, and errors that reach nobody
 * then go to excepthook. Parks.
 *
 * @example
 * function* reachable(hosts: string[], ping: (host: string) => Op<void>): Op<number> {
 *   const results = yield* allSettled(hosts.map((host) => ping(host)));
 *   return results.filter(({ status }) => status === 'fulfilled').length;
 * }
 */
export function allSettled<T extends readonly unknown[]>(ops: {
  [K in keyof T]: Op<T[K]>;
}): Op<{ [K in keyof T]: PromiseSettledResult<T[K]> }> {
  return operation('allSettled', allSettledOf<T>(checked(ops)));
}

function* allOf<T extends readonly unknown[]>(ops: readonly Op<unknown>[]): Generator<Park, T, unknown> {
  yield* checkpoint();
  let failed: Tasklet | undefined;
  let cut: Tasklet | undefined;
  const children = new Children(
    'all',
    (child) => {
      if (failed !== undefined) reportError(child);
      else if (children.wasCut(child)) cut = child;
      else if (hasFailed(child)) {
        failed = child;
        children.doom();
      }
    },
    Tasklet.current(),
  );
  const all = yield* children.spawnEach(runs, ops);
  yield* children.gone();
  if (failed !== undefined) outcomeOf(failed);
  if (cut !== undefined) yield* interruption();
  return all.map((child) => outcomeOf(child)) as unknown as T;
}

function* allSettledOf<T extends readonly unknown[]>(
  ops: readonly Op<unknown>[],
): Generator<Park, { [K in keyof T]: PromiseSettledResult<T[K]> }, unknown> {
  yield* checkpoint();
  let cut: Tasklet | undefined;
  const children = new Children(
    'allSettled',
    (child) => {
      if (children.wasCut(child)) cut = child;
    },
    Tasklet.current(),
  );
  const all = yield* children.spawnEach(runs, ops);
  yield* children.gone();
  try {
    if (cut !== undefined) yield* interruption();
  } catch (error) {
    for (const child of all) reportError(child);
    throw error;
  }
  return all.map(settled) as { [K in keyof T]: PromiseSettledResult<T[K]> };
}

function settled(child: Tasklet): PromiseSettledResult<unknown> {
  return hasFailed(child)
    ? { status: 'rejected', reason: errorOf(child) }
    : { status: 'fulfilled', value: outcomeOf(child) };
}

function* raceOf<T>(ops: readonly Op<unknown>[]): Generator<Park, T, unknown> {
  let winner: Tasklet | undefined;
  let cut: Tasklet | undefined;
  const children = new Children(
    'race',
    (child) => {
      if (winner !== undefined) reportError(child);
      else if (children.wasCut(child)) cut = child;
      else {
        winner = child;
        children.doom();
      }
    },
    Tasklet.current(),
  );
  yield* children.spawnEach<Op<unknown>, unknown>(runs, ops);
  yield* children.gone();
  if (winner === undefined) yield* interruption();
  return outcomeOf<T>((winner ?? cut) as Tasklet);
}

/** The target of a child. An operation of the user's own making is a value to a tasklet, unless a generator runs it. */
function runs(op: Op<unknown>): Op<unknown> {
  return isOperation(op) ? op : wrapped(op);
}

function* wrapped(op: Op<unknown>): Generator<Park, unknown, unknown> {
  return yield* op;
}

/** A list of its own, of operations and nothing else. */
function checked(ops: readonly unknown[]): readonly Op<unknown>[] {
  if (!Array.isArray(ops)) throw trimmed(new TypeError('expected an array of operations'));
  return ops.map((op: unknown, index) => {
    if (typeof op === 'object' && op !== null && Symbol.iterator in op) {
      // What is killed before it begins was not forgotten.
      if (debug) noteRun(op);
      return op as Op<unknown>;
    }
    throw trimmed(
      new TypeError(
        `number ${index} is not an operation but ${kindOf(op)}: for a promise write until(promise), for a function call it`,
      ),
    );
  });
}

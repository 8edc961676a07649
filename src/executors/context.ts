/**
 * What a task may ask of whoever runs it, and the one way in which tasks are run: in a worker, on another machine, or here.
 */
import { isThenable } from '../check.js';
import { isOperation } from '../park/body.js';
import { until } from '../park/bridges.js';
import { runningTasklet } from '../park/leaf.js';
import type { Park } from '../park/op.js';
import { trimmed } from '../trim.js';
import type { TaskFunction } from './load.js';

/** What a task knows of its run. */
export interface TaskContext {
  /** Aborted when it is killed, or its time is up: for fetch() and the like. */
  readonly signal: AbortSignal;
  /** It was killed. In a thread a loop that never parks sees it, too, and should return. */
  readonly cancelled: boolean;
  /** From 1; one more after a worker died that it was given to. */
  readonly attempt: number;
  /** Handed to `onProgress` where it was submitted. Does not park. */
  progress(value: unknown): void;
}

const contexts = new WeakMap<object, TaskContext>();

/**
 * The context of the task that runs in this tasklet. Error outside any: a promise's function asks for it before its first `await`,
 * and tasklets that a task spawns are handed it.
 *
 * @example
 * function* countAll(files: string[], count: (file: string) => Op<number>): Op<number> {
 *   const { progress } = taskContext();
 *   let words = 0;
 *   for (const [i, file] of files.entries()) {
 *     words += yield* count(file);
 *     progress((i + 1) / files.length);
 *   }
 *   return words;
 * }
 */
export function taskContext(): TaskContext {
  const tasklet = runningTasklet();
  const context = tasklet && contexts.get(tasklet);
  if (context !== undefined) return context;
  throw trimmed(
    new Error(
      'taskContext() is for tasks that an executor runs: call it in the task’s own tasklet, before the first `await` of an async function',
    ),
  );
}

/** Run a task in the present tasklet: a plain function, a generator, or one that returns a promise. Parks as the task does. */
export function* callTask(
  task: TaskFunction,
  args: readonly unknown[],
  context: TaskContext,
): Generator<Park, unknown, unknown> {
  const tasklet = runningTasklet() as object;
  const outer = contexts.get(tasklet);
  contexts.set(tasklet, context);
  try {
    const result = task(...args);
    if (isOperation(result)) return yield* result;
    return isThenable(result) ? yield* until(result) : result;
  } finally {
    if (outer === undefined) contexts.delete(tasklet);
    else contexts.set(tasklet, outer);
  }
}

/** The context of a task that runs in the tasklet that calls it; end() when it is over, so that what it left hears of a kill. */
export function hereContext(): TaskContext & { end(): void } {
  let controller: AbortController | undefined;
  let over = false;
  const context = {
    get signal() {
      controller ??= new AbortController();
      if (over) controller.abort();
      return controller.signal;
    },
    get cancelled() {
      return over;
    },
    attempt: 1,
    progress: () => undefined,
    end(): void {
      over = true;
      controller?.abort();
    },
  };
  return context;
}

/**
 * One piece of a pool's work: a function, and the future of its result. Each is let go of as soon as it is not needed, and
 * only in functions that return: a worker that waits for more work keeps whatever its generators hold, and that would not be
 * collected as garbage.
 */
import { checkReturned, isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { presentContext } from '../loop/thread.js';
import { isOperation } from '../park/body.js';
import { type Context, InContext } from '../park/in-context.js';
import type { Park } from '../park/op.js';
import type { Future } from './future.js';

export class Work {
  #future: Future<unknown> | undefined;
  #body: ((...args: unknown[]) => unknown) | undefined;
  #args: unknown[] | undefined;
  /** That of whoever submitted it, if the loop has such contexts. */
  #context = presentContext();

  constructor(future: Future<unknown>, body: (...args: unknown[]) => unknown, args: unknown[]) {
    this.#future = future;
    this.#body = body;
    this.#args = args;
  }

  /** Do it, unless it was cancelled. Its result or error is the future's; only a kill ends the worker, too. */
  *run(): Generator<Park, void, unknown> {
    if (!this.#begin()) return;
    let result: unknown;
    try {
      const context = this.#takeContext();
      if (context !== undefined) {
        result = yield* new InContext(context, () => this.#steps());
      } else {
        result = this.#call();
        if (isOperation(result)) result = yield* result;
      }
    } catch (error) {
      this.#fail(error);
      if (isInstance(error, TaskletExit)) throw error;
      return;
    }
    this.#succeed(result);
  }

  #begin(): boolean {
    return this.#future?.setRunningOrNotifyCancel() === true;
  }

  *#steps(): Generator<Park, unknown, unknown> {
    const result = this.#call();
    return isOperation(result) ? yield* result : result;
  }

  #takeContext(): Context | undefined {
    const context = this.#context;
    this.#context = undefined;
    return context;
  }

  #call(): unknown {
    const body = this.#body;
    const args = this.#args ?? [];
    this.#body = this.#args = undefined;
    const result = body?.(...args);
    checkReturned('what was submitted', body, result);
    return result;
  }

  #fail(error: unknown): void {
    const future = this.#future;
    this.#future = undefined;
    future?.setException(error);
  }

  #succeed(result: unknown): void {
    const future = this.#future;
    this.#future = undefined;
    future?.setResult(result);
  }
}

/**
 * TaskletGroup: a nursery. Its children never outlive its body, and no error of theirs is lost.
 */
import { TaskletExit } from '../errors.js';
import { otherCopyNote } from '../loop/copies.js';
import { Children } from './children.js';
import { errorOf, hasFailed } from './outcome.js';
import type { Interrupt } from '../park/interrupts.js';
import { checkTarget, isInstance } from '../check.js';
import type { Op, Park, Target } from '../park/op.js';
import { Tasklet } from './tasklet.js';
import { operation } from '../park/operation.js';

/** Thrown into the body of a group when a child fails: it ends the body, and goes no further than the group. */
class BodyExit extends TaskletExit implements Interrupt {
  readonly _retrace = true;

  get _reason(): this {
    return this;
  }

  _deliver(): this {
    return this;
  }
}

/**
 * A nursery: the tasklets spawned in it have all ended when run() returns. When a child fails, the body and the other
 * children are killed, and its error is thrown once they are gone: the error itself, or an AggregateError if there are
 * several. A child that is killed by someone is no failure.
 *
 * @example
 * function* fetchBoth(fetch: (id: number) => Op<string>): Op<string> {
 *   return yield* TaskletGroup.run(function* (group) {
 *     const one = group.spawn(fetch, 1);
 *     const two = group.spawn(fetch, 2);
 *     return (yield* one.get()) + (yield* two.get());
 *   });
 * }
 */
export class TaskletGroup {
  readonly #family: Children;
  readonly #errors: unknown[] = [];
  /** The tasklet whose body this is, and what ends that body; undefined when it is over. */
  #body: { readonly tasklet: Tasklet; readonly exit: BodyExit } | undefined;
  #over = false;

  private constructor(tasklet: Tasklet) {
    this.#body = { tasklet, exit: new BodyExit('a tasklet of the group failed') };
    this.#family = new Children('TaskletGroup', (child) => {
      if (hasFailed(child)) this.#fail(child);
    });
  }

  /** Run a body with a group of its own: gives what the body returns, once every child has ended. Parks. */
  static run<T>(body: (group: TaskletGroup) => Op<T>): Op<T> {
    if (typeof body !== 'function')
      throw new TypeError('TaskletGroup.run() needs a generator function that takes the group');
    checkTarget(body);
    return operation('TaskletGroup.run', TaskletGroup.#run(body));
  }

  /**
   * Start a child. In a group that has failed it is killed at once; in one that is over: Error. Its error is the group's.
   * Does not park.
   */
  spawn<A extends unknown[], T>(target: Target<A, T>, ...args: A): Tasklet<T> {
    if (this.#over) throw new Error('the group is over: spawn() on it from its body or its children only');
    return this.#family.spawn(target, ...args);
  }

  /** Kill every child; the body goes on. Does not park. */
  kill(error?: unknown): void {
    this.#family.kill(error);
  }

  /** Children that have not ended. */
  get size(): number {
    return this.#family.size;
  }

  static *#run<T>(body: (group: TaskletGroup) => Op<T>): Generator<Park, T, unknown> {
    const tasklet = Tasklet.current();
    if (tasklet === undefined)
      throw new Error(`TaskletGroup.run() needs a tasklet: \`yield*\` it in one${otherCopyNote()}`);
    const group = new TaskletGroup(tasklet);
    let value: T | undefined;
    try {
      value = yield* body(group);
    } catch (error) {
      group.#bodyFailed(error);
    }
    group.#endBody();
    const interrupted = yield* group.#family.gone();
    group.#over = true;
    if (interrupted !== undefined) group.#errors.push(interrupted.thrown);
    group.#throwErrors();
    return value as T;
  }

  #bodyFailed(error: unknown): void {
    if (error !== this.#body?.exit) this.#errors.push(error);
    this.#family.doom();
  }

  /** The body is over: what was to end it must not strike what comes after. */
  #endBody(): void {
    this.#body?.tasklet._retract(this.#body.exit);
    this.#body = undefined;
  }

  #fail(child: Tasklet): void {
    const error = errorOf(child);
    if (isInstance(error, TaskletExit)) return;
    this.#errors.push(error);
    if (this.#family.doomed) return;
    this.#family.doom();
    this.#body?.tasklet._interrupt(this.#body.exit);
  }

  /** Kills that came along are of no interest beside errors; alone they must go on. */
  #throwErrors(): void {
    const errors = this.#errors.filter((error) => !isInstance(error, TaskletExit));
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} errors in a TaskletGroup`);
    if (errors.length === 1) throw errors[0];
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}

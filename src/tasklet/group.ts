/**
 * TaskletGroup: a nursery. Its children never outlive its body, and no error of theirs is lost.
 */
import { TaskletExit } from '../errors.js';
import { otherCopyNote } from '../loop/copies.js';
import { Children, interruption } from './children.js';
import { putBack } from './coroutine.js';
import { errorOf, hasFailed } from './outcome.js';
import { checkpoint } from '../park/checkpoint.js';
import type { Interrupt } from '../park/interrupts.js';
import { checkTarget, checkedOp, isInstance } from '../check.js';
import type { Op, Park, Plain, ValueOf } from '../park/op.js';
import { Tasklet } from './tasklet.js';
import { isOwnLimit, putBackLimit } from '../park/timeout.js';
import { operation } from '../park/operation.js';
import { trimmed } from '../trim.js';

/** Thrown into the body of a group when a child fails: it ends the body, and goes no further than the group. */
class BodyExit extends TaskletExit implements Interrupt {
  readonly _retrace = true;
  /** The tasklet whose body this ends; undefined when that is over. */
  #tasklet: Tasklet | undefined;

  constructor(tasklet: Tasklet) {
    super('a tasklet of the group failed');
    this.#tasklet = tasklet;
  }

  /** To be thrown into the body at its next park. */
  interruptBody(): void {
    this.#tasklet?._interrupt(this);
  }

  /** The body is over: what was to end it must not meet what comes after. */
  endBody(): void {
    this.#tasklet?._retract(this);
    this.#tasklet = undefined;
  }

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
  readonly #children: Children;
  readonly #errors: unknown[] = [];
  readonly #exit: BodyExit;
  #over = false;
  /** A child was ended by what interrupted the parent. */
  #wasCut = false;

  private constructor(tasklet: Tasklet) {
    this.#exit = new BodyExit(tasklet);
    this.#children = new Children(
      'TaskletGroup',
      (child) => {
        if (hasFailed(child)) this.#fail(child);
      },
      tasklet,
    );
  }

  /** Run a body with a group of its own: returns what the body does, once every child has ended. Parks. */
  static run<T>(body: (group: TaskletGroup) => Op<T>): Op<T> {
    if (typeof body !== 'function')
      throw trimmed(new TypeError('TaskletGroup.run() needs a generator function that takes the group'));
    checkTarget(body);
    return operation('TaskletGroup.run', TaskletGroup.#run(body));
  }

  /**
   * Start a child. In a group that has failed it is killed at once; in one that is over: Error. Its error is the group's.
   * Does not park.
   */
  spawn<A extends unknown[], T>(target: (...args: A) => Op<T>, ...args: A): Tasklet<T>;
  spawn<A extends unknown[], R>(target: (...args: A) => R & Plain<R>, ...args: A): Tasklet<ValueOf<R>>;
  spawn(target: (...args: unknown[]) => unknown, ...args: unknown[]): Tasklet {
    if (this.#over)
      throw trimmed(new Error('the group is over: spawn() on it from its body or its children only'));
    return this.#children.spawn(target, ...args);
  }

  /** Kill every child; the body goes on. Does not park. */
  kill(error?: unknown): void {
    this.#children.kill(error);
  }

  /** Children that have not ended. */
  get size(): number {
    return this.#children.size;
  }

  static *#run<T>(body: (group: TaskletGroup) => Op<T>): Generator<Park, T, unknown> {
    const parent = Tasklet.current();
    if (parent === undefined)
      throw trimmed(new Error(`TaskletGroup.run() needs a tasklet: \`yield*\` it in one${otherCopyNote()}`));
    yield* checkpoint();
    const group = new TaskletGroup(parent);
    let value: T | undefined;
    try {
      value = yield* checkedOp('the body of a TaskletGroup', body, body(group));
    } catch (error) {
      group.#bodyFailed(error);
    }
    group.#exit.endBody();
    yield* group.#children.gone();
    group.#over = true;
    group.#throwErrors(parent);
    // What is given was finished: nothing of it was cut short.
    if (group.#wasCut) yield* interruption();
    return value as T;
  }

  #bodyFailed(error: unknown): void {
    if (error !== this.#exit) this.#errors.push(error);
    this.#children.doom();
  }

  #fail(child: Tasklet): void {
    const error = errorOf(child);
    if (this.#children.wasCut(child)) this.#wasCut = true;
    if (isInstance(error, TaskletExit)) return;
    this.#errors.push(error);
    if (this.#children.doomed) return;
    this.#children.doom();
    this.#exit.interruptBody();
  }

  /**
   * Errors go before kills and what ends the body of an outer group, and a limit that its own run() is going to swallow says
   * nothing beside the errors of those that it ended. All these are delivered once more at the next park of the parent: who
   * catches the errors must end all the same.
   */
  #throwErrors(parent: Tasklet): void {
    const errors = this.#errors.filter((error) => !isInstance(error, TaskletExit));
    const others = errors.filter((error) => !isOwnLimit(error));
    const thrown = others.length > 0 ? others : errors;
    if (this.#errors.length > 1) for (const error of this.#errors) putBackInterrupt(parent, error, thrown);
    if (thrown.length > 1)
      throw trimmed(new AggregateError(thrown, `${thrown.length} errors in a TaskletGroup`));
    if (thrown.length === 1) throw thrown[0];
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}

/** If that is what interrupted the body, it is not used up by the errors that are thrown in its place. */
function putBackInterrupt(parent: Tasklet, error: unknown, thrown: readonly unknown[]): void {
  putBack(parent, error);
  if (isInstance(error, BodyExit)) error.interruptBody();
  if (!thrown.includes(error)) putBackLimit(error);
}

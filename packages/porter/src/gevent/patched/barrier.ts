/** Python's threading.Barrier, patched. */
import { given } from '../../python/keywords.js';
import { waiting } from '../../python/modules/queue.js';
import { BrokenBarrierError } from '../../python/threads/locks.js';
import { PyObject, hidden } from '../../python/object.js';
import { call, op } from '../../python/plain.js';
import type { Value } from '../../python/value.js';
import { Condition, Lock } from './locks.js';

type Steps = Generator<Value>;

/** Those that came are let out one by one; newcomers wait until all are out. */
type Phase = 'filling' | 'draining' | 'resetting' | 'broken';

export class Barrier extends PyObject {
  override __init__(...args: Value[]): Value {
    hidden(this, 'parties', '_$action', '_$limit', '_$phase', '_$count', '_$condition');
    const [parties, action, timeout] = given(args, ['parties', 'action', 'timeout']);
    this.parties = Number(parties);
    this._$action = action ?? null;
    this._$limit = timeout ?? null;
    this._$phase = 'filling' satisfies Phase;
    this._$count = 0;
    this._$condition = new Condition(new Lock());
  }

  *#go(phase: Phase): Steps {
    this._$phase = phase;
    return yield* this._$condition.notify_all();
  }

  *wait(timeout: Value = null): Steps {
    const limit = waiting(true, timeout)[1] ?? waiting(true, this._$limit)[1];
    return yield* (this._$condition as Condition)._held(() => this.#pass(limit ?? null));
  }

  *#pass(limit: Value): Steps {
    while (this.#isLeaving) yield* this._$condition.wait();
    if (this.broken) throw new BrokenBarrierError();
    const index: number = this._$count++;
    try {
      if (index + 1 === this.parties) yield* this.#release();
      else {
        const isOver: Value = yield* this._$condition.wait_for(() => this._$phase !== 'filling', limit);
        if (isOver !== true) yield* this.#go('broken');
        if (this._$phase !== 'draining') throw new BrokenBarrierError();
      }
      return index;
    } finally {
      this._$count--;
      if (this._$count === 0 && this.#isLeaving) yield* this.#go('filling');
    }
  }

  get #isLeaving(): boolean {
    return this._$phase === 'draining' || this._$phase === 'resetting';
  }

  *#release(): Steps {
    try {
      if (this._$action !== null) yield* op(call(this._$action));
    } catch (error) {
      yield* this.#go('broken');
      throw error;
    }
    return yield* this.#go('draining');
  }

  *reset(): Steps {
    const phase: Phase = this._$count > 0 ? 'resetting' : 'filling';
    return yield* (this._$condition as Condition)._held(() => this.#go(phase));
  }

  *abort(): Steps {
    return yield* (this._$condition as Condition)._held(() => this.#go('broken'));
  }

  get n_waiting(): number {
    return this._$phase === 'filling' ? (this._$count as number) : 0;
  }

  get broken(): boolean {
    return this._$phase === 'broken';
  }
}

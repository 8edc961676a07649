/** What queues and channels have in common: who waits on either side, and the callback that lets them go on. */
import { StopIteration } from '../python/exceptions.js';
import { numberOf } from '../python/hash.js';
import { PyObject, className, hidden } from '../python/object.js';
import type { Value } from '../python/value.js';
import { type Callback, Waiter, runCallback } from './hub.js';
import { without } from './linkable.js';
import { coIterator } from './wait.js';

type Steps<T = Value> = Generator<Value, T>;

/** A greenlet that waits for a place, and what it puts there. */
export class Putter extends Waiter {
  readonly item: Value;
  failure: Value;

  constructor(item: Value) {
    super();
    this.item = item;
  }
}

/** Items until somebody puts StopIteration. */
function itemsOf(queue: Value): Value {
  return coIterator(function* (): Steps {
    const item: Value = yield* queue.get();
    return item === StopIteration ? { done: true, value: undefined } : { done: false, value: item };
  });
}

const addressOf = (x: object): string => `0x${(0x7f0000000000 + numberOf(x) * 64).toString(16)}`;

export abstract class Sides extends PyObject {
  override __init__(..._args: Value[]): Value {
    hidden(this, '_$getters', '_$putters', '_$unlock');
    this._$getters = [];
    this._$putters = [];
  }

  protected abstract _pass(): Steps<void>;

  protected _schedule(): void {
    const told: Callback | undefined = this._$unlock;
    if (told !== undefined) return;
    const self = this;
    this._$unlock = runCallback(function* () {
      try {
        yield* self._pass();
      } finally {
        self._$unlock = undefined;
      }
    });
  }

  /** Wait among them until it is told, or time is up. */
  protected *_among<W extends Waiter>(
    side: W[],
    others: Waiter[],
    waiter: W,
    seconds: number | undefined,
  ): Steps<boolean> {
    side.push(waiter);
    try {
      if (others.length > 0) this._schedule();
      return yield* waiter.wait(seconds);
    } finally {
      without(side, waiter);
    }
  }

  protected _format(): string {
    const count = (name: string, side: Value): string =>
      side.length > 0 ? ` ${name}[${String(side.length)}]` : '';
    return count('getters', this._$getters) + count('putters', this._$putters);
  }

  __coiter__(): Value {
    return itemsOf(this);
  }

  *__next__(): Steps {
    const item: Value = yield* this.get();
    if (item === StopIteration) throw new StopIteration();
    return item;
  }

  __repr__(): string {
    return `<${className(this.constructor)} at ${addressOf(this)}${this._format()}>`;
  }

  __str__(): string {
    return `<${className(this.constructor)}${this._format()}>`;
  }
}

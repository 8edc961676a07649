/** gevent's Channel: put() waits for a get(). */
import { Empty, Full, waiting } from '../python/modules/queue.js';
import type { Value } from '../python/value.js';
import { Waiter, inHub } from './hub.js';
import { Putter, Sides } from './sides.js';

type Steps<T = Value> = Generator<Value, T>;

export class Channel extends Sides {
  get balance(): number {
    return Number(this._$putters.length) - Number(this._$getters.length);
  }

  qsize(): number {
    return 0;
  }

  empty(): boolean {
    return true;
  }

  full(): boolean {
    return true;
  }

  *put(item: Value, block: Value = true, timeout: Value = null): Steps {
    if (inHub()) {
      const getter: Waiter | undefined = this._$getters.shift();
      if (getter === undefined) throw new Full();
      yield* getter.switch(item);
      return null;
    }
    const [blocks, limit] = waiting(block, timeout);
    const [getters, putters]: [Waiter[], Putter[]] = [this._$getters, this._$putters];
    if (!(yield* this._among(putters, getters, new Putter(item), blocks ? limit : 0))) throw new Full();
    return null;
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    const [getters, putters]: [Waiter[], Putter[]] = [this._$getters, this._$putters];
    const [blocks, limit] = waiting(block, timeout);
    const getter = new Waiter();
    if (!(yield* this._among(getters, putters, getter, blocks ? limit : 0))) throw new Empty();
    return getter.value;
  }

  *put_nowait(item: Value): Steps {
    return yield* this.put(item, false);
  }

  *get_nowait(): Steps {
    return yield* this.get(false);
  }

  protected override *_pass(): Steps<void> {
    const [getters, putters]: [Waiter[], Putter[]] = [this._$getters, this._$putters];
    while (getters.length > 0 && putters.length > 0) {
      const getter = getters.shift();
      const putter = putters.shift();
      if (putter === undefined) return;
      yield* getter?.switch(putter.item) ?? [];
      yield* putter.switch();
    }
  }
}

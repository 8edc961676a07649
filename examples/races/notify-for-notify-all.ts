/**
 * notify() for notifyAll(): both who waits for room and who waits for an item wait on one condition. The one that is woken may be one
 * that can do nothing, and it wakes nobody else.
 *
 *   npm run ts examples/races/index.ts notify-for-notify-all
 */
import { Condition, type Op, all } from 'evergreen-ts';

/** A shelf with room for one loaf. */
class Shelf {
  readonly changed = new Condition();
  readonly #wake: (changed: Condition) => void;
  #full = false;

  constructor(wake: (changed: Condition) => void) {
    this.#wake = wake;
  }

  *put(): Op<void> {
    using _ = yield* this.changed.hold();
    while (this.#full) yield* this.changed.wait();
    this.#full = true;
    this.#wake(this.changed);
  }

  *take(): Op<void> {
    using _ = yield* this.changed.hold();
    while (!this.#full) yield* this.changed.wait();
    this.#full = false;
    this.#wake(this.changed);
  }
}

function* bakery(shelf: Shelf): Op<void> {
  yield* all([shelf.take(), shelf.take(), shelf.put(), shelf.put()]);
}

export function* bug(): Op<void> {
  yield* bakery(new Shelf((changed) => changed.notify()));
}

/** All are woken, and each looks whether it is what it waits for. (Or there is a condition for each of the two.) */
export function* cure(): Op<void> {
  yield* bakery(new Shelf((changed) => changed.notifyAll()));
}

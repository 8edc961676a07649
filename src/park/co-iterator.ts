/**
 * Cooperative iteration: the methods that need next() only.
 */
import type { CoIterator, Op, Park } from './op.js';
import { isToRun } from './body.js';
import { operation } from './operation.js';
import { trimmed } from '../trim.js';

export abstract class BaseCoIterator<T> implements CoIterator<T> {
  /** The next item; `done` when there are no more. Parks. */
  abstract next(): Op<IteratorResult<T, void>>;

  /** Run `body` for each item, one after the other; if it returns an operation, that is run to its end. Parks. */
  forEach(body: (item: T) => Op<unknown> | unknown): Op<void> {
    if (typeof body !== 'function') throw trimmed(new TypeError('forEach() needs a function'));
    return operation(`${this.constructor.name}.forEach`, this.#forEach(body));
  }

  /** All items. Parks. */
  toArray(): Op<T[]> {
    return operation(`${this.constructor.name}.toArray`, this.#toArray());
  }

  *#forEach(body: (item: T) => Op<unknown> | unknown): Generator<Park, void, unknown> {
    for (let item; (item = yield* this.next()).done !== true;) {
      const result = body(item.value);
      if (isToRun(result, 'what forEach() was given', body)) yield* result;
    }
  }

  *#toArray(): Generator<Park, T[], unknown> {
    const items: T[] = [];
    for (let item; (item = yield* this.next()).done !== true;) items.push(item.value);
    return items;
  }
}

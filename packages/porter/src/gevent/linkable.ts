/** What events, results and locks have in common: who is to be told when they are ready, in the order in which they asked. */
import { PyObject, hidden } from '../python/object.js';
import { call, op } from '../python/plain.js';
import type { Value } from '../python/value.js';
import { Waiter, runCallback, survived } from './hub.js';
import type { Callback } from './hub.js';

type Steps<T = Value> = Generator<Value, T>;

/** A greenlet that waits, or a function that is called in the hub. */
export type Link = Value;

/** Tell one: from the hub. */
export function* tell(link: Link, source: Value): Steps<void> {
  try {
    if (link instanceof Waiter) yield* link.switch(source);
    else yield* op(call(link, source));
  } catch (error) {
    survived(error);
  }
}

export function without(links: Link[], link: Link): void {
  const at = links.indexOf(link);
  if (at >= 0) links.splice(at, 1);
}

export abstract class Linkable extends PyObject {
  override __init__(..._args: Value[]): Value {
    hidden(this, '_$links', '_$arrived', '_$notifier', '_$all');
    this._$links = [];
    this._$arrived = [];
    this._$all = true;
  }

  abstract ready(): boolean;

  linkcount(): number {
    return this._$links.length as number;
  }

  rawlink(link: Link): void {
    this._$links.push(link);
    this._notify();
  }

  unlink(link: Link): void {
    without(this._$links as Link[], link);
    const notifier: Callback | undefined = this._$notifier;
    if (this._$links.length > 0 || notifier?.pending !== true) return;
    notifier.stop();
    this._$notifier = undefined;
  }

  /** Tell all, once the hub comes to it, if there is something to tell. */
  protected _notify(): void {
    if (!this.ready() || this._$links.length === 0 || this._$notifier !== undefined) return;
    this._$notifier = runCallback(() => this.#tellLinks());
  }

  *#tellLinks(): Steps<void> {
    yield* this.#tellSome(this._$links as Link[]);
    // Those that have come meanwhile are after those that waited.
    const arrived: Link[] = this._$arrived;
    yield* this.#tellSome(arrived);
    this._$links.push(...arrived.splice(0));
    this._$notifier = undefined;
    this._notify();
  }

  /** Those that are there now; others may be added and removed meanwhile. */
  *#tellSome(links: Link[]): Steps<void> {
    const last = links.at(-1);
    const told = new Set<Link>();
    while (links.length > 0 && (this._$all === true || this.ready())) {
      const link = links.shift();
      if (!told.has(link)) {
        told.add(link);
        yield* tell(link, this);
      }
      if (link === last) return;
    }
  }

  /** Wait until it is ready: false when time was up first. */
  protected *_wait(seconds?: number): Steps<boolean> {
    if (!this.ready()) return yield* this._waitForLink(seconds);
    if (this._$notifier !== undefined) yield* this.#behind();
    return true;
  }

  /** Wait to be told. */
  protected *_waitForLink(seconds?: number): Steps<boolean> {
    const waiter = new Waiter();
    this.rawlink(waiter);
    try {
      return yield* waiter.wait(seconds);
    } finally {
      this.unlink(waiter);
    }
  }

  /** It is ready, but others wait for it that have not gone on yet. */
  *#behind(): Steps<void> {
    const waiter = new Waiter();
    this._$arrived.push(waiter);
    try {
      yield* waiter.wait();
    } finally {
      without(this._$arrived as Link[], waiter);
      this.unlink(waiter);
    }
  }
}

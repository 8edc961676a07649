/**
 * Cooperative iteration over what comes in its own time: the results of futures, events, what an async iterable yields. Those that
 * wait in next() are served in turn, and what comes stays here until the tasklet that was woken for it takes it (turnstile.ts).
 * So next() is a leaf, which select() takes, and a tasklet that is killed takes nothing with it.
 */
import { BaseCoIterator } from './co-iterator.js';
import type { Op } from './op.js';
import { Turnstile } from './turnstile.js';
import { Kind, Waiter } from './waiter.js';
import { trimmed } from '../trim.js';

type Result<T> = IteratorResult<T, void>;
type Next<T> = Waiter<Served<T>, Result<T>>;

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly NEXT: Kind<Served<unknown>, Result<unknown>>;
  readonly NEXT_FROM_OUTSIDE: Kind<Served<unknown>, Result<unknown>>;
};

export abstract class Served<T> extends BaseCoIterator<T> {
  /** For people: what is iterated over. */
  readonly #what: string;
  readonly #kind: Kind<Served<T>, Result<T>>;
  readonly #turnstile = new Turnstile<Next<T>>(() => this._hasNews);

  /** `outside`: while a tasklet waits, something may come from outside, so that this is no deadlock. */
  constructor(what: string, outside: boolean) {
    super();
    this.#what = what;
    this.#kind = (outside ? NEXT_FROM_OUTSIDE : NEXT) as Kind<Served<unknown>, unknown> as Kind<
      Served<T>,
      Result<T>
    >;
  }

  override next(): Op<Result<T>> {
    return new Waiter(this.#kind, this, undefined, undefined);
  }

  /** For logs. */
  override toString(): string {
    return this.#what;
  }

  /** There is an item, or the end, or an error: whoever is first need not wait. */
  protected abstract get _hasNews(): boolean;
  /** Take what there is. */
  protected abstract _take(): Result<T>;

  /** The first in line waits for what is not there, or nobody does any more. */
  protected _wanted(_wanted: boolean): void {
    // Most do nothing to make it come.
  }

  /** Seconds that next() may still wait; undefined for as long as it takes. */
  protected get _timeLeft(): number | undefined {
    return undefined;
  }

  /** Their time is up: throw. */
  protected _late(): never {
    throw trimmed(new Error(`internal: ${this.#what} has no deadline`));
  }

  /** A tasklet that waits, or was woken, is thrown into. An arm of a select that loses is not. */
  protected _gaveUp(): void {
    // Most leave things as they are.
  }

  /** Something has come. */
  protected _serve(): void {
    this.#turnstile.serve();
    this._wanted(this.#turnstile.blocked);
  }

  static {
    const next = {
      describe: (served: Served<unknown>) => `${served.#what}.next`,
      tryNow(served: Served<unknown>, waiter: Next<unknown>): boolean {
        waiter.timeout = served._timeLeft;
        return served.#turnstile.free && served._hasNews;
      },
      queue: (served: Served<unknown>) => served.#turnstile.waiting,
      parked: (served: Served<unknown>) => served._serve(),
      timedOut: (served: Served<unknown>) => served._serve(),
      result(served: Served<unknown>, waiter: Next<unknown>): Result<unknown> {
        try {
          return waiter.expired ? served._late() : served._take();
        } finally {
          served.#turnstile.pass(waiter);
          served._serve();
        }
      },
      undo(served: Served<unknown>, waiter: Next<unknown>, error: unknown): void {
        served.#turnstile.withdraw(waiter);
        if (error !== undefined) served._gaveUp();
        served._serve();
      },
    };
    made = {
      NEXT: new Kind(next),
      NEXT_FROM_OUTSIDE: new Kind({ ...next, outside: true }),
    };
  }
}

const { NEXT, NEXT_FROM_OUTSIDE } = made;

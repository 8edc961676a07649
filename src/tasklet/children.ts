/**
 * A family: tasklets that must all have ended before their parent goes on, whatever happens to it. Groups, all() and
 * race() stand on it; they differ in what the end of a child makes them do.
 */
import type { Park, Target } from '../park/op.js';
import { takeError } from './join.js';
import { Tasklet } from './tasklet.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../park/waiter.js';

/** Waits until no child is left. */
const ALONE = new Kind<Children, void>({
  describe: ({ what, size }) => `${what} (${size} running)`,
  tryNow: (family) => family.size === 0,
  queue: (family) => family._waiting,
  result: nothing,
});

export class Children {
  /** For people: whose family it is. */
  readonly what: string;
  readonly #children = new Set<Tasklet>();
  readonly #ended: (child: Tasklet) => void;
  /** Its children were killed for good: those to come are too. */
  #doomed = false;
  readonly _waiting = new WaitQueue<Waiter<Children, void>>();

  /** `ended` is called as each child ends; a child's error is the family's, so it must be taken there. */
  constructor(what: string, ended: (child: Tasklet) => void) {
    this.what = what;
    this.#ended = ended;
  }

  get doomed(): boolean {
    return this.#doomed;
  }

  get size(): number {
    return this.#children.size;
  }

  spawn<A extends unknown[], T>(target: Target<A, T>, ...args: A): Tasklet<T> {
    const child = new Tasklet<T>({ target, args });
    this.adopt(child);
    child.start();
    if (this.#doomed) child.kill();
    return child;
  }

  /** Add a tasklet that was spawned elsewhere; `ended` is called when it ends, in place of the constructor's. */
  adopt(child: Tasklet, ended = this.#ended): void {
    takeError(child);
    this.#children.add(child);
    child.addDoneCallback(() => {
      this.#children.delete(child);
      try {
        ended(child);
      } finally {
        if (this.#children.size === 0) this._waiting.wakeAll();
      }
    });
  }

  [Symbol.iterator](): Iterator<Tasklet> {
    return this.#children.values();
  }

  kill(error?: unknown): void {
    for (const child of this.#children) child.kill(error);
  }

  /** Kill every child, and each that may yet be spawned. Once: a second kill would interrupt their cleanup. */
  doom(): void {
    if (this.#doomed) return;
    this.#doomed = true;
    this.kill();
  }

  /**
   * Park until no child is left, come what may: each time this tasklet is thrown into meanwhile, the children are killed,
   * and the (first) error is given back once they are gone.
   */
  *gone(): Generator<Park, { readonly thrown: unknown } | undefined, unknown> {
    let interrupted: { readonly thrown: unknown } | undefined;
    while (this.#children.size > 0) {
      try {
        yield* new Waiter(ALONE, this, undefined, undefined);
      } catch (error) {
        interrupted ??= { thrown: error };
        this.#doomed = true;
        this.kill();
      }
    }
    return interrupted;
  }
}

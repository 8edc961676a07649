/**
 * Children: tasklets that must all have ended before their parent goes on, whatever happens to it. Groups, all() and race()
 * stand on them, and differ in what the end of a child makes them do; so do the connection handlers of a server.
 *
 * While the parent waits for its children, nothing is thrown into it. An interrupt that comes has the children killed, and is
 * kept: so it is not used up by what it meets, be it another interrupt, a value that was won already, or an error of a child.
 * When the children have ended, the parent decides what it comes to (interruption()); what was kept and is not delivered then
 * is delivered at its next park.
 */
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { inPresentContext } from '../loop/thread.js';
import type { Op, Park, Target } from '../park/op.js';
import { sleep } from '../park/sleep.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, nothing } from '../park/waiter.js';
import { isInterrupted } from './coroutine.js';
import { cold, loopScope } from './fields.js';
import { takeError, whenEnded } from './join.js';
import { errorOf } from './outcome.js';
import { Tasklet } from './tasklet.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly ALONE: Kind<Children, void>;
};

export class Children {
  /** For people: whose children they are. */
  readonly what: string;
  readonly #children = new Set<Tasklet>();
  readonly #ended: (child: Tasklet) => void;
  /** The tasklet that must not end before them; undefined if there is none. */
  readonly #parent: Tasklet | undefined;
  /** Its children were killed for good: those to come are too. */
  #doomed = false;
  /** They were because of an interrupt of the parent. */
  #interrupted = false;
  readonly #waiting = new WaitQueue<Waiter<Children, void>>();

  /** `ended` is called as each child ends; a child's error is the parent's, so it must be taken there. */
  constructor(what: string, ended: (child: Tasklet) => void, parent?: Tasklet) {
    this.what = what;
    this.#ended = ended;
    this.#parent = parent;
  }

  get doomed(): boolean {
    return this.#doomed;
  }

  get size(): number {
    return this.#children.size;
  }

  spawn<A extends unknown[], T>(target: Target<A, T>, ...args: A): Tasklet<T> {
    const child = new Tasklet<T>({ target, args });
    this.start(child);
    return child;
  }

  /** Start a tasklet that was made for it; `ended` is called when it ends, in place of the constructor's. */
  start(child: Tasklet, ended = this.#ended): void {
    child._scope = this.#parent?._scope ?? loopScope();
    if (this.#parent !== undefined) cold(child).hasParent = true;
    // First: a loop that is ending may refuse it, and one that never began would be waited for in vain.
    child.start();
    this.adopt(child, ended);
    if (this.#doomed) child.kill();
  }

  /** One for each. Parks if one cannot be started: the others have ended when that error is thrown. */
  *spawnEach<A, T>(target: Target<[A], T>, args: readonly A[]): Generator<Park, Tasklet<T>[], unknown> {
    try {
      return args.map((arg) => this.spawn(target, arg));
    } catch (error) {
      this.doom();
      yield* this.gone();
      throw error;
    }
  }

  /** Add a tasklet that was spawned elsewhere; `ended` is called when it ends, in place of the constructor's. */
  adopt(child: Tasklet, ended = this.#ended): void {
    takeError(child);
    cold(child).isChild = true;
    this.#children.add(child);
    if (this.#parent !== undefined) {
      cold(this.#parent).children++;
      cold(child).hasParent = true;
    }
    whenEnded(
      child,
      inPresentContext(() => this.#left(child, ended)),
    );
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

  #left(child: Tasklet, ended: (child: Tasklet) => void): void {
    this.#children.delete(child);
    if (this.#parent !== undefined) cold(this.#parent).children--;
    try {
      ended(child);
    } finally {
      if (this.#children.size === 0) this.#waiting.wakeAll();
    }
  }

  /** Did this child only end because its parent was interrupted? */
  wasCut(child: Tasklet): boolean {
    return this.#interrupted && isInstance(errorOf(child), TaskletExit);
  }

  /** Park until no child is left, come what may. */
  *gone(): Generator<Park, void, unknown> {
    while (this.#children.size > 0) yield* new Waiter(ALONE, this, undefined, undefined);
  }

  static {
    const ALONE = new Kind<Children, void>({
      describe: ({ what, size }) => `${what} (${size} running)`,
      tryNow: (children) => children.size === 0,
      queue: (children) => children.#waiting,
      result: nothing,
      shielded: true,
      interrupted(children) {
        if (!children.#doomed) children.#interrupted = true;
        children.doom();
      },
    });
    made = { ALONE };
  }
}

const { ALONE } = made;

/** Have what was kept for the parent, which runs, thrown here. Does nothing if there is none. */
export function* interruption(): Op<void> {
  if (isInterrupted(Tasklet.current() as Tasklet)) yield* sleep();
}

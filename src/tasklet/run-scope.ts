/**
 * The scope of one run(): main, and all that was spawned from it. It ends when they have ended. What ends it before (main's error,
 * an AbortSignal, a signal of the system, a deadlock) kills what is left; so it never leaves a tasklet behind.
 */
import { endBySignal, onSignal, signalName } from '#platform';
import { checkSignal, kindOf } from '../check.js';
import { Interrupted } from '../errors.js';
import type { Driver } from '../loop/driver.js';
import { type Coroutine, Scope, runScopes } from './fields.js';
import type { Target } from '../park/op.js';
import { errorOf, hasEnded, hasFailed, outcomeOf, reportError } from './outcome.js';
import { dismissDaemons, kill } from './scopes.js';
import { SharedListener } from './shared-listener.js';
import { Tasklet } from './tasklet.js';
import { trimmed } from '../trim.js';

/** How run() is to run main. */
export interface RunOptions {
  /**
   * When it aborts, main and the rest of its scope are killed with `signal.reason`, and run() rejects with that. If it is aborted
   * already, main never begins.
   */
  signal?: AbortSignal;
  /** Kill main, with an Interrupted, when one of these comes; a second one ends the process at once. Main thread of Node only. */
  signals?: readonly NodeJS.Signals[];
  /**
   * Carry AsyncLocalStorage context per tasklet; main begins in the context of whoever calls run(). Error if the loop runs
   * already without it.
   */
  asyncContext?: boolean;
  /** A loop of its own, on this driver: Error while another loop of the thread has live tasklets, or was made by hand. */
  driver?: Driver;
}

const signals = new SharedListener<NodeJS.Signals>(onSignal);

const aborts = new SharedListener<AbortSignal>((signal, told) => {
  signal.addEventListener('abort', told);
  return () => signal.removeEventListener('abort', told);
});

export class RunScope<T> extends Scope {
  readonly #signal: AbortSignal | undefined;
  readonly #signals: readonly NodeJS.Signals[] | undefined = undefined;
  #main: Tasklet<T> | undefined = undefined;
  #resolve: (value: T) => void = ignore;
  #reject: (error: unknown) => void = ignore;
  /** Takes back what listens to the outside. */
  #release: (() => void)[] | undefined = undefined;
  #interrupted = false;
  /** Why it ends, if not by main. */
  #cut: { readonly error: unknown } | undefined = undefined;
  /** All were killed. One that has not been told of it yet may spawn others: those are, too. */
  #killed = false;
  /** The loop was destroyed before main had ended. */
  #abandoned = false;

  /** TypeError or RangeError for options that cannot be right. */
  constructor({ signal, signals }: RunOptions) {
    super();
    if (signal !== undefined) checkSignal(signal);
    if (signals !== undefined && !Array.isArray(signals))
      throw trimmed(new TypeError(`signals is an array of names, ["SIGINT"], not ${kindOf(signals)}`));
    this.#signal = signal;
    // One that is named twice would count as a second one that came.
    if (signals !== undefined)
      this.#signals = [...new Set(signals.map((name: NodeJS.Signals) => signalName(name)))];
  }

  /** Start main; settles when all have ended. */
  run(target: Target<unknown[], T>, args: unknown[]): Promise<T> {
    const signal = this.#signal;
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    // First: where no signals come it throws, and nothing is to have begun then.
    if (signal !== undefined || this.#signals !== undefined) this.#listen();
    const main = (this.#main = new Tasklet<T>({ target, args, daemon: false }));
    main._scope = this;
    this.taken = main;
    runScopes().add(this);
    main.start();
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override ended(): void {
    const main = this.#main as Tasklet<T>;
    if (this.size === 0) this.#settle(main);
    else if (this.busy === 0) dismissDaemons(this);
    // Once: a second kill would interrupt their cleanup.
    else if (hasFailed(main) && this.#cut === undefined) this.#killAll();
  }

  override joined(t: Coroutine): void {
    if (this.#killed) kill([t], this.reason?.thrown);
  }

  override stuck(error: Error): void {
    this.#cut ??= { error };
  }

  override abandoned(): void {
    const main = this.#main as Tasklet<T>;
    this.#abandoned = this.#cut === undefined && !hasEnded(main);
    // What it throws while the loop is destroyed would reach nobody.
    if (this.#abandoned) this.taken = undefined;
  }

  #settle(main: Tasklet<T>): void {
    runScopes().delete(this);
    for (const release of this.#release ?? []) release();
    if (this.#abandoned) {
      this.#resolve(undefined as T);
    } else if (this.#cut !== undefined) {
      // What main has failed with must not get lost beside it.
      this.taken = undefined;
      if ((main._cold?.takers ?? 0) === 0) reportError(main);
      this.#reject(this.#cut.error);
    } else if (hasFailed(main)) {
      this.#reject(errorOf(main));
    } else {
      this.#resolve(outcomeOf<T>(main));
    }
  }

  #listen(): void {
    const signal = this.#signal;
    const release = (this.#release = (this.#signals ?? []).map((name) =>
      signals.add(name, () => this.#interrupt(name)),
    ));
    if (signal !== undefined) release.push(aborts.add(signal, () => this.#abort(signal.reason)));
  }

  #interrupt(name: NodeJS.Signals): void {
    const main = this.#main as Tasklet<T>;
    if (this.#interrupted) endBySignal(name);
    this.#interrupted = true;
    if (hasEnded(main)) this.#abort(new Interrupted(name));
    else main.kill(new Interrupted(name));
  }

  /** Kill all. If main has failed, they are killed already. */
  #abort(reason: unknown): void {
    if (this.#cut !== undefined || hasFailed(this.#main as Tasklet<T>)) return;
    this.#cut = { error: reason };
    this.reason = { thrown: reason };
    this.#killAll();
  }

  #killAll(): void {
    this.#killed = true;
    kill(this, this.reason?.thrown);
  }
}

function ignore(): void {
  // Until run() has made the promise.
}

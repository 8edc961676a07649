/**
 * Tasklets: the only place where generators are resumed. A tasklet is its generator and a state; the hub runs it by
 * taking it from the ready queue, and it runs until the leaf of its `yield*` chain parks it (park.ts) or it ends.
 *
 *     initial ──start()──▶ ready ──hub──▶ running ──leaf──▶ parked
 *                            ▲               │                │
 *                            └───────────────┼──── unpark ────┘
 *                                            ▼
 *                                          ended
 *
 * Errors from outside (kill, Timeout) are interrupts. They wait in the order they came, and strike one at a time, where
 * the tasklet is parked, on its next turn. A sixth state exists for that, shown as `ready`: struck, which is parked still
 * (its leaf waits on) but on the ready queue. If the interrupt is retracted before that turn, the tasklet is just parked
 * again; if its leaf is woken meanwhile, it is ready like any other, and the leaf gives back what it was handed.
 *
 * Killing uses the generator's throw(), never its return(): under return() a `finally` that parks would let the outer
 * frames carry on as if nothing had happened.
 *
 * A parked tasklet costs what its generators cost and this object, so it has few fields: what most tasklets never need
 * (a name, a watcher, an interrupt) is in a Rare, made on first need.
 */
import { captureContext, warn } from '#platform';
import { TaskletExit, type TaskletInfo, type TaskletState } from '../errors.js';
import { threadLoop } from '../loop/thread.js';
import { debug, noteEnd, notePark, noteRun, noteSpawn, parkStack, spawnStack } from './debug.js';
import { type Interrupt, Interrupts, Kill } from './interrupts.js';
import { type EndWaiter, Get, Join } from './join.js';
import { badYield, checkTarget } from './misuse.js';
import { type Op, PARK_TOKEN, type Park, type Target } from './op.js';
import { Leaf, runningTasklet, setRunning, setStriking } from './park.js';
import { Probes } from './probes.js';
import { Roster } from './roster.js';
import { SwitchLeaf } from './switch.js';
import { TracedOp } from './traced-op.js';
import { WaitQueue } from './wait-queue.js';

/** What a tasklet is to run, and how. */
export interface TaskletOptions<A extends unknown[], T> {
  target?: Target<A, T>;
  args?: A;
  name?: string;
  /** Does not keep run() going; killed when the rest is done. Default: as the tasklet that makes it. */
  daemon?: boolean;
}

const INITIAL = 0;
const READY = 1;
const RUNNING = 2;
const PARKED = 3;
/** Parked, and on the ready queue because of an interrupt. */
const STRUCK = 4;
const RETURNED = 5;
const FAILED = 6;

const STATES: readonly TaskletState[] = ['initial', 'ready', 'running', 'parked', 'ready', 'ended', 'ended'];

/** Times that destroy() throws into a tasklet that parks again and again, before it gives it up. */
const MOST_ABORTS = 1000;
/** Seconds after which debug mode asks what a killed tasklet is still doing. */
const KILL_GRACE = 5;

const NO_ARGS: never[] = [];

// Internally a tasklet's values are unknown: only what the user sees has their type.
type AnyTarget = (...args: unknown[]) => unknown;
type Body = Generator<Park, unknown, unknown>;

/**
 * What all generators inherit from, and what resumes them, looked up once. Each closure of a generator function gives its
 * generators a hidden class of their own: a property would be looked up anew in each, and code that V8 has optimized would
 * go with each that dies. So their properties are not looked at.
 */
const GENERATORS = Object.getPrototypeOf(through.prototype) as Body;
const { next: resume } = GENERATORS;

/** What few tasklets need. */
class Rare {
  name: string | undefined = undefined;
  daemon = false;
  /** How many were promised the error, if there is one: it is nobody's when the last of them gives it back. */
  takers = 0;
  interrupts: Interrupts | undefined = undefined;
  watchers: WaitQueue<EndWaiter<unknown>> | undefined = undefined;
  callbacks: ((t: never) => void)[] | undefined = undefined;
  /** Runs a function in the tasklet's AsyncLocalStorage context. */
  context: (<R>(run: () => R) => R) | undefined = undefined;
  /** Target and arguments, for a run() that was overridden and may want to call the original, and for spawnLater(). */
  given: { target: AnyTarget | undefined; args: unknown[] } | undefined = undefined;
}

let lastId = 0;

/** @internal All that were started and have not ended. */
export const roster = new Roster<Tasklet>();
export const probes = new Probes<Tasklet>();

/**
 * One green thread: runs `target(...args)` on its own, from start() on. spawn() makes and starts one in one go. A subclass
 * may override run() instead of passing a target.
 *
 * Source: evergreen.tasks.Task.
 *
 * @example
 * class Ticker extends Tasklet<void> {
 *   override *run(): Op<void> {
 *     for (let i = 0; i < 3; i++) {
 *       console.log('tick', i);
 *       yield* sleep(1);
 *     }
 *   }
 * }
 * const ticker = new Ticker({ name: 'ticker' }).start();
 */
export class Tasklet<T = unknown> {
  /** Counts the tasklets of this thread, from 1. */
  readonly id: number = ++lastId;
  #state = INITIAL;
  /** Before it begins the target, then the generator, at the end nothing. */
  #body: AnyTarget | Body | undefined;
  /** Before it begins the arguments; then what it is to be resumed with; at the end the result or the error. */
  #value: unknown;
  /** The leaf it is parked on, or is just being resumed from. */
  #leaf: Leaf<unknown> | undefined = undefined;
  #rare: Rare | undefined = undefined;
  /** @internal */
  _prev: Tasklet | undefined = undefined;
  /** @internal */
  _next: Tasklet | undefined = undefined;

  /** TypeError for a target that is not a function, or an async one. */
  // The contract's signature: the arguments of any target.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  constructor(options?: TaskletOptions<any[], T>) {
    const { target, args = NO_ARGS, name, daemon } = options ?? {};
    if (target !== undefined) checkTarget(target);
    this.#body = target;
    this.#value = args;
    if (name !== undefined) this.need().name = name;
    if (daemon ?? Tasklet.current()?._daemon === true) this.need().daemon = true;
  }

  /** The tasklet that runs now; undefined outside any. */
  static current(): Tasklet | undefined {
    return runningTasklet() as Tasklet | undefined;
  }

  /** The name it was given, or one made of its id. */
  get name(): string {
    return this.#rare?.name ?? `Tasklet-${this.id}`;
  }

  /** Where it is in its life. */
  get state(): TaskletState {
    return STATES[this.#state] as TaskletState;
  }

  /** Started and not ended. */
  isAlive(): boolean {
    return this.#state !== INITIAL && !this._ended;
  }

  /** Put it on the ready queue. Error when started twice. Does not park. Source: evergreen.Task.start. */
  start(): this {
    this.enter();
    this.#state = READY;
    this.toReady();
    return this;
  }

  /** @internal Start it, but let the leaf say when it begins. */
  _startOn(leaf: Leaf<unknown>): this {
    this.enter();
    if (debug) noteRun(leaf);
    // What it is unparked with would take the place of the arguments.
    this.keepGiven();
    if (leaf._begin(this)) {
      this.#state = READY;
      this.toReady();
    } else {
      this.#state = PARKED;
      this.#leaf = leaf;
    }
    return this;
  }

  /** The body; a subclass may override it instead of passing a target. Source: evergreen.Task.run. */
  run(): Op<T> | T {
    const { target, args } = this.#rare?.given ?? {
      target: this.#body as AnyTarget | undefined,
      args: this.#value as unknown[],
    };
    return target?.(...args) as Op<T> | T;
  }

  /**
   * Wait for the end: true when it ended, false when the timeout came first. Never throws its error. Parks. Error if it was
   * not started; RangeError for a negative timeout.
   *
   * Source: evergreen.Task.join.
   *
   * @param timeout seconds; for ever if left out
   */
  join(timeout?: number): Op<boolean> {
    this.assertStarted('join');
    return new Join(this, timeout);
  }

  /**
   * Wait for the end: its value, or its error thrown here (TaskletExit if it was killed). A Timeout is thrown when the
   * timeout came first. Parks. Error if it was not started; RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out
   *
   * @example
   * function* sum(): Op<number> {
   *   const one = spawn(() => 1);
   *   const two = spawn(() => 2);
   *   return (yield* one.get()) + (yield* two.get());
   * }
   */
  get(timeout?: number): Op<T> {
    this.assertStarted('get');
    return new Get<T>(this, timeout);
  }

  /** A tasklet is an operation: `yield* tasklet` is `yield* tasklet.get()`. */
  [Symbol.iterator](): Iterator<Park, T, unknown> {
    return this.get()[Symbol.iterator]();
  }

  /**
   * Throw `error` (a new TaskletExit) into it. Not started: its body never runs. Parked or ready: thrown at its park point
   * on its next turn, and what it was about to be handed goes to the next in line. Running (itself): thrown at its next
   * park. Ended: nothing. While a kill has not struck yet, another adds nothing. Does not park.
   *
   * Source: evergreen.Task.kill.
   */
  kill(error?: unknown): void {
    if (this._ended) return;
    this._interrupt(
      error === undefined ? new Kill(new TaskletExit(), true) : new Kill(error, error instanceof TaskletExit),
    );
  }

  /**
   * Resume it from EventLoop.switch(), which gives `value`. From loop callbacks only: Error from inside a tasklet, or if
   * it is not parked there.
   *
   * Source: fibers.Fiber.switch, as Evergreen's callbacks use it.
   */
  switch(value?: unknown): void {
    this.assertSwitched('switch');
    this._unpark(value);
  }

  /** As switch(), but EventLoop.switch() throws `error`. */
  throw(error: unknown): void {
    this.assertSwitched('throw');
    this._unpark(new SwitchLeaf.Thrown(error));
  }

  /** Call back once it has ended, at once if it has. Errors of the callback go to excepthook. Does not park. */
  addDoneCallback(callback: (t: Tasklet<T>) => void): void {
    if (typeof callback !== 'function') throw new TypeError('a done callback must be a function');
    if (this._ended) this.callBack(callback);
    else (this.need().callbacks ??= []).push(callback);
  }

  /** Its value, or its error, as a promise: for code outside any tasklet. Whoever asks for it takes the error. */
  promise(): Promise<T> {
    this._takeError();
    return new Promise((resolve, reject) => {
      this.addDoneCallback(() => {
        if (this.#state === FAILED) reject(this.#value);
        else resolve(this.#value as T);
      });
    });
  }

  /** For logs: class, name and state. */
  toString(): string {
    return `${this.constructor.name}(${this.name}, ${this.state})`;
  }

  // What follows is for the library's own modules.

  /** @internal */
  get _ended(): boolean {
    return this.#state >= RETURNED;
  }

  /** @internal */
  get _failed(): boolean {
    return this.#state === FAILED;
  }

  /** @internal What it failed with. */
  get _error(): unknown {
    return this._failed ? this.#value : undefined;
  }

  /** @internal */
  get _daemon(): boolean {
    return this.#rare?.daemon === true;
  }

  /** @internal */
  _outcome(): T {
    if (this.#state === FAILED) throw this.#value;
    return this.#value as T;
  }

  /** @internal */
  _watchers(): WaitQueue<EndWaiter<unknown>> {
    return (this.need().watchers ??= new WaitQueue());
  }

  /** @internal Nobody takes its error, if it has ended with one: excepthook is told. */
  _reportError(): void {
    if (this._failed && !(this.#value instanceof TaskletExit)) threadLoop()._report(this.#value, this);
  }

  /** @internal Its error, if it ends with one, goes to the caller and not to excepthook. */
  _takeError(): void {
    this.need().takers++;
  }

  /** @internal The caller of _takeError() can't do anything with it after all. */
  _giveBackError(): void {
    if (--this.need().takers === 0) this._reportError();
  }

  /** @internal */
  _info(): TaskletInfo {
    const parked = this.#state === PARKED;
    const [spawned, parkedAt] = [spawnStack(this), parkStack(this)];
    return {
      id: this.id,
      name: this.name,
      state: this.state,
      ...(parked && this.#leaf !== undefined && { waitingOn: this.#leaf._describe() }),
      ...(spawned !== undefined && { spawnStack: spawned }),
      ...(parked && parkedAt !== undefined && { parkStack: parkedAt }),
    };
  }

  /** @internal */
  _resumedFrom(leaf: Leaf<unknown>): boolean {
    if (this.#state !== RUNNING) throw this.iterated(leaf);
    if (this.#leaf !== leaf) return false;
    this.#leaf = undefined;
    return true;
  }

  /** @internal */
  _park(leaf: Leaf<unknown>): void {
    this.stopAt(leaf);
    if (this.#rare?.interrupts?.pending === true && !leaf._shielded) {
      this.#state = STRUCK;
      this.toReady();
    } else {
      this.#state = PARKED;
    }
  }

  /** @internal Park, and be ready at once: let all others go first. */
  _yield(leaf: Leaf<unknown>): void {
    this.stopAt(leaf);
    this.#state = READY;
    this.toReady();
  }

  /** @internal */
  _unpark(value?: unknown): void {
    this.#value = value;
    if (this.#state === PARKED) {
      this.#state = READY;
      this.toReady();
    } else if (this.#state === STRUCK) {
      this.#state = READY;
    } else {
      throw new Error(`internal: unpark of ${this.toString()}`);
    }
  }

  /** @internal */
  _interrupt(interrupt: Interrupt): void {
    if (this._ended) return;
    (this.need().interrupts ??= new Interrupts()).add(interrupt);
    if (this.#state === PARKED && this.#leaf?._shielded !== true) {
      this.#state = STRUCK;
      this.toReady();
    }
  }

  /** @internal */
  _retract(interrupt: Interrupt): void {
    this.#rare?.interrupts?.remove(interrupt);
  }

  /** @internal Its turn has come. */
  _run(): void {
    const struck = this.#state === STRUCK;
    if (!struck && this.#state !== READY) return;
    const rare = this.#rare;
    if (rare === undefined) {
      this.step(undefined);
      return;
    }
    const interrupt = this.#leaf?._shielded === true ? undefined : rare.interrupts?.take();
    if (struck && interrupt === undefined) this.#state = PARKED;
    else this.stepInContext(interrupt, rare);
  }

  /**
   * @internal End it now: thrown into again and again, until its `finally` blocks stop parking. But who must have a lock
   * before it goes on is left alone, unless `force`: whoever holds the lock gives it up when it ends.
   */
  _abort(force: boolean): void {
    for (let i = 0; i < MOST_ABORTS && !this._ended; i++) {
      const shielded = !force && this.#leaf?._shielded === true;
      if (shielded && this.#state === PARKED) return;
      const kill = new Kill(new TaskletExit('the loop was destroyed'), true);
      this.stepInContext(shielded ? undefined : kill, this.need());
    }
    if (!this._ended)
      this.end(
        FAILED,
        new Error(`${this.name} parked ${MOST_ABORTS} times while its loop was destroyed: it was given up`),
      );
  }

  private stepInContext(interrupt: Interrupt | undefined, rare: Rare): void {
    if (rare.context === undefined) {
      this.step(interrupt);
      return;
    }
    rare.context(() => {
      this.step(interrupt);
      rare.context = captureContext();
    });
  }

  /** One step of the body: from where it stands to its next park, or its end. */
  private step(interrupt: Interrupt | undefined): void {
    if (probes.active) probes.tell('resumed', this);
    this.#state = RUNNING;
    setRunning(this);
    let result: IteratorResult<Park, unknown>;
    try {
      result = interrupt === undefined ? this.goOn() : this.strike(interrupt);
      while (result.done !== true && !this.parkedBy(result.value)) {
        this.unstick();
        result = (this.#body as Generator<Park>).throw(badYield(result.value));
      }
    } catch (error) {
      setRunning(undefined);
      this.end(FAILED, error);
      return;
    }
    setRunning(undefined);
    if (result.done === true) this.end(RETURNED, result.value);
    else if (probes.active) probes.tell('parked', this, this.#leaf?._describe() ?? '');
  }

  private goOn(): IteratorResult<Park, unknown> {
    const body = this.#body;
    if (typeof body === 'object') {
      const value = this.#value;
      this.#value = undefined;
      return resume.call(body, value);
    }
    // Begin.
    this.#leaf = undefined;
    let result: unknown;
    if (this.run === Tasklet.prototype.run && this.#rare?.given === undefined) {
      result = body?.(...(this.#value as unknown[]));
    } else {
      this.keepGiven();
      result = this.run();
    }
    this.#value = undefined;
    if (!isOperation(result)) return { done: true, value: result };
    const generator = isGenerator(result) ? result : through(result);
    this.#body = generator;
    return resume.call(generator);
  }

  private strike(interrupt: Interrupt): IteratorResult<Park, unknown> {
    const body = this.#body;
    const error = interrupt._strike();
    this.#value = undefined;
    if (typeof body !== 'object') {
      this.#leaf?._undo();
      throw error;
    }
    if (debug && interrupt instanceof Kill) this.watchKilled();
    setStriking(interrupt._relocates ? error : undefined);
    return (body as Generator<Park>).throw(error);
  }

  /** Did it stop at a leaf, as it should? */
  private parkedBy(yielded: unknown): boolean {
    return yielded === PARK_TOKEN && this.#state !== RUNNING;
  }

  private stopAt(leaf: Leaf<unknown>): void {
    this.#leaf = leaf;
    if (debug) notePark(this);
  }

  /** Someone called next() on an operation by hand (a spread, a for...of), and went on without waiting. */
  private iterated(leaf: Leaf<unknown>): Error {
    this.unstick();
    return new Error(
      `${leaf._describe()}: the tasklet is parked already: operations are run with \`yield*\`, not iterated`,
    );
  }

  /** It runs on, or ends, though it may be parked: forget that. */
  private unstick(): void {
    this.#leaf?._undo();
    this.#leaf = undefined;
    this.#state = RUNNING;
  }

  private end(state: typeof RETURNED | typeof FAILED, outcome: unknown): void {
    this.unstick();
    this.#state = state;
    this.#body = undefined;
    this.#value = outcome;
    roster.remove(this);
    if (debug) noteEnd(this);
    if (probes.active) probes.tell('ended', this, state === FAILED ? outcome : undefined);
    const rare = this.#rare;
    if (rare !== undefined) {
      rare.watchers?.wakeAll();
      for (const callback of rare.callbacks ?? []) this.callBack(callback);
      rare.callbacks = undefined;
      if (rare.takers > 0) return;
    }
    this._reportError();
  }

  private callBack(callback: (t: never) => void): void {
    try {
      callback(this as never);
    } catch (error) {
      threadLoop()._report(error, this);
    }
  }

  private enter(): void {
    if (this.#state !== INITIAL)
      throw new Error(`a tasklet can be started only once (${this.name} is ${this.state})`);
    if (this.run !== Tasklet.prototype.run) checkTarget(this.run);
    const loop = threadLoop();
    if (loop._asyncContext) this.need().context = captureContext();
    roster.add(this);
    if (debug) noteSpawn(this);
    if (probes.active) probes.tell('spawned', this, Tasklet.current());
  }

  private toReady(): void {
    threadLoop()._hub.ready(this);
    if (probes.active) probes.tell('readied', this, Tasklet.current());
  }

  private keepGiven(): void {
    this.need().given ??= { target: this.#body as AnyTarget | undefined, args: this.#value as unknown[] };
  }

  private need(): Rare {
    return (this.#rare ??= new Rare());
  }

  private assertStarted(what: string): void {
    if (this.#state === INITIAL)
      throw new Error(`${what}() of a tasklet that was not started: start() it first`);
  }

  private assertSwitched(what: string): void {
    if (runningTasklet() !== undefined)
      throw new Error(`${what}() may be called from loop callbacks only, not from inside a tasklet`);
    const parked = this.#state === PARKED || this.#state === STRUCK;
    if (!parked || !(this.#leaf instanceof SwitchLeaf)) {
      throw new Error(`${what}() of a tasklet that is not parked in EventLoop.switch(): ${this.toString()}`);
    }
  }

  /** Debug mode: a kill has struck; ask later whether it has ended. */
  private watchKilled(): void {
    const { _hub } = threadLoop();
    const due = (): void => {
      if (this._ended) return;
      const { state, waitingOn = 'nothing', parkStack: stack = '' } = this._info();
      warn(
        `${this.name} was killed ${KILL_GRACE}s ago and is alive, ${state} on ${waitingOn}: did a catch swallow the error?\n${stack}`,
      );
    };
    _hub.schedule({ _slot: -1, _due: due }, _hub.now() + KILL_GRACE);
  }
}

function isGenerator(value: unknown): value is Body {
  return Object.prototype.isPrototypeOf.call(GENERATORS, value as Body);
}

/** All bodies are generators; what is not runs inside one. */
function* through(op: Op<unknown>): Body {
  return yield* op;
}

/** What a target returned is run only if it is a generator or an operation of this library; all else is the result. */
export function isOperation(result: unknown): result is Op<unknown> {
  if (typeof result !== 'object' || result === null) return false;
  if (isGenerator(result) || result instanceof Leaf || result instanceof TracedOp) return true;
  return (result as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'Generator';
}

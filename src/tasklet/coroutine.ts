/**
 * A tasklet as the hub and the leaves see it, and the only place where generators are resumed. (What users see of it is in
 * tasklet.ts.) A tasklet is its generator and a state; the hub runs it by taking it from the ready queue, and it runs until
 * the leaf of its `yield*` chain parks it (park.ts) or it ends.
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
 * (a name, a watcher, an interrupt) is in a ColdState, made on first need.
 */
import { captureContext } from '#platform';
import { TaskletExit, type TaskletInfo, type TaskletState } from '../errors.js';
import { countPerLoop, ready, report, threadLoop } from '../loop/thread.js';
import { type Body, bodyOf, isOperation, resume } from '../park/body.js';
import {
  debug,
  noteEnd,
  noteKill,
  notePark,
  noteRun,
  noteSpawn,
  parkStack,
  spawnStack,
} from '../park/debug.js';
import { type Interrupt, Interrupts, Kill } from '../park/interrupts.js';
import { type EndWaiter, type Endable, tellWatchers } from './join.js';
import { badYield } from '../check.js';
import { PARK_TOKEN, type Park } from '../park/op.js';
import { type Leaf, runningTasklet, setRunning, setDelivering } from '../park/leaf.js';
import { Instruments } from './instruments.js';
import { LiveList } from './live-list.js';
import type { WaitQueue } from '../park/wait-queue.js';

const INITIAL = 0;
const READY = 1;
const RUNNING = 2;
const PARKED = 3;
/** Parked, and on the ready queue because of an interrupt. */
const INTERRUPTED = 4;
const RETURNED = 5;
const FAILED = 6;

const STATES: readonly TaskletState[] = ['initial', 'ready', 'running', 'parked', 'ready', 'ended', 'ended'];

/** Times that destroy() throws into a tasklet that parks again and again, before it gives it up. */
const MOST_ABORTS = 1000;
/** What it is to run, before it begins. Values are unknown here: only what users see has their type. */
export type AnyTarget = (...args: unknown[]) => unknown;

/** What few tasklets need. */
export class ColdState {
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

const nextId = countPerLoop();

/** @internal All that were started and have not ended. */
export const live = new LiveList<Coroutine>();
/** @internal */
export const coroutineInstruments = new Instruments<Coroutine>();

export abstract class Coroutine {
  /** Counts the tasklets of a loop, from 1. */
  readonly id: number = nextId();
  #state = INITIAL;
  /** Before it begins the target, then the generator, at the end nothing. */
  #body: AnyTarget | Body | undefined;
  /** Before it begins the arguments; then what it is to be resumed with; at the end the result or the error. */
  #value: unknown;
  /** The leaf it is parked on, or is just being resumed from. */
  #leaf: Leaf<unknown> | undefined = undefined;
  #cold: ColdState | undefined = undefined;
  /** @internal */
  _prev: Coroutine | undefined = undefined;
  /** @internal */
  _next: Coroutine | undefined = undefined;

  /** @internal */
  constructor(target: AnyTarget | undefined, args: unknown[]) {
    this.#body = target;
    this.#value = args;
  }

  /** The name it was given, or one made of its id. */
  get name(): string {
    return this.#cold?.name ?? `Tasklet-${this.id}`;
  }

  /** Where it is in its life. */
  get state(): TaskletState {
    return STATES[this.#state] as TaskletState;
  }

  /** Started and not ended. */
  isAlive(): boolean {
    return this.#state !== INITIAL && !this._ended;
  }

  /** For logs: class, name and state. */
  toString(): string {
    return `${this.constructor.name}(${this.name}, ${this.state})`;
  }

  /** @internal What to do when it begins: gives an operation to run, or the result. */
  protected abstract _begin(target: AnyTarget | undefined, args: unknown[]): unknown;

  // Its end, and who is told of it.

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

  /** @internal What it came to: its value, or its error thrown. */
  _outcome(): unknown {
    if (this._failed) throw this.#value;
    return this.#value;
  }

  /** @internal Nobody takes its error, if it has ended with one: excepthook is told. */
  _reportError(): void {
    if (this._failed && !(this.#value instanceof TaskletExit)) report(this.#value, this);
  }

  /** @internal Its error, if it ends with one, goes to the caller and not to excepthook. */
  _takeError(): void {
    this._need().takers++;
  }

  /** @internal The caller of _takeError() can't do anything with it after all. */
  _giveBackError(): void {
    if (--this._need().takers === 0) this._reportError();
  }

  // How it runs.

  /** @internal Put it on the ready queue for the first time. */
  _start(): void {
    this.enter();
    this.#state = READY;
    this.toReady();
  }

  /** @internal Start it, but let the leaf say when it begins. */
  _startOn(leaf: Leaf<unknown>): void {
    this.enter();
    if (debug) noteRun(leaf);
    // What it is unparked with would take the place of the arguments.
    this._keepGiven();
    if (leaf._begin(this)) {
      this.#state = READY;
      this.toReady();
    } else {
      this.#state = PARKED;
      this.#leaf = leaf;
    }
  }

  /** @internal */
  get _daemon(): boolean {
    return this.#cold?.daemon === true;
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

  /** @internal The leaf it is parked on, also while an interrupt is about to strike; undefined if it is not parked. */
  get _parkedOn(): Leaf<unknown> | undefined {
    return this.#state === PARKED || this.#state === INTERRUPTED ? this.#leaf : undefined;
  }

  /** @internal */
  get _behalf(): this {
    return this;
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
    if (this.#cold?.interrupts?.pending === true && !leaf._shielded) {
      this.#state = INTERRUPTED;
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
    } else if (this.#state === INTERRUPTED) {
      this.#state = READY;
    } else {
      throw new Error(`internal: unpark of ${this.toString()}`);
    }
  }

  /** @internal */
  _interrupt(interrupt: Interrupt): void {
    if (this._ended) return;
    (this._need().interrupts ??= new Interrupts()).add(interrupt);
    if (this.#state === PARKED && this.#leaf?._shielded !== true) {
      this.#state = INTERRUPTED;
      this.toReady();
    }
  }

  /** @internal */
  _retract(interrupt: Interrupt): void {
    this.#cold?.interrupts?.remove(interrupt);
  }

  /** @internal Its turn has come. */
  _run(): void {
    const interrupted = this.#state === INTERRUPTED;
    if (!interrupted && this.#state !== READY) return;
    const cold = this.#cold;
    if (cold === undefined) {
      this.step(undefined);
      return;
    }
    const interrupt = this.#leaf?._shielded === true ? undefined : cold.interrupts?.take();
    if (interrupted && interrupt === undefined) this.#state = PARKED;
    else this.stepInContext(interrupt, cold);
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
      this.stepInContext(shielded ? undefined : kill, this._need());
    }
    if (!this._ended)
      this.end(
        FAILED,
        new Error(`${this.name} parked ${MOST_ABORTS} times while its loop was destroyed: it was given up`),
      );
  }

  private stepInContext(interrupt: Interrupt | undefined, cold: ColdState): void {
    if (cold.context === undefined) {
      this.step(interrupt);
      return;
    }
    cold.context(() => {
      this.step(interrupt);
      cold.context = captureContext();
    });
  }

  /** One step of the body: from where it stands to its next park, or its end. */
  private step(interrupt: Interrupt | undefined): void {
    if (coroutineInstruments.active) coroutineInstruments.tell('resumed', this);
    this.#state = RUNNING;
    setRunning(this);
    let result: IteratorResult<Park, unknown>;
    try {
      result = interrupt === undefined ? this.goOn() : this.deliver(interrupt);
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
    else if (coroutineInstruments.active)
      coroutineInstruments.tell('parked', this, this.#leaf?._describe() ?? '');
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
    const { target, args } = this.#cold?.given ?? { target: body, args: this.#value as unknown[] };
    const result = this._begin(target, args);
    this.#value = undefined;
    if (!isOperation(result)) return { done: true, value: result };
    const generator = (this.#body = bodyOf(result));
    return resume.call(generator);
  }

  private deliver(interrupt: Interrupt): IteratorResult<Park, unknown> {
    const body = this.#body;
    const error = interrupt._deliver();
    this.#value = undefined;
    if (typeof body !== 'object') {
      this.#leaf?._undo();
      throw error;
    }
    if (debug && interrupt instanceof Kill) noteKill(this);
    setDelivering(interrupt._retrace ? error : undefined);
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
    live.remove(this);
    if (debug) noteEnd(this);
    if (coroutineInstruments.active)
      coroutineInstruments.tell('ended', this, state === FAILED ? outcome : undefined);
    const cold = this.#cold;
    if (cold !== undefined) {
      if (cold.watchers !== undefined) tellWatchers(this as unknown as Endable<unknown>, cold.watchers);
      for (const callback of cold.callbacks ?? []) this._callBack(callback);
      cold.callbacks = undefined;
      if (cold.takers > 0) return;
    }
    this._reportError();
  }

  /** @internal */
  _callBack(callback: (t: never) => void): void {
    try {
      callback(this as never);
    } catch (error) {
      report(error, this);
    }
  }

  private enter(): void {
    if (this.#state !== INITIAL)
      throw new Error(`a tasklet can be started only once (${this.name} is ${this.state})`);
    const loop = threadLoop();
    if (loop.asyncContext) this._need().context = captureContext();
    live.add(this);
    if (debug) noteSpawn(this);
    if (coroutineInstruments.active)
      coroutineInstruments.tell('spawned', this, runningTasklet() as Coroutine | undefined);
  }

  private toReady(): void {
    ready(this);
    if (coroutineInstruments.active)
      coroutineInstruments.tell('readied', this, runningTasklet() as Coroutine | undefined);
  }

  /** @internal Target and arguments are asked for later. */
  _keepGiven(): NonNullable<ColdState['given']> {
    return (this._need().given ??= {
      target: this.#body as AnyTarget | undefined,
      args: this.#value as unknown[],
    });
  }

  /** @internal */
  _need(): ColdState {
    return (this.#cold ??= new ColdState());
  }
}

/**
 * One run of a program under one schedule, on a loop and a clock of its own. Between its turns no promise and no macrotask is
 * waited for, unless the program itself waits for something outside (until(), fromCallback()).
 *
 * The first failure ends it, there and then. So does the end of its scope: then what was ready has its turn, as it may be a callback
 * that fails, and nothing else.
 */
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import { OneShot } from '../loop/handler.js';
import type { LoopCore } from '../loop/loop-core.js';
import type { Runnable } from '../loop/runnable.js';
import type { Op } from '../park/op.js';
import { Timeout } from '../park/timeout.js';
import { type EventLoop, loopByItself } from '../tasklet/event-loop.js';
import { type Coroutine, isDaemon, loopScope, runScopes } from '../tasklet/fields.js';
import { errorOf, hasEnded, hasFailed } from '../tasklet/outcome.js';
import { RunScope } from '../tasklet/run-scope.js';
import { allLive, infos } from '../tasklet/scopes.js';
import { STATE } from '../tasklet/states.js';
import { Tasklet } from '../tasklet/tasklet.js';
import type { Trace } from '../trace/trace.js';
import type { Breather } from './breather.js';
import { type ChoicePoint, type Chooser, ChoosingQueue, type Course } from './choosing-queue.js';
import { leftBehind, livelock } from './errors.js';
import { SteppedDriver } from './stepped-driver.js';

const { INTERRUPTED, PARKED, READY } = STATE;

/** What is explored. */
export type Program = () => Op<unknown>;

/** What each run is subject to; a schedule's text has it. */
export interface Terms {
  readonly time: 'jumps' | 'passes';
  /** Tasklets that are killed, at most. */
  readonly kills: number;
  /** Resumptions, at most. */
  readonly steps: number;
}

/** How a run ended. */
export interface Ended {
  /** What it failed with; undefined if it has not. */
  readonly failure: { readonly error: unknown } | undefined;
  /** The chooser ended it. */
  readonly stopped: boolean;
  /** Resumptions. */
  readonly steps: number;
}

/**
 * Run it. `trace`, which is started and stopped here, has what happened until then. Rejects with what the chooser threw, or with Error
 * if another loop of the thread is in use.
 */
export async function runOnce(
  program: Program,
  terms: Terms,
  chooser: Chooser,
  breather: Breather,
  trace?: Trace,
): Promise<Ended> {
  const course = new ProgramCourse(terms, chooser, trace);
  trace?.start();
  try {
    await course.run(program, breather);
  } finally {
    trace?.stop();
  }
  return course;
}

class ProgramScope extends RunScope<unknown> {
  readonly #course: ProgramCourse;

  constructor(course: ProgramCourse) {
    super({});
    this.#course = course;
  }

  override ended(): void {
    super.ended();
    this.#course.taskletEnded();
  }

  override stuck(error: Error): void {
    this.#course.fail(error);
    super.stuck(error);
  }
}

const NONE: readonly Tasklet[] = [];

class ProgramCourse implements Course, Ended {
  failure: { readonly error: unknown } | undefined = undefined;
  stopped = false;
  steps = 0;

  readonly #terms: Terms;
  readonly #chooser: Chooser;
  readonly #trace: Trace | undefined;
  readonly #driver = new SteppedDriver();
  readonly #queue = new ChoosingQueue(this);
  #core!: LoopCore;
  #scope!: ProgramScope;
  #main!: Coroutine;
  #mainHasEnded = false;
  #killsLeft: number;
  /** The scope has ended: so many entries may still run. */
  #last: number | undefined = undefined;
  #over = false;
  /** The chooser threw it. */
  #broken: { readonly error: unknown } | undefined = undefined;

  constructor(terms: Terms, chooser: Chooser, trace: Trace | undefined) {
    this.#terms = terms;
    this.#chooser = chooser;
    this.#trace = trace;
    this.#killsLeft = terms.kills;
  }

  async run(program: Program, breather: Breather): Promise<void> {
    const options = { driver: this.#driver, readyQueue: this.#queue };
    const core = (this.#core = loopByItself(options, () => {
      this.#over = true;
      this.#driver.stir();
    }));
    (core.loop as EventLoop).excepthook = (error) => this.fail(error);
    const scope = (this.#scope = new ProgramScope(this));
    // What it comes to is noted as it happens.
    scope.run(program, []).catch(ignore);
    this.#main = scope.taken as Coroutine;
    await this.#turns(breather);
    core.life.stop();
    breather.spent(this.steps);
    if (this.#broken !== undefined) throw this.#broken.error;
  }

  async #turns(breather: Breather): Promise<void> {
    const driver = this.#driver;
    for (;;) {
      while (driver.isWanted) driver.turn();
      if (this.#over) return;
      if (this.#core.outside > 0) {
        // The outer world has its turn before time passes.
        await breather.pause();
        if (this.#isQuiet && !driver.isSet) await driver.asked();
        if (!this.#isQuiet) continue;
      }
      driver.jump();
    }
  }

  /** It goes on, and no turn is wanted. */
  get #isQuiet(): boolean {
    return !this.#over && !this.#driver.isWanted;
  }

  // What the scope and the loop say.

  taskletEnded(): void {
    const main = this.#main;
    if (!this.#mainHasEnded && hasEnded(main)) {
      this.#mainHasEnded = true;
      const error = errorOf(main);
      if (hasFailed(main) && !isInstance(error, TaskletExit)) this.fail(error);
    }
    if (this.#scope.size > 0 || this.#over) return;
    this.#lookForTasklets();
    this.#lookForTimers();
    this.#last = this.#queue.size;
  }

  fail(error: unknown): void {
    if (this.#over) return;
    this.failure = { error };
    this.#end();
  }

  #lookForTasklets(): void {
    if (loopScope().busy === 0 && runScopes().size === 0) return;
    this.fail(leftBehind(infos(allLive().filter((one) => !isDaemon(one))), []));
  }

  #lookForTimers(): void {
    const { hub } = this.#core;
    if (hub.nextDeadline === Infinity) return;
    // All others belong to something that waits, such as a daemon of the loop's.
    const left = [...hub.timers()].flatMap((timer) => {
      if (timer instanceof Timeout) return `a Timeout of ${timer.seconds} s that was not cancelled`;
      return timer instanceof OneShot ? 'a callback of callLater() that was not cancelled' : [];
    });
    if (left.length > 0) this.fail(leftBehind([], left));
  }

  /** What comes after this is not part of the run. */
  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#trace?.stop();
    this.#core.life.stop();
    this.#driver.stir();
  }

  // What the queue asks.

  goesOn(size: number): boolean {
    const isLast = this.#last !== undefined && (size === 0 || this.#last-- === 0);
    if (isLast) {
      this.#lookForTasklets();
      this.#end();
    }
    return !isLast && !this.#over;
  }

  choose(point: ChoicePoint): number {
    if (this.#last !== undefined) return 0;
    try {
      return this.#chooser.choose(point);
    } catch (error) {
      this.#broken = { error };
      return -1;
    }
  }

  stop(): void {
    this.stopped = true;
    this.#end();
  }

  yielded(entry: Runnable): void {
    this.#chooser.yielded?.(entry);
  }

  get timeMayPass(): boolean {
    return this.#terms.time === 'passes' && this.#core.hub.nextDeadline < Infinity;
  }

  letTimePass(): void {
    const { hub } = this.#core;
    this.#driver.passTo(hub.nextDeadline);
    hub.fireDue();
  }

  victims(size: number): readonly Tasklet[] {
    // With nothing ready, nothing set and nobody killed, it is a deadlock.
    if (this.#killsLeft === 0 || (size === 0 && this.#core.hub.nextDeadline === Infinity)) return NONE;
    return [...this.#scope].filter((one) => one !== this.#main && mayBeKilled(one)) as unknown as Tasklet[];
  }

  kill(victim: Tasklet): void {
    this.#killsLeft--;
    victim.kill();
  }

  resumes(entry: Runnable): boolean {
    if (this.steps < this.#terms.steps) {
      this.steps++;
      return true;
    }
    const ready = [entry, ...this.#queue.entries].filter((one) => one instanceof Tasklet);
    this.fail(livelock(this.steps, infos(ready)));
    return false;
  }
}

function mayBeKilled({ _state, _cold }: Coroutine): boolean {
  return (
    (_state === READY || _state === PARKED || _state === INTERRUPTED) && _cold?.interrupts?.killing !== true
  );
}

function ignore(): void {
  // It was noted.
}

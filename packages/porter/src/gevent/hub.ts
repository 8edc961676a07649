/**
 * gevent's hub, as far as the order of things goes: callbacks that run one after another, first in first out. Whatever starts a greenlet,
 * or lets one go on, is a callback, and one that switches to a greenlet goes on when that has parked or ended. Timers and sockets wake their
 * greenlets themselves, between callbacks, in gevent as here.
 *
 * The hub is a tasklet that lives while there are callbacks. It switches by waking a greenlet and letting it go first.
 */
import { Event as Flag, Tasklet, TaskletExit, sleep as park, spawn as begin } from 'evergreen-ts';
import { tracebackOf } from '../python/end.js';
import { KeyboardInterrupt, SystemError, SystemExit } from '../python/exceptions.js';
import { op } from '../python/plain.js';
import { stderr } from '../python/streams.js';
import { tup } from '../python/tuple.js';
import { isinstance } from '../python/types.js';
import type { Value } from '../python/value.js';
import { GreenletExit } from './errors.js';

type Steps<T = Value> = Generator<Value, T>;

/** Something that is to run, until it has. */
export class Callback {
  #run: (() => Value) | undefined;

  constructor(run?: () => Value) {
    this.#run = run;
  }

  get pending(): boolean {
    return this.#run !== undefined;
  }

  stop(): void {
    this.#run = undefined;
  }

  _take(): (() => Value) | undefined {
    const run = this.#run;
    this.#run = undefined;
    return run;
  }
}

/** What a program waits for when its main greenlet has ended. */
export { shutdown as concluded } from '../python/modules/threading.js';

/** All that run: they are left behind when the program ends. */
export const live = new Set<Tasklet>();

let waiting: Callback[] = [];
let hub: Tasklet | undefined;
/** The hub has begun, and is not through yet. */
let isTurning = false;

/** The program has ended: what still asks for something is left behind. */
let isOver = false;

/** A program begins. */
export function begun(): void {
  isOver = false;
  // Those of the last program that were killed do not tell.
  live.clear();
  Object.assign(handling, ownHandling());
}

/** Run it in the hub, after all that were asked for before. It must not park, but in what this module exports. */
export function runCallback(run: () => Value): Callback {
  const made = new Callback(run);
  if (isOver) return made;
  waiting.push(made);
  hub ??= begin(turn);
  return made;
}

function* turn(): Steps {
  isTurning = true;
  try {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const one of batch) yield* attempt(one._take());
    }
  } finally {
    isTurning = false;
    hub = undefined;
    waiting = [];
  }
  return null;
}

function* attempt(run: (() => Value) | undefined): Steps<void> {
  if (run === undefined) return;
  try {
    yield* op(run());
  } catch (error) {
    survived(error);
  }
}

/** The hub goes on after an error, unless that is its end. */
export function survived(error: Value): void {
  if (isOver) throw error;
  reported(error);
}

/** What the hub does about errors, as the program may have it. */
export const handling: { notError: Value; systemError: Value; stream: Value } = ownHandling();

/** As it is when a program begins; the stream is standard error. */
function ownHandling(): { notError: Value; systemError: Value; stream: Value } {
  return {
    notError: tup(GreenletExit, SystemExit),
    systemError: tup(KeyboardInterrupt, SystemExit, SystemError),
    stream: undefined,
  };
}

/** Print an error that nobody can take, unless it is none, or there is nowhere to. */
export function reported(error: Value, of = ''): void {
  if (isinstance(error, handling.notError)) return;
  const stream: Value = handling.stream === undefined ? stderr : handling.stream;
  stream?.write(`${tracebackOf(error)}${of}\n`);
}

/** True in a callback: nothing can wait there. */
export const inHub = (): boolean => hub !== undefined && hub === Tasklet.current();

/** Forget all that is to run: the program has ended. */
export function leaveBehind(): void {
  isOver = true;
  for (const one of live) one.kill();
  hub?.kill();
}

/** Let what was woken run until it parks. */
export function* letRun(): Steps {
  yield* park(0);
  return null;
}

/** Let all go first that are to run. */
export function* pass(): Steps {
  const waiter = new Waiter();
  runCallback(() => waiter.switch());
  return yield* waiter.get();
}

/** Sleep. Timers come after the callbacks, however long those take. */
export function* rest(seconds: number): Steps {
  yield* park(seconds);
  if (isTurning) yield* pass();
  return null;
}

/** A limit as gevent takes it: all callbacks run before time is up, even if there is none. */
export const limited = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.max(seconds, 1e-9);

/** What one greenlet waits for; the hub switches to it. */
export class Waiter {
  value: Value = undefined;
  readonly #flag = new Flag();
  #isParked = false;

  /** From the hub. If nobody waits yet, the value is kept. */
  *switch(value: Value = null): Steps {
    this.value = value;
    this.#flag.set();
    if (this.#isParked) yield* letRun();
    return null;
  }

  /** False when time was up first. */
  *wait(seconds?: number): Steps<boolean> {
    if (this.#flag.isSet()) return true;
    // Nobody would wake it.
    if (isOver) throw new TaskletExit();
    this.#isParked = true;
    try {
      return yield* this.#flag.wait(limited(seconds));
    } finally {
      this.#isParked = false;
    }
  }

  *get(): Steps {
    yield* this.wait();
    return this.value;
  }
}

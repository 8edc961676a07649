/**
 * The next event of an emitter, and all of them: EventEmitters, as Node's, and EventTargets, as browsers have them. They are known
 * by their methods; what has both is an EventEmitter, as a MessagePort of Node's.
 */
import { checkIterable, checkOptions, kindOf } from '../check.js';
import { report } from '../loop/thread.js';
import { Ring } from '../loop/ring.js';
import { Bridge } from './bridges.js';
import type { Leavable } from './each.js';
import type { Op } from './op.js';
import { Served } from './served.js';
import { trimmed } from '../trim.js';

/** What an EventEmitter must have, Node's or any other. */
export interface EventEmitterLike {
  /** Call the listener at each event of that name. */
  // Whatever the arguments of an event are.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  on(event: string | symbol, listener: (...args: any[]) => void): unknown;
  /** Call it no more. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  off(event: string | symbol, listener: (...args: any[]) => void): unknown;
}

type Listener = (...args: unknown[]) => void;

/**
 * The next event: its arguments (of an EventTarget, the one event). Parks until it comes. An 'error' of an EventEmitter that comes
 * meanwhile is thrown, unless that is what is waited for. The listeners are removed, whatever happens. TypeError for what is
 * neither an EventEmitter nor an EventTarget.
 *
 * Source: Node's events.once().
 *
 * @example
 * import { createServer } from 'node:http';
 * import { type Op, once } from 'evergreen-ts';
 *
 * function* listening(port: number): Op<void> {
 *   const server = createServer().listen(port);
 *   yield* once(server, 'listening'); // throws if the port is taken
 * }
 */
export function once<A extends unknown[] = unknown[]>(
  emitter: EventEmitterLike | EventTarget,
  event: string | symbol,
): Op<A> {
  checkEmitter('once()', emitter, event);
  return new Bridge<A>(`once ${String(event)}`, (resume, fail) => {
    const listening = new Listening(emitter);
    listening.to(event, (...args) => {
      resume(args as A);
      listening.stop();
    });
    listening.toErrors([event], (error) => {
      fail(error);
      listening.stop();
    });
    return () => listening.stop();
  });
}

/**
 * All events of that name from now on, kept until they are taken: the arguments of each (of an EventTarget, the one event). next()
 * parks until one comes; several tasklets are served in turn. What is kept is given first, then the end: after an event that
 * `close` names, or an 'error' of an EventEmitter, which is thrown (unless it is named itself, here or there). The listeners are
 * removed then, or by close(), which drops what is kept. TypeError for what is neither an EventEmitter nor an EventTarget.
 *
 * Source: Node's events.on().
 *
 * @example
 * import { createInterface } from 'node:readline';
 * import { type Op, on } from 'evergreen-ts';
 *
 * function* numberLines(): Op<void> {
 *   const lines = on<[string]>(createInterface(process.stdin), 'line', { close: ['close'] });
 *   let n = 0;
 *   yield* lines.forEach(([line]) => console.log(++n, line));
 * }
 */
export function on<A extends unknown[] = unknown[]>(
  emitter: EventEmitterLike | EventTarget,
  event: string | symbol,
  options: { close?: readonly (string | symbol)[] } = {},
): Leavable<A> {
  checkEmitter('on()', emitter, event);
  checkOptions('the options of on()', options);
  const { close = [] } = options;
  checkIterable('close', close);
  const names = [...close];
  for (const name of names) checkEvent(emitter, name);
  return new Events<A>(emitter, event, names);
}

class Events<A extends unknown[]> extends Served<A> implements Leavable<A> {
  readonly #kept = new Ring<A>();
  readonly #listening: Listening;
  #ended = false;
  #error: { readonly thrown: unknown } | undefined = undefined;

  constructor(
    emitter: EventEmitterLike | EventTarget,
    event: string | symbol,
    close: readonly (string | symbol)[],
  ) {
    super(`on ${String(event)}`, true);
    this.#listening = new Listening(emitter);
    this.#listening.to(event, (...args) => {
      this.#kept.add(args as A);
      this._serve();
    });
    for (const name of close) this.#listening.to(name, () => this.#end());
    this.#listening.toErrors([event, ...close], (error) => {
      this.#error = { thrown: error };
      this.#end();
    });
  }

  close(): void {
    this.#kept.clear();
    this.#end();
    const error = this.#error;
    this.#error = undefined;
    // It would have been thrown at the next tasklet.
    if (error !== undefined) report(error.thrown, this);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  protected get _hasNews(): boolean {
    return this.#kept.size > 0 || this.#ended;
  }

  protected _take(): IteratorResult<A, void> {
    const value = this.#kept.take();
    if (value !== undefined) return { done: false, value };
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error.thrown;
    return { done: true, value: undefined };
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    try {
      this.#listening.stop();
    } finally {
      this._serve();
    }
  }
}

/** What listens to an emitter, until it is told to stop. */
class Listening {
  readonly #emitter: EventEmitterLike | EventTarget;
  readonly #listeners: (readonly [event: string | symbol, listener: Listener])[] = [];
  #stopped = false;

  constructor(emitter: EventEmitterLike | EventTarget) {
    this.#emitter = emitter;
  }

  /** An emitter may call back at once, even before it has noted the listener. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  to(event: string | symbol, listener: Listener): void {
    if (this.#isStopped()) return;
    this.#listeners.push([event, listener]);
    try {
      const emitter = this.#emitter;
      if (isEmitter(emitter)) emitter.on(event, listener);
      else emitter.addEventListener(event as string, listener);
    } catch (error) {
      this.stop();
      throw error;
    }
    if (this.#isStopped()) this.#remove(event, listener);
  }

  /** To an EventEmitter's 'error', unless it is one of those that are listened to anyway. */
  toErrors(names: readonly (string | symbol)[], failed: (error: unknown) => void): void {
    if (isEmitter(this.#emitter) && !names.includes('error')) this.to('error', failed);
  }

  stop(): void {
    this.#stopped = true;
    for (const [event, listener] of this.#listeners.splice(0)) this.#remove(event, listener);
  }

  #remove(event: string | symbol, listener: Listener): void {
    const emitter = this.#emitter;
    if (isEmitter(emitter)) emitter.off(event, listener);
    else emitter.removeEventListener(event as string, listener);
  }
}

function isEmitter(emitter: EventEmitterLike | EventTarget): emitter is EventEmitterLike {
  const { on: add, off } = emitter as Partial<EventEmitterLike>;
  return typeof add === 'function' && typeof off === 'function';
}

function checkEmitter(what: string, emitter: unknown, event: unknown): void {
  const target = emitter as Partial<EventEmitterLike & EventTarget> | null | undefined;
  const isTarget =
    typeof target?.addEventListener === 'function' && typeof target.removeEventListener === 'function';
  if (!isTarget && (typeof target?.on !== 'function' || typeof target.off !== 'function'))
    throw trimmed(new TypeError(`${what} takes an EventEmitter or an EventTarget, not ${kindOf(emitter)}`));
  checkEvent(emitter as EventEmitterLike | EventTarget, event);
}

function checkEvent(emitter: EventEmitterLike | EventTarget, event: unknown): void {
  if (typeof event === 'string' || (typeof event === 'symbol' && isEmitter(emitter))) return;
  throw trimmed(
    new TypeError(
      `the name of an event must be a string${isEmitter(emitter) ? ' or a symbol' : ''}, not ${kindOf(event)}`,
    ),
  );
}

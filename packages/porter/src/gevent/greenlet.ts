/** gevent's Greenlet: a tasklet that the hub starts, whose value and error are kept, and whose error is printed. */
import { type Tasklet, TaskletExit, Timeout as Limit, sleep as park, spawn as begin } from 'evergreen-ts';
import { Dict } from '../python/dict.js';
import { TypeError as PyTypeError, caught, raised } from '../python/exceptions.js';
import { numberOf } from '../python/hash.js';
import { callable } from '../python/iteration.js';
import { given, keywords, kw } from '../python/keywords.js';
import { waiting } from '../python/modules/queue.js';
import { PyObject, className, hidden } from '../python/object.js';
import { apply, op } from '../python/plain.js';
import { tup, tuple_ } from '../python/tuple.js';
import { isinstance } from '../python/types.js';
import type { Value } from '../python/value.js';
import { exit, runs } from './current.js';
import { GreenletExit, Timeout } from './errors.js';
import { Callback, Waiter, handling, letRun, live, reported, runCallback } from './hub.js';
import { type Link, tell, without } from './linkable.js';
import { FailureLink, SpawnedLink, SuccessLink } from './links.js';
import { shownOf } from './target-text.js';
import { home } from '../python/homes.js';

type Steps<T = Value> = Generator<Value, T>;

let made = 0;

export class Greenlet extends PyObject {
  static spawn(...args: Value[]): Value {
    const greenlet: Value = new (this as Value)(...args);
    greenlet.start();
    return greenlet;
  }

  static spawn_later(seconds: Value, ...args: Value[]): Value {
    const greenlet: Value = new (this as Value)(...args);
    greenlet.start_later(seconds);
    return greenlet;
  }

  override __init__(...args: Value[]): void {
    hidden(
      this,
      '_$tasklet',
      '_$start',
      '_$timer',
      '_$cancelled',
      '_$target',
      '_$args',
      '_$named',
      '_$error',
      '_$value',
      '_$over',
      '_$links',
      '_$notifier',
      '_$number',
      '_$name',
      '_$shown',
    );
    this._$error = null;
    this._$value = null;
    this._$over = false;
    this._$links = [];
    const positional = [...args];
    const named = keywords(positional);
    this._$target = positional.length > 0 ? positional[0] : named.pop('run', null);
    if (this._$target !== null && !callable(this._$target))
      throw new PyTypeError('The run argument or self._run must be callable');
    this._$args = positional.slice(1);
    this._$named = named;
  }

  /** What it does: its function, unless a subclass says otherwise. It may park. */
  _run(): Value {
    return this._$target === null ? null : apply(this._$target, this._$args, kw({}, this._$named));
  }

  start(): void {
    this._$start ??= runCallback(() => this.#begin());
  }

  start_later(seconds: Value): void {
    if (this._$start !== undefined) return;
    const start = (this._$start = new Callback(() => null));
    const self = this;
    const timer = begin(function* () {
      yield* park(Math.max(0, Number(seconds)));
      live.delete(timer);
      if (start._take() !== undefined) yield* self.#begin();
    });
    this._$timer = timer;
    live.add(timer);
  }

  *#begin(): Steps {
    const self = this;
    const tasklet = begin(function* () {
      runs(self);
      try {
        self.#ended(yield* op(self._run()));
      } catch (error) {
        self.#failed(error);
      }
      live.delete(tasklet);
    });
    this._$tasklet = tasklet;
    live.add(tasklet);
    yield* letRun();
    return null;
  }

  #failed(error: Value): void {
    if (error instanceof TaskletExit) {
      this.#ended(error);
      return;
    }
    this._$error = error instanceof Limit ? error : caught(error);
    this.#ended(null);
    reported(error, `${this.__repr__()} failed with ${className(this._$error.constructor)}\n`);
    if (isinstance(this._$error, handling.systemError)) exit(this._$error);
  }

  #ended(value: Value): void {
    this._$over = true;
    this._$value = value;
    this.#notify();
  }

  #notify(): void {
    if (!this.ready() || this._$links.length === 0 || this._$notifier !== undefined) return;
    const self = this;
    this._$notifier = runCallback(function* () {
      const links: Link[] = self._$links;
      while (links.length > 0) yield* tell(links.shift(), self);
      self._$notifier = undefined;
    });
  }

  *join(timeout: Value = null): Steps {
    if (!this.ready()) yield* this.#wait(waiting(true, timeout)[1]);
    return null;
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    if (!this.ready()) {
      const [blocks, limit] = waiting(block, timeout);
      if (!blocks) throw new Timeout();
      if (!(yield* this.#wait(limit))) throw new Timeout(limit);
    }
    if (this._$error !== null) throw this._$error;
    return this._$value;
  }

  *#wait(seconds: number | undefined): Steps<boolean> {
    const waiter = new Waiter();
    this.rawlink(waiter);
    try {
      return yield* waiter.wait(seconds);
    } finally {
      this.unlink(waiter);
    }
  }

  *kill(...args: Value[]): Steps {
    const [exception, block, timeout] = given(args, ['exception', 'block', 'timeout']);
    if (this._killBeforeStart(exception) || this.ready()) return null;
    const waiter = new Waiter();
    const self = this;
    runCallback(function* () {
      yield* self._throw(exception);
      yield* waiter.switch();
    });
    if (block === false) return null;
    yield* waiter.wait();
    return yield* this.join(timeout ?? null);
  }

  /** If it has not begun, it never will: true. */
  _killBeforeStart(exception: Value): boolean {
    const start: Callback | undefined = this._$start;
    const isWaiting = start === undefined || start.pending;
    this._$start ??= new Callback();
    if (isWaiting) {
      start?.stop();
      live.delete(this._$timer as Tasklet);
      this._$timer?.kill();
      this._$cancelled = true;
      this.#failed(errorFrom(exception));
    }
    return this._$cancelled === true;
  }

  /** From the hub: throw into it, and let it run. */
  *_throw(exception: Value): Steps {
    if (this.ready()) return null;
    this._$tasklet.kill(errorFrom(exception));
    yield* letRun();
    return null;
  }

  *throw(exception: Value = null): Steps {
    if (!this._killBeforeStart(exception)) yield* this._throw(exception);
    return null;
  }

  ready(): boolean {
    return this._$over as boolean;
  }

  successful(): boolean {
    return this.ready() && this._$error === null;
  }

  get dead(): boolean {
    return this.ready();
  }

  get started(): boolean {
    return this._$start !== undefined && !this.ready();
  }

  get value(): Value {
    return this._$value;
  }

  set value(value: Value) {
    this._$value = value;
  }

  get exception(): Value {
    return this._$error;
  }

  get exc_info(): Value {
    return this._$error === null ? null : tup(this._$error.constructor, this._$error, null);
  }

  get args(): Value {
    return tuple_(this.ready() ? [] : this._$args);
  }

  get kwargs(): Value {
    return this.ready() ? new Dict() : this._$named;
  }

  get minimal_ident(): number {
    return (this._$number ??= made++) as number;
  }

  get name(): string {
    return (this._$name ?? `Greenlet-${String(this.minimal_ident)}`) as string;
  }

  set name(name: string) {
    this._$name = name;
  }

  link(callback: Value): void {
    this.rawlink(new SpawnedLink(callback));
  }

  link_value(callback: Value): void {
    this.rawlink(new SuccessLink(callback));
  }

  link_exception(callback: Value): void {
    this.rawlink(new FailureLink(callback));
  }

  /** Called in the hub. */
  rawlink(callback: Link): void {
    this._$links.push(callback);
    this.#notify();
  }

  unlink(callback: Link): void {
    const links: Link[] = this._$links;
    const own = links.find((one) => one instanceof SpawnedLink && one.callback === callback);
    without(links, own ?? callback);
  }

  unlink_all(): void {
    this._$links.splice(0);
  }

  __bool__(): boolean {
    return this.started;
  }

  __repr__(): string {
    const name = this._$name === undefined && this._$number === undefined ? '' : ` "${this.name}"`;
    const address = `0x${(0x7f0000000000 + numberOf(this) * 64).toString(16)}`;
    return `<${className(this.constructor)}${name} at ${address}: ${(this._$shown ??= shownOf(this._$target, this._$args as Value[], this._$named))}>`;
  }
}

const errorFrom = (exception: Value): Value =>
  exception === null || exception === undefined ? new GreenletExit() : raised(exception);

export const spawn = (...args: Value[]): Value => Greenlet.spawn(...args);
export const spawn_raw = spawn;
export const spawn_later = (seconds: Value, ...args: Value[]): Value =>
  Greenlet.spawn_later(seconds, ...args);

home('gevent._gevent_cgreenlet', Greenlet);

/** gevent's Greenlet: a tasklet whose value and error are kept, and whose error is printed. */
import {
  Event as Flag,
  Tasklet,
  TaskletExit,
  Timeout as Limit,
  sleep as park,
  spawn as begin,
} from 'evergreen-ts';
import { tracebackOf } from '../python/end.js';
import { AttributeError, caught, raised } from '../python/exceptions.js';
import { host } from '../python/host.js';
import { Kw, kw } from '../python/keywords.js';
import { waiting } from '../python/modules/queue.js';
import { PyObject, className, hidden } from '../python/object.js';
import { numberOf } from '../python/hash.js';
import { apply, call, op } from '../python/plain.js';
import { tup, tuple_ } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { GreenletExit, Timeout } from './errors.js';
import { nameOf } from '../python/types.js';

type Steps = Generator<Value>;

/** Which greenlet a tasklet is. */
const GREENLETS = new WeakMap<object, Greenlet>();
/** All that run: they are left behind when the program ends. */
export const live = new Set<Tasklet>();
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
      '_$delayed',
      '_$target',
      '_$args',
      '_$named',
      '_$error',
      '_$value',
      '_$ended',
      '_$links',
      '_$number',
      '_$killed',
    );
    this._$error = null;
    this._$value = null;
    this._$ended = new Flag();
    this._$links = [];
    this._$number = 0;
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
    this._$target = args.length > 0 ? args[0] : named.pop('run', null);
    this._$args = args.slice(1);
    this._$named = named;
  }

  /** What it does: its function, unless a subclass says otherwise. It may park. */
  _run(): Value {
    return this._$target === null ? null : apply(this._$target, this._$args, this._$named);
  }

  start(): void {
    if (this._$tasklet !== undefined || this.ready()) return;
    const self = this;
    const tasklet = begin(function* () {
      GREENLETS.set(Tasklet.current() ?? self, self);
      try {
        self._$value = yield* op(self._run());
      } catch (error) {
        self.#failed(error);
      } finally {
        self.#finish();
      }
    });
    this._$tasklet = tasklet;
    live.add(tasklet);
    // A body that is killed before it begins never runs.
    tasklet.addDoneCallback(() => {
      live.delete(tasklet);
      if (!self._$ended.isSet()) {
        self.#failed(self._$killed ?? new GreenletExit());
        self.#finish();
      }
    });
  }

  #failed(error: Value): void {
    if (error instanceof TaskletExit) {
      this._$value = error;
      return;
    }
    this._$error = error instanceof Limit ? error : caught(error);
    host.write(
      `${tracebackOf(error)}${this.__repr__()} failed with ${className(this._$error.constructor)}\n\n`,
      'stderr',
    );
  }

  #finish(): void {
    this._$ended.set();
    for (const link of this._$links.splice(0)) this.#tell(link);
  }

  #tell(link: Value): void {
    const self = this;
    begin(function* () {
      yield* op(call(link, self));
    });
  }

  start_later(seconds: Value): void {
    const self = this;
    this._$delayed = begin(function* () {
      yield* park(Number(seconds));
      self._$delayed = undefined;
      self.start();
    });
    live.add(this._$delayed as Tasklet);
  }

  *join(timeout: Value = null): Steps {
    const [, limit] = waiting(true, timeout);
    yield* this._$ended.wait(limit);
    return null;
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    const [blocks, limit] = waiting(block, timeout);
    const inTime: Value = this.ready() || (blocks && (yield* this._$ended.wait(limit)));
    if (inTime !== true) throw new Timeout(limit ?? 0);
    if (this._$error !== null) throw this._$error;
    return this._$value;
  }

  *kill(exception: Value = null, block: Value = true, timeout: Value = null): Steps {
    const named = [exception, block, timeout].find((one) => one instanceof Kw) as Kw | undefined;
    const error: Value = exception instanceof Kw ? exception.get('exception') : exception;
    const blocks: Value = named?.get('block', true) ?? block;
    const limit: Value = named?.get('timeout') ?? timeout;
    this._throw(error);
    if (blocks !== false) yield* this.join(limit instanceof Kw ? null : limit);
    return null;
  }

  /** Kill, and do not wait. */
  _throw(error: Value): void {
    if (this.ready()) return;
    const given: Value = error === null ? new GreenletExit() : raised(error);
    this._$killed ??= given;
    this._$delayed?.kill();
    if (this._$tasklet !== undefined) this._$tasklet.kill(given);
    else {
      this.#failed(given);
      this.#finish();
    }
  }

  ready(): boolean {
    return this._$ended.isSet();
  }

  successful(): boolean {
    return this.ready() && this._$error === null;
  }

  get dead(): boolean {
    return this.ready();
  }

  get started(): boolean {
    return this._$tasklet !== undefined && !this.ready();
  }

  get value(): Value {
    return this._$value;
  }

  get exception(): Value {
    return this._$error;
  }

  get exc_info(): Value {
    return this._$error === null ? tup(null, null, null) : tup(this._$error.constructor, this._$error, null);
  }

  get args(): Value {
    return tuple_(this._$args);
  }

  get kwargs(): Value {
    return this._$named;
  }

  get minimal_ident(): number {
    return (this._$number ||= made++);
  }

  get name(): string {
    return `Greenlet-${String(this.minimal_ident)}`;
  }

  set name(name: string) {
    Object.defineProperty(this, 'name', {
      value: name,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }

  link(callback: Value): void {
    if (this.ready()) this.#tell(callback);
    else this._$links.push(callback);
  }

  rawlink(callback: Value): void {
    this.link(callback);
  }

  link_value(callback: Value): void {
    this.link((self: Value) => (self.successful() ? (call(callback, self) as Value) : null));
  }

  link_exception(callback: Value): void {
    this.link((self: Value) => (self.successful() ? null : (call(callback, self) as Value)));
  }

  unlink(callback: Value): void {
    const at = this._$links.indexOf(callback);
    if (at >= 0) this._$links.splice(at, 1);
  }

  __bool__(): boolean {
    return this.started;
  }

  __repr__(): string {
    const target = this._$target === null ? '_run' : this.#nameOfTarget();
    return `<${className(this.constructor)} at 0x${(0x7f0000000000 + numberOf(this) * 64).toString(16)}: ${target}>`;
  }

  #nameOfTarget(): string {
    try {
      return nameOf(this._$target);
    } catch (error) {
      if (error instanceof AttributeError) return '_run';
      throw error;
    }
  }
}

/** The program itself, which is a greenlet, too. */
class MainGreenlet extends PyObject {
  get dead(): boolean {
    return false;
  }
}
const main = new MainGreenlet();

export const getcurrent = (): Value => GREENLETS.get(Tasklet.current() ?? main) ?? main;
export const spawn = (...args: Value[]): Value => Greenlet.spawn(...args);
export const spawn_raw = spawn;
export const spawn_later = (seconds: Value, ...args: Value[]): Value =>
  Greenlet.spawn_later(seconds, ...args);

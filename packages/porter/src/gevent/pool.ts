/** gevent's Group and Pool. */
import { ValueError } from '../python/exceptions.js';
import { generator } from '../python/generator.js';
import { coZip } from '../python/coiterate.js';
import { coiter, items } from '../python/iteration.js';
import { Kw, given, kw, takeKw } from '../python/keywords.js';
import { Full, waiting } from '../python/modules/queue.js';
import { PyObject, hidden } from '../python/object.js';
import { apply, call, op } from '../python/plain.js';
import { PySet } from '../python/set.js';
import { runsAsThread } from '../python/threads/running.js';
import type { Value } from '../python/value.js';
import { Event } from './event.js';
import { getcurrent } from './current.js';
import { Greenlet } from './greenlet.js';
import { IMap, IMapUnordered } from './imap.js';
import { DummySemaphore, Semaphore } from './lock.js';
import { joinall } from './wait.js';
import { home } from '../python/homes.js';

type Steps = Generator<Value>;

export class PoolFull extends Full {}

export class Group extends PyObject {
  /** What spawn() makes: a subclass may have another, or what the pool was given. */
  static greenlet_class: Value = Greenlet;

  override __init__(...args: Value[]): Value {
    hidden(this, '_$members', '_$dying', '_$empty', '_$discard');
    this._$members = new Set();
    this._$dying = new Set();
    this._$empty = new Event();
    this._$empty.set();
    this._$discard = (greenlet: Value): Value => this._discard(greenlet);
    for (const source of args) for (const one of items(source)) this._track(one);
  }

  /** It is a member until it ends. */
  _track(greenlet: Value): void {
    greenlet.rawlink?.(this._$discard);
    this._$members.add(greenlet);
    this._$empty.clear();
  }

  _discard(greenlet: Value): Value {
    this._$members.delete(greenlet);
    this._$dying.delete(greenlet);
    if (this._$members.size === 0) this._$empty.set();
    return null;
  }

  add(greenlet: Value): Value {
    this._track(greenlet);
    return null;
  }

  discard(greenlet: Value): void {
    this._discard(greenlet);
    greenlet.unlink(this._$discard);
  }

  start(greenlet: Value): Value {
    this._track(greenlet);
    greenlet.start();
    return null;
  }

  spawn(...args: Value[]): Value {
    const greenlet: Value = new this.greenlet_class(...args);
    this.start(greenlet);
    return greenlet;
  }

  *#mapped(f: Value, source: Value): Steps {
    const greenlets: Value[] = [];
    for (const all = coiter(source); ;) {
      const next: Value = yield* all.next();
      if (next.done === true) break;
      greenlets.push(yield* op(this.spawn(f, next.value)));
    }
    const results: Value[] = [];
    for (const one of greenlets) results.push(yield* one.get());
    return results;
  }

  /** In a greenlet of its own. Results in the order given. */
  *map(f: Value, source: Value): Steps {
    return yield* Greenlet.spawn(() => this.#mapped(f, source)).get();
  }

  map_async(f: Value, source: Value, callback: Value = null): Value {
    const self = this;
    return Greenlet.spawn(function* () {
      const results: Value = yield* self.map(f, source);
      const after: Value = callback instanceof Kw ? callback.get('callback') : callback;
      if (after !== null) yield* op(call(after, results));
      return results;
    });
  }

  imap(f: Value, ...sources: Value[]): Value {
    return this.#lazily(IMap, f, sources);
  }

  imap_unordered(f: Value, ...sources: Value[]): Value {
    return this.#lazily(IMapUnordered, f, sources);
  }

  #lazily(kind: Value, f: Value, sources: Value[]): Value {
    const named = takeKw(sources);
    if (named.has('iterable')) sources.push(named.at('iterable'));
    const mapping: Value = new kind(
      coZip(...sources),
      (args: Value[]): Value => this.spawn(f, ...args),
      named.get('maxsize'),
    );
    mapping.start();
    return mapping.items();
  }

  *apply(...args: Value[]): Steps {
    const [f, list, named] = given(args, ['func', 'args', 'kwds']);
    const run = (): Value => apply(f, items(list ?? []), kw({}, named ?? kw({})));
    // A member does it itself: in a full pool it would wait for its own place.
    if (this._$members.has(getcurrent()) === true) return yield* op(run());
    return yield* (yield* op(this.spawn(run))).get();
  }

  apply_async(...args: Value[]): Value {
    const [f, list, named, callback] = given(args, ['func', 'args', 'kwds', 'callback']);
    const self = this;
    if (this.full())
      return Greenlet.spawn(function* () {
        const result: Value = yield* self.apply(f, list, named);
        if (callback !== null && callback !== undefined) Greenlet.spawn(callback, result);
        return result;
      });
    const greenlet: Value = new this.greenlet_class(() =>
      apply(f, items(list ?? []), kw({}, named ?? kw({}))),
    );
    this._startAtOnce(greenlet);
    if (callback !== null && callback !== undefined)
      greenlet.link_value((one: Value) => call(callback, one.value) as Value);
    return greenlet;
  }

  /** There is room. */
  protected _startAtOnce(greenlet: Value): void {
    this.start(greenlet);
  }

  *join(...args: Value[]): Steps {
    const [timeout, raises] = given(args, ['timeout', 'raise_error']);
    const list = raises === true ? [...(this._$members as Set<Value>)] : [];
    const result: Value = yield* this._$empty.wait(timeout ?? null);
    for (const one of list) if (one.exception !== null) throw one.exception;
    return result;
  }

  *kill(...args: Value[]): Steps {
    const [exception, block, timeout] = given(args, ['exception', 'block', 'timeout']);
    const members: Set<Value> = this._$members;
    const [, limit] = waiting(true, timeout ?? null);
    while (members.size > 0) {
      for (const one of [...members]) {
        if (this._$dying.has(one) === true) continue;
        yield* one.kill(exception, false);
        this._$dying.add(one);
      }
      if (block === false) break;
      const list = [...members];
      if ((yield* joinall(list, limit ?? null)).length < list.length) break;
    }
    return null;
  }

  *killone(greenlet: Value, ...args: Value[]): Steps {
    const [exception, block, timeout] = given(args, ['exception', 'block', 'timeout']);
    if (this._$dying.has(greenlet) === true || !(this._$members as Set<Value>).has(greenlet)) return null;
    yield* greenlet.kill(exception, false);
    this._$dying.add(greenlet);
    return block === false ? null : yield* greenlet.join(timeout ?? null);
  }

  full(): boolean {
    return false;
  }

  *wait_available(_timeout?: Value): Steps {
    return null;
  }

  get greenlets(): PySet {
    return new PySet(this._$members as Set<Value>);
  }

  __len__(): number {
    return this._$members.size as number;
  }

  __contains__(greenlet: Value): boolean {
    return (this._$members as Set<Value>).has(greenlet);
  }

  *__iter__(): Generator<Value> {
    yield* [...(this._$members as Set<Value>)];
  }
}

generator(Group.prototype.__iter__);

/** A group with so many places. */
export class Pool extends Group {
  override __init__(...args: Value[]): Value {
    super.__init__();
    hidden(this, 'size', '_$places');
    const [size, kind] = given(args, ['size', 'greenlet_class']);
    if (size !== null && size !== undefined && size < 0)
      throw new ValueError(`size must not be negative: ${String(size)}`);
    this.size = size ?? null;
    if (kind !== null && kind !== undefined) this.greenlet_class = kind;
    this._$places = this.size === null ? new DummySemaphore() : new Semaphore(this.size);
  }

  override _discard(greenlet: Value): Value {
    super._discard(greenlet);
    this._$places.release();
    return null;
  }

  override *spawn(...args: Value[]): Steps {
    const greenlet: Value = new this.greenlet_class(...args);
    yield* op(this.start(greenlet));
    return greenlet;
  }

  override *add(...args: Value[]): Steps {
    const [greenlet, blocking, timeout] = given(args, ['greenlet', 'blocking', 'timeout']);
    if ((yield* op(this._$places.acquire(blocking ?? true, timeout ?? null))) !== true) throw new PoolFull();
    this._track(greenlet);
    return null;
  }

  override *start(greenlet: Value, ...args: Value[]): Steps {
    yield* this.add(greenlet, ...args);
    greenlet.start();
    return null;
  }

  protected override _startAtOnce(greenlet: Value): void {
    if (this.size !== null) this._$places.counter--;
    this._track(greenlet);
    greenlet.start();
  }

  override *wait_available(timeout: Value = null): Steps {
    return this.size === null ? 1 : yield* this._$places.wait(timeout);
  }

  free_count(): number {
    return this.size === null ? 1 : Math.max(0, Number(this.size) - this.__len__());
  }

  override full(): boolean {
    return this.free_count() <= 0;
  }
}

/** Threads of gevent are tasklets here: there is no other. */
export class ThreadPool extends Pool {
  override __init__(...args: Value[]): Value {
    super.__init__(...args);
    this.greenlet_class = ThreadGreenlet;
  }
}

class ThreadGreenlet extends Greenlet {
  override _run(): Value {
    runsAsThread();
    return super._run();
  }
}
Object.defineProperty(ThreadGreenlet, 'name', { value: 'Greenlet' });

home('gevent.pool', Group, Pool);

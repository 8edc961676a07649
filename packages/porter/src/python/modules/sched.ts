/** Python's sched: what is to happen at a time, in the order of the times. Waiting is the program's function, which may park. */
import { lt } from '../compare.js';
import { add, sub } from '../arithmetic.js';
import { ValueError } from '../exceptions.js';
import { namedtuple } from '../containers/namedtuple.js';
import { Dict } from '../dict.js';
import { Kw, given } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { apply, call, op } from '../plain.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { monotonic, sleep } from './time.js';

export const Event: Value = namedtuple('Event', 'time priority sequence action argument kwargs');

const NAMES = ['priority', 'action', 'argument', 'kwargs'];

export class scheduler extends PyObject {
  override __init__(...args: Value[]): void {
    const [timefunc = monotonic, delayfunc = sleep] = given(args, ['timefunc', 'delayfunc']);
    hidden(this, '_events', '_last');
    Object.assign(this, { timefunc, delayfunc, _events: [], _last: 0 });
  }

  enterabs(time: Value, ...args: Value[]): Value {
    const [priority, action, argument = tuple_([]), kwargs = new Dict()] = given(args, NAMES);
    const event: Value = new Event(time, priority, this._last++, action, argument, kwargs);
    const events = this._events as Value[];
    const at = events.findIndex((one) => before(event, one));
    events.splice(at < 0 ? events.length : at, 0, event);
    return event;
  }

  enter(delay: Value, ...args: Value[]): Value {
    return this.enterabs(add(call(this.timefunc), delay), ...args);
  }

  cancel(event: Value): void {
    const at = (this._events as Value[]).indexOf(event);
    if (at < 0) throw new ValueError('list.remove(x): x not in list');
    this._events.splice(at, 1);
  }

  empty(): boolean {
    return this._events.length === 0;
  }

  get queue(): Value[] {
    return [...(this._events as Value[])];
  }

  /** Run what is there, and wait for what is not due yet; not with `blocking=False`, which returns how long that would be. */
  *run(...args: Value[]): Generator<Value> {
    const [blocking = true] = given(args, ['blocking']);
    const events = this._events as Value[];
    for (;;) {
      const [next] = events;
      if (next === undefined) return null;
      const now: Value = yield* op(call(this.timefunc));
      if (lt(now, next.time)) {
        if (blocking !== true) return sub(next.time, now);
        yield* op(call(this.delayfunc, sub(next.time, now)));
        continue;
      }
      events.shift();
      const named = new Kw();
      named.update(next.kwargs);
      yield* op(apply(next.action, next.argument as Value[], named));
      yield* op(call(this.delayfunc, 0));
    }
  }
}

const before = (a: Value, b: Value): boolean =>
  ['time', 'priority', 'sequence'].some(
    (name, i, all) => lt(a[name], b[name]) && all.slice(0, i).every((one) => !lt(b[one], a[one])),
  );

/** The module greenlet: greenlets that switch to each other. Each is a tasklet, of which one runs and the others are parked. */
import { Event as Flag, TaskletExit, spawn as begin } from 'evergreen-ts';
import { Exception, TypeError as PyTypeError, caught, raised } from '../python/exceptions.js';
import { home } from '../python/homes.js';
import { callable } from '../python/iteration.js';
import { type Kw, given, kw, takeKw } from '../python/keywords.js';
import { Dict } from '../python/dict.js';
import { PyObject, hidden } from '../python/object.js';
import { applyMethod, op } from '../python/plain.js';
import { tup, tuple_ } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { MainGreenlet, getcurrent, runs } from './current.js';
import { GreenletExit } from './errors.js';
import { live } from './hub.js';

type Steps<T = Value> = Generator<Value, T>;

/** What comes to a greenlet that is switched to. */
interface Given {
  readonly args: Value[];
  readonly named: Kw;
  readonly error?: Value;
}

/** A greenlet that waits to be switched to, whatever kind it is. */
class Parked {
  readonly flag = new Flag();
  given: Given | undefined;
}
const parked = new WeakMap<object, Parked>();

class error extends Exception {}

/** What switch() returns of what another gave. */
function valueOf({ args, named }: Given): Value {
  const value: Value = args.length === 1 ? args[0] : tuple_(args);
  if (named.size === 0) return value;
  const dict = new Dict(named);
  return args.length === 0 ? dict : tup(tuple_(args), dict);
}

const values = (...args: Value[]): Given => ({ args, named: kw({}) });

/** Let a greenlet go on, and wait until somebody switches back. */
function* switched(to: Value, what: Given): Steps {
  const own: Value = getcurrent();
  let target: Value = to;
  while (target instanceof greenlet && target.dead) target = target.parent;
  if (target === own) return taken(what);
  const here = new Parked();
  parked.set(own as object, here);
  deliver(target, what);
  yield* here.flag.wait();
  return taken(here.given ?? values());
}

function taken(what: Given): Value {
  if (what.error !== undefined) throw what.error;
  return valueOf(what);
}

function deliver(to: Value, what: Given): void {
  let target: Value = to;
  while (target instanceof greenlet && target.dead) target = target.parent;
  if (target instanceof greenlet && target._begin(what)) return;
  const there = parked.get(target as object);
  if (there === undefined) return;
  there.given = what;
  parked.delete(target as object);
  there.flag.set();
}

/** What throw() is given: a class or an instance, with the arguments of a class. */
function thrown(args: readonly Value[]): Given {
  const [what, value] = args;
  if (what === undefined) return { ...values(), error: new GreenletExit() };
  const made: Value =
    typeof what === 'function' && value !== undefined && value !== null ? new what(value) : what;
  return { ...values(), error: raised(made) };
}

class greenlet extends PyObject {
  static readonly GreenletExit = GreenletExit;
  static readonly error = error;
  static readonly getcurrent = getcurrent;

  override __init__(...args: Value[]): void {
    const [run, parent] = given(args, ['run', 'parent']);
    hidden(this, '_$state', '_$parent');
    this._$state = 'new';
    this._$parent = parent ?? getcurrent();
    if (run !== undefined && run !== null) {
      if (!callable(run)) throw new PyTypeError('run must be callable');
      hidden(this, 'run');
      this.run = run;
    }
  }

  /** It begins, if it has not yet. */
  _begin(what: Given): boolean {
    if (this._$state !== 'new') return false;
    const self = this;
    if (what.error !== undefined) {
      this.#ended(what);
      return true;
    }
    this._$state = 'begun';
    const tasklet = begin(function* () {
      runs(self);
      try {
        self.#ended(values(yield* op(applyMethod(self, 'run', what.args, what.named))));
      } catch (failure) {
        const isExit = failure instanceof GreenletExit;
        if (failure instanceof TaskletExit && !isExit) throw failure;
        self.#ended({ ...values(), error: isExit ? failure : caught(failure) });
      } finally {
        live.delete(tasklet);
      }
    });
    live.add(tasklet);
    return true;
  }

  #ended(what: Given): void {
    this._$state = 'dead';
    deliver(this._$parent, what.error instanceof GreenletExit ? values(what.error) : what);
  }

  *switch(...args: Value[]): Steps {
    return yield* switched(this, { named: takeKw(args), args });
  }

  *throw(...args: Value[]): Steps {
    const what = thrown(args);
    const isExit = this.dead && what.error instanceof GreenletExit;
    return yield* switched(this, isExit ? values(what.error) : what);
  }

  get dead(): boolean {
    return this._$state === 'dead';
  }

  get parent(): Value {
    return this._$parent;
  }

  set parent(parent: Value) {
    this._$parent = parent;
  }

  __bool__(): boolean {
    return this._$state === 'begun';
  }
}

// The program itself can be switched to.
Object.assign(MainGreenlet.prototype, {
  *switch(this: Value, ...args: Value[]): Steps {
    return yield* switched(this, { named: takeKw(args), args });
  },
  *throw(this: Value, ...args: Value[]): Steps {
    return yield* switched(this, thrown(args));
  },
  parent: null,
});

export const greenlets = { greenlet, error, GreenletExit, getcurrent };

home('greenlet', greenlet, error);

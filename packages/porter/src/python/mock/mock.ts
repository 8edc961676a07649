/** Mock and MagicMock: what is asked of them is made when it is asked for, and what is done with them is remembered. */
import { Dict } from '../dict.js';
import { AttributeError, BaseException, StopIteration } from '../exceptions.js';
import { dir } from '../support.js';
import { callable, iter, items } from '../iteration.js';
import { numberOf } from '../hash.js';
import { Kw, takeKw } from '../keywords.js';
import { markMock } from '../mocks.js';
import { isClass } from '../object.js';
import { call as callOf } from '../plain.js';
import type { Value } from '../value.js';
import { ASSERTIONS } from './assertions.js';
import { Call, CallList, separated } from './call.js';

export const DEFAULT: Value = Object.freeze({ __repr__: () => 'sentinel.DEFAULT' });

/** What a mock is, behind the function that a program sees. */
export class State {
  readonly kind: Value;
  name: string | undefined;
  parent: State | undefined;
  /** What the parent calls it: an attribute, or `()` for what it returns. */
  path = '';
  spec: readonly string[] | undefined;
  specClass: Value;
  wraps: Value = null;
  sideEffect: Value = null;
  returned: Value = undefined;
  calls: Call[] = [];
  /** Calls of it and of what came from it, with the names of those. */
  all: Call[] = [];
  readonly attributes = new Map<string, Value>();
  proxy: Value;

  constructor(kind: Value) {
    this.kind = kind;
  }

  get isMagic(): boolean {
    return this.kind.isMagic as boolean;
  }

  /** Another mock, an attribute of this one or what it returns. */
  child(path: string): Value {
    const made: Value = new this.kind();
    const state = stateOf(made) as State;
    Object.assign(state, { parent: this, path, name: path === '()' ? this.name : path });
    return made;
  }

  get result(): Value {
    if (this.returned === undefined) this.returned = this.child('()');
    return this.returned;
  }

  attribute(name: string): Value {
    if (this.attributes.has(name)) {
      const found: Value = this.attributes.get(name);
      if (found === GONE) throw new AttributeError(name);
      return found;
    }
    if (name.startsWith('__') && name.endsWith('__')) return this.isMagic ? this.#magic(name) : undefined;
    if (this.spec !== undefined && !this.spec.includes(name))
      throw new AttributeError(`Mock object has no attribute '${name}'`);
    if (/^(?:assert|assret|asert|aseert|assrt)/.test(name))
      throw new AttributeError(
        `'${name}' is not a valid assertion. Use a spec for the mock if '${name}' is meant to be an attribute.`,
      );
    const made = this.child(name);
    if (this.wraps !== null) (stateOf(made) as State).wraps = this.wraps[name];
    this.attributes.set(name, made);
    return made;
  }

  /** A special method of MagicMock, with what it returns if nothing else is said. */
  #magic(name: string): Value {
    const make = MAGIC[name];
    if (make === undefined) return undefined;
    const made = this.child(name);
    (stateOf(made) as State).returned = make(this);
    if (name === '__iter__')
      (stateOf(made) as State).sideEffect = (): Value => iter((stateOf(made) as State).result);
    this.attributes.set(name, made);
    return made;
  }

  remember(given: readonly Value[]): void {
    const [args, kwargs] = separated(given);
    this.calls.push(Call.made('', args, kwargs));
    let path = '';
    for (let at: State | undefined = this; at !== undefined; at = at.parent) {
      at.all.push(Call.made(path, args, kwargs, true));
      path =
        at.path === '()'
          ? `()${path === '' || path.startsWith('()') ? '' : '.'}${path}`
          : `${at.path}${path === '' || path.startsWith('()') ? '' : '.'}${path}`;
    }
  }

  called(given: Value[]): Value {
    this.remember(given);
    const effect = this.sideEffect;
    if (effect !== null && effect !== undefined) {
      if (isError(effect)) throw isClass(effect) ? new effect() : effect;
      if (callable(effect)) {
        const result: Value = callOf(effect, ...given);
        if (result !== DEFAULT) return result;
      } else {
        const next: IteratorResult<Value> = effect.next();
        if (next.done === true) throw new StopIteration();
        if (isError(next.value)) throw isClass(next.value) ? new next.value() : next.value;
        if (next.value !== DEFAULT) return next.value;
      }
    }
    if (this.returned === undefined && this.wraps !== null && this.wraps !== undefined)
      return callOf(this.wraps, ...given);
    return this.result;
  }

  set(name: string, value: Value): void {
    if (name === 'return_value') this.returned = value;
    else if (name === 'side_effect')
      this.sideEffect =
        value === null || callable(value) || isError(value) ? value : items(value)[Symbol.iterator]();
    else this.attributes.set(name, value);
  }

  remove(name: string): void {
    this.attributes.set(name, GONE);
  }

  reset(): void {
    this.calls = [];
    this.all = [];
    for (const one of [...this.attributes.values(), this.returned]) stateOf(one)?.reset();
  }

  /** `Mock(return_value=3, **{'method.return_value': 4})`. */
  configure(named: Dict): void {
    for (const name of named as Iterable<string>) {
      const steps = name.split('.');
      const last = steps.pop() ?? '';
      let at: Value = this.proxy;
      for (const step of steps) at = at[step];
      at[last] = named.at(name);
    }
  }

  specify(spec: Value): void {
    this.spec = Array.isArray(spec) ? (spec as string[]) : dir(spec);
    if (!Array.isArray(spec)) this.specClass = typeof spec === 'function' ? spec : spec.constructor;
  }
}

const GONE = Symbol('an attribute that was deleted');

const isError = (x: Value): boolean =>
  x instanceof Error || (isClass(x) && (x === BaseException || x.prototype instanceof Error));

const STATES = new WeakMap<object, State>();

export function stateOf(x: Value): State | undefined {
  return typeof x === 'function' ? STATES.get(x as object) : undefined;
}

const MAGIC: Readonly<Record<string, (state: State) => Value>> = {
  __len__: () => 0,
  __iter__: () => [],
  __bool__: () => true,
  __contains__: () => false,
  __int__: () => 1,
  __exit__: () => false,
  __enter__: () => undefined,
  __getitem__: () => undefined,
  __setitem__: () => undefined,
  __delitem__: () => undefined,
  __next__: () => undefined,
};

/** What a mock answers about itself. */
const OWN: Readonly<Record<string, (state: State) => Value>> = {
  return_value: (state) => state.result,
  side_effect: (state) => state.sideEffect,
  called: (state) => state.calls.length > 0,
  call_count: (state) => state.calls.length,
  call_args: (state) => state.calls.at(-1) ?? null,
  call_args_list: (state) => CallList.made(state.calls),
  mock_calls: (state) => CallList.made(state.all),
  method_calls: (state) => CallList.made(state.all.filter(({ path }) => path !== '' && !path.includes('()'))),
  reset_mock: (state) => () => {
    state.reset();
    return null;
  },
  configure_mock: (state) => (named: Kw) => {
    state.configure(named);
    return null;
  },
  attach_mock: (state) => (other: Value, name: string) => {
    Object.assign(stateOf(other) as State, { parent: state, path: name, name });
    state.attributes.set(name, other);
    return null;
  },
  __class__: (state) => state.specClass ?? state.kind,
  __repr__: (state) => () => shown(state),
  __name__: () => undefined,
};

function shown(state: State): string {
  const path: string[] = [];
  for (let at: State | undefined = state; at !== undefined; at = at.parent)
    path.unshift(at.parent === undefined ? (at.name ?? 'mock') : at.path);
  const isNamed = path.length > 1 || state.name !== undefined;
  const name = isNamed ? ` name='${path.join('.').replaceAll('.()', '()')}'` : '';
  return `<${String(state.kind.name)}${name} id='${String(0x7f0000000000 + numberOf(state) * 64)}'>`;
}

function proxyOf(state: State): Value {
  const made = (...given: Value[]): Value => state.called(given);
  const proxy: Value = new Proxy(made, {
    get(target, name): Value {
      if (name === Symbol.iterator)
        return state.isMagic || state.attributes.has('__iter__')
          ? () => items(state.attribute('__iter__')())[Symbol.iterator]()
          : undefined;
      if (typeof name === 'symbol' || UNASKED.has(name)) return Reflect.get(target, name);
      if (state.attributes.has(name)) return state.attribute(name);
      const own = OWN[name];
      if (own !== undefined) return own(state);
      const assertion = ASSERTIONS[name];
      if (assertion !== undefined) return (...given: Value[]): Value => assertion(state, given);
      return state.attribute(name);
    },
    set(_target, name, value: Value): boolean {
      state.set(String(name), value);
      return true;
    },
    has: (target, name) =>
      typeof name === 'symbol' ? name in target : !UNASKED.has(name) && state.attribute(name) !== undefined,
    deleteProperty(_target, name): boolean {
      state.remove(String(name));
      return true;
    },
    getPrototypeOf: () => (state.specClass ?? state.kind).prototype as object,
  });
  STATES.set(proxy as object, state);
  return markMock(proxy as object);
}

/** Names that JavaScript and the runtime ask any function for. */
const UNASKED = new Set(
  'then toJSON prototype length name caller arguments bind call apply __func__ __type__ __key__ __make__'.split(
    ' ',
  ),
);

const NAMES = ['spec', 'side_effect', 'return_value', 'wraps', 'name', 'spec_set'];

export class Mock {
  static readonly isMagic: boolean = false;

  constructor(...given: Value[]) {
    const state = new State(new.target);
    const named: Dict = takeKw(given);
    const options = new Dict();
    options.update(named);
    given.forEach((value, i) => options.set(NAMES[i], value));
    const taken = (name: string): Value => (options.has(name) ? options.pop(name) : undefined);
    state.proxy = proxyOf(state);
    const spec: Value = taken('spec') ?? taken('spec_set') ?? taken('autospec') ?? null;
    if (spec !== null) state.specify(spec);
    state.wraps = taken('wraps') ?? null;
    state.name = taken('name') as string | undefined;
    if (options.has('return_value')) state.set('return_value', taken('return_value'));
    if (options.has('side_effect')) state.set('side_effect', taken('side_effect'));
    state.configure(options);
    return state.proxy as this;
  }

  static [Symbol.hasInstance](x: Value): boolean {
    const kind: Value = stateOf(x)?.kind;
    return kind !== undefined && (kind === this || Object.prototype.isPrototypeOf.call(this, kind as object));
  }
}

export class MagicMock extends Mock {
  static override readonly isMagic: boolean = true;
}

/** For a property: reading it is a call. */
export class PropertyMock extends Mock {}

/** What is equal to anything. */
export const ANY: Value = Object.freeze({
  __eq__: () => true,
  __ne__: () => false,
  __repr__: () => '<ANY>',
});

/** `sentinel.name`: an object of that name, always the same. */
export const sentinel: Value = new Proxy({} as Record<string, Value>, {
  get(known, name): Value {
    if (typeof name === 'symbol') return undefined;
    known[name] ??= { name, __repr__: () => `sentinel.${name}` };
    return known[name];
  },
});

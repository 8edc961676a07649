/** Whether a call parks, by what may be called. */
import type { Facts } from '../analysis/facts.js';
import { kindOf } from '../analysis/types.js';
import { entryOf } from '../library/index.js';
import type { ExprNode, FunctionNode } from '../syntax.js';
import { asWritten } from './attributes.js';
import { methodOf } from './methods.js';
import type { ClassValue, FunctionValue, Instance, Made, Value } from './values.js';
import type { World } from './world.js';

/** It parks, it does not, or that is found out at run time. */
export type Colour = boolean | 'unknown';

function joined(colours: readonly Colour[]): Colour {
  const [first = false, ...more] = colours;
  return more.every((one) => one === first) ? first : 'unknown';
}

export class Colours {
  readonly #world: World;
  readonly #facts: Facts;
  readonly #cooperates: (path: string) => boolean;

  constructor(world: World, facts: Facts, cooperates: (path: string) => boolean) {
    this.#world = world;
    this.#facts = facts;
    this.#cooperates = cooperates;
  }

  /** Whatever comes to an expression is called: as a method of this name, if it has one. Undefined if nothing is known of it. */
  ofCall(node: ExprNode, method?: string): Colour | undefined {
    const cell = this.#world.known(node);
    // A call of None is an error, whatever colour it has.
    const values = (cell?.values ?? []).filter(
      (value) => value.kind !== 'plain' || !NOT_CALLED.test(value.type),
    );
    if (values.length === 0) return undefined;
    return joined(values.map((value) => this.#ofValue(value, method)));
  }

  /** A special method is called of whatever comes to an expression, if it has one. */
  ofSpecial(node: ExprNode, name: string): Colour | undefined {
    const cell = this.#world.known(node);
    if (cell === undefined || cell.values.length === 0) return undefined;
    return joined(
      cell.values.map((value) => {
        if (value.kind === 'instance') return this.#ofMember(value.of, name);
        return value.kind === 'plain' && value.type === 'any' && this.#facts.mayPark(name)
          ? 'unknown'
          : false;
      }),
    );
  }

  /** Reading an attribute of whatever comes to an expression: that of a property may park. */
  ofRead(node: ExprNode, name: string): Colour | undefined {
    const values = this.#world.known(node)?.values ?? [];
    if (values.length === 0) return undefined;
    return joined(
      values.map((value) => {
        if (value.kind !== 'instance')
          return value.kind === 'plain' && value.type === 'any' ? 'unknown' : false;
        const cell = asWritten(this.#world, value.of, name);
        return joined(
          cell.values.map((one) =>
            one.kind === 'made' && one.by === 'property'
              ? joined(one.of.values.map((f) => this.#ofValue(f)))
              : false,
          ),
        );
      }),
    );
  }

  /** Contexts: the functions that make them; undefined if they may be others. */
  contexts(node: ExprNode): FunctionNode[] | undefined {
    const values = this.#world.known(node)?.values ?? [];
    const made = values.flatMap((value) =>
      value.kind === 'box' && value.type === 'context' && value.generator !== undefined
        ? [value.generator]
        : [],
    );
    return made.length > 0 && made.length === values.length ? made : undefined;
  }

  #ofValue(value: Value, method?: string): Colour {
    switch (value.kind) {
      case 'function':
        return this.ofFunction(value);
      case 'bound':
        return typeof value.of === 'string' ? this.#ofMethod(value) : this.ofFunction(value.of);
      case 'class':
        return joined(MAKERS.map((name) => this.#ofMember(value, name)));
      case 'instance':
        return this.#ofCalled(value);
      case 'made':
        if (value.by === 'memo') return this.#ofWrapped(value) === false ? false : 'unknown';
        if (value.by === 'partial') return this.#ofWrapped(value);
        return /^(?:contexts|identity|memoizer|class)$/.test(value.by) ? false : this.#ofAnything();
      case 'box':
        return this.#ofAnything();
      case 'plain':
        return this.#ofPlain(value.type, method);
    }
  }

  /** What an object calls that is called: its `__call__` may be one of its class. */
  #ofCalled(value: Instance): Colour {
    if (this.#within.has(value)) return false;
    this.#within.add(value);
    const colour = this.#ofMember(value.of, '__call__');
    this.#within.delete(value);
    return colour;
  }

  /** What a function of functions calls. One that may be within itself, `f = partial(f, x)` in a loop, adds nothing to that. */
  #ofWrapped(wrapper: Made): Colour {
    this.#within.add(wrapper);
    const inner = wrapper.of.values.filter((one) => one.kind !== 'made' || !this.#within.has(one));
    const colour = joined(inner.map((one) => this.#ofValue(one)));
    this.#within.delete(wrapper);
    return colour;
  }
  readonly #within = new Set<Value>();

  #ofPlain(type: string, method: string | undefined): Colour {
    const [kind, name] = kindOf(type);
    switch (kind) {
      case 'builtin':
        // Those that go through something may go through what parks.
        return GOING_THROUGH.test(name) ? this.#ofIteration() : false;
      case 'exception':
        return false;
      case 'entry': {
        const entry = entryOf(name);
        if (entry === undefined || entry.calls) return this.#ofAnything();
        return entry.kind === 'function' && entry.parks && this.#cooperates(name);
      }
      default:
        if (method === undefined) return this.#ofAnything();
        return this.#ofStranger(method);
    }
  }

  /** A method of an object that is not known: one of a library, or what an attribute holds. */
  #ofStranger(method: string): Colour {
    const { parkingMembers, assigned } = this.#facts;
    if (parkingMembers.has(method)) return 'unknown';
    const mayHold = assigned.has(method) || this.#world.given.has(method) || this.#world.isReflected();
    return mayHold ? this.#ofAnything() : false;
  }

  /** What got out of sight is called. */
  #ofAnything(): Colour {
    return this.#facts.anythingParks ? 'unknown' : false;
  }

  /** Something is gone through that may park. */
  #ofIteration(): Colour {
    const { facts } = this.#world;
    return facts.has('iterates') || facts.mayPark('__next__') || facts.mayPark('__iter__')
      ? 'unknown'
      : false;
  }

  #ofMethod(bound: Value & { kind: 'bound' }): Colour {
    const { path, name } = methodOf(bound) ?? { path: '', name: '' };
    if (/^(?:str|bytes|list|tuple|dict|set|collections\.\w+)$/.test(path))
      return /^(?:join|extend|update|fromkeys)/.test(name) ? this.#ofIteration() : false;
    const member = entryOf(path)?.members.get(name);
    if (member === undefined || member.calls || member.returns === 'attr') return this.#ofStranger(name);
    return member.parks;
  }

  /** A function of the program, decorated with nothing. A generator function only makes a generator. */
  ofFunction(f: FunctionValue): Colour {
    if (this.#facts.isAsync(f.node)) return 'unknown';
    return f.made === undefined && this.#facts.parks(f.node);
  }

  #ofMember(cls: ClassValue, name: string): Colour {
    const cell = asWritten(this.#world, cls, name);
    // What Python itself has parks nowhere.
    return joined(
      cell.values.map((one) => (one.kind === 'plain' && one.type === 'any' ? false : this.#ofValue(one))),
    );
  }

  /** The functions that got out of sight: their colours are found as they are emitted. What else did is known already. */
  watch(): void {
    const { escaped, escapedLibrary, escapedClasses } = this.#world;
    const inits = [...escapedClasses].flatMap((cls) =>
      MAKERS.flatMap((name) => asWritten(this.#world, cls, name).values),
    );
    const functions = inits.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
    this.#facts.outOfSight = new Set([...escaped, ...functions]);
    const isColoured = [...escapedClasses].some((cls) => this.#ofValue(cls) !== false);
    if (escapedLibrary || isColoured) this.#facts.mark('anything parks');
  }
}

/** What a class that is called may call. */
const MAKERS = ['__new__', '__init__', '__post_init__'];

const NOT_CALLED = /^(?:none|int|bigint|float|num|str|bytes|bool|range)$/;

const GOING_THROUGH =
  /^(?:list|tuple|set|frozenset|dict|sorted|sum|min|max|any|all|map|filter|zip|enumerate|next|iter|reversed|getattr|super)$/;

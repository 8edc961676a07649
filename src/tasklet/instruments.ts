/**
 * Instruments: objects that watch the scheduling. They receive data, as it is at that moment. With none attached, each place
 * that would report something pays one look at a field.
 */
import { objectNumber } from '../loop/object-number.js';
import type { HubObserver } from '../loop/observer.js';
import type { Timer } from '../loop/runnable.js';
import { countPerLoop, perLoop } from '../loop/thread.js';
import type { Leaf } from '../park/leaf.js';

/** What a parked tasklet waits on. */
export interface WaitingOn {
  /** For people, e.g. "Lock", "TCPClient.readUntil", "sleep 1.5s". */
  readonly what: string;
  /** A number for each primitive of a loop: all that wait on one lock are seen to wait on one. */
  readonly object: number;
  /** The id of the tasklet that has it, where one can have it and one does. */
  readonly owner?: number;
}

/** What is reported to instruments; `T` stands for the tasklets. */
export interface Hooks<T> {
  spawned(t: T, parent: T | undefined): void;
  readied(t: T, by: T | undefined, handed?: number): void;
  retracted(t: T): void;
  turn(n: number): void;
  resumed(t: T): void;
  parked(t: T, on: string, wait: WaitingOn): void;
  interrupted(t: T, by: T | undefined, error: unknown): void;
  timer(id: number, state: 'set' | 'cancelled' | 'due', due: number): void;
  ended(t: T, error: unknown): void;
  idle(until: number): void;
}

/** The names of all. */
export const EVENTS = [
  'spawned',
  'readied',
  'retracted',
  'turn',
  'resumed',
  'parked',
  'interrupted',
  'timer',
  'ended',
  'idle',
] as const satisfies readonly (keyof Hooks<unknown>)[];

/** What happens each time one tasklet makes way for another. */
const SWITCHING = [
  'readied',
  'retracted',
  'resumed',
  'parked',
  'interrupted',
  'ended',
] as const satisfies readonly (keyof Hooks<unknown>)[];

/** The last answer of waitingOn(): tasklets that park on one thing, one after the other, share it. */
const latest = perLoop((): { object: object | undefined; wait: WaitingOn } => ({
  object: undefined,
  wait: { what: '', object: 0 },
}));

export function waitingOn(leaf: Leaf<unknown>): WaitingOn {
  const what = leaf._describe();
  const object = leaf._awaited();
  const owner = (leaf._owner() as { readonly id: number } | undefined)?.id;
  const last = latest();
  if (last.object === object && last.wait.what === what && last.wait.owner === owner) return last.wait;
  const number = objectNumber(object);
  last.object = object;
  last.wait = owner === undefined ? { what, object: number } : { what, object: number, owner };
  return last.wait;
}

/** What to call for each event; undefined where nobody is told of it. */
type Told<T> = { readonly [E in keyof Hooks<T>]: Hooks<T>[E] | undefined };

/** What is attached: the hooks; those of the library itself may say that they never throw, and use no `this`. */
export type Attachable<T> = Partial<Hooks<T>> & { readonly _neverThrows?: true };

type Call = (a: unknown, b: unknown, c: unknown) => void;

/** Calls the hooks, in the order in which they were attached. */
function told<T>(event: keyof Hooks<T>, attached: readonly Attachable<T>[]): Call | undefined {
  const calls = attached.filter((hooks) => hooks[event] !== undefined).map((hooks) => guarded(event, hooks));
  if (calls.length < 2) return calls[0];
  return (a, b, c) => {
    for (const call of calls) call(a, b, c);
  };
}

function guarded<T>(event: keyof Hooks<T>, hooks: Attachable<T>): Call {
  const call = hooks[event] as Call;
  if (hooks._neverThrows === true) return call;
  return (a, b, c) => {
    try {
      call.call(hooks, a, b, c);
    } catch (error) {
      // The scheduling must not depend on what watches it; as an uncaught exception the error is loud enough.
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

function toldOf<T>(attached: readonly Attachable<T>[]): Told<T> {
  return Object.fromEntries(EVENTS.map((event) => [event, told(event, attached)])) as unknown as Told<T>;
}

export class Instruments<T> {
  #attached: readonly { readonly hooks: Attachable<T> }[] = [];
  /** Is anybody told of each switch? Looked at before anything of the kind is told. */
  active = false;
  /** Whom to tell: `instruments.tell.resumed?.(t)`. */
  tell = toldOf<T>([]);

  /** Is anybody told what the hub does? */
  get watchesHub(): boolean {
    return this.tell.turn !== undefined || this.tell.timer !== undefined;
  }

  /** Returns the way to detach it. */
  attach(hooks: Attachable<T>): () => void {
    // A new list each time, as one may come or go in the middle of an event; an entry of its own each time, as the same
    // instrument may be attached twice.
    const entry = { hooks };
    this.#set([...this.#attached, entry]);
    return () => {
      this.#set(this.#attached.filter((one) => one !== entry));
    };
  }

  clear(): void {
    if (this.#attached.length > 0) this.#set([]);
  }

  #set(attached: readonly { readonly hooks: Attachable<T> }[]): void {
    this.#attached = attached;
    this.tell = toldOf(attached.map(({ hooks }) => hooks));
    this.active = SWITCHING.some((event) => this.tell[event] !== undefined);
  }
}

const nextTimer = countPerLoop();

/** Hands on what the hub reports. A timer has a number from being set to its end. */
export class HubEvents implements HubObserver {
  readonly #instruments: Instruments<never>;
  readonly #numbers = new WeakMap<Timer, number>();

  constructor(instruments: Instruments<never>) {
    this.#instruments = instruments;
  }

  turn(n: number): void {
    this.#instruments.tell.turn?.(n);
  }

  timer(timer: Timer, what: 'set' | 'cancelled' | 'due', due: number): void {
    // One that was set before anybody watched is not known.
    const number = what === 'set' ? nextTimer() : this.#numbers.get(timer);
    if (number === undefined) return;
    this.#numbers.set(timer, number);
    this.#instruments.tell.timer?.(number, what, due);
  }
}

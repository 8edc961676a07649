/**
 * Instruments: objects that watch the scheduling. They receive data, as it is at that moment. With none attached, each place
 * that would report something pays one look at a field.
 */
import { objectNumber } from '../loop/object-number.js';
import type { HubObserver } from '../loop/observer.js';
import type { Timer } from '../loop/runnable.js';
import { countPerLoop } from '../loop/thread.js';
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

export function waitingOn(leaf: Leaf<unknown>): WaitingOn {
  const owner = leaf._owner() as { readonly id: number } | undefined;
  return {
    what: leaf._describe(),
    object: objectNumber(leaf._awaited()),
    ...(owner !== undefined && { owner: owner.id }),
  };
}

export class Instruments<T> {
  #attached: readonly { readonly hooks: Partial<Hooks<T>> }[] = [];
  /** Anybody there? Looked at before each tell(). */
  active = false;

  /** Returns the way to detach it. */
  attach(hooks: Partial<Hooks<T>>): () => void {
    // A new list each time, as one may come or go in the middle of a tell(); an entry of its own each time, as the same
    // instrument may be attached twice.
    const entry = { hooks };
    this.#set([...this.#attached, entry]);
    return () => {
      this.#set(this.#attached.filter((one) => one !== entry));
    };
  }

  clear(): void {
    this.#set([]);
  }

  tell<K extends keyof Hooks<T>>(event: K, ...args: Parameters<Hooks<T>[K]>): void {
    for (const { hooks } of this.#attached) {
      try {
        (hooks as Record<K, ((...args: unknown[]) => void) | undefined>)[event]?.(...args);
      } catch (error) {
        // The scheduling must not depend on what watches it; as an uncaught exception the error is loud enough.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #set(attached: readonly { readonly hooks: Partial<Hooks<T>> }[]): void {
    this.#attached = attached;
    this.active = attached.length > 0;
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
    this.#instruments.tell('turn', n);
  }

  timer(timer: Timer, what: 'set' | 'cancelled' | 'due', due: number): void {
    // One that was set before anybody watched is not known.
    const number = what === 'set' ? nextTimer() : this.#numbers.get(timer);
    if (number === undefined) return;
    this.#numbers.set(timer, number);
    this.#instruments.tell('timer', number, what, due);
  }
}

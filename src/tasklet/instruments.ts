/**
 * Instruments: who watches the scheduling. With none attached, each place that would tell one pays one look at a field.
 */

/** The events; `T` stands for the tasklets. */
export interface Hooks<T> {
  spawned(t: T, parent: T | undefined): void;
  readied(t: T, by: T | undefined): void;
  resumed(t: T): void;
  parked(t: T, on: string): void;
  ended(t: T, error: unknown): void;
  idle(until: number): void;
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
        // The scheduling must not depend on who watches it; as an uncaught exception the error is loud enough.
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

/**
 * One listener for many: whatever number of run()s is under way, an AbortSignal and a signal of the system have one listener of this
 * library each. Node warns of a leak from the eleventh listener on, and takes time in proportion to their number to remove one.
 */
export class SharedListener<K> {
  readonly #listen: (source: K, told: () => void) => () => void;
  readonly #shared = new Map<K, { readonly calls: Set<() => void>; readonly stop: () => void }>();

  /** `listen` has `told` called when `source` says something, and returns the way to stop. */
  constructor(listen: (source: K, told: () => void) => () => void) {
    this.#listen = listen;
  }

  /** Have `call` called, in the order of the calls. Returns the way to stop. */
  add(source: K, call: () => void): () => void {
    const shared = this.#shared.get(source) ?? this.#begin(source);
    shared.calls.add(call);
    return () => {
      shared.calls.delete(call);
      if (shared.calls.size > 0 || this.#shared.get(source) !== shared) return;
      this.#shared.delete(source);
      shared.stop();
    };
  }

  #begin(source: K): { readonly calls: Set<() => void>; readonly stop: () => void } {
    const calls = new Set<() => void>();
    const stop = this.#listen(source, () => {
      for (const call of calls) call();
    });
    const shared = { calls, stop };
    this.#shared.set(source, shared);
    return shared;
  }
}

/**
 * Who spawned whom: a tasklet does not know, as hardly anybody asks. So it is noted while somebody may: that costs at each spawn,
 * and nothing at a switch. Ids only, so that nothing is kept from being collected.
 */
import type { EventLoop } from '../tasklet/event-loop.js';

/** Entries there may be before those of tasklets that have ended are looked for. */
const FEW = 1000;

export class Parents {
  readonly #parents = new Map<number, number>();
  readonly #live: () => Iterable<{ readonly id: number }>;
  #most = FEW;
  /** Note no more. */
  readonly stop: () => void;

  /** Note it from now on; `live` are those of which it may be asked. */
  constructor(loop: EventLoop, live: () => Iterable<{ readonly id: number }>) {
    this.#live = live;
    this.stop = loop.instrument({
      spawned: (tasklet, parent) => {
        if (parent === undefined) return;
        if (this.#parents.size >= this.#most) this.#forgetEnded();
        this.#parents.set(tasklet.id, parent.id);
      },
    });
  }

  /** Undefined if it was spawned outside any tasklet, or nobody has noted it. */
  of(id: number): number | undefined {
    return this.#parents.get(id);
  }

  #forgetEnded(): void {
    const kept = [...this.#live()].map(({ id }): [number, number | undefined] => [id, this.of(id)]);
    this.#parents.clear();
    for (const [id, parent] of kept) if (parent !== undefined) this.#parents.set(id, parent);
    this.#most = Math.max(this.#parents.size * 2, FEW);
  }
}

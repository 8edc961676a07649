/**
 * Names of tasklets, as a reader of a trace tells them apart.
 */
import type { TraceEvent } from './event.js';
import { oneLine } from './table.js';

export class Names {
  readonly #names: Map<number, string>;
  /** How many have each name. */
  readonly #count = new Map<string, number>();

  /** Those whose 'spawned' is among the events, and those that are `known` besides. */
  constructor(events: readonly TraceEvent[], known: ReadonlyMap<number, string>) {
    this.#names = new Map(known);
    for (const event of events) if (event.kind === 'spawned') this.#names.set(event.tasklet, event.name);
    for (const name of this.#names.values()) this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  /** With its id, if others have the same name. */
  of(id: number): string {
    const name = this.#names.get(id) ?? `Tasklet-${id}`;
    const shown = oneLine(name);
    return (this.#count.get(name) ?? 0) > 1 ? `${shown} (${id})` : shown;
  }
}

/** The events of each loop: ids are counted per loop, so one that is spawned again belongs to the next. */
export function byLoop(events: readonly TraceEvent[]): readonly (readonly TraceEvent[])[] {
  let loop: TraceEvent[] = [];
  let known = new Set<number>();
  const loops = [loop];
  for (const event of events) {
    if (event.kind === 'spawned') {
      if (known.has(event.tasklet)) {
        loops.push((loop = []));
        known = new Set();
      }
      known.add(event.tasklet);
    }
    loop.push(event);
  }
  return loops;
}

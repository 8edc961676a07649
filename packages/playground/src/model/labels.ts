/**
 * How tasklets are called on the page: by their names, with the number where several have the same.
 */
import type { TraceEvent } from 'evergreen-ts/trace';

/** The longest name that is shown whole. */
const LONGEST = 40;

export class Labels {
  readonly #names = new Map<number, string>();
  readonly #count = new Map<string, number>();

  constructor(events: readonly TraceEvent[]) {
    for (const event of events)
      if (event.kind === 'spawned') this.#names.set(event.tasklet, cleaned(event.name));
    for (const name of this.#names.values()) this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  /** All tasklets of the trace, in the order in which they were spawned. */
  get ids(): readonly number[] {
    return [...this.#names.keys()];
  }

  of(id: number): string {
    const name = this.#names.get(id) ?? `Tasklet-${id}`;
    return (this.#count.get(name) ?? 0) > 1 ? `${name} (${id})` : name;
  }
}

function cleaned(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

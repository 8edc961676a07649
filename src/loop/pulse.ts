/**
 * The pulse of this thread's hub, for a watchdog in another thread: a word of shared memory that changes when a turn begins and when
 * it ends, and is odd in between. While nobody watches, a turn pays one look at a field.
 */

/** The word, and what was written last. In an object, which the hub looks at. */
export const pulse: { word: Int32Array | undefined; beat: number } = { word: undefined, beat: 0 };

let watching = 0;

/** Have it written from the next turn on. Returns the word: the same for all who watch. */
export function watchPulse(): Int32Array {
  watching++;
  return (pulse.word ??= new Int32Array(new SharedArrayBuffer(4)));
}

export function unwatchPulse(): void {
  if (--watching === 0) pulse.word = undefined;
}

/** A turn begins, or ends. */
export function beat(word: Int32Array, odd: 0 | 1): void {
  pulse.beat = (((pulse.beat >> 1) + 1) << 1) | odd | 0;
  Atomics.store(word, 0, pulse.beat);
}

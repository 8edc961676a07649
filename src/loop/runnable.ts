/**
 * What the hub knows of the things it runs, and that is all: it knows neither tasklets nor generators.
 */

/** Something that can be on the ready queue. `_run` must not throw; the underscore leaves `run` to the user's tasklet body. */
export interface Runnable {
  _run(): void;
}

/** Something that can be in the timer queue. */
export interface Timer {
  /** Its place in the heap; -1 while it is not set; below that, its place among those that are to come into the heap. Written by these alone. */
  _slot: number;
  /** Called once when it is due, before the turn's entries run: it may put entries on the ready queue, and no more. */
  _due(): void;
}

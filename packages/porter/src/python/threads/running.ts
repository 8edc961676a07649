/** Which tasklets stand for threads, in a program whose greenlets are none: what blocks there lets others run. */
import { Tasklet } from 'evergreen-ts';

const THREADS = new WeakSet<Tasklet>();

/** The tasklet that runs is a thread. */
export function runsAsThread(): void {
  const tasklet = Tasklet.current();
  if (tasklet !== undefined) THREADS.add(tasklet);
}

export function isThread(): boolean {
  const tasklet = Tasklet.current();
  return tasklet !== undefined && THREADS.has(tasklet);
}

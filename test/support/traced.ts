// For tests of traces: programs on simulated time, and what was recorded of them.
import { type Op, type Target, Tasklet } from 'evergreen-ts';
import { runVirtual } from 'evergreen-ts/testing';
import { Trace, type TraceEvent, type TraceOptions } from 'evergreen-ts/trace';

/** Run a program on simulated time; it may fail, which is recorded too. */
export async function traced(program: () => Op<unknown>, options?: TraceOptions): Promise<Trace> {
  using trace = new Trace(options).start();
  await runVirtual(program).catch(() => undefined);
  return trace;
}

/** Start a tasklet with a name. */
export function named<T>(name: string, target: Target<[], T>): Tasklet<T> {
  return new Tasklet<T>({ name, target }).start();
}

/** Those of one kind. */
export function ofKind<K extends TraceEvent['kind']>(
  events: readonly TraceEvent[],
  kind: K,
): Extract<TraceEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
}

// For tests that are about the loop itself: they run it, stop it and look at it from outside any tasklet.
import { EventLoop } from 'evergreen-ts';
import { type VirtualDriver, virtualDriver } from 'evergreen-ts/testing';

export interface Stage {
  readonly loop: EventLoop;
  readonly driver: VirtualDriver;
  readonly trace: unknown[];
  /** Errors that reached excepthook. Whoever expects some takes them out; any left fails the test. */
  readonly uncaught: unknown[];
}

/** A fresh loop on simulated time, destroyed at the end if `body` has not done so. */
export function onVirtualLoop(body: (stage: Stage) => Promise<void> | void): () => Promise<void> {
  return async () => {
    const driver = virtualDriver();
    const loop = new EventLoop({ driver });
    const uncaught: unknown[] = [];
    loop.excepthook = (error) => {
      uncaught.push(error);
    };
    try {
      await body({ loop, driver, trace: [], uncaught });
      if (uncaught.length > 0) throw new AggregateError(uncaught, 'errors nobody took');
    } finally {
      if (!isDestroyed(loop)) loop.destroy();
    }
  };
}

/** What an operation that should fail failed with; undefined when it did not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
}

function isDestroyed(loop: EventLoop): boolean {
  try {
    loop.callSoon(() => undefined).cancel();
    return false;
  } catch {
    return true;
  }
}

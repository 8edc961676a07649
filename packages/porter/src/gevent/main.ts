/** A gevent program: it ends when its main greenlet does, whatever else runs. */
import { DeadlockError, type Op, TaskletExit, run, spawn } from 'evergreen-ts';
import { endedBy } from '../python/end.js';
import { host } from '../python/host.js';
import type { Value } from '../python/value.js';
import { live } from './greenlet.js';

/** Whether main() is inside of another program, which goes on: a test. */
export const embedding = { embedded: false };

/** Run a program's statements; the process ends with them. */
export async function main(body: () => Op<unknown>): Promise<void> {
  let code = 0;
  let failure: Value;
  try {
    await run(function* () {
      const program = spawn(body);
      try {
        yield* program.get();
      } catch (error) {
        // A deadlock ends it so: the error for that comes from run().
        if (error instanceof TaskletExit) throw error;
        if (embedding.embedded) failure = { error };
        else code = endedBy(error);
      }
      if (!embedding.embedded) host.exit(code);
      embedding.embedded = false;
      for (const one of live) one.kill();
    });
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    host.write('gevent.exceptions.LoopExit: This operation would block forever\n', 'stderr');
    if (!embedding.embedded) host.exit(1);
  }
  if (failure !== undefined) throw failure.error;
}

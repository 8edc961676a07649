/** A gevent program: it ends when its main greenlet does, whatever else runs. */
import { DeadlockError, type Op, TaskletExit, run, spawn } from 'evergreen-ts';
import { endedBy } from '../python/end.js';
import { host } from '../python/host.js';
import { toStderr } from '../python/streams.js';
import type { Value } from '../python/value.js';
import { onExit } from './current.js';
import { begun, concluded, leaveBehind } from './hub.js';
import { renumber } from './patched/threads.js';

/** Whether main() is inside of another program, which goes on: a test. */
export const embedding = { embedded: false };

/** Run a program's statements; the process ends with them. */
export async function main(body: () => Op<unknown>): Promise<void> {
  let code = 0;
  let failure: Value;
  begun();
  renumber();
  try {
    await run(function* () {
      const program = spawn(body);
      // sys.exit() in a greenlet.
      onExit((error) => {
        program.kill(error);
      });
      try {
        yield* program.get();
      } catch (error) {
        // A deadlock ends it so: the error for that comes from run().
        if (error instanceof TaskletExit) throw error;
        if (embedding.embedded) failure = { error };
        else code = endedBy(error);
      }
      yield* concluded();
      if (!embedding.embedded) host.exit(code);
      embedding.embedded = false;
      leaveBehind();
    });
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    toStderr('gevent.exceptions.LoopExit: This operation would block forever\n');
    if (!embedding.embedded) host.exit(1);
  } finally {
    onExit(undefined);
  }
  if (failure !== undefined) throw failure.error;
}

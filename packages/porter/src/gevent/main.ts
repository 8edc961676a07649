/** A gevent program: it ends when its main greenlet does, and threads that are no daemons, whatever else runs. */
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
export function main(body: () => Op<unknown>): Promise<void> {
  const ends = !embedding.embedded;
  return program(body, ends, () => {
    embedding.embedded = false;
  });
}

/** Run those of a file that another one imports, which goes on afterwards. Greenlets that are not through by then end. */
export function imported(body: () => Op<unknown>): Promise<void> {
  return program(body, false, () => undefined);
}

async function program(body: () => Op<unknown>, ends: boolean, ended: () => void): Promise<void> {
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
        if (ends) code = endedBy(error);
        else failure = { error };
      }
      yield* concluded();
      if (ends) host.exit(code);
      ended();
      leaveBehind();
    });
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    toStderr('gevent.exceptions.LoopExit: This operation would block forever\n');
    if (ends) host.exit(1);
  } finally {
    onExit(undefined);
  }
  if (failure !== undefined) throw failure.error;
}

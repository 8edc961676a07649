/**
 * The answers to the loop's questions about tasklets: it goes on as long as a run() is under way, or a tasklet of its own lives
 * that is no daemon; then its daemons are killed; and the tasklets that are left when nothing can come any more are deadlocked.
 */
import { DeadlockError } from '../errors.js';
import type { Tasks } from '../loop/lifecycle.js';
import { now, report } from '../loop/thread.js';
import { debug, noteEnd } from '../park/debug.js';
import { loopScope, runScopes } from './fields.js';
import { abandonAll, allLive, dismissDaemons, endStuck, infos } from './scopes.js';
import { instruments } from './tasklet.js';
import { trimmed } from '../trim.js';

export class LoopTasklets implements Tasks {
  busy(): boolean {
    return loopScope().busy > 0 || runScopes().size > 0;
  }

  shutDownDaemons(): boolean {
    const scope = loopScope();
    if (scope.size > 0) {
      dismissDaemons(scope);
      return false;
    }
    if (debug) noteEnd(undefined);
    return true;
  }

  stuck(): Error | undefined {
    const live = allLive();
    return live.length > 0 ? trimmed(new DeadlockError(infos(live))) : undefined;
  }

  endStuckRuns(): void {
    for (const scope of [...runScopes()]) endStuck(scope);
  }

  endStuck(loop: object): void {
    this.endStuckRuns();
    // Daemons alone are no deadlock: they end when nothing else goes on.
    const own = loopScope();
    const error = own.busy > 0 ? endStuck(own) : undefined;
    if (error !== undefined) report(error, loop);
  }

  idle(deadline: number): void {
    if (instruments.tell.idle !== undefined) instruments.tell.idle(Math.max(deadline - now(), 0));
  }

  abandon(): void {
    abandonAll();
    instruments.clear();
  }
}

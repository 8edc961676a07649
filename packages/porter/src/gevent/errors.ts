/** gevent's errors. Its GreenletExit is the TaskletExit of evergreen-ts, its Timeout a Timeout. */
import { TaskletExit, Timeout as Limit } from 'evergreen-ts';
import { Exception, raised } from '../python/exceptions.js';
import { Kw } from '../python/keywords.js';
import { text } from '../python/text.js';
import type { Value } from '../python/value.js';

export { TaskletExit as GreenletExit };

export class LoopExit extends Exception {}

/** Thrown into its tasklet after so many seconds. */
export class Timeout extends Limit {
  readonly exception: Value;

  constructor(seconds: Value = null, exception: Value = null) {
    const named = seconds instanceof Kw ? seconds : exception instanceof Kw ? exception : undefined;
    const limit: Value = seconds instanceof Kw ? seconds.get('seconds') : seconds;
    const error: Value = named === undefined ? exception : named.get('exception');
    super(
      limit === null || limit === undefined ? null : Number(limit),
      error === null || error === false || error === true ? undefined : raised(error),
    );
    this.exception = error;
    const shown =
      limit === null || limit === undefined ? '' : `${text(limit)} second${Number(limit) === 1 ? '' : 's'}`;
    Object.defineProperty(this, 'message', { value: shown, configurable: true });
  }

  /** Made and started. */
  static start_new(timeout: Value = null, exception: Value = null): Timeout {
    if (timeout instanceof Timeout) return timeout.pending ? timeout : timeout.start();
    return new Timeout(timeout, exception).start();
  }

  close(): void {
    this.cancel();
  }

  __enter__(): this {
    return this.pending ? this : this.start();
  }

  __exit__(_type: Value, error: Value): boolean {
    this.cancel();
    return error === this && this.exception === false;
  }
}

/** gevent's errors. Its GreenletExit is a TaskletExit of evergreen-ts, its Timeout a Timeout. */
import { TaskletExit, Timeout as Limit } from 'evergreen-ts';
import { BaseException, Exception, raised } from '../python/exceptions.js';
import { numberOf } from '../python/hash.js';
import { Kw } from '../python/keywords.js';
import { repr, text } from '../python/text.js';
import { type Tuple, tuple_ } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { derived, home } from '../python/homes.js';

/** What a kill throws into a greenlet; any TaskletExit counts as one. */
export class GreenletExit extends TaskletExit {
  declare args: Tuple;

  constructor(...args: Value[]) {
    super(args.length > 0 ? text(args[0]) : '');
    Object.defineProperty(this, 'args', { value: tuple_(args), writable: true, configurable: true });
    Object.defineProperty(this, 'name', { value: 'GreenletExit', writable: true, configurable: true });
  }

  __repr__(): string {
    return `GreenletExit(${(this.args as Value[]).map((one) => repr(one)).join(', ')})`;
  }

  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof TaskletExit;
  }
}

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

  __repr__(): string {
    const error =
      this.exception === null || this.exception === undefined ? '' : ` exception=${repr(this.exception)}`;
    return `<Timeout at 0x${(0x7f0000000000 + numberOf(this) * 64).toString(16)}${this.pending ? ' pending' : ''} seconds=${text(this.seconds ?? null)}${error}>`;
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

home('greenlet', GreenletExit);

home('gevent.exceptions', LoopExit);

home('gevent.timeout', Timeout);
derived(GreenletExit, BaseException);
derived(Timeout, BaseException);

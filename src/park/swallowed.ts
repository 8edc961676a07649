/**
 * Debug mode: kills and limits that were swallowed. JavaScript has no BaseException, so a `catch` that takes every error takes
 * these, too, and its tasklet goes on as if nothing had happened. Each is followed from its delivery until what it was to end has
 * ended, and reported with where it was delivered and where the tasklet went on. A `finally` that parks looks the same from
 * outside as a `catch` that goes on, so these are the rules:
 *
 * - What it was to end (the tasklet; the body of the limit's run()) has returned a value: it was swallowed. To throw another error
 *   in its place is a decision.
 * - The tasklet parks where it was delivered, with all callers at the same lines and columns: a loop that goes on. No cleanup
 *   does that: it stands elsewhere.
 * - After SUSPICIOUS seconds it has not ended: a question, as this may be a cleanup that takes its time.
 *
 * Followed are kills with a TaskletExit, and Timeouts in their own run(), also those of failAfter() and moveOnAfter(), that throw no
 * error of the user's. A tasklet may return after a class of its own that was made from TaskletExit: to catch that by its name is
 * on purpose. So is, for all that one can see, the `catch` of a Timeout in the block it was start()ed for.
 */
import { warn } from '#platform';
import { isInstance } from '../check.js';
import { TaskletExit } from '../errors.js';
import type { Timer } from '../loop/runnable.js';
import { after, cancelTimer } from '../loop/thread.js';
import { type Parked, parkedAt, placeOf, userStack } from './debug.js';
import type { Interrupt, Kill } from './interrupts.js';
import { usersFrames } from '../trim.js';

/** Seconds after which what was to end, and has not, is reported. */
const SUSPICIOUS = 5;

const delivered = new WeakMap<object, Map<Interrupt, Delivered>>();
/** Places that were reported: what one tasklet does there, thousands do. */
const told = new Set<string>();

interface Named {
  readonly name: string;
}

/** A kill or a limit that was delivered, until what it was to end has ended. */
class Delivered implements Timer {
  _slot = -1;
  readonly #tasklet: Named;
  readonly #what: string;
  /** Where it was delivered. */
  readonly #at: Parked;
  /** To return is no proof: it may have been caught by its name. */
  readonly #mayReturn: boolean;

  constructor(tasklet: Named, what: string, at: Parked, mayReturn: boolean) {
    this.#tasklet = tasklet;
    this.#what = what;
    this.#at = at;
    this.#mayReturn = mayReturn;
    after(SUSPICIOUS, this);
  }

  /** It was to end what has returned; `here`: where that returned to. */
  returned(here?: string): void {
    if (this.#mayReturn) return;
    const how = 'and yet returned: a catch has swallowed the error, rethrow it';
    if (here === undefined) this.#tell(how, this.#since());
    else this.#tell(how, `\n  returned to\n${here}`);
  }

  /** Its tasklet parks. */
  parked(): void {
    const now = parkedAt(this.#tasklet);
    if (now !== undefined && placeOf(now) === placeOf(this.#at))
      this.#tell('and yet parks there again: a catch has swallowed the error, rethrow it', '');
  }

  _due(): void {
    const now = parkedAt(this.#tasklet);
    const ago = `${SUSPICIOUS}s ago and is alive, parked on ${now?.on}: did a catch swallow the error?`;
    this.#tell(ago, this.#since());
  }

  /** Where it parked since. */
  #since(): string {
    const last = parkedAt(this.#tasklet);
    return last === undefined || last === this.#at
      ? ''
      : `\n  went on to ${last.on}\n${usersFrames(last.stack)}`;
  }

  #tell(how: string, where: string): void {
    const place = placeOf(this.#at);
    if (told.has(place)) return;
    told.add(place);
    const at = `\n  delivered in ${this.#at.on}\n${usersFrames(this.#at.stack)}`;
    warn(`${this.#tasklet.name} ${this.#what} ${how}${at}${where}`);
  }
}

/** A kill is being delivered. */
export function noteKill(tasklet: Named, kill: Kill): void {
  const error = kill._reason;
  if (!isInstance(error, TaskletExit)) return;
  note(tasklet, kill, 'was killed', Object.getPrototypeOf(error) !== TaskletExit.prototype);
}

/** A limit is being delivered to the tasklet in which its run() is under way. */
export function noteLimit(tasklet: Named, limit: Interrupt, seconds: number | null): void {
  note(tasklet, limit, `was past its limit of ${seconds}s`, false);
}

function note(tasklet: Named, it: Interrupt, what: string, mayReturn: boolean): void {
  const at = parkedAt(tasklet);
  if (at === undefined) return;
  let all = delivered.get(tasklet);
  if (all === undefined) delivered.set(tasklet, (all = new Map<Interrupt, Delivered>()));
  noteOver(tasklet, it);
  all.set(it, new Delivered(tasklet, what, at, mayReturn));
}

/** What it was to end has ended, or it is to be delivered once more. */
export function noteOver(tasklet: object, it: Interrupt): void {
  const all = delivered.get(tasklet);
  const one = all?.get(it);
  if (one === undefined) return;
  all?.delete(it);
  cancelTimer(one);
}

/** What a limit was to end has returned a value, to its caller here. */
export function noteReturned(tasklet: object, limit: Interrupt): void {
  delivered.get(tasklet)?.get(limit)?.returned(userStack());
}

/** A tasklet has parked. */
export function noteParked(tasklet: object): void {
  for (const one of delivered.get(tasklet)?.values() ?? []) one.parked();
}

/** A tasklet has ended: it returned a value, or threw. */
export function noteEnded(tasklet: object, returned: boolean): void {
  for (const [it, one] of delivered.get(tasklet) ?? []) {
    if (returned) one.returned();
    noteOver(tasklet, it);
  }
}

/**
 * A process of a farm, as the farm sees it.
 */
import type { SharedSocket } from '../../handles/shared-socket.js';
import { alarm } from '../../handles/workers/alarm.js';
import type { LinkOwner } from '../../handles/workers/link.js';
import { ProcessLink } from '../../handles/workers/process-link.js';
import type { Op } from '../../park/op.js';
import { Event } from '../../sync/event.js';
import { processEntryURL } from '../entry.js';
import { WorkerDied } from '../errors.js';
import { rebuild } from '../flat-error.js';
import { KNOWN_ERRORS } from '../known-errors.js';
import type { Assignment, FarmNews, Leave } from './messages.js';

/** The descriptor in the process: after the standard streams and the channel. */
const SHARED_FD = 4;

export class Member implements LinkOwner {
  /** Its place in the farm, which its successor takes. */
  readonly number: number;
  readonly pid: number;
  connections = 0;
  /** It accepts connections. */
  listening = false;
  /** It was told to end. */
  leaving = false;
  ended = false;
  /** What it has failed with. */
  reason: unknown = undefined;
  readonly #link: ProcessLink;
  readonly #changed = new Event();
  readonly #onEnd: (member: Member, died: WorkerDied) => void;

  /** `onEnd` is called when it has ended, for whatever reason. Throws what Node says if it cannot be started. */
  constructor(
    number: number,
    assignment: Omit<Assignment, 'fd'>,
    { fd }: SharedSocket,
    onEnd: (member: Member, died: WorkerDied) => void,
  ) {
    this.number = number;
    this.#onEnd = onEnd;
    this.#link = new ProcessLink(
      processEntryURL('farm-main'),
      { env: undefined, execArgv: undefined, descriptors: [fd] },
      this,
    );
    this.pid = this.#link.pid ?? 0;
    this.#link.post({ ...assignment, fd: SHARED_FD } satisfies Assignment);
  }

  /** Let its connections end, for at most `timeout` seconds; `grace` seconds later it is ended. */
  leave(timeout: number | undefined, grace: number): void {
    if (this.ended) return;
    if (!this.leaving) this.#link.post({ timeout } satisfies Leave);
    this.leaving = true;
    if (timeout !== undefined) alarm(timeout + grace, () => this.terminate());
  }

  terminate(): void {
    this.leaving = true;
    if (!this.ended) this.#link.terminate();
  }

  /** Until it listens or has ended. Parks. */
  *begun(): Op<void> {
    while (!this.listening && !this.ended) yield* this.#change();
  }

  /** Until it has ended. Parks. */
  *gone(): Op<void> {
    while (!this.ended) yield* this.#change();
  }

  _onMessage(message: unknown): void {
    const news = message as FarmNews;
    if ('connections' in news) {
      this.connections = news.connections;
      return;
    }
    if ('listening' in news) this.listening = true;
    else this.reason = rebuild(news.failed, KNOWN_ERRORS);
    this.#changed.set();
  }

  _onExit(exitCode: number | null, signal: NodeJS.Signals | null, error: unknown): void {
    this.ended = true;
    this.connections = 0;
    const worker = `process ${this.pid}`;
    const cause = this.reason ?? error;
    this.#onEnd(this, new WorkerDied({ worker, exitCode, signal, lost: [], cause }));
    this.#changed.set();
  }

  *#change(): Op<void> {
    this.#changed.clear();
    yield* this.#changed.wait();
  }
}

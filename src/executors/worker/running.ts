/**
 * A task that runs in a worker: its tasklet, and its context.
 */
import { TaskletExit } from '../../errors.js';
import { takeError } from '../../tasklet/join.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import type { Op } from '../../park/op.js';
import type { TaskContext } from '../context.js';
import { crossing } from '../crossing.js';
import { KIND } from '../protocol.js';
import type { Slots } from '../slots.js';
import type { Outbox } from './outbox.js';

export class Running implements TaskContext {
  readonly place: number;
  readonly attempt: number;
  /** What it was killed with. */
  killedWith: { readonly error: unknown } | undefined = undefined;
  readonly #outbox: Outbox;
  readonly #slots: Slots | undefined;
  #abort: AbortController | undefined = undefined;
  #tasklet: Tasklet | undefined = undefined;

  constructor(place: number, attempt: number, outbox: Outbox, slots: Slots | undefined) {
    this.place = place;
    this.attempt = attempt;
    this.#outbox = outbox;
    this.#slots = slots;
    this.progress = this.progress.bind(this);
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.cancelled) this.#abort.abort(this.killedWith?.error ?? new TaskletExit('the task was killed'));
    return this.#abort.signal;
  }

  get cancelled(): boolean {
    return this.killedWith !== undefined || this.#slots?.isKilled(this.place) === true;
  }

  progress(value: unknown): void {
    this.#outbox.add([this.place, KIND.PROGRESS, crossing(() => 'what progress() is given', value)], true);
  }

  /** Run `body` in a tasklet of its own; `ended` is called when it is over, however that comes. */
  start(name: string, body: () => Op<void>, ended: () => void): void {
    const tasklet = new Tasklet({ target: body, name });
    this.#tasklet = tasklet;
    // It may be killed with an error before it begins: that is reported, but not here.
    takeError(tasklet);
    tasklet.addDoneCallback(ended);
    tasklet.start();
  }

  kill(error: unknown): void {
    if (this.killedWith !== undefined) return;
    this.killedWith = { error };
    this.#abort?.abort(error);
    this.#tasklet?.kill(error);
  }
}

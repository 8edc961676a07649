/**
 * The recorder of a trace: an instrument that writes down what it is told (log.ts).
 *
 * Reading the clock costs more than a switch. While tasklets park again within a few microseconds it is read at every sixteenth park
 * only; all that is told until then has the time before.
 */
import { now, turnNumber } from '../loop/thread.js';
import { userStack } from '../park/debug.js';
import type { EventLoop, Instrument } from '../tasklet/event-loop.js';
import { type WaitingOn, waitingOn } from '../tasklet/instruments.js';
import { STATE } from '../tasklet/states.js';
import { allLive } from '../tasklet/scopes.js';
import type { Tasklet } from '../tasklet/tasklet.js';
import { errorText } from './event.js';
import { KIND, type Log } from './log.js';

const { INTERRUPTED: IS_INTERRUPTED, PARKED: IS_PARKED, READY: IS_READY, RUNNING: IS_RUNNING } = STATE;
const { ENDED, IDLE, INTERRUPTED, PARKED, PARKED_AT, READIED, RESUMED, RETRACTED, SPAWNED, TIMER } = KIND;

/** Parks from one reading of the clock to the next, at most. */
const LONGEST_STRIDE = 16;
/** Seconds in which as many parks are so many that the clock need not be read at each. */
const FEW = 0.00002;

export class Recorder implements Instrument {
  /** Nor do the hooks use a `this` that they are called with. */
  readonly _neverThrows = true;
  readonly #log: Log;
  readonly #where: boolean;
  #at = 0;
  #turn = 0;
  /** Parks until the clock is read again. */
  #left = 0;
  #stride = 1;
  /** The hub was idle, or nothing was told yet: time has passed. */
  #late = true;

  constructor(log: Log, where: boolean) {
    this.#log = log;
    this.#where = where;
  }

  /** Begin with what there is. Returns a function that ends it. */
  attach(loop: EventLoop): () => void {
    this.#turn = turnNumber();
    this.#late = true;
    for (const tasklet of allLive()) this.#introduce(tasklet as unknown as Tasklet);
    return loop.instrument(this);
  }

  readonly spawned = ({ id, name }: Tasklet, parent: Tasklet | undefined): void => {
    this.#log.noteLife();
    this.#add(SPAWNED, id, parent?.id ?? 0, name);
  };

  readonly readied = ({ id }: Tasklet, by: Tasklet | undefined, handed?: number): void => {
    this.#add(READIED, id, by === undefined ? 0 : by.id, handed);
  };

  readonly retracted = ({ id }: Tasklet): void => {
    this.#add(RETRACTED, id, 0, undefined);
  };

  readonly turn = (n: number): void => {
    this.#turn = n;
    this.#readClock();
  };

  readonly resumed = ({ id }: Tasklet): void => {
    this.#add(RESUMED, id, 0, undefined);
  };

  readonly parked = ({ id }: Tasklet, _what: string, on: WaitingOn): void => {
    if (this.#where) {
      this.#readClock();
      const where = position();
      this.#add(where === undefined ? PARKED : PARKED_AT, id, 0, where === undefined ? on : { on, where });
    } else {
      if (--this.#left <= 0) this.#readClock();
      this.#add(PARKED, id, 0, on);
    }
  };

  readonly interrupted = ({ id }: Tasklet, by: Tasklet | undefined, error: unknown): void => {
    this.#add(INTERRUPTED, id, by?.id ?? 0, errorText(error));
  };

  readonly timer = (id: number, state: 'set' | 'cancelled' | 'due', due: number): void => {
    this.#add(TIMER, id, due, state);
  };

  readonly ended = ({ id }: Tasklet, error: unknown): void => {
    this.#readClock();
    this.#log.noteLife();
    this.#add(ENDED, id, 0, error === undefined ? undefined : errorText(error));
  };

  readonly idle = (until: number): void => {
    this.#readClock();
    this.#add(IDLE, 0, this.#at + until, undefined);
    this.#late = true;
  };

  /** One that lived before: as if it had been spawned now. */
  #introduce(tasklet: Tasklet): void {
    const { _state: state, _leaf: leaf } = tasklet;
    this.spawned(tasklet, undefined);
    if ((state === IS_PARKED || state === IS_INTERRUPTED) && leaf !== undefined)
      this.#add(PARKED, tasklet.id, 0, waitingOn(leaf));
    if (state === IS_READY || state === IS_INTERRUPTED) this.readied(tasklet, undefined);
    if (state === IS_RUNNING) this.resumed(tasklet);
  }

  #add(kind: number, subject: number, other: number, value: unknown): void {
    if (this.#late) this.#readClock();
    this.#log.add(kind, subject, other, value);
  }

  #readClock(): void {
    const time = now();
    this.#stride = time - this.#at < FEW ? Math.min(this.#stride * 2, LONGEST_STRIDE) : 1;
    this.#left = this.#stride;
    this.#at = time;
    this.#late = false;
    this.#log.mark(time, this.#turn);
  }
}

/** The user's line that runs now: "file:///program.ts:12:5". */
function position(): string | undefined {
  const [frame = ''] = userStack().split('\n');
  // That of whoever waits for the run, as the tasklet has no function of the user's.
  if (/^ *at async /.test(frame)) return undefined;
  return /\(?([^\s()]+:\d+:\d+)\)?$/.exec(frame)?.[1];
}

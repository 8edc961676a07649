/**
 * What a worker does with what it is told: each task is a tasklet, `concurrency` of them at once, of whatever kind the function is.
 */
import type { Port } from '../../handles/workers/link.js';
import type { EventLoop } from '../../tasklet/event-loop.js';
import { spawn } from '../../tasklet/spawn.js';
import type { Op } from '../../park/op.js';
import { Ring } from '../../loop/ring.js';
import { callTask, hereContext } from '../context.js';
import { crossing } from '../crossing.js';
import { flatten, rebuild } from '../flat-error.js';
import { KNOWN_ERRORS } from '../known-errors.js';
import { type TaskFunction, loadTask } from '../load.js';
import {
  HOW,
  KIND,
  type News,
  type Orders,
  type Run,
  type Setup,
  type Word,
  isBundle,
  unbundle,
} from '../protocol.js';
import type { TaskAddress } from '../address.js';
import { Slots } from '../slots.js';
import { Outbox } from './outbox.js';
import { Running } from './running.js';

/** A function that was named. */
interface Named extends TaskAddress {
  task?: TaskFunction;
}

export class WorkerServer {
  readonly #loop: EventLoop;
  readonly #port: Port;
  readonly #outbox: Outbox;
  readonly #named: Named[] = [];
  readonly #queue = new Ring<Run>();
  readonly #running = new Map<number, Running>();
  #setup: Setup | undefined = undefined;
  #slots: Slots | undefined = undefined;
  #ready = false;
  #closing = false;

  constructor(loop: EventLoop, port: Port) {
    this.#loop = loop;
    this.#port = port;
    this.#outbox = new Outbox(port);
    port.onUncaught((error) => port.post({ uncaught: flatten(error) } satisfies News));
    port.onGone(() => loop.stop());
    port.onMessage((message) => {
      if (this.#setup === undefined) this.#begin(message as Setup);
      else this.#hear(message as Word);
    });
  }

  #begin(setup: Setup): void {
    this.#setup = setup;
    if (setup.slots !== undefined) this.#slots = new Slots(setup.slots);
    spawn(() => this.#initialize(setup));
  }

  *#initialize({ initializer }: Setup): Op<void> {
    try {
      if (initializer !== undefined)
        yield* callTask(yield* loadTask(initializer[0]), initializer[1], hereContext());
    } catch (error) {
      this.#port.post({ broken: flatten(error) } satisfies News);
      this.#loop.stop();
      return;
    }
    this.#ready = true;
    this.#port.post({ ready: true } satisfies News);
    this.#next();
  }

  #hear(word: Word): void {
    if (!isBundle<Run>(word)) this.#obey(word);
    else {
      for (const one of unbundle(word)) this.#queue.add(one);
      this.#next();
    }
  }

  #obey({ tasks = [], run = [], kill = [], close }: Orders): void {
    for (const [number, module, exportName] of tasks) this.#named[number] = { module, exportName };
    for (const one of run) this.#queue.add(one);
    if (close === true) this.#closing = true;
    this.#next();
    for (const [place, error] of kill) this.#running.get(place)?.kill(rebuild(error, KNOWN_ERRORS));
  }

  /** Begin what can begin; end when all is done and no more is to come. */
  #next(): void {
    const { concurrency } = this.#setup as Setup;
    while (this.#ready && this.#running.size < concurrency) {
      const run = this.#queue.take();
      if (run === undefined) break;
      this.#start(run);
    }
    if (!this.#closing || this.#running.size > 0 || this.#queue.size > 0) return;
    this.#outbox.flush();
    this.#loop.stop();
  }

  #start(run: Run): void {
    const [place, number, , , attempt = 1] = run;
    // The one place where it is decided who has it: this worker, or whoever took it back.
    if (this.#slots?.begin(place) === false) {
      this.#outbox.add([place, KIND.RECALLED]);
      return;
    }
    const running = new Running(place, attempt, this.#outbox, this.#slots);
    const named = this.#named[number] as Named;
    this.#running.set(place, running);
    const ended = (): void => {
      // It was killed before it had begun.
      if (this.#running.get(place) === running) this.#end(running, KIND.KILLED);
      this.#next();
    };
    running.start(named.exportName, () => this.#run(running, named, run), ended);
  }

  *#run(running: Running, named: Named, [, , args, how = 0]: Run): Op<void> {
    const values: unknown[] = [];
    try {
      const task = (named.task ??= yield* loadTask(named));
      const what = (): string => `the result of ${named.exportName}`;
      const calls = (how & HOW.CHUNK) === 0 ? [args] : args.map((item) => [item]);
      for (const call of calls) {
        if ((how & HOW.TELL) !== 0) this.#tell(running);
        values.push(crossing(what, yield* callTask(task, call, running)));
      }
    } catch (error) {
      const before = (how & HOW.CHUNK) === 0 ? undefined : values;
      // By its own hand, or by another error in its cleanup, it fails with that.
      if (running.killedWith?.error === error) this.#end(running, KIND.KILLED, undefined, before);
      else this.#end(running, KIND.FAILED, flatten(error), before);
      return;
    }
    this.#end(running, KIND.RETURNED, (how & HOW.CHUNK) === 0 ? values[0] : values);
  }

  /** It begins, now. */
  #tell({ place }: Running): void {
    this.#outbox.add([place, KIND.BEGUN], true);
    this.#outbox.flush();
  }

  #end(
    { place }: Running,
    kind: (typeof KIND)[keyof typeof KIND],
    value?: unknown,
    before?: unknown[],
  ): void {
    this.#running.delete(place);
    this.#outbox.add(before === undefined ? [place, kind, value] : [place, kind, value, before]);
  }
}

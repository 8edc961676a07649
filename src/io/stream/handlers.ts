/**
 * Who attends to a server's connections: a tasklet for each, from the first line of its handler until the connection has
 * been closed behind it. The server asks how many there are, and waits for their end.
 */
import { type Parkable, runningTasklet } from '../../park/leaf.js';
import type { Op } from '../../park/op.js';
import { spawn } from '../../tasklet/spawn.js';
import { takeError } from '../../tasklet/join.js';
import { errorOf, hasFailed, outcomeOf, reportError } from '../../tasklet/outcome.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { Timeout } from '../../park/timeout.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { StreamError } from '../errors.js';
import type { BaseStream } from './stream.js';

/** Seconds that a peer is given to notice the end and close its own side. */
const FAREWELL = 1;

export class ConnectionHandlers {
  readonly #attendants = new Set<Tasklet>();
  readonly #dismissals = new WaitQueue<Dismissal>();
  /** Who waits for the end of the others, until it goes on: nobody waits for it, and it is not killed with them. */
  readonly #dismissing = new Set<Parkable>();
  /** Connections that have been sent everything, and only wait for their peers to close theirs. */
  readonly #leaving = new Set<BaseStream>();
  readonly #left: () => void;

  /** `left` is called after each that has ended. */
  constructor(left: () => void) {
    this.#left = left;
  }

  get size(): number {
    return this.#attendants.size;
  }

  /** Those who wait for the end of all. */
  get dismissals(): WaitQueue<Dismissal> {
    return this.#dismissals;
  }

  get dismissing(): Set<Parkable> {
    return this.#dismissing;
  }

  /** Are there any that do not wait for the others to end themselves? */
  get busy(): boolean {
    for (const one of this.#attendants) if (!this.#dismissing.has(one)) return true;
    return false;
  }

  /** Has its handler ended, and all been sent? */
  isLeaving(connection: BaseStream): boolean {
    return this.#leaving.has(connection);
  }

  /** Wait for the end of all, for at most `timeout` seconds. Parks. */
  dismiss(timeout: number | undefined, farewells: Farewells): Op<void> {
    return new Waiter(DISMISSAL, this, timeout, farewells);
  }

  killAll(): void {
    for (const one of this.#attendants) if (!this.#dismissing.has(one)) one.kill();
  }

  /** Run the handler of a connection, and close the connection behind it. */
  attend(connection: BaseStream, handle: () => Op<unknown> | Tasklet | void): void {
    // Its result is looked at afterwards rather than by a generator around it: that would cost at each resume.
    const handler = spawn<[], unknown>(handle);
    this.#enter(handler, () => {
      const result: unknown = hasFailed(handler) ? undefined : outcomeOf(handler);
      if (result instanceof Tasklet) this.#enter(result, () => this.#close(result, connection));
      else this.#close(handler, connection);
    });
  }

  #enter(tasklet: Tasklet, ended: () => void): void {
    takeError(tasklet);
    this.#attendants.add(tasklet);
    tasklet.addDoneCallback(() => {
      ended();
      this.#attendants.delete(tasklet);
      this.#left();
      if (this.#dismissals.size > 0 && !this.busy) this.#dismissals.wakeAll();
    });
  }

  #close(handler: Tasklet, connection: BaseStream): void {
    if (hasFailed(handler)) {
      const error = errorOf(handler);
      const ours = connection.closed && error instanceof StreamError && error.code === 'ECLOSED';
      connection.close();
      if (!ours) reportError(handler);
    } else if (connection.closed || connection._quiet) {
      connection.close();
    } else {
      const farewell = spawn(() => this.#takeLeave(connection));
      this.#enter(farewell, () => {
        this.#leaving.delete(connection);
        connection.close();
        if (hasFailed(farewell)) reportError(farewell);
      });
    }
  }

  /**
   * Send what is left and see the peer off. To close while something of the peer's is unread, or on its way, is answered
   * with a reset, and a reset makes the peer's system drop what it has received and not read yet.
   */
  *#takeLeave(connection: BaseStream): Op<void> {
    try {
      yield* connection.shutdown();
      this.#leaving.add(connection);
      yield* new Timeout(FAREWELL, false).run(discard(connection));
    } catch (error) {
      // The peer went away with the rest unread, or close() came first: nobody is left to care.
      if (!(error instanceof StreamError)) throw error;
    }
  }
}

function* discard(connection: BaseStream): Op<void> {
  while ((yield* connection.read()).length > 0);
}

/** How the wait for the end of all begins, and what is to be done when nobody is left or time is up. */
export interface Farewells {
  /** For people: the method that was called. */
  readonly what: string;
  begin(): void;
  end(): void;
}

/** Waits until nobody attends any more. */
type Dismissal = Waiter<ConnectionHandlers, void, Farewells>;

const DISMISSAL = new Kind<ConnectionHandlers, void, Farewells>({
  outside: true,
  describe: (_attendance, { arg }) => arg.what,
  tryNow(handlers, { arg }) {
    handlers.dismissing.add(runningTasklet() as Parkable);
    arg.begin();
    return !handlers.busy;
  },
  queue: (handlers) => handlers.dismissals,
  result(handlers, { arg }) {
    arg.end();
    handlers.dismissing.delete(runningTasklet() as Parkable);
  },
  undo(handlers, dismissal) {
    dismissal.withdraw();
    handlers.dismissing.delete(dismissal.tasklet as Parkable);
  },
});

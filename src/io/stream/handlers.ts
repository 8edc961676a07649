/**
 * Connection handlers: a tasklet for each connection of a server, from the first line of its handler until the connection has
 * been closed behind it. The server asks how many there are, and waits for their end when it is stopped.
 */
import { isInstance } from '../../check.js';
import { type Parkable, runningTasklet } from '../../park/leaf.js';
import type { Op } from '../../park/op.js';
import { Timeout } from '../../park/timeout.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { Children } from '../../tasklet/children.js';
import { errorOf, hasFailed, outcomeOf, reportError } from '../../tasklet/outcome.js';
import { spawn } from '../../tasklet/spawn.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { StreamError } from '../errors.js';
import { type BaseStream, isQuiet } from './stream.js';

/** Seconds that a peer is given, once it was sent everything, to notice the end and close its own side. */
const LINGER = 1;

/** What to do when the wait for the end of all handlers begins, and when none is left or time is up. */
export interface Drain {
  /** For people: the method that was called. */
  readonly method: string;
  begin(): void;
  end(): void;
}

export class ConnectionHandlers {
  static readonly #DRAIN = new Kind<ConnectionHandlers, void, Drain>({
    outside: true,
    describe: (_handlers, { arg }) => arg.method,
    tryNow(handlers, { arg }) {
      handlers.#drainers.add(runner());
      arg.begin();
      return !handlers.#busy;
    },
    queue: (handlers) => handlers.#draining,
    result(handlers, { arg }) {
      arg.end();
      handlers.#drainers.delete(runner());
    },
    undo(handlers, waiter) {
      waiter.withdraw();
      handlers.#drainers.delete(runner());
    },
  });

  readonly #tasklets = new Children('handlers', () => undefined);
  readonly #draining = new WaitQueue<Waiter<ConnectionHandlers, void, Drain>>();
  /** Tasklets in drain(), until they go on. One that is a handler, too, is neither waited for nor killed. */
  readonly #drainers = new Set<object>();
  /** Connections that have been sent everything, and only wait for their peers to close theirs. */
  readonly #lingering = new Set<BaseStream>();
  readonly #ended: () => void;

  /** `ended` is called after each that has ended. */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  get size(): number {
    return this.#tasklets.size;
  }

  /** Has its handler ended, and all been sent? */
  isLingering(connection: BaseStream): boolean {
    return this.#lingering.has(connection);
  }

  /** Run the handler of a connection, and close the connection behind it. */
  run(connection: BaseStream, handle: () => Op<unknown> | Tasklet | void): void {
    // Its result is looked at afterwards rather than by a generator around it: that would cost at each resume.
    const handler = spawn<[], unknown>(handle);
    this.#adopt(handler, () => {
      const result: unknown = hasFailed(handler) ? undefined : outcomeOf(handler);
      if (isInstance(result, Tasklet)) this.#adopt(result, () => this.#close(result, connection));
      else this.#close(handler, connection);
    });
  }

  /** Wait for the end of all, for at most `timeout` seconds. Parks. */
  drain(timeout: number | undefined, drain: Drain): Op<void> {
    return new Waiter(ConnectionHandlers.#DRAIN, this, timeout, drain);
  }

  kill(): void {
    for (const tasklet of this.#tasklets) if (!this.#drainers.has(tasklet)) tasklet.kill();
  }

  /** Are there any that are not in drain() themselves? */
  get #busy(): boolean {
    for (const tasklet of this.#tasklets) if (!this.#drainers.has(tasklet)) return true;
    return false;
  }

  #adopt(tasklet: Tasklet, ended: () => void): void {
    this.#tasklets.adopt(tasklet, () => {
      ended();
      this.#ended();
      if (this.#draining.size > 0 && !this.#busy) this.#draining.wakeAll();
    });
  }

  #close(handler: Tasklet, connection: BaseStream): void {
    if (hasFailed(handler)) {
      const error = errorOf(handler);
      const ours = connection.closed && isInstance(error, StreamError) && error.code === 'ECLOSED';
      connection.close();
      if (!ours) reportError(handler);
    } else if (connection.closed || isQuiet(connection)) {
      connection.close();
    } else {
      const closing = spawn(() => this.#lingerClose(connection));
      this.#adopt(closing, () => {
        this.#lingering.delete(connection);
        connection.close();
        if (hasFailed(closing)) reportError(closing);
      });
    }
  }

  /**
   * A lingering close: send what is left, then read until the peer has closed its side. To close while something of the peer's
   * is unread, or on its way, is answered with a reset, and a reset makes the peer's system drop what it has received and not
   * read yet.
   */
  *#lingerClose(connection: BaseStream): Op<void> {
    try {
      yield* connection.shutdown();
      this.#lingering.add(connection);
      yield* new Timeout(LINGER, false).run(discard(connection));
    } catch (error) {
      // The peer went away with the rest unread, or close() was called first: nobody is left to send to.
      if (!isInstance(error, StreamError)) throw error;
    }
  }
}

/** On whose behalf the running operation waits. */
function runner(): object {
  return (runningTasklet() as Parkable)._behalf;
}

function* discard(connection: BaseStream): Op<void> {
  while ((yield* connection.read()).length > 0);
}

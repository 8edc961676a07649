/**
 * Connection handlers: a tasklet for each connection of a server, from the first line of its handler until the connection has
 * been closed behind it. The server asks how many there are, and waits for their end when it is stopped.
 */
import { isInstance } from '../../check.js';
import { report } from '../../loop/thread.js';
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
import { type BaseStream, isQuiet, queuedOf, resetStream } from './stream.js';

/** Seconds that a peer is given, once it was sent everything, to notice the end and close its own side. */
const LINGER = 1;
/** How often progress is looked for, while a peer takes nothing, before it is given up. */
const LOOKS = 4;

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
    lasting: true,
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
  /** Connections whose handlers have ended, and which have something to send, or wait for their peers to close theirs. */
  readonly #lingering = new Set<BaseStream>();
  readonly #lingerTimeout: number;
  readonly #end: (connection: BaseStream) => void;
  readonly #ended: () => void;

  /**
   * `lingerTimeout` is that of ServerOptions; `end` closes a connection and must not throw; `ended` is called after each handler
   * that has ended.
   */
  constructor(lingerTimeout: number, end: (connection: BaseStream) => void, ended: () => void) {
    this.#lingerTimeout = lingerTimeout;
    this.#end = end;
    this.#ended = ended;
  }

  get size(): number {
    return this.#tasklets.size;
  }

  /** Has its handler ended? */
  isLingering(connection: BaseStream): boolean {
    return this.#lingering.has(connection);
  }

  /** Run the handler of a connection, and close the connection behind it. */
  run(connection: BaseStream, handle: () => Op<unknown> | Tasklet | void): void {
    // Its result is looked at afterwards rather than by a generator around it: that would cost at each resume.
    const handler = spawn<[], unknown>(handle);
    this.#adopt(handler, connection, () => {
      const result: unknown = hasFailed(handler) ? undefined : outcomeOf(handler);
      if (isInstance(result, Tasklet)) this.#adopt(result, connection, () => this.#close(result, connection));
      else this.#close(handler, connection);
    });
  }

  /** Wait for the end of all, for at most `timeout` seconds. Parks. */
  drain(timeout: number | undefined, drain: Drain): Op<void> {
    return new Waiter(ConnectionHandlers.#DRAIN, this, timeout, drain);
  }

  /** The server is closed: a peer that has not been sent all there was must not take what it has for that. It gets a reset. */
  cutOff(connection: BaseStream): void {
    if (this.#lingering.has(connection) && queuedOf(connection) > 0) resetStream(connection);
  }

  kill(): void {
    for (const tasklet of this.#tasklets) if (!this.#drainers.has(tasklet)) tasklet.kill();
  }

  /** Are there any that are not in drain() themselves? */
  get #busy(): boolean {
    for (const tasklet of this.#tasklets) if (!this.#drainers.has(tasklet)) return true;
    return false;
  }

  #adopt(tasklet: Tasklet, connection: BaseStream, ended: () => void): void {
    this.#tasklets.adopt(tasklet, () => {
      try {
        ended();
      } catch (error) {
        // What users supply: a getter, a Proxy. It must not cost the server a place.
        this.#end(connection);
        report(error, tasklet);
      }
      this.#ended();
      if (this.#draining.size > 0 && !this.#busy) this.#draining.wakeAll();
    });
  }

  #close(handler: Tasklet, connection: BaseStream): void {
    if (hasFailed(handler)) {
      const error = errorOf(handler);
      const wasClosed = connection.closed;
      this.#end(connection);
      const ours = wasClosed && isInstance(error, StreamError) && error.code === 'ECLOSED';
      if (!ours) reportError(handler);
    } else if (connection.closed || isQuiet(connection)) {
      this.#end(connection);
    } else {
      this.#lingering.add(connection);
      const closing = spawn(() => this.#lingerClose(connection));
      this.#adopt(closing, connection, () => {
        this.#lingering.delete(connection);
        this.#end(connection);
        if (hasFailed(closing)) reportError(closing);
      });
    }
  }

  /**
   * A lingering close: send what is left, then read until the peer has closed its side. To close while something of the peer's
   * is unread, or on its way, is answered with a reset, and a reset makes the peer's system drop what it has received and not
   * read yet. A peer that takes nothing for `lingerTimeout` seconds gets a reset: it has not received all there was.
   */
  *#lingerClose(connection: BaseStream): Op<void> {
    try {
      if (!(yield* this.#flushed(connection))) {
        resetStream(connection);
        return;
      }
      yield* connection.shutdown();
      yield* new Timeout(LINGER, false).run(discard(connection));
    } catch (error) {
      // The peer went away with the rest unread, or close() was called first: nobody is left to send to.
      if (!isInstance(error, StreamError)) throw error;
    }
  }

  /** True when all is sent; false when the peer has taken nothing for too long. */
  *#flushed(connection: BaseStream): Op<boolean> {
    const flush = function* (): Op<boolean> {
      yield* connection.flush();
      return true;
    };
    for (let idle = 0, before = queuedOf(connection); idle < LOOKS; idle++) {
      if ((yield* new Timeout(this.#lingerTimeout / LOOKS, false).run(flush)) === true) return true;
      const queued = queuedOf(connection);
      if (queued < before) idle = -1;
      before = queued;
    }
    return false;
  }
}

/** On whose behalf the running operation waits. */
function runner(): object {
  return (runningTasklet() as Parkable)._behalf;
}

function* discard(connection: BaseStream): Op<void> {
  while ((yield* connection.read()).length > 0);
}

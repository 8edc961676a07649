/**
 * Connection handlers: a tasklet for each connection of a server, from the first line of its handler until the connection has
 * been closed behind it. The server asks how many there are, and waits for their end when it is stopped.
 */
import { isInstance } from '../../check.js';
import { TaskletExit } from '../../errors.js';
import { report } from '../../loop/thread.js';
import { type Parkable, runningTasklet } from '../../park/leaf.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { Children } from '../../tasklet/children.js';
import { nameLazily } from '../../tasklet/fields.js';
import { errorOf, hasFailed, outcomeOf, reportError } from '../../tasklet/outcome.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { linger } from './linger.js';
import { saysClosedHere } from './normal-end.js';
import { type BaseStream, isQuiet, queuedOf, resetStream } from './stream.js';

/** What a tasklet of a connection is: its handler, what that has returned, or what closes the connection behind it. */
const HANDLER = 0;
const RETURNED = 1;
const LINGERING = 2;
type Role = typeof HANDLER | typeof RETURNED | typeof LINGERING;

/** What to do when the wait for the end of all handlers begins, and when none is left or time is up. */
export interface Drain {
  /** For people: the method that was called. */
  readonly method: string;
  begin(): void;
  end(): void;
}

/** What handlers need of their server. None of it may throw. */
export interface HandlersOwner<C> {
  /** Close a connection. */
  close(connection: C): void;
  /** A handler threw, and its connection was closed; neither by a kill, nor because this side had closed the connection. */
  failed(connection: C, error: unknown, handler: Tasklet): void;
  /** A handler has ended: there is a place. */
  ended(): void;
}

export class ConnectionHandlers<C extends BaseStream> {
  static readonly #DRAIN = new Kind<ConnectionHandlers<BaseStream>, void, Drain>({
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
  readonly #draining = new WaitQueue<Waiter<ConnectionHandlers<BaseStream>, void, Drain>>();
  /** Tasklets in drain(), until they go on. One that is a handler, too, is neither waited for nor killed. */
  readonly #drainers = new Set<object>();
  /** Connections whose handlers have ended, and which have something to send, or wait for their peers to close theirs. */
  readonly #lingering = new Set<BaseStream>();
  readonly #lingerTimeout: number;
  readonly #owner: HandlersOwner<C>;

  /** `lingerTimeout` is that of ServerOptions. */
  constructor(lingerTimeout: number, owner: HandlersOwner<C>) {
    this.#lingerTimeout = lingerTimeout;
    this.#owner = owner;
  }

  get size(): number {
    return this.#tasklets.size;
  }

  /** Has its handler ended? */
  isLingering(connection: BaseStream): boolean {
    return this.#lingering.has(connection);
  }

  /** Run the handler of a connection, and close the connection behind it. `name` is asked for when somebody wants to know it. */
  run(connection: C, name: () => string, handle: () => Op<unknown> | Tasklet | void): void {
    // Its result is looked at afterwards rather than by a generator around it: that would cost at each resume.
    this.#spawn(connection, name, handle, HANDLER);
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

  /** The one place where a server's tasklets are made. */
  #spawn(
    connection: C,
    name: () => string,
    target: () => Op<unknown> | Tasklet | void,
    role: typeof HANDLER | typeof LINGERING,
  ): void {
    const tasklet = new Tasklet<unknown>({ target, daemon: false });
    nameLazily(tasklet, name);
    this.#tasklets.start(tasklet, (one) => this.#ended(one, role, connection, name));
  }

  /** A tasklet of a connection has ended. */
  #ended(tasklet: Tasklet, role: Role, connection: C, name: () => string): void {
    try {
      const result: unknown = role !== HANDLER || hasFailed(tasklet) ? undefined : outcomeOf(tasklet);
      if (isInstance(result, Tasklet)) {
        this.#adopt(result, connection, name);
      } else if (role === LINGERING) {
        this.#lingering.delete(connection);
        this.#owner.close(connection);
        reportError(tasklet);
      } else {
        this.#close(tasklet, connection, name);
      }
    } catch (error) {
      // What users supply: a getter, a Proxy. It must not cost the server a place.
      this.#owner.close(connection);
      report(error, tasklet);
    }
    this.#owner.ended();
    if (this.#draining.size > 0 && !this.#busy) this.#draining.wakeAll();
  }

  #adopt(tasklet: Tasklet, connection: C, name: () => string): void {
    nameLazily(tasklet, name);
    this.#tasklets.adopt(tasklet, (one) => this.#ended(one, RETURNED, connection, name));
  }

  #close(handler: Tasklet, connection: C, name: () => string): void {
    if (hasFailed(handler)) {
      const error = errorOf(handler);
      this.#owner.close(connection);
      if (!isInstance(error, TaskletExit) && !saysClosedHere(error, connection))
        this.#owner.failed(connection, error, handler);
    } else if (connection.closed || isQuiet(connection)) {
      this.#owner.close(connection);
    } else {
      this.#linger(connection, name);
    }
  }

  #linger(connection: C, name: () => string): void {
    this.#lingering.add(connection);
    const target = (): Op<void> => linger(connection, this.#lingerTimeout);
    this.#spawn(connection, () => `${name()} (lingering)`, target, LINGERING);
  }
}

/** On whose behalf the running operation waits. */
function runner(): object {
  return (runningTasklet() as Parkable)._behalf;
}

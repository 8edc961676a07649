/**
 * ServerFarm: one class of servers in several processes, which listen on one address.
 */
import { availableParallelism } from 'node:os';
import { checkBoolean, checkCount, checkOptions, checkSeconds, checkTimeout, kindOf } from '../../check.js';
import { type SharedSocket, canSharePort, sharedSockets } from '../../handles/shared-socket.js';
import { clock } from '../../handles/workers/alarm.js';
import { type Address, checkedNumericAddress } from '../../io/address.js';
import { textOf } from '../../io/address-text.js';
import { TCPError, errorOf } from '../../io/errors.js';
import type { StreamServer } from '../../io/stream/server.js';
import { type Closeable, type ThreadLoop, report, threadLoop } from '../../loop/thread.js';
import { checkpoint } from '../../park/checkpoint.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { sleep } from '../../park/sleep.js';
import { Event } from '../../sync/event.js';
import { ofLoop } from '../../tasklet/fields.js';
import { Tasklet } from '../../tasklet/tasklet.js';
import { trimmed } from '../../trim.js';
import { BrokenExecutor, type WorkerDied } from '../errors.js';
import { type RemoteFunction, checkRemote } from '../remote.js';
import { Member } from './member.js';

/** How a farm is to be. */
export interface FarmOptions {
  /** How many processes (default: availableParallelism()). */
  processes?: number;
  /**
   * 'share' (the default): all processes accept from one socket, whoever is free. 'reusePort': each has one of its own, and the kernel
   * spreads connections evenly, to busy processes, too; Node 24, and a system that has SO_REUSEPORT.
   */
  balance?: 'share' | 'reusePort';
  /** Replace a process that dies (default true). */
  restart?: boolean;
  /** Seconds that a process has for its own end, beyond the time for its connections (default 1); then it is killed. */
  grace?: number;
}

/** A process of a farm. */
export interface FarmWorker {
  /** Its number. */
  readonly pid: number;
  /** How many connections it serves; some tenths of a second old. */
  readonly connections: number;
}

/** Seconds before a process is replaced that has died early: twice as many each time. */
const FIRST_DELAY = 0.1;
const LONGEST_DELAY = 10;
/** Seconds after which a death is no early one. */
const SETTLED = 5;

/**
 * A server in several processes, for more connections than one core can serve. What the function returns in each is its own server:
 * what is to be known to all belongs in a database. A process that dies is reported to excepthook and replaced, with back-off. All
 * end with this process, however that ends. TypeError and RangeError for what cannot be, Error for 'reusePort' on a Node that has
 * no such thing.
 *
 * Prior art: node:cluster, whose workers all servers of ours refuse to share an address in; nginx's and gunicorn's worker processes.
 *
 * @example
 * import { EventLoop, type Op, spawn } from 'evergreen-ts';
 * import { ServerFarm, remote } from 'evergreen-ts/executors';
 * import type { TCPServer } from 'evergreen-ts/io';
 *
 * interface Servers {
 *   makeServer(): TCPServer;
 * }
 * const { makeServer } = remote<Servers>('/srv/app/server.js');
 * function* main(): Op<void> {
 *   const farm = new ServerFarm(makeServer, ['0.0.0.0', 8080], { processes: 4 });
 *   EventLoop.current().addSignalHandler('SIGHUP', () => spawn(() => farm.reload()));
 *   yield* farm.serve();
 * }
 */
export class ServerFarm {
  readonly #server: RemoteFunction<[], unknown>;
  readonly #address: Address;
  readonly #processes: number;
  readonly #shares: boolean;
  readonly #restart: boolean;
  readonly #grace: number;
  readonly #members = new Set<Member>();
  readonly #end = new Event();
  #state: 'new' | 'open' | 'stopping' | 'closed' = 'new';
  /** One for all processes, or one for each. They stay when a process ends, so that no connection in their queues is lost. */
  #sockets: SharedSocket[] = [];
  #loop: ThreadLoop | undefined = undefined;
  #reloading = false;
  #delay = 0;

  constructor(
    // The contract's signature: any server.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    server: RemoteFunction<[], StreamServer<any, Address>>,
    address: Address,
    options: FarmOptions = {},
  ) {
    checkRemote('what makes the server of a farm', server);
    this.#address = checkedNumericAddress(address);
    checkOptions('the options of a ServerFarm', options);
    const { processes = availableParallelism(), balance = 'share', restart = true, grace = 1 } = options;
    checkCount('processes', processes);
    checkBoolean('restart', restart);
    checkSeconds(grace, 'grace');
    if (!['share', 'reusePort'].includes(balance))
      throw trimmed(new TypeError(`balance must be 'share' or 'reusePort', not ${kindOf(balance)}`));
    if (balance === 'reusePort' && !canSharePort())
      throw trimmed(new Error(`balance 'reusePort' needs Node 24: use 'share', the default`));
    this.#server = server;
    this.#processes = processes;
    this.#shares = balance === 'share';
    this.#restart = restart;
    this.#grace = grace;
  }

  /** Where it listens (port 0: the one that was given). TCPError before listen() or serve(), and after the end. */
  get sockname(): Address {
    const [socket] = this.#sockets;
    if (socket === undefined)
      throw errorOf(TCPError, 'ServerFarm', this.#state === 'new' ? 'ENOTCONN' : 'ECLOSED');
    const { address, port } = socket.name;
    return [address, port];
  }

  /** Its processes that have not ended, those that are being replaced included. */
  get workers(): readonly FarmWorker[] {
    return [...this.#members].map(({ pid, connections }) => ({ pid, connections }));
  }

  /**
   * Start the processes: returns once all of them accept connections. From then on it keeps its loop going, and the process, as a
   * server does. Parks. TCPError as the system reports it; BrokenExecutor, with the reason, if a process does not come to serve: then
   * none is left. Error if it was called before.
   */
  listen(): Op<void> {
    return operation('ServerFarm.listen', this.#begin());
  }

  /**
   * Start the processes, if listen() was not called, and park until stop() has ended it. If the tasklet that serves is killed, all
   * ends at once, unless listen() was called before: then it only waits, and the farm can still be stopped in good order. Errors as of
   * listen().
   */
  serve(): Op<void> {
    return operation('ServerFarm.serve', this.#serve());
  }

  /**
   * A graceful end: no process takes new connections, and handlers may finish for at most `timeout` seconds (default: for ever). Parks
   * until the processes have ended. RangeError for a negative timeout.
   */
  stop(timeout?: number): Op<void> {
    checkTimeout(timeout);
    return operation('ServerFarm.stop', this.#stop(timeout));
  }

  /**
   * Replace all processes, one after the other, by such with the modules as they are now: the new one serves first, then the old one
   * takes no more and finishes its connections, however long that takes. No connection is refused meanwhile. Parks until that is done.
   * BrokenExecutor if a new one does not come to serve: those that are left go on. Error unless it serves, or if it reloads already.
   */
  reload(): Op<void> {
    return operation('ServerFarm.reload', this.#reload());
  }

  /** For the report of an error. */
  toString(): string {
    return `ServerFarm ${textOf(this.#address)}`;
  }

  *#begin(): Generator<Park, void, unknown> {
    yield* checkpoint();
    if (this.#state !== 'new') throw trimmed(new Error('a ServerFarm can be started only once'));
    this.#bind();
    try {
      const members = Array.from({ length: this.#processes }, (_, number) => this.#add(number, true));
      for (const member of members) yield* this.#listens(member);
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  *#serve(): Generator<Park, void, unknown> {
    const began = this.#state === 'new';
    if (began) yield* this.#begin();
    try {
      yield* this.#end.wait();
    } finally {
      // Whoever called listen() before it has the farm in hand.
      if (began) this.#close();
    }
  }

  *#stop(timeout: number | undefined): Generator<Park, void, unknown> {
    yield* checkpoint();
    if (this.#state !== 'open') return;
    this.#state = 'stopping';
    // Or the kernel goes on to accept connections that nobody serves.
    for (const socket of this.#sockets.splice(0)) socket.close();
    for (const member of this.#members) member.leave(timeout, this.#grace);
    for (const member of this.#members) yield* member.gone();
    this.#close();
  }

  *#reload(): Generator<Park, void, unknown> {
    yield* checkpoint();
    if (this.#state !== 'open' || this.#reloading)
      throw trimmed(
        new Error(this.#reloading ? 'the farm reloads already' : 'a farm that does not serve cannot reload'),
      );
    this.#reloading = true;
    try {
      for (const old of [...this.#members]) {
        yield* this.#listens(this.#add(old.number, true));
        old.leave(undefined, this.#grace);
        yield* old.gone();
      }
    } finally {
      this.#reloading = false;
    }
  }

  #bind(): void {
    const [host, port] = this.#address;
    const loop = threadLoop();
    const sockets = sharedSockets(host, port, this.#shares ? 1 : this.#processes);
    if (typeof sockets === 'number')
      throw errorOf(TCPError, 'ServerFarm', {
        errno: sockets,
        syscall: 'bind',
        address: textOf(this.#address),
      });
    this.#sockets = sockets;
    this.#state = 'open';
    this.#loop = loop;
    loop.adopt(this.#closeable);
    loop.hold();
  }

  readonly #closeable: Closeable = {
    close: () => this.#close(),
    _keepAlive: () => {
      // As a server does, it keeps the process alive whatever the loop wants.
    },
  };

  /** Start the one that has a number. `awaited`: an error before it serves is the caller's. */
  #add(number: number, awaited: boolean): Member {
    const { module, exportName } = this.#server;
    const socket = this.#sockets[number % this.#sockets.length] as SharedSocket;
    const { address: host, port } = socket.name;
    const begun = clock();
    const assignment = { server: { module, exportName }, host, port };
    const member = new Member(number, assignment, socket, (one, died) => {
      if (one.listening || !awaited) this.#ended(one, died, clock() - begun);
      else this.#members.delete(one);
    });
    this.#members.add(member);
    return member;
  }

  *#listens(member: Member): Generator<Park, void, unknown> {
    try {
      yield* member.begun();
    } catch (error) {
      member.terminate();
      throw error;
    }
    if (member.ended || member.reason !== undefined)
      throw trimmed(
        new BrokenExecutor('a process of the farm does not come to serve', { cause: member.reason }),
      );
  }

  #ended(member: Member, died: WorkerDied, lived: number): void {
    this.#members.delete(member);
    if (member.leaving || this.#state !== 'open') return;
    report(died, this);
    if (!this.#restart) {
      if (this.#members.size === 0) this.#close();
      return;
    }
    this.#delay = lived > SETTLED ? 0 : Math.min(this.#delay * 2 || FIRST_DELAY, LONGEST_DELAY);
    const target = (): Op<void> => this.#replace(member.number, this.#delay);
    ofLoop(new Tasklet<void>({ target, name: 'farm: replaces a process', daemon: true })).start();
  }

  *#replace(number: number, delay: number): Op<void> {
    yield* sleep(delay);
    if (this.#state === 'open') this.#add(number, false);
  }

  /** At once. */
  #close(): void {
    if (this.#state === 'closed' || this.#state === 'new') return;
    this.#state = 'closed';
    for (const socket of this.#sockets.splice(0)) socket.close();
    for (const member of this.#members) member.terminate();
    this.#loop?.disown(this.#closeable);
    this.#loop?.release();
    this.#end.set();
  }
}

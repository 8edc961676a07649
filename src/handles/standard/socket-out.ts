/**
 * Writing to a pipe or a socket that is a standard stream, through Node's own stream for it. A descriptor can have one queue
 * only: of two, each would write into the midst of what the other holds, and of two that poll it only one is notified. So
 * what is written here keeps its order with what console.log() writes.
 */
import { Socket } from 'node:net';
import { EBADF } from '../errno.js';
import { enterHub, entrance } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { errnoOf } from '../node-errno.js';
import { ExitFlush } from './exit-flush.js';
import { bytesOf } from '../at-exit.js';
import { owns } from '../node/socket.js';
import { TakenDescriptor } from '../taken.js';

/** By descriptor, the ones that Node writes to as well. */
const ofNode = new Map<number, ExitFlush>();

/** On a descriptor. Returns undefined if Node has no such stream for it, and the error if it cannot be opened. */
export function openSocketOut(fd: number): SocketOut | number | undefined {
  try {
    const exitFlush = fd === 1 || fd === 2 ? (ofNode.get(fd) ?? nodesOwn(fd)) : anew(fd);
    return exitFlush instanceof ExitFlush ? new SocketOut(exitFlush) : exitFlush;
  } catch (error) {
    const { errno, code } = error as NodeJS.ErrnoException;
    if (errno === undefined && code !== 'ERR_INVALID_FD_TYPE') throw error;
    return errno;
  }
}

function nodesOwn(fd: 1 | 2): ExitFlush | number | undefined {
  // It is not a socket in a worker, nor where Node does not know the kind of descriptor.
  const stream: unknown = fd === 1 ? process.stdout : process.stderr;
  if (!(stream instanceof Socket)) return undefined;
  const descriptor = TakenDescriptor.take(fd);
  if (typeof descriptor === 'number') return descriptor;
  const exitFlush = new ExitFlush(stream, fd, undefined);
  ofNode.set(fd, exitFlush);
  return exitFlush;
}

function anew(fd: number): ExitFlush | number {
  const descriptor = TakenDescriptor.take(fd);
  if (typeof descriptor === 'number') return descriptor;
  try {
    const socket = new Socket({ fd, readable: false, writable: true });
    owns(socket, descriptor);
    return new ExitFlush(socket, fd, descriptor);
  } catch (error) {
    descriptor.release();
    throw error;
  }
}

/** Its close() drops nothing: what is under way is still sent. */
export class SocketOut implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly #hub = entrance();
  readonly #exitFlush: ExitFlush;
  /** Requests that are under way, and those that wait until there are none. */
  #underWay = 0;
  readonly #endings: ((errno: number) => void)[] = [];

  constructor(exitFlush: ExitFlush) {
    this.#exitFlush = exitFlush;
    exitFlush.acquire();
  }

  readStart(): number {
    return EBADF;
  }

  readStop(): number {
    return 0;
  }

  get queued(): number {
    return this.#exitFlush.queued;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const result = this.#exitFlush.write(bytesOf(data), (error) => {
      this.#underWay--;
      const errno = error == null ? 0 : errnoOf(error);
      enterHub(this.#hub, done, errno);
      if (this.#underWay === 0) this.#endAll(errno);
    });
    if (result > 0) this.#underWay++;
    return result;
  }

  /** The descriptor stays open, as others may write to it: this only waits. */
  shutdown(done: (errno: number) => void): number {
    this.#endings.push(done);
    if (this.#underWay === 0) queueMicrotask(() => this.#endAll(0));
    return 0;
  }

  close(): void {
    this.#exitFlush.release();
  }

  #endAll(errno: number): void {
    for (const done of this.#endings.splice(0)) enterHub(this.#hub, done, errno);
  }
}

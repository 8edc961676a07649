/**
 * Writing to a pipe or a socket that is a standard stream, through Node's own stream for it: a descriptor can have one
 * queue only, or what waits in one would come in the midst of what waits in the other, and of two that poll it only one is
 * told. So what is written here keeps its order with what console.log() writes.
 */
import { Socket } from 'node:net';
import { threadLoop } from '../../loop/thread.js';
import { EBADF } from '../errno.js';
import { enterHub } from '../enter-hub.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { errnoOf } from '../node-errno.js';
import { Outflow } from './exit-flush.js';
import { bytesOf } from '../at-exit.js';

/** By descriptor, those that Node writes to as well. */
const ofNode = new Map<number, Outflow>();

/** On a descriptor; undefined if it is none that Node has such a stream for; the error if it cannot be had. */
export function openSocketOut(fd: number): SocketOut | number | undefined {
  try {
    const outflow = fd === 1 || fd === 2 ? (ofNode.get(fd) ?? nodesOwn(fd)) : anew(fd);
    return outflow && new SocketOut(outflow);
  } catch (error) {
    const { errno, code } = error as NodeJS.ErrnoException;
    if (errno === undefined && code !== 'ERR_INVALID_FD_TYPE') throw error;
    return errno;
  }
}

function nodesOwn(fd: 1 | 2): Outflow | undefined {
  // Not a socket in a worker, nor where Node does not know what it is.
  const stream: unknown = fd === 1 ? process.stdout : process.stderr;
  if (!(stream instanceof Socket)) return undefined;
  const outflow = new Outflow(stream, fd, true);
  ofNode.set(fd, outflow);
  return outflow;
}

function anew(fd: number): Outflow {
  return new Outflow(new Socket({ fd, readable: false, writable: true }), fd, false);
}

/** Its close() drops nothing: what is under way goes out behind it. */
export class SocketOut implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  readonly #hub = threadLoop()._hub;
  readonly #outflow: Outflow;
  #underWay = 0;
  readonly #endings: ((errno: number) => void)[] = [];

  constructor(outflow: Outflow) {
    this.#outflow = outflow;
    outflow.enter();
  }

  readStart(): number {
    return EBADF;
  }

  readStop(): number {
    return 0;
  }

  get queued(): number {
    return this.#outflow.queued;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const result = this.#outflow.write(bytesOf(data), (error) => {
      this.#underWay--;
      const errno = error == null ? 0 : errnoOf(error);
      enterHub(this.#hub, done, errno);
      if (this.#underWay === 0) this.#endAll(errno);
    });
    if (result > 0) this.#underWay++;
    return result;
  }

  /** Others may write to the descriptor yet: it stays open. */
  shutdown(done: (errno: number) => void): number {
    this.#endings.push(done);
    if (this.#underWay === 0) queueMicrotask(() => this.#endAll(0));
    return 0;
  }

  close(): void {
    this.#outflow.leave();
  }

  #endAll(errno: number): void {
    for (const done of this.#endings.splice(0)) enterHub(this.#hub, done, errno);
  }
}

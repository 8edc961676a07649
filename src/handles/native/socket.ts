/**
 * A socket of the system's: one descriptor, what is watched of it, and whether it keeps the process alive. What it does when
 * it is ready is up to the subclasses.
 */
import { type Entrance, entrance } from '../enter-hub.js';
import { EPOLLOUT, type Option, libc } from './libc.js';
import { type Polled, poller } from './poller.js';

export abstract class NativeSocket implements Polled {
  readonly hub: Entrance = entrance();
  #fd = -1;
  /** The events that are watched. */
  #watched = 0;
  /** As keepAlive() says. */
  #mayKeep = true;
  /** It keeps the process alive now. */
  #keeps = false;

  abstract _ready(events: number): number;

  get fd(): number {
    return this.#fd;
  }

  keepAlive(on: boolean): void {
    this.#mayKeep = on;
    this.#keep();
  }

  /** Have a new socket of this family, unless there is one. Returns 0, or the error. */
  protected openSocket(family: number): number {
    if (this.#fd >= 0) return 0;
    const fd = libc.socket(family);
    return fd < 0 ? fd : this.use(fd);
  }

  /** Be this descriptor, which is closed if that fails. Returns 0, or the error. */
  protected use(fd: number): number {
    this.#fd = fd;
    const errno = poller().add(this);
    if (errno < 0) {
      this.#fd = -1;
      libc.close(fd);
    }
    return errno;
  }

  /** Watch these events; 0 for none. Returns 0, or the error. */
  protected watch(events: number): number {
    const before = this.#watched;
    if (events === before) return 0;
    const errno = poller().watch(this.#fd, events, before);
    if (errno < 0) return errno;
    this.#watched = events;
    this.#keep();
    return 0;
  }

  protected set(option: Option, value: number, more?: number): number {
    return libc.setsockopt(this.#fd, option, value, more);
  }

  /** Close the descriptor, if there is one. The epoll descriptor is told before: a child may have a duplicate for a moment. */
  close(): void {
    if (this.#fd < 0) return;
    this.watch(0);
    poller().remove(this.#fd);
    libc.close(this.#fd);
    this.#fd = -1;
  }

  /** As libuv's handles: those that read or listen may keep it alive, and requests that are under way do. */
  #keep(): void {
    const keeps = this.#watched !== 0 && (this.#mayKeep || (this.#watched & EPOLLOUT) !== 0);
    if (keeps === this.#keeps) return;
    this.#keeps = keeps;
    poller().keep(keeps);
  }
}

/**
 * The poller: an epoll descriptor with the sockets of all native handles, and one uv_poll of libuv's on that descriptor. When any
 * socket is ready, libuv calls back once, and in the check phase, right after, the sockets are served in batches: each batch is
 * one entry into the hub, and one turn. It is there as long as there are sockets.
 *
 * The callback from C does no more than ask for that: there, an error would come out of another call, and promise reactions
 * would stay queued.
 *
 * Epoll is level-triggered here: what is not served in one visit is reported in the next. An event names its socket by the
 * descriptor and a generation: within a batch a socket may be closed and its number be given to another one at once.
 */
import { type Address } from '../../loop/platform/koffi.js';
import { type Libuv, libuv } from '../../loop/platform/libuv.js';
import { atExit } from '../at-exit.js';
import type { Entrance } from '../enter-hub.js';
import { takeBack } from './slab.js';
import { EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD, USERS, libc } from './libc.js';

/** A socket, as the poller sees it. */
export interface Polled {
  readonly fd: number;
  readonly hub: Entrance;
  /** It has become ready. Returns bytes read, or what else that has cost in their terms. */
  _ready(events: number): number;
}

/** Events that are fetched at a time. */
const MOST_EVENTS = 512;
/** Bytes of a batch: as much as stays in a processor's cache until a tasklet looks at it. */
const BATCH = 128 * 1024;
/** What an event costs besides, in their terms: so there are 64 at most. */
const PER_EVENT = BATCH / 64;
/** Milliseconds that one visit may take: then the rest of the process has its turn. */
const LONGEST_VISIT = 3;

/** Integers of a struct epoll_event, which is packed on x64, and the place of the user's data in it. */
const DATA = process.arch === 'x64' ? 1 : 2;
const STRIDE = DATA + 2;
const READABLE = 1;

interface Entry {
  readonly socket: Polled;
  readonly generation: number;
}

class Poller {
  readonly #uv: Libuv = libuv(USERS);
  readonly #callback = this.#uv.pollCallback(() => this.#polled());
  /** By descriptor. */
  readonly #entries: (Entry | undefined)[] = [];
  /** How many there are. */
  #size = 0;
  #generation = 0;
  #epoll = -1;
  #poll: Address = 0n;
  #offExit: () => void = () => undefined;
  /** How many sockets keep the process alive. */
  #kept = 0;
  /** For calls of epoll_ctl(). */
  readonly #event = new Int32Array(STRIDE);
  /** What the last call of epoll_wait() has fetched; those before #next are served. */
  readonly #events = new Int32Array(STRIDE * MOST_EVENTS);
  #count = 0;
  #next = 0;
  #asked = false;

  /** Take in a socket, of which nothing is watched yet. Returns 0, or the error. */
  add(socket: Polled): number {
    const errno = this.#epoll < 0 ? this.#open() : 0;
    if (errno < 0) return errno;
    this.#entries[socket.fd] = { socket, generation: (this.#generation = (this.#generation + 1) | 0) };
    this.#size++;
    return 0;
  }

  /** Before its descriptor is closed, and when nothing is watched any more. */
  remove(fd: number): void {
    this.#entries[fd] = undefined;
    if (--this.#size === 0) this.#close();
  }

  /** Watch these events of a socket; 0 for none. `before`: those that were watched so far. Returns 0, or the error. */
  watch(fd: number, events: number, before: number): number {
    this.#event[0] = events;
    this.#event[DATA] = fd;
    this.#event[DATA + 1] = (this.#entries[fd] as Entry).generation;
    const what = before === 0 ? EPOLL_CTL_ADD : events === 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    return libc.epollCtl(this.#epoll, what, fd, this.#event);
  }

  /** One more socket keeps the process alive, or one less. */
  keep(on: boolean): void {
    if (on && this.#kept++ === 0) this.#uv.uv_ref(this.#poll);
    else if (!on && --this.#kept === 0) this.#uv.uv_unref(this.#poll);
  }

  #open(): number {
    const epoll = libc.epollCreate();
    if (epoll < 0) return epoll;
    this.#epoll = epoll;
    this.#poll = this.#uv.allocatePoll();
    // Neither can fail: the descriptor is open, can be polled, and is nobody else's.
    this.#uv.uv_poll_init(this.#uv.loop, this.#poll, epoll);
    this.#uv.uv_poll_start(this.#poll, READABLE, this.#callback);
    this.#uv.uv_unref(this.#poll);
    this.#offExit = atExit(() => this.#uv.uv_poll_stop(this.#poll));
    return 0;
  }

  #close(): void {
    this.#offExit();
    this.#uv.closePoll(this.#poll);
    libc.close(this.#epoll);
    this.#epoll = -1;
    this.#next = this.#count = 0;
  }

  #polled(): void {
    if (this.#asked) return;
    this.#asked = true;
    setImmediate(this.#visit);
  }

  readonly #visit = (): void => {
    this.#asked = false;
    const until = performance.now() + LONGEST_VISIT;
    // What was left over comes first, so that no socket is passed over for ever.
    if (this.#next === this.#count && this.#epoll >= 0) this.#fetch();
    while (this.#next < this.#count) {
      this.#batch();
      if (performance.now() > until) return;
    }
  };

  #fetch(): void {
    this.#next = 0;
    this.#count = Math.max(libc.epollWait(this.#epoll, this.#events, MOST_EVENTS), 0);
  }

  #batch(): void {
    const events = this.#events;
    let hub: Entrance | undefined;
    let left = BATCH;
    try {
      while (left > 0 && this.#next < this.#count) {
        const at = STRIDE * this.#next++;
        const entry = this.#entries[events[at + DATA] as number];
        if (entry === undefined || entry.generation !== events[at + DATA + 1]) continue;
        const { socket } = entry;
        if (socket.hub !== hub) {
          hub?.leave();
          (hub = socket.hub).enter();
        }
        left -= PER_EVENT + socket._ready(events[at] as number);
      }
    } finally {
      hub?.leave();
      takeBack();
    }
  }
}

let ofThread: Poller | undefined;

/** That of this thread. */
export function poller(): Poller {
  return (ofThread ??= new Poller());
}

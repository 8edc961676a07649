/**
 * The receiving half of a UDP endpoint: keeps the datagrams that nobody has asked for yet, up to a bound, and serves those
 * who ask strictly in turn.
 *
 * Only the first in line is woken, and the next when that one has run. So a datagram stays here until it is really taken,
 * and a receiver that is killed after it was woken has nothing to give back but its turn.
 */
import { Ring } from '../../loop/ring.js';
import type { Op } from '../../park/op.js';
import { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import type { Address } from '../address.js';
import { type StreamError, UDPError, systemError } from '../errors.js';
import type { SocketName, UDPHandle, UDPOwner } from '../../handles/handle.js';

/** Bytes, and where they came from. */
export type Datagram = readonly [data: Buffer, source: Address];

/** What a datagram counts besides its bytes, in bytes: about what its objects take. So empty ones are bounded, too. */
export const OVERHEAD = 512;

export class DatagramReceiver implements UDPOwner {
  readonly name: string;
  readonly receivers = new WaitQueue<Receiver>();
  readonly #capacity: number;
  readonly #kept = new Ring<Datagram>();
  /** Of all that is kept, overhead included. */
  #bytes = 0;
  #dropped = 0;
  /** Woken, and has not run yet. */
  #serving: Receiver | undefined = undefined;
  /** Receiving failed, and nobody has been told yet. The next receiver is; then it goes on. */
  #failure: StreamError | undefined = undefined;
  /** Why nothing can be received: not bound, closed. */
  #error: StreamError | undefined;
  #handle: UDPHandle | undefined = undefined;
  /** Somebody waits, and the handle keeps the process alive. */
  #awaited = false;

  /** `capacity`: bytes, overhead included, that are kept. */
  constructor(name: string, capacity: number, unbound: StreamError) {
    this.name = name;
    this.#capacity = capacity;
    this.#error = unbound;
  }

  /** Datagrams that came and did not fit. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Is there something for a receiver that has not waited? */
  get ready(): boolean {
    return this.#serving === undefined && this.receivers.size === 0 && this.#hasNews;
  }

  /** From now on datagrams come. */
  attach(handle: UDPHandle): void {
    this.#handle = handle;
    this.#error = undefined;
    handle.owner = this;
    handle.keepAlive(false);
  }

  /** Closed: what is kept is dropped, all who wait are told. */
  fail(error: StreamError): void {
    this.#handle = undefined;
    this.#error = error;
    this.#kept.clear();
    this.#bytes = 0;
    this.#serve();
  }

  /** The next datagram. Parks until there is one. */
  receive(): Op<Datagram> {
    return new Waiter(RECEIVE, this, undefined, undefined);
  }

  /** For the receiver whose turn it is. */
  take(): Datagram {
    if (this.#error !== undefined) throw this.#error;
    const failure = this.#failure;
    if (failure !== undefined) {
      this.#failure = undefined;
      throw failure;
    }
    const datagram = this.#kept.take() as Datagram;
    this.#bytes -= weightOf(datagram[0]);
    return datagram;
  }

  /** It has taken its datagram, or left the line. */
  served(receiver: Receiver): void {
    if (this.#serving === receiver) this.#serving = undefined;
    this.#serve();
  }

  /** The line has changed: an endpoint that nobody waits for does not keep the process alive. */
  lineChanged(): void {
    const awaited = this.receivers.size > 0;
    if (awaited === this.#awaited) return;
    this.#awaited = awaited;
    this.#handle?.keepAlive(awaited);
  }

  _onDatagram(data: Buffer, { address, port }: SocketName): void {
    const bytes = this.#bytes + weightOf(data);
    // One always fits, however small the bound: else nothing would ever be received.
    if (bytes > this.#capacity && this.#kept.size > 0) {
      this.#dropped++;
      return;
    }
    this.#bytes = bytes;
    this.#kept.add([data, [address, port]]);
    this.#serve();
  }

  _onReceiveError(errno: number): void {
    this.#failure ??= systemError(UDPError, errno, 'recvmsg');
    this.#serve();
  }

  get #hasNews(): boolean {
    return this.#kept.size > 0 || this.#failure !== undefined || this.#error !== undefined;
  }

  /** Wake the first in line, if there is something for it. */
  #serve(): void {
    const { first } = this.receivers;
    if (first !== undefined && this.#serving === undefined && this.#hasNews) {
      this.#serving = first;
      first._wake();
    }
    this.lineChanged();
  }
}

function weightOf(data: Buffer): number {
  return data.length + OVERHEAD;
}

/** Waits for a datagram. */
type Receiver = Waiter<DatagramReceiver, Datagram>;

const RECEIVE = new Kind<DatagramReceiver, Datagram>({
  outside: true,
  describe: ({ name }) => `${name}.receive`,
  tryNow: (half) => half.ready,
  queue: (half) => half.receivers,
  parked(half) {
    half.lineChanged();
  },
  result(half, receiver) {
    try {
      return half.take();
    } finally {
      half.served(receiver);
    }
  },
  undo(half, receiver) {
    receiver.withdraw();
    half.served(receiver);
  },
});

/**
 * The receiving half of a UDP endpoint: keeps the datagrams that no tasklet has asked for yet, up to a bound, and serves its
 * receivers in turn. A datagram stays here until the tasklet that was woken for it takes it.
 */
import { Ring } from '../../loop/ring.js';
import type { Op } from '../../park/op.js';
import { Turnstile } from '../../park/turnstile.js';
import { Kind, Waiter } from '../../park/waiter.js';
import type { Address } from '../address.js';
import { UDPError, closedError, systemError } from '../errors.js';
import type { SocketName, UDPHandle, UDPOwner } from '../../handles/handle.js';
import { trimmed } from '../../trim.js';

/** Bytes, and the address that they came from. */
export type Datagram = readonly [data: Buffer, source: Address];

/** What a datagram counts besides its bytes: about what its objects take. So the number of empty ones is bounded, too. */
export const OVERHEAD = 512;

/** Waits for a datagram. */
type Receiving = Waiter<DatagramReceiver, unknown>;

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly RECEIVE: Kind<DatagramReceiver, Datagram>;
  readonly NOTICE: Kind<DatagramReceiver, void>;
};

export class DatagramReceiver implements UDPOwner {
  readonly #name: string;
  readonly #capacity: number;
  #state: 'unbound' | 'open' | 'closed' = 'unbound';
  /** While it is open. */
  #handle: UDPHandle | undefined = undefined;
  readonly #kept = new Ring<Datagram>();
  /** Of all that is kept, overhead included. */
  #bytes = 0;
  #dropped = 0;
  /** Why receiving failed; 0 once a receiver was told, or if it did not. */
  #failure = 0;
  readonly #turnstile = new Turnstile<Receiving>(() => this.hasNews);
  /** A tasklet waits, and the handle keeps the process alive. */
  #awaited = false;

  /** @param capacity bytes that are kept, overhead included */
  constructor(name: string, capacity: number) {
    this.#name = name;
    this.#capacity = capacity;
  }

  static {
    const waiting = {
      outside: true,
      describe: (receiver: DatagramReceiver) => `${receiver.#name}.receive`,
      tryNow: (receiver: DatagramReceiver) => receiver.#turnstile.free && receiver.hasNews,
      queue: (receiver: DatagramReceiver) => receiver.#turnstile.waiting,
      parked(receiver: DatagramReceiver) {
        receiver.#lineChanged();
      },
      undo(receiver: DatagramReceiver, waiter: Receiving) {
        receiver.#turnstile.withdraw(waiter);
        receiver.#lineChanged();
      },
    };
    const RECEIVE = new Kind<DatagramReceiver, Datagram>({
      ...waiting,
      result(receiver, waiter) {
        try {
          return receiver.#take();
        } catch (error) {
          throw trimmed(error as UDPError);
        } finally {
          receiver.#turnstile.pass(waiter);
          receiver.#lineChanged();
        }
      },
    });
    const NOTICE = new Kind<DatagramReceiver, void>({
      ...waiting,
      result(receiver, waiter) {
        receiver.#turnstile.pass(waiter);
        receiver.#lineChanged();
      },
    });
    made = { RECEIVE, NOTICE };
  }

  /** Datagrams that came and did not fit. */
  get dropped(): number {
    return this.#dropped;
  }

  /** From now on datagrams come. */
  attach(handle: UDPHandle): void {
    this.#state = 'open';
    this.#handle = handle;
    handle.owner = this;
    handle.keepAlive(false);
  }

  /** What is kept is dropped, and every receiver gets ECLOSED. */
  close(): void {
    this.#state = 'closed';
    this.#handle = undefined;
    this.#kept.clear();
    this.#bytes = 0;
    this.#serve();
  }

  /** The next datagram. Parks until there is one. */
  receive(): Op<Datagram> {
    return new Waiter(RECEIVE, this, undefined, undefined);
  }

  /** Until there is one, or an error: it stays. Parks. */
  untilNews(): Op<void> {
    return new Waiter(NOTICE, this, undefined, undefined);
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
    this.#failure ||= errno;
    this.#serve();
  }

  /** There is something for the receiver whose turn it is: a datagram, or an error. */
  get hasNews(): boolean {
    return this.#kept.size > 0 || this.#failure !== 0 || this.#state !== 'open';
  }

  #take(): Datagram {
    if (this.#state === 'unbound') throw notBoundError(this.#name);
    if (this.#state === 'closed') throw closedError(UDPError, this.#name);
    const failure = this.#failure;
    this.#failure = 0;
    if (failure !== 0) throw systemError(UDPError, failure, 'recvmsg');
    const datagram = this.#kept.take() as Datagram;
    this.#bytes -= weightOf(datagram[0]);
    return datagram;
  }

  #serve(): void {
    this.#turnstile.serve();
    this.#lineChanged();
  }

  /** An endpoint that no tasklet waits for does not keep the process alive. */
  #lineChanged(): void {
    const awaited = this.#turnstile.waiting.size > 0;
    if (awaited === this.#awaited) return;
    this.#awaited = awaited;
    this.#handle?.keepAlive(awaited);
  }
}

const { NOTICE, RECEIVE } = made;

export function notBoundError(name: string): UDPError {
  return new UDPError(`${name} is not bound: bind() it, or send() something first`, { code: 'EINVAL' });
}

function weightOf(data: Buffer): number {
  return data.length + OVERHEAD;
}

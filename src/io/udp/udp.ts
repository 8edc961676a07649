/**
 * UDP: an endpoint that sends and receives datagrams. It is no stream: each datagram arrives whole, or not at all.
 */
import { checkBoolean, checkCount, checkOptions, classNameOf } from '../../check.js';
import { isIP } from 'node:net';
import { types } from 'node:util';
import { type ThreadLoop, threadLoop } from '../../loop/thread.js';
import { errorsNameCaller } from '../../park/frames.js';
import type { Op } from '../../park/op.js';
import { type Address, checkedNumericAddress } from '../address.js';
import { textOf } from '../address-text.js';
import { UDPError, closedError, systemError } from '../errors.js';
import type { UDPHandle } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { checkedMembership } from './multicast.js';
import { DatagramReceiver, notBoundError } from './receiver.js';
import { DatagramSender } from './sender.js';
import { type Bytes } from '../stream/stream.js';
import { trimmed } from '../../trim.js';

/** How an endpoint is bound, and how much it keeps. */
export interface UDPOptions {
  /**
   * bind() shares the port with other sockets that do the same (default false): each of them gets what is sent to a multicast
   * group that it has joined. Which one gets what is sent to the port itself is the system's choice: on Linux, the last one
   * bound.
   */
  reuseAddress?: boolean;
  /**
   * Most bytes of datagrams kept until a tasklet receives them (default 4 MiB); each datagram counts 512 bytes more than it
   * holds. Those that come beyond are dropped, and counted.
   */
  maxBufferSize?: number;
  /** Unsent bytes at which send() throws ENOBUFS (default 64 MiB). */
  maxWriteBuffer?: number;
}

// What other modules do with an endpoint, and users should not.

/** Its receiving half. */
export let receiverOf: (endpoint: UDPEndpoint) => DatagramReceiver;
/** Its handle; undefined unless it is bound and open. */
export let endpointHandleOf: (endpoint: UDPEndpoint) => UDPHandle | undefined;

/**
 * Sends and receives datagrams, over IPv4 or IPv6. Addresses are numeric. It keeps the process alive only while a tasklet
 * waits for it.
 *
 * Source: evergreen.io.udp.UDPEndpoint.
 *
 * @example
 * function* echo(): Op<void> {
 *   using endpoint = new UDPEndpoint();
 *   endpoint.bind(['127.0.0.1', 1234]);
 *   for (;;) {
 *     const [data, source] = yield* endpoint.receive();
 *     endpoint.send(data, source);
 *   }
 * }
 */
export class UDPEndpoint {
  static {
    receiverOf = (endpoint) => endpoint.#receiver;
    endpointHandleOf = (endpoint) => endpoint.#handle;
    errorsNameCaller(this, [
      'sockname',
      'bind',
      'send',
      'setBroadcast',
      'setTTL',
      'addMembership',
      'dropMembership',
    ]);
  }

  readonly #reuse: boolean;
  readonly #receiver: DatagramReceiver;
  readonly #sender: DatagramSender;
  /** Undefined unless it is bound and open. */
  #handle: UDPHandle | undefined = undefined;
  /** Closes it when it is destroyed; undefined before it is bound. */
  #loop: ThreadLoop | undefined = undefined;
  /** Bound to an IPv6 address. */
  #six = false;
  #closed = false;
  /** Options set before there was a socket to set them on, by name. */
  readonly #settings = new Map<string, (handle: UDPHandle) => number>();

  /** RangeError for sizes that are not positive integers or Infinity, TypeError if `reuseAddress` is no boolean. */
  constructor(options: UDPOptions = {}) {
    checkOptions('the options of a UDPEndpoint', options);
    const { reuseAddress = false, maxBufferSize = 2 ** 22, maxWriteBuffer = 2 ** 26 } = options;
    checkBoolean('reuseAddress', reuseAddress);
    for (const [name, size] of Object.entries({ maxBufferSize, maxWriteBuffer }))
      if (size !== Infinity) checkCount(name, size);
    const name = classNameOf(this);
    this.#reuse = reuseAddress;
    this.#receiver = new DatagramReceiver(name, maxBufferSize);
    this.#sender = new DatagramSender(name, maxWriteBuffer);
  }

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The address it is bound to; if that was port 0, with the port the system chose. UDPError EINVAL before bind() or the first send(), ECLOSED. */
  get sockname(): Address {
    const name = this.#bound.sockname();
    if (typeof name === 'number') throw systemError(UDPError, name, 'getsockname');
    return [name.address, name.port];
  }

  /** Datagrams that came while nobody received, and were dropped as more than maxBufferSize would have been kept. */
  get dropped(): number {
    return this.#receiver.dropped;
  }

  /**
   * Take an address: numeric host and port, port 0 for any that is free. From now on datagrams are received, and kept until
   * a tasklet asks for them. Bound to '::', it serves IPv4 as well where the system does so by default; those addresses are
   * then written `::ffff:127.0.0.1`. Does not park. TypeError and RangeError for a bad address; UDPError EINVAL if it is bound
   * already, ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.UDPEndpoint.bind.
   */
  bind(address: Address): void {
    const checked = checkedNumericAddress(address);
    this.#assertOpen();
    if (this.#handle !== undefined)
      throw new UDPError(`${classNameOf(this)} is bound already`, { code: 'EINVAL' });
    this.#bind(checked, this.#reuse);
  }

  /**
   * Send a datagram; a string as UTF-8. If the endpoint is not bound, it is now: to any port, of the family of `address`. Most
   * datagrams are on their way when it returns; do not change the bytes before flush(), as some may wait for the system.
   * Never parks. TypeError and RangeError for a bad address: names are not resolved, and port 0 is none; UDPError ECLOSED,
   * ENOBUFS (more than maxWriteBuffer would be queued), EMSGSIZE (too long a datagram; on some systems only flush() gets it), or
   * what else the system reports.
   *
   * Source: evergreen.io.UDPEndpoint.send.
   */
  send(data: Bytes, address: Address): void {
    // Not instanceof: an object that only has the prototype would pass, and the handle abort the process.
    if (typeof data !== 'string' && !types.isUint8Array(data))
      throw trimmed(new TypeError('send() takes a string or a Uint8Array'));
    const [host, port] = checkedNumericAddress(address);
    if (port === 0) throw trimmed(new RangeError('a datagram cannot be sent to port 0'));
    this.#assertOpen();
    if (this.#handle === undefined) this.#bind([isIP(host) === 6 ? '::' : '0.0.0.0', 0], false);
    const to: Address = [this.#six && isIP(host) === 4 ? `::ffff:${host}` : host, port];
    this.#sender.send(typeof data === 'string' ? Buffer.from(data) : data, to);
  }

  /**
   * The next datagram, and the address of its sender. Parks until there is one; several receivers are served in turn. A datagram may be
   * empty. UDPError EINVAL before bind() or the first send(), ECLOSED, or what the system reports; the endpoint can be used
   * after that.
   *
   * Source: evergreen.io.UDPEndpoint.receive.
   *
   * @example
   * function* ask(server: Address, question: string): Op<string | undefined> {
   *   using endpoint = new UDPEndpoint();
   *   endpoint.send(question, server);
   *   const answer = yield* new Timeout(2, false).run(endpoint.receive()); // it may have been lost
   *   return answer?.[0].toString();
   * }
   */
  receive(): Op<readonly [data: Buffer, source: Address]> {
    return this.#receiver.receive();
  }

  /**
   * Wait until all that was sent before has reached the system. Parks. UDPError ECLOSED, or the error of a datagram that
   * failed only after send(); the endpoint can be used after that.
   */
  flush(): Op<void> {
    return this.#sender.flush();
  }

  /**
   * Close it at once; what is kept or unsent is dropped; every tasklet parked on the endpoint gets UDPError ECLOSED. Twice is fine.
   * Does not park.
   *
   * Source: evergreen.io.UDPEndpoint.close.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handle?.close();
    this.#handle = undefined;
    this.#loop?.disown(this);
    this.#receiver.close();
    this.#sender.close();
  }

  /** @internal It keeps the process alive only while somebody waits for datagrams. */
  _keepAlive(): void {
    // So there is nothing to do.
  }

  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void {
    this.close();
  }

  /**
   * Allow sending to broadcast addresses (EACCES otherwise). Before it is bound, the setting is kept until then. Does not
   * park. TypeError unless it is a boolean; UDPError ECLOSED, or what the system reports.
   */
  setBroadcast(enable: boolean): void {
    checkBoolean('enable', enable);
    this.#set('broadcast', (handle) => handle.setBroadcast(enable));
  }

  /**
   * How many routers a datagram may pass, except one that is sent to a multicast group. Before it is bound, the setting is
   * kept until then. Does not park. RangeError unless it is an integer from 1 to 255; UDPError ECLOSED, or what the system
   * tells.
   */
  setTTL(ttl: number): void {
    if (typeof ttl !== 'number') throw trimmed(new TypeError('ttl must be a number'));
    if (!Number.isInteger(ttl) || ttl < 1 || ttl > 255)
      throw trimmed(new RangeError(`ttl must be an integer from 1 to 255, not ${ttl}`));
    this.#set('ttl', (handle) => handle.setTTL(ttl));
  }

  /**
   * Receive what is sent to a multicast group. Does not park. TypeError and RangeError unless `group` is one; UDPError
   * ENODEV (there is no such interface), EINVAL before it is bound, ECLOSED, or what the system reports.
   *
   * @param group numeric address; one of IPv6 may have a scope, as in `ff02::fb%eth0`
   * @param iface the interface by its name or one of its addresses; if left out, the system chooses
   *
   * @example
   * function joined(): UDPEndpoint {
   *   const endpoint = new UDPEndpoint({ reuseAddress: true }); // others on this machine may have the port, too
   *   endpoint.bind(['0.0.0.0', 5353]);
   *   endpoint.addMembership('224.0.0.251');
   *   return endpoint;
   * }
   */
  addMembership(group: string, iface?: string): void {
    const checked = checkedMembership(group, iface, 'addMembership');
    check(this.#bound.addMembership(...checked), 'addMembership', group);
  }

  /** Undo addMembership() of the same group and interface. Errors as there, EADDRNOTAVAIL if there is none. Does not park. */
  dropMembership(group: string, iface?: string): void {
    const checked = checkedMembership(group, iface, 'dropMembership');
    check(this.#bound.dropMembership(...checked), 'dropMembership', group);
  }

  get #bound(): UDPHandle {
    this.#assertOpen();
    if (this.#handle === undefined) throw notBoundError(classNameOf(this));
    return this.#handle;
  }

  #assertOpen(): void {
    if (this.#closed) throw closedError(UDPError, classNameOf(this));
  }

  #bind(address: Address, reuse: boolean): void {
    const loop = threadLoop();
    const handle = handles().udp();
    try {
      loop.adopt(this);
      check(handle.bind(...address, reuse), 'bind', textOf(address));
      for (const setting of this.#settings.values()) check(setting(handle), 'setsockopt');
    } catch (error) {
      handle.close();
      loop.disown(this);
      throw error;
    }
    this.#loop = loop;
    this.#handle = handle;
    this.#six = isIP(address[0]) === 6;
    this.#receiver.attach(handle);
    this.#sender.attach(handle);
  }

  #set(name: string, setting: (handle: UDPHandle) => number): void {
    this.#assertOpen();
    if (this.#handle === undefined) this.#settings.set(name, setting);
    else check(setting(this.#handle), 'setsockopt');
  }
}

function check(errno: number, syscall: string, address?: string): void {
  if (errno < 0) throw systemError(UDPError, errno, syscall, address);
}

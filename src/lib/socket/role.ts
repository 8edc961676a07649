/**
 * What a socket has become: a connection, a listener, an endpoint for datagrams. A role is what duplicates of a socket share.
 */
import type { Address } from '../../io/address.js';
import type { Op } from '../../park/op.js';

/** As Python has it: of a Unix socket a path, else host and port. */
export type SocketAddress = Address | string;

export interface Role {
  /** The number of its descriptor; -1 if it has none. */
  readonly fd: number;
  /** Would recv() or accept() go on at once? */
  readonly readable: boolean;
  /** Would send() go on at once? */
  readonly writable: boolean;
  /** Until it would; an arm of select(). */
  untilReadable(): Op<unknown>;
  /** Likewise; undefined if it never will. */
  untilWritable(): Op<unknown> | undefined;
  sockname(): SocketAddress;
  peername(): SocketAddress;
  close(): void;
}

/**
 * What TLS needs of a kind of handles: how Node's TLSSocket gets at the bytes of a handle, and how the text that it has decrypted
 * is read and written. The handshake, and the certificates, are the TLSSocket's business in each kind.
 */
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Entrance } from '../enter-hub.js';
import type { StreamHandle } from '../handle.js';

/** Is told of the encrypted side. */
export interface GroundOwner {
  /** The handle has failed. */
  _failed(errno: number): void;
  /** Something has come from the handle. */
  _stirred(): void;
}

/** The encrypted side. */
export interface Ground {
  /** For the TLSSocket to run on. */
  readonly duplex: Duplex;
  /** For the callbacks of the TLSSocket. */
  readonly hub: Entrance;
  /**
   * Has the TLSSocket seen the end of the encrypted bytes? Before that, only the peer's close_notify can end what it reads. `reading`:
   * the decrypted side has not been stopped.
   */
  hasEnded(reading: boolean): boolean;
}

export interface TLSEngine {
  /** Put a handle, and what was read of it already, under a TLSSocket. */
  ground(handle: StreamHandle, ahead: Buffer, owner: GroundOwner): Ground;
  /** The decrypted side. An end of it without the peer's close_notify is TRUNCATED. */
  plain(socket: TLSSocket, ground: Ground): StreamHandle;
}

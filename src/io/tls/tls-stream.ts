/**
 * TLS over any connected stream: TCP, a pipe, another TLS stream. The stream beneath gives its handle away, with what it has read
 * ahead; so STARTTLS loses nothing. Client, connection and server over TCP are in tls.ts.
 */
/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type */
import { checkBoolean, checkOptions, isInstance, kindOf } from '../../check.js';
import { TLSHandle } from '../../handles/tls/tls-handle.js';
import type { Op } from '../../park/op.js';
import { trimmed } from '../../trim.js';
import { TLSError } from '../errors.js';
import { BaseStream, connectStream, layOver } from '../stream/stream.js';
import { handshake } from './handshake.js';
import { type TLSInfo, mixTLSInfo } from './info.js';
import { type TLSOptions, type TLSServerOptions, clientSide, serverSide } from './options.js';

/**
 * TLS over a connected stream, which is its own from now on: closing one closes both. The handshake begins at once; reading and
 * flush() wait for it, and handshake() waits for nothing else. What is written before is held back until the peer is verified.
 *
 * As the client it checks that the certificate is for `servername` (default 'localhost', as in Node: so give it). shutdown() sends
 * close_notify and ends the transport's writing side. If the transport ends without the peer's close_notify, something may have
 * been cut off: the next read that lacks something is an IncompleteReadError.
 *
 * Source: ssl.SSLSocket; trio.SSLStream.
 *
 * @example
 * function* startTLS(plain: TCPClient, host: string): Op<TLSStream> {
 *   plain.write('STARTTLS\r\n');
 *   yield* plain.readUntil('\r\n');
 *   const secure = new TLSStream(plain, { servername: host });
 *   yield* secure.handshake();
 *   return secure;
 * }
 */
export class TLSStream extends BaseStream {
  static {
    mixTLSInfo(this);
  }

  /** What it was laid over. */
  readonly transport: BaseStream;

  /**
   * Does not park. TypeError or RangeError for options that cannot be; TLSError for a key or a certificate that OpenSSL refuses;
   * the transport's StreamError if it is not connected, closed (ECLOSED), shut down (EPIPE) or has a TLSStream already (EBUSY). A
   * tasklet that waits to read or write the transport gets EBUSY.
   *
   * @param options `isServer`: take the server's side, which needs a key and a certificate
   */
  constructor(
    transport: BaseStream,
    options: TLSOptions & { isServer?: boolean } & Partial<TLSServerOptions> = {},
  ) {
    if (!isInstance(transport, BaseStream))
      throw trimmed(new TypeError(`a TLSStream is laid over a stream, not ${kindOf(transport)}`));
    checkOptions('the options of a TLSStream', options);
    const { isServer = false } = options;
    checkBoolean('isServer', isServer);
    super(options, TLSError);
    const side = isServer ? serverSide(options) : clientSide(options, 'localhost');
    const { handle, ahead, ended } = layOver(this, transport);
    this.transport = transport;
    connectStream(this, new TLSHandle(handle, side, ahead));
    if (ended) handle.owner?._onEnd();
  }

  /**
   * Until the peer is known and verified. It need not be called: reading and flush() wait for it. Parks. TLSError if the handshake
   * failed, with `syscall` 'handshake'; ETIMEDOUT if there is a handshakeTimeout.
   *
   * Source: ssl.SSLSocket.do_handshake; trio.SSLStream.do_handshake.
   */
  handshake(): Op<void> {
    return handshake(this);
  }

  /** At once, as of any stream, and the transport too; with a close_notify if nothing is left to be sent. */
  override close(): void {
    super.close();
    // Not there yet, if the constructor has failed.
    (this.transport as BaseStream | undefined)?.close();
  }
}

export interface TLSStream extends TLSInfo {}

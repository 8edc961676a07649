/**
 * What every TLS stream tells of its connection, written once and mixed into the classes.
 */
import type { PeerCertificate } from '../../handles/tls/sides.js';
import type { BaseStream } from '../stream/stream.js';
import { tlsOf } from './handshake.js';

/** What is known of a TLS connection. Before the handshake is over, and of a stream that is not connected, nothing is. */
export interface TLSInfo {
  /** 'TLSv1.3', or an older one. */
  readonly protocol: string | undefined;
  /** The cipher suite, by OpenSSL's name. */
  readonly cipher: string | undefined;
  /** The protocol that both sides have chosen (ALPN). */
  readonly alpnProtocol: string | undefined;
  /** The name that the client has asked for (SNI). */
  readonly servername: string | undefined;
  /** The peer has a certificate that was verified. */
  readonly authorized: boolean;
  /** It has to be asked for before both sides have ended, and is kept then. */
  readonly peerCertificate: PeerCertificate | undefined;
  /** Of a client: to be given to a later connection; known once the server has sent it, with TLS 1.3 after the handshake. */
  readonly session: Buffer | undefined;
  /** The handshake went on from an earlier session. */
  readonly resumed: boolean;
}

const info: TLSInfo & ThisType<BaseStream> = {
  get protocol() {
    return tlsOf(this)?.facts?.protocol;
  },
  get cipher() {
    return tlsOf(this)?.facts?.cipher;
  },
  get alpnProtocol() {
    return tlsOf(this)?.facts?.alpnProtocol;
  },
  get servername() {
    return tlsOf(this)?.facts?.servername;
  },
  get authorized() {
    return tlsOf(this)?.facts?.authorized ?? false;
  },
  get peerCertificate() {
    return tlsOf(this)?.peerCertificate;
  },
  get session() {
    return tlsOf(this)?.session;
  },
  get resumed() {
    return tlsOf(this)?.facts?.resumed ?? false;
  },
};

/** Give a class of streams the members of TLSInfo; its declaration says so by an interface. */
export function mixTLSInfo(Class: { readonly prototype: BaseStream & TLSInfo }): void {
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(info)))
    Object.defineProperty(Class.prototype, name, { ...member, enumerable: false });
}

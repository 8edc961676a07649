/**
 * The two sides of a handshake: how each makes its TLSSocket, when that is done, and whether the peer is who it should be.
 *
 * What is given to Node here has been checked (src/io/tls/options.ts): a wrong argument could end the process. What users supply
 * is called in the midst of a handshake, where nothing may throw.
 */
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type {
  ConnectionOptions,
  PeerCertificate,
  SecureContext,
  SecureContextOptions,
  TLSSocket,
  TLSSocketOptions,
  TlsOptions,
} from 'node:tls';
import { isError } from '../../check.js';
import type { LayerFailure } from '../handle.js';

export type {
  ConnectionOptions,
  PeerCertificate,
  SecureContext,
  SecureContextOptions,
  TlsOptions,
} from 'node:tls';

/** Loaded when it is first needed: it takes as long, and as much memory, as all of this library, and most programs use no TLS. */
const tls = (): typeof import('node:tls') => process.getBuiltinModule('node:tls');

export interface Side {
  /** Seconds that the handshake may take; Infinity for no limit. */
  readonly handshakeTimeout: number;
  /** The event of a TLSSocket that is through with it. */
  readonly event: 'secure' | 'secureConnect';
  /** Begin the handshake. */
  open(duplex: Duplex): TLSSocket;
  /** After the event: why the peer is refused all the same. */
  refuse(socket: TLSSocket): LayerFailure | undefined;
  /** Did the peer show a certificate that was verified? */
  isAuthorized(socket: TLSSocket): boolean;
  /** The name that the client asked for. */
  serverName(socket: TLSSocket): string | undefined;
}

export type ClientOptions = Pick<
  ConnectionOptions,
  'ALPNProtocols' | 'checkServerIdentity' | 'minDHSize' | 'rejectUnauthorized' | 'session'
> & { readonly servername?: string | undefined; readonly secureContext: SecureContext };

export type ServerSideOptions = Pick<
  TlsOptions,
  'ALPNProtocols' | 'rejectUnauthorized' | 'requestCert' | 'SNICallback'
> & { readonly handshakeTimeout: number; readonly secureContext: SecureContext };

type SNICallback = NonNullable<TlsOptions['SNICallback']>;

/** Members of TLSSocket that are not documented. */
interface Inside {
  readonly ssl: { verifyError(): NodeJS.ErrnoException | null | undefined };
  readonly servername: string | false | null | undefined;
}

export class ClientSide implements Side {
  readonly handshakeTimeout: number;
  readonly event = 'secureConnect';
  readonly #options: ClientOptions;
  readonly #servername: string | undefined;
  readonly #host: string;

  /** `host` is what the certificate must be for, unless the options say it. */
  constructor(options: ClientOptions, host: string, handshakeTimeout = Infinity) {
    this.#options = options;
    this.#host = host;
    this.handshakeTimeout = handshakeTimeout;
    const name = options.servername ?? host;
    // An address is no name: RFC 6066, 3.
    this.#servername = name === '' || isIP(name) !== 0 ? undefined : name;
  }

  open(duplex: Duplex): TLSSocket {
    const { connect, checkServerIdentity } = tls();
    const { servername, checkServerIdentity: check = checkServerIdentity, ...others } = this.#options;
    return connect({
      ...others,
      socket: duplex,
      host: servername !== undefined && servername !== '' ? servername : this.#host,
      ...(this.#servername !== undefined && { servername: this.#servername }),
      checkServerIdentity: (host, certificate) => identityError(check, host, certificate),
    });
  }

  /** connect() has verified it. */
  refuse(): undefined {
    return undefined;
  }

  isAuthorized(socket: TLSSocket): boolean {
    return socket.authorized;
  }

  serverName(): string | undefined {
    return this.#servername;
  }
}

/** The error for a certificate of another host, also if the check itself throws. */
function identityError(
  check: NonNullable<ConnectionOptions['checkServerIdentity']>,
  host: string,
  certificate: PeerCertificate,
): Error | undefined {
  try {
    return check(host, certificate);
  } catch (error) {
    return isError(error) ? error : new Error('checkServerIdentity() has thrown', { cause: error });
  }
}

export class ServerSide implements Side {
  readonly handshakeTimeout: number;
  readonly event = 'secure';
  readonly #options: ServerSideOptions;
  /** Of each TLSSocket. */
  readonly #forSocket: TLSSocketOptions;
  readonly #requestsCertificate: boolean;

  constructor(options: ServerSideOptions) {
    // Node's own handshakeTimeout is another one, in milliseconds.
    const { SNICallback, handshakeTimeout, ...others } = options;
    this.handshakeTimeout = handshakeTimeout;
    this.#options = options;
    this.#forSocket = {
      ...others,
      ...(SNICallback && { SNICallback: guarded(SNICallback) }),
      isServer: true,
    };
    this.#requestsCertificate = options.requestCert === true;
  }

  /** The same with other certificates. */
  withContext(secureContext: SecureContext): ServerSide {
    return new ServerSide({ ...this.#options, secureContext });
  }

  open(duplex: Duplex): TLSSocket {
    const { TLSSocket } = tls();
    return new TLSSocket(duplex, this.#forSocket);
  }

  /** A TLSSocket of a server checks no certificate by itself. */
  refuse(socket: TLSSocket): LayerFailure | undefined {
    if (!this.#requestsCertificate || this.#options.rejectUnauthorized === false) return undefined;
    const error = verifyErrorOf(socket);
    if (error === undefined) return undefined;
    const { code = 'ERR_TLS_CERT', message } = error;
    return { code, message: `the client's certificate was refused: ${message}`, cause: error };
  }

  isAuthorized(socket: TLSSocket): boolean {
    return this.#requestsCertificate && verifyErrorOf(socket) === undefined;
  }

  serverName(socket: TLSSocket): string | undefined {
    const { servername } = socket as unknown as Inside;
    return typeof servername === 'string' ? servername : undefined;
  }
}

/** What a user's SNICallback throws, fails with or answers must neither end the process nor pass for the peer's fault. */
function guarded(callback: SNICallback): SNICallback {
  return (servername, answer) => {
    const failed = (cause: unknown): void => {
      const why = isError(cause) ? cause.message : String(cause);
      const error = new Error(`SNICallback has failed for ${servername}: ${why}`, { cause });
      answer(Object.assign(error, { code: 'ERR_TLS_SNI_CALLBACK', syscall: 'SNICallback' }));
    };
    try {
      callback(servername, (error, context) => {
        if (error) failed(error);
        else if (context === undefined || isSecureContext(context)) answer(null, context);
        else
          failed(new TypeError('it must answer with a SecureContext, which tls.createSecureContext() makes'));
      });
    } catch (error) {
      failed(error);
    }
  };
}

function verifyErrorOf(socket: TLSSocket): NodeJS.ErrnoException | undefined {
  return (socket as unknown as Inside).ssl.verifyError() ?? undefined;
}

/** Of what createSecureContext() makes. Anything else in its place would end the process. */
export function isSecureContext(value: unknown): value is SecureContext {
  const Class: unknown = createSecureContext({ ca: [] }).constructor;
  return typeof Class === 'function' && value instanceof Class;
}

export function createSecureContext(options: SecureContextOptions): SecureContext {
  return tls().createSecureContext(options);
}

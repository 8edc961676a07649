/**
 * The options of TLS: what Node's `tls` takes, checked when they are given. What is wrong with a key or a certificate, OpenSSL
 * says, and that is a TLSError of the call.
 */
import { checkBoolean, checkFunction, checkOptions, checkText, isUint8Array, kindOf } from '../../check.js';
import {
  ClientSide,
  type ConnectionOptions,
  type SecureContext,
  type SecureContextOptions,
  ServerSide,
  type TlsOptions,
  createSecureContext,
  isSecureContext,
} from '../../handles/tls/sides.js';
import { trimmed } from '../../trim.js';
import { TLSError } from '../errors.js';
import type { ServerOptions } from '../stream/server-options.js';
import type { StreamOptions } from '../stream/stream.js';

/**
 * What Node's [tls](https://nodejs.org/api/tls.html) takes: key, cert, ca, pfx, passphrase, minVersion, ciphers, ALPNProtocols,
 * servername, rejectUnauthorized, session, ... And how much a stream keeps.
 */
export type TLSOptions = StreamOptions &
  SecureContextOptions &
  Pick<
    ConnectionOptions,
    'servername' | 'ALPNProtocols' | 'rejectUnauthorized' | 'checkServerIdentity' | 'session' | 'minDHSize'
  > & {
    /** In the place of key, cert, ca and so on; tls.createSecureContext() makes one, which any number of streams may share. */
    secureContext?: SecureContext;
  };

/** Those of a server, which may ask clients for certificates (requestCert), and choose its own by name (SNICallback). */
export type TLSServerOptions = TLSOptions &
  ServerOptions &
  Pick<TlsOptions, 'requestCert' | 'SNICallback' | 'ticketKeys' | 'sessionTimeout'> & {
    /** Seconds a handshake may take (default 30; Infinity: no limit). Then it fails: TLSError ETIMEDOUT, to handleError(). */
    handshakeTimeout?: number;
  };

/** They have to fit into 64 KiB, with a byte for the length of each. */
const MOST_PROTOCOLS = 255;
/** Seconds. */
const HANDSHAKE_TIMEOUT = 30;

/** What the client side does by these options. `host` is the name or address that the certificate is to be for. */
export function clientSide(options: TLSOptions & TLSServerOptions, host: string): ClientSide {
  const { servername, ALPNProtocols, rejectUnauthorized, checkServerIdentity, session, minDHSize } = options;
  check(options);
  return new ClientSide(
    {
      secureContext: contextOf(options),
      ...given({ servername, ALPNProtocols, rejectUnauthorized, checkServerIdentity, session, minDHSize }),
    },
    host,
    options.handshakeTimeout,
  );
}

/** What the server side does by these options. */
export function serverSide(options: TLSServerOptions): ServerSide {
  const { ALPNProtocols, rejectUnauthorized, requestCert, SNICallback } = options;
  const { handshakeTimeout = HANDSHAKE_TIMEOUT } = options;
  check(options);
  return new ServerSide({
    handshakeTimeout,
    secureContext: serverContext(options, options),
    ...given({ ALPNProtocols, rejectUnauthorized, requestCert, SNICallback }),
  });
}

/** What of a server's options is about sessions. */
export type SessionOptions = Pick<TlsOptions, 'ticketKeys' | 'sessionTimeout'>;

/** As contextOf(), and TypeError unless there is a certificate. */
export function serverContext(
  options: TLSServerOptions,
  { ticketKeys, sessionTimeout }: SessionOptions,
): SecureContext {
  checkOptions('the options of TLS', options);
  checkIdentity(options);
  return contextOf({ ...options, ticketKeys, sessionTimeout }, SESSIONS);
}

/** So that clients with certificates can resume sessions, OpenSSL wants those of one kind of server to have a name. */
const SESSIONS: SecureContextOptions = { sessionIdContext: 'evergreen-ts' };

/**
 * The context that these options describe. TypeError or RangeError for what is none; TLSError for a key, a certificate and the
 * like that OpenSSL refuses.
 */
export function contextOf(
  options: TLSOptions & SessionOptions,
  defaults: SecureContextOptions = {},
): SecureContext {
  checkOptions('the options of TLS', options);
  const { secureContext } = options;
  if (secureContext !== undefined) {
    if (!isSecureContext(secureContext))
      throw trimmed(
        new TypeError(
          `secureContext must be what tls.createSecureContext() makes, not ${kindOf(secureContext)}`,
        ),
      );
    return secureContext;
  }
  checkAuthorities(options.ca);
  try {
    return createSecureContext({ ...defaults, ...given(options) });
  } catch (error) {
    throw refused(error as NodeJS.ErrnoException);
  }
}

/** Node takes a `ca` without a certificate in it for none at all, and then trusts nobody. */
function checkAuthorities(ca: SecureContextOptions['ca']): void {
  for (const one of ca === undefined ? [] : [ca].flat()) {
    const text = isUint8Array(one) ? Buffer.from(one).toString('latin1') : one;
    if (typeof text === 'string' && !/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(text))
      throw trimmed(
        new TLSError('ca has no certificate in it: it takes the PEM text, not the name of a file', {
          code: 'ERR_OSSL_PEM_NO_START_LINE',
        }),
      );
  }
}

/** Node's errors of arguments keep their class, OpenSSL's become a TLSError. */
function refused(error: NodeJS.ErrnoException & { reason?: string }): Error {
  const { code = 'ERR_TLS', message, reason } = error;
  if (error instanceof TypeError || error instanceof RangeError) return trimmed(error);
  const text = `the key, the certificate or another option of TLS was refused: ${reason ?? message}`;
  return trimmed(new TLSError(text, { code, cause: error }));
}

/** Without what is undefined, which must not take the place of a default. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** TypeError or RangeError unless Node may be given it: some of it would end the process. */
function check(options: Partial<TLSServerOptions>): void {
  checkOptions('the options of TLS', options);
  const { servername, session, minDHSize, handshakeTimeout, ALPNProtocols } = options;
  if (servername !== undefined) checkServerName(servername);
  if (ALPNProtocols !== undefined) checkProtocols(ALPNProtocols);
  if (session !== undefined && !isUint8Array(session))
    throw trimmed(new TypeError(`session must be a Buffer, not ${kindOf(session)}`));
  if (minDHSize !== undefined) checkPositive('minDHSize', minDHSize);
  if (handshakeTimeout !== undefined) checkPositive('handshakeTimeout', handshakeTimeout);
  for (const flag of ['rejectUnauthorized', 'requestCert'] as const)
    if (options[flag] !== undefined) checkBoolean(flag, options[flag]);
  for (const name of ['checkServerIdentity', 'SNICallback'] as const)
    if (options[name] !== undefined) checkFunction(name, options[name]);
}

/** A server that has no certificate, nor a way to do without, would refuse every client. */
function checkIdentity({ key, cert, pfx, secureContext, SNICallback, ciphers }: TLSServerOptions): void {
  const all = [key ?? pfx, cert ?? pfx];
  if (all.every((one) => one !== undefined)) return;
  if (all.every((one) => one === undefined) && (secureContext ?? SNICallback ?? ciphers) !== undefined)
    return;
  throw trimmed(new TypeError('the server side of TLS needs a key and a cert, or a pfx, or a secureContext'));
}

function checkServerName(name: unknown): void {
  checkText('servername', name);
  if (/[^\x21-\x7e]/.test(name as string) || (name as string).length > 255)
    throw trimmed(
      new RangeError(`servername must be a host name of at most 255 ASCII characters, not ${kindOf(name)}`),
    );
}

function checkProtocols(protocols: unknown): void {
  const right = (one: unknown): boolean => {
    const length = isUint8Array(one) ? one.length : typeof one === 'string' ? Buffer.byteLength(one) : 0;
    return length >= 1 && length <= 255;
  };
  const list = isUint8Array(protocols) ? unpacked(protocols) : protocols;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_PROTOCOLS || !list.every(right))
    throw trimmed(
      new TypeError(
        `ALPNProtocols must be an array of names such as 'h2', each of 1 to 255 bytes, not ${kindOf(protocols)}`,
      ),
    );
}

/** The names, each of which stands behind its length. What is left over is one that is too short. */
function unpacked(bytes: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at++] as number;
    const name = bytes.subarray(at, (at += length));
    names.push(name.length === length ? name : new Uint8Array(0));
  }
  return names;
}

function checkPositive(what: string, value: unknown): void {
  if (typeof value !== 'number' || !(value > 0))
    throw trimmed(new RangeError(`${what} must be a positive number, not ${kindOf(value)}`));
}

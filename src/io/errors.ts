/**
 * The errors of the io classes. Each has the system's name for it (`code`), its number where it came from the system, the
 * call that failed and the address concerned, where there is one.
 *
 * Callbacks and wake-ups pass on no errors but a Failure: the reason, as a small value. The error is made of it where it is
 * thrown, in the tasklet that goes on; so its stack names the caller's function, each of several tasklets has one of its own,
 * and a stream that never fails pays for none.
 */
import { systemErrorText } from '#platform';
import { checkOptions, isUint8Array, kindOf } from '../check.js';
import { LAYER_FAILED, type StreamHandle } from '../handles/handle.js';

/** What a StreamError carries besides its message. */
export interface StreamErrorOptions extends ErrorOptions {
  /** libuv's number for it, negative. */
  errno?: number;
  /** The system's name for it, or one of this library's. */
  code: string;
  /** The call of the system that failed. */
  syscall?: string;
  /** Host and port, or a path. */
  address?: string;
}

/** Something went wrong with a stream. Each kind of stream has a subclass of its own. Source: pyuv.error.StreamError. */
export class StreamError extends Error {
  /** That of its class, such as 'TCPError'. */
  override readonly name: string = 'StreamError';
  /** libuv's number for it, negative; not there in errors of this library. */
  declare readonly errno?: number;
  /** 'ECONNREFUSED', ...; 'ECLOSED' for use after close. */
  readonly code: string;
  /** The call of the system that failed, such as 'connect'; undefined for errors of this library. */
  declare readonly syscall?: string;
  /** The address concerned: host and port, or a path. */
  declare readonly address?: string;

  constructor(message: string, options: StreamErrorOptions) {
    // Of JavaScript's callers: a constructor of a subclass may be given less.
    checkOptions('the options of a StreamError', options);
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    if (options.errno !== undefined) this.errno = options.errno;
    if (options.syscall !== undefined) this.syscall = options.syscall;
    if (options.address !== undefined) this.address = options.address;
  }
}

/** An error of a TCP stream or server. */
export class TCPError extends StreamError {
  override readonly name: string = 'TCPError';
}

/** An error of a pipe: a Unix socket, a fifo, an inherited descriptor. */
export class PipeError extends StreamError {
  override readonly name: string = 'PipeError';
}

/** An error of a UDP endpoint. Source: pyuv.error.UDPError. */
export class UDPError extends StreamError {
  override readonly name: string = 'UDPError';
}

/** An error of a terminal, or of a standard stream, whatever that is. */
export class TTYError extends StreamError {
  override readonly name: string = 'TTYError';
}

/**
 * An error of a TLS stream or server. `code` is OpenSSL's or Node's name for it ('CERT_HAS_EXPIRED', 'ERR_SSL_WRONG_VERSION_NUMBER',
 * 'ERR_TLS_CERT_ALTNAME_INVALID'), or the system's if the connection beneath has failed. `syscall` is 'handshake' if the
 * handshake did not succeed. Source: ssl.SSLError.
 */
export class TLSError extends StreamError {
  override readonly name: string = 'TLSError';
}

/** The stream ended inside what was asked for. `partial` has left the stream's buffer. */
export class IncompleteReadError extends StreamError {
  override readonly name: string = 'IncompleteReadError';
  /** What came before the end. */
  readonly partial: Buffer;

  constructor(partial: Buffer, wanted: string) {
    if (!isUint8Array(partial)) throw new TypeError(`partial must be a Buffer, not ${kindOf(partial)}`);
    super(`the stream ended after ${partial.length} bytes, before ${wanted}`, { code: 'EINCOMPLETE' });
    this.partial = partial;
  }
}

/** No delimiter within maxBufferSize. Nothing is lost: the bytes can still be read. */
export class BufferLimitError extends StreamError {
  override readonly name: string = 'BufferLimitError';

  constructor(limit: number, wanted: string) {
    super(`${wanted} did not come within ${limit} bytes (maxBufferSize)`, { code: 'EBUFFERLIMIT' });
  }
}

export type StreamErrorClass = new (message: string, options: StreamErrorOptions) => StreamError;

/** A call of the system has failed. */
export interface SystemFailure {
  /** libuv's number for it, negative. */
  readonly errno: number;
  readonly syscall: string;
  readonly address?: string;
}

/** A failure without a number of libuv's: message and properties of the error to be made. */
export interface OtherFailure extends StreamErrorOptions {
  readonly message: string;
}

/** Why something failed, for errorOf(). */
export type Failure = 'ECLOSED' | 'ENOTCONN' | SystemFailure | OtherFailure;

/** What a number that a handle gave stands for. */
export function failureOf(handle: StreamHandle, errno: number, syscall: string): Failure {
  const failure = errno === LAYER_FAILED ? handle.failure : undefined;
  return failure ?? { errno, syscall };
}

/** A new error of class `Class`; `name` is that of the stream or server concerned. */
export function errorOf(Class: StreamErrorClass, name: string, failure: Failure): StreamError {
  if (failure === 'ECLOSED') return closedError(Class, name);
  if (failure === 'ENOTCONN') return new Class(`${name} is not connected`, { code: 'ENOTCONN' });
  if ('message' in failure) return new Class(failure.message, failure);
  return systemError(Class, failure.errno, failure.syscall, failure.address);
}

/** The error for libuv's number `errno`, which the call `syscall` returned. */
export function systemError(
  Class: StreamErrorClass,
  errno: number,
  syscall: string,
  address?: string,
): StreamError {
  const [code, text] = systemErrorText(errno);
  const where = address === undefined ? '' : ` ${address}`;
  return new Class(`${syscall} ${code}${where}: ${text}`, {
    errno,
    code,
    syscall,
    ...(address !== undefined && { address }),
  });
}

export function closedError(Class: StreamErrorClass, name: string): StreamError {
  return new Class(`${name} is closed`, { code: 'ECLOSED' });
}

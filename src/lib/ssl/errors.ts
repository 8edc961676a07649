/**
 * The exception of Python's ssl module, for the right-hand side of `instanceof`.
 */
import { isInstance } from '../../check.js';
import { TLSError } from '../../io/errors.js';
import type { ErrorTest } from '../socket/errors.js';

/** An error of TLS: a certificate, a handshake, a record. Python's ssl.SSLError. */
export const SSLError: ErrorTest = { [Symbol.hasInstance]: (value) => isInstance(value, TLSError) };

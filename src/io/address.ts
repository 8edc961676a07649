/**
 * Addresses: the checks before one reaches a handle, and the lookup of host names.
 */
import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { errnoOf } from '../handles/node-errno.js';
import { kindOf } from '../check.js';
import type { OtherFailure } from './errors.js';
import { trimmed } from '../trim.js';

/** [host, port]; IPv6 hosts without brackets, a scope as `fe80::1%eth0`. */
export type Address = readonly [host: string, port: number];

/** The address, in an array that nobody else can change. TypeError or RangeError unless it is one. */
export function checkedAddress(address: unknown): Address {
  if (!Array.isArray(address) || address.length !== 2) {
    throw trimmed(new TypeError("an address is [host, port], for example ['127.0.0.1', 1234]"));
  }
  const [host, port] = address as [unknown, unknown];
  if (typeof host !== 'string' || host === '' || host.includes('\0')) {
    throw trimmed(new TypeError('the host of an address must be a string that is not empty'));
  }
  if (typeof port !== 'number')
    throw trimmed(new TypeError(`the port of an address must be a number, not ${kindOf(port)}`));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw trimmed(new RangeError(`a port must be an integer from 0 to 65535, not ${port}`));
  }
  return [host, port + 0]; // -0, which the system's handles abort at, becomes 0
}

/** As checkedAddress(), and the host must be a numeric IPv4 or IPv6 address. */
export function checkedNumericAddress(address: unknown): Address {
  const checked = checkedAddress(address);
  if (isIP(checked[0]) === 0) {
    throw trimmed(
      new TypeError(
        `the host must be a numeric address here, such as '127.0.0.1' or '::', not '${checked[0]}'`,
      ),
    );
  }
  return checked;
}

/** Call back with the numeric addresses of a host name, in the system's order, or with the failure. */
export function resolve(host: string, callback: (outcome: string[] | OtherFailure) => void): void {
  lookup(host, { all: true }, (error, found) => {
    if (error === null) callback(found.map(({ address }) => address));
    else callback(lookupFailure(error, host));
  });
}

function lookupFailure(error: NodeJS.ErrnoException, host: string): OtherFailure {
  const { code = 'ENOTFOUND', syscall = 'getaddrinfo', message } = error;
  return { errno: errnoOf(error), message, code, syscall, address: host, cause: error };
}

/**
 * Addresses: what is checked before one reaches a handle, and names turned into numbers.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { fromCallback } from '../tasklet/bridges.js';
import type { Park } from '../tasklet/op.js';

/** [host, port]; IPv6 hosts without brackets, a scope as `fe80::1%eth0`. */
export type Address = readonly [host: string, port: number];

/** TypeError or RangeError unless it is an address. */
export function checkAddress(address: unknown): asserts address is Address {
  if (!Array.isArray(address) || address.length !== 2) {
    throw new TypeError("an address is [host, port], for example ['127.0.0.1', 1234]");
  }
  const [host, port] = address as [unknown, unknown];
  if (typeof host !== 'string' || host === '' || host.includes('\0')) {
    throw new TypeError('the host of an address must be a string that is not empty');
  }
  if (typeof port !== 'number') throw new TypeError('the port of an address must be a number');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`a port must be an integer from 0 to 65535, not ${port}`);
  }
}

/** As checkAddress(), and the host must be a numeric IPv4 or IPv6 address. */
export function checkNumericAddress(address: unknown): asserts address is Address {
  checkAddress(address);
  if (isIP(address[0]) === 0) {
    throw new TypeError(
      `the host must be a numeric address here, such as '127.0.0.1' or '::', not '${address[0]}'`,
    );
  }
}

/** The numeric addresses of a host, in the system's order. Parks, unless it is numeric itself. */
export function* resolve(host: string): Generator<Park, string[], unknown> {
  if (isIP(host) !== 0) return [host];
  const found = yield* fromCallback<LookupAddress[]>((callback) => {
    lookup(host, { all: true }, callback);
  });
  return found.map(({ address }) => address);
}

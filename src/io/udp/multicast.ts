/**
 * Multicast groups and interfaces, from the ways people write them to the ones that the system takes.
 */
import { SocketAddress, isIP, isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { kindOf } from '../../check.js';
import { ENODEV } from '../../handles/errno.js';
import { UDPError, systemError } from '../errors.js';
import { trimmed } from '../../trim.js';

/** A group, and the interface as libuv wants it: an address of it for IPv4, any address with its name as scope for IPv6. */
export type Membership = readonly [group: string, iface: string | undefined];

/**
 * TypeError unless `group` is a numeric address and `iface`, if given, a string; RangeError unless it is a multicast address;
 * UDPError ENODEV if there is no such interface.
 */
export function checkedMembership(group: unknown, iface: unknown, syscall: string): Membership {
  if (typeof group !== 'string' || isIP(group) === 0)
    throw trimmed(
      new TypeError(
        `a group must be a numeric address such as '239.1.2.3' or 'ff02::1234', not ${typeof group === 'string' ? group : kindOf(group)}`,
      ),
    );
  if (iface !== undefined && typeof iface !== 'string')
    throw trimmed(new TypeError('an interface must be a string: its name, or an address of it'));
  const [address = '', scope] = group.split('%');
  if (!isMulticast(address)) throw trimmed(new RangeError(`${group} is not a multicast address`));
  if (scope !== undefined && iface !== undefined)
    throw trimmed(new TypeError(`the group ${group} has a scope: it needs no interface besides`));
  const wanted = iface ?? scope;
  if (wanted === undefined) return [address, undefined];
  const found = isIPv4(address) ? addressOf(wanted) : scopeOf(wanted);
  if (found === undefined) throw systemError(UDPError, ENODEV, syscall, wanted);
  return [address, found];
}

function isMulticast(address: string): boolean {
  const first = Number(address.split('.')[0]);
  return isIPv4(address) ? first >= 224 && first < 240 : /^ff[0-9a-f]{2}:/i.test(address);
}

/** An IPv4 address of the interface with that name or address. */
function addressOf(iface: string): string | undefined {
  if (isIPv4(iface)) return iface;
  return interfaces().find(({ name, family }) => name === iface && family === 'IPv4')?.address;
}

/** The scope of the interface with that name, address or scope. The system reports no error for one that does not exist. */
function scopeOf(iface: string): string | undefined {
  const [address = '', scope = iface] = iface.split('%');
  const isHere = isIPv6(address) && scope === iface ? hasAddress(address) : hasName(scope);
  const found = interfaces().find(isHere);
  return found === undefined ? undefined : `::%${found.name}`;
}

interface InterfaceAddress {
  readonly name: string;
  readonly family: string;
  readonly address: string;
}

const hasName = (wanted: string) => (one: InterfaceAddress) => one.name === wanted;

function hasAddress(wanted: string): (one: InterfaceAddress) => boolean {
  const { address } = new SocketAddress({ address: wanted, family: 'ipv6' });
  return (one) => one.address === address;
}

function interfaces(): InterfaceAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.map(({ family, address }) => ({ name, family, address })),
  );
}

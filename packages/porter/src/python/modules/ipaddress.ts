/** Python's ipaddress: addresses, networks, and addresses in networks, of versions 4 and 6. */
import { gt } from '../compare.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { bound } from '../keywords.js';
import { Address, IPv4Address, IPv6Address, sameVersion } from '../ipaddress/address.js';
import { AddressValueError, NetmaskValueError, zerosOf } from '../ipaddress/families.js';
import { IPv4Interface, IPv6Interface } from '../ipaddress/interface.js';
import { IPv4Network, IPv6Network, Network } from '../ipaddress/network.js';
import { int_ } from '../numbers.js';
import { parsed } from '../signature.js';
import { repr, text } from '../text.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';

export {
  AddressValueError,
  IPv4Address,
  IPv4Interface,
  IPv4Network,
  IPv6Address,
  IPv6Interface,
  IPv6Network,
  NetmaskValueError,
};

/** The first of two classes that takes what is given. */
function either(what: string, address: Value, ...ways: (() => Value)[]): Value {
  for (const way of ways)
    try {
      return way();
    } catch (error) {
      if (!(error instanceof AddressValueError) && !(error instanceof NetmaskValueError)) throw error;
    }
  throw new ValueError(`${repr(address)} does not appear to be an IPv4 or IPv6 ${what}`);
}

const ADDRESS = parsed(['ip_address()', 'address']);
const NETWORK = parsed(['ip_network()', 'address', 'strict=']);
const INTERFACE = parsed(['ip_interface()', 'address']);

export function ip_address(...given: Value[]): Value {
  const address: Value = bound(ADDRESS, given).get('address');
  return either(
    'address',
    address,
    () => new IPv4Address(address),
    () => new IPv6Address(address),
  );
}

export function ip_network(...given: Value[]): Value {
  const known = bound(NETWORK, given);
  const [address, strict]: Value[] = [known.get('address'), known.get('strict') ?? true];
  return either(
    'network',
    address,
    () => new IPv4Network(address, strict),
    () => new IPv6Network(address, strict),
  );
}

export function ip_interface(...given: Value[]): Value {
  const address: Value = bound(INTERFACE, given).get('address');
  return either(
    'interface',
    address,
    () => new IPv4Interface(address),
    () => new IPv6Interface(address),
  );
}

export const v4_int_to_packed = (address: Value): Buffer => packed(address, 4);
export const v6_int_to_packed = (address: Value): Buffer => packed(address, 6);

function packed(address: Value, version: 4 | 6): Buffer {
  const bytes = version === 4 ? 4 : 16;
  const number = BigInt(address);
  if (number < 0n || number >> BigInt(bytes * 8) !== 0n)
    throw new ValueError(`Address negative or too large for IPv${String(version)}`);
  return Buffer.from(number.toString(16).padStart(bytes * 2, '0'), 'hex');
}

/** The networks that all addresses from the first to the last are in. */
export const summarize_address_range = generator(function* summarize_address_range(
  first: Value,
  last: Value,
): Generator<Network> {
  if (!(first instanceof Address) || !(last instanceof Address))
    throw new PyTypeError('first and last must be IP addresses, not networks');
  sameVersion(first, last);
  if (gt(first, last)) throw new ValueError('last IP address must be greater than first');
  const { bits, version } = first.family;
  const cls = version === 4 ? IPv4Network : IPv6Network;
  for (let at = first._ip; at <= last._ip;) {
    const free = Math.min(zerosOf(at, bits), (last._ip - at + 1n).toString(2).length - 1);
    yield new cls(tup(int_(at), bits - free));
    at += 1n << BigInt(free);
  }
});

/** Addresses and networks as few networks. */
export function collapse_addresses(addresses: Value): Value {
  const single: Address[] = [];
  const networks: Network[] = [];
  for (const one of items(addresses)) {
    const isWhole = one instanceof Network && one.prefixlen < one.max_prefixlen;
    const [last] = (isWhole ? networks : single).slice(-1);
    if (last !== undefined && last.version !== one.version)
      throw new PyTypeError(`${text(one)} and ${text(last)} are not of the same version`);
    if (isWhole) networks.push(one);
    else single.push(one instanceof Network ? one.network_address : (one as Address));
  }
  single.sort((a, b) => (a._ip < b._ip ? -1 : a._ip > b._ip ? 1 : 0));
  const ranges: Network[] = [];
  for (let i = 0; i < single.length;) {
    let end = i;
    while (end + 1 < single.length && (single[end + 1]?._ip ?? 0n) - (single[end]?._ip ?? 0n) <= 1n) end++;
    ranges.push(...summarize_address_range(single[i], single[end]));
    i = end + 1;
  }
  return collapsed([...ranges, ...networks]);
}

const collapsed = generator(function* collapse(given: Network[]): Generator<Network> {
  const left = [...given];
  const found = new Dict();
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const above = one.supernet();
    const other: Value = found.get(above);
    if (other === null) found.set(above, one);
    else if (other.__eq__(one) !== true) {
      found.delete(above);
      left.push(above);
    }
  }
  const sorted = [...(found.values() as Iterable<Network>)].sort((a, b) => (a.__lt__(b) === true ? -1 : 1));
  let last: Network | undefined;
  for (const one of sorted) {
    if (last !== undefined && last.last >= one.last) continue;
    yield one;
    last = one;
  }
});

/** A key by which addresses and networks can be sorted together. */
export function get_mixed_type_key(x: Value): Value {
  if (x instanceof Network) return tup(x.version, x.network_address, x.netmask);
  return tup(x.version, x);
}

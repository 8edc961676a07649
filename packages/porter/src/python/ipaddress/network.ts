/** Networks, of both versions, and addresses in a network. */
import { eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { AttributeError, IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { hash } from '../hash.js';
import { home } from '../homes.js';
import { bool } from '../iteration.js';
import { bound } from '../keywords.js';
import { type Int, int_, isInt } from '../numbers.js';
import { hidden } from '../object.js';
import { parsed } from '../signature.js';
import { repr, text } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { Address, Base, IPv4Address, IPv6Address, sameVersion } from './address.js';
import { AddressValueError, type Family, V4, V6, hextets, isOf, maskOf, prefixOf } from './families.js';

/** Address and mask of what a network is made of. */
export function split({ bits }: Family, given: Value): readonly [address: Value, mask: Value] {
  if (isInt(given) || given instanceof Uint8Array) return [given, bits];
  const parts: Value[] = given instanceof Tuple ? [...given] : text(given).split('/');
  if (!(given instanceof Tuple) && parts.length > 2)
    throw new AddressValueError(`Only one '/' permitted in ${repr(given)}`);
  return [parts[0], parts.length > 1 ? parts[1] : bits];
}

const SUBNETS = parsed(['_BaseNetwork.subnets(self)', 'prefixlen_diff=', 'new_prefix=']);
const SUPERNET = parsed(['_BaseNetwork.supernet(self)', 'prefixlen_diff=', 'new_prefix=']);

/** An address of the kind that a network has. */
const addressIn = ({ addressClass }: Network, bits: bigint): Address => new addressClass(int_(bits));

function networkLike(network: Network, address: bigint, prefix: number): Network {
  const cls: Value = network.constructor;
  return new cls(tup(int_(address), prefix));
}

export abstract class Network extends Base {
  declare network_address: Address;
  declare netmask: Address;
  declare _prefixlen: number;

  abstract get addressClass(): new (address: Value) => Address;

  protected abstract get initialSignature(): ReturnType<typeof parsed>;

  override __init__(...given: Value[]): void {
    hidden(this, '_prefixlen');
    const known = bound(this.initialSignature, given);
    const [address, mask] = split(this.family, known.get('address'));
    this.network_address = new this.addressClass(address);
    this._prefixlen = prefixOf(this.family, mask);
    const bits = maskOf(this.family, this._prefixlen);
    this.netmask = addressIn(this, bits);
    const own = this.network_address._ip;
    if ((own & bits) === own) return;
    if (bool(known.get('strict') ?? true)) throw new ValueError(`${text(this)} has host bits set`);
    this.network_address = addressIn(this, own & bits);
  }

  get first(): bigint {
    return this.network_address._ip;
  }

  get last(): bigint {
    return this.first | (this.netmask._ip ^ this.family.ones);
  }

  get prefixlen(): number {
    return this._prefixlen;
  }

  get hostmask(): Address {
    return addressIn(this, this.netmask._ip ^ this.family.ones);
  }

  get broadcast_address(): Address {
    return addressIn(this, this.last);
  }

  get num_addresses(): Int {
    return int_(this.last - this.first + 1n);
  }

  get with_prefixlen(): string {
    return `${text(this.network_address)}/${String(this._prefixlen)}`;
  }

  get with_netmask(): string {
    return `${text(this.network_address)}/${text(this.netmask)}`;
  }

  get with_hostmask(): string {
    return `${text(this.network_address)}/${text(this.hostmask)}`;
  }

  protected is(name: string): boolean {
    return isOf(this.family, name, this.first) && isOf(this.family, name, this.last);
  }

  get is_private(): boolean {
    const { family, first, last } = this;
    const isPublic = isOf(family, 'public', first) || isOf(family, 'public', last);
    return isOf(family, 'private', first, last) && !isPublic;
  }

  get is_global(): boolean {
    return !this.is_private;
  }

  get is_multicast(): boolean {
    return this.is('multicast');
  }

  get is_reserved(): boolean {
    return this.is('reserved');
  }

  get is_link_local(): boolean {
    return this.is('linkLocal');
  }

  get is_loopback(): boolean {
    return this.is('loopback');
  }

  get is_unspecified(): boolean {
    return this.is('unspecified');
  }

  __str__(): string {
    return this.with_prefixlen;
  }

  *__iter__(): Generator<Address> {
    for (let at = this.first; at <= this.last; at++) yield addressIn(this, at);
  }

  /** The addresses for hosts: without the network's own, and for version 4 without that for all of them. */
  hosts(): Value {
    const { bits, version } = this.family;
    if (this._prefixlen === bits) return [addressIn(this, this.first)];
    if (this._prefixlen === bits - 1) return this.__iter__();
    return this.between(this.first + 1n, version === 4 ? this.last - 1n : this.last);
  }

  *between(first: bigint, last: bigint): Generator<Address> {
    for (let at = first; at <= last; at++) yield addressIn(this, at);
  }

  __getitem__(index: Value): Address {
    const at = BigInt(index);
    const address = at >= 0n ? this.first + at : this.last + at + 1n;
    if (address > this.last || address < this.first) throw new IndexError('address out of range');
    return addressIn(this, address);
  }

  __contains__(other: Value): boolean {
    if (!(other instanceof Base))
      throw new AttributeError(`'${typeName(other)}' object has no attribute '_version'`);
    if (!(other instanceof Address) || other.version !== this.version) return false;
    return (other._ip & this.netmask._ip) === this.first;
  }

  overlaps(other: Value): boolean {
    const within = (address: Address, network: Value): boolean => network.__contains__(address) as boolean;
    return (
      within(this.network_address, other) ||
      within(this.broadcast_address, other) ||
      within(other.network_address, this) ||
      within(other.broadcast_address, this)
    );
  }

  __eq__(other: Value): Value {
    if (!(other instanceof Network)) return NotImplemented;
    return (
      this.version === other.version &&
      eq(this.network_address, other.network_address) &&
      this._prefixlen === other._prefixlen
    );
  }

  __lt__(other: Value): Value {
    if (!(other instanceof Network)) return NotImplemented;
    sameVersion(this, other);
    return this.first === other.first ? this._prefixlen < other._prefixlen : this.first < other.first;
  }

  __hash__(): Int {
    return hash(int_(this.first ^ this.netmask._ip));
  }

  compare_networks(other: Value): number {
    if (this.version !== other.version)
      throw new PyTypeError(`${text(this)} and ${text(other)} are not of the same type`);
    return this.__lt__(other) === true ? -1 : this.__gt__(other) === true ? 1 : 0;
  }

  subnet_of(other: Value): boolean {
    if (!(other instanceof Network))
      throw new PyTypeError(`Unable to test subnet containment between ${text(this)} and ${text(other)}`);
    sameVersion(this, other);
    return other.first <= this.first && other.last >= this.last;
  }

  supernet_of(other: Value): boolean {
    if (!(other instanceof Network))
      throw new PyTypeError(`Unable to test subnet containment between ${text(other)} and ${text(this)}`);
    return other.subnet_of(this);
  }

  *subnets(...given: Value[]): Generator<Network> {
    const known = bound(SUBNETS, given);
    const { bits } = this.family;
    if (this._prefixlen === bits) {
      yield this;
      return;
    }
    const wanted: Value = known.get('new_prefix') ?? null;
    let diff = Number(known.get('prefixlen_diff') ?? 1);
    if (wanted !== null) {
      if (wanted < this._prefixlen) throw new ValueError('new prefix must be longer');
      if (diff !== 1) throw new ValueError('cannot set prefixlen_diff and new_prefix');
      diff = Number(wanted) - this._prefixlen;
    }
    if (diff < 0) throw new ValueError('prefix length diff must be > 0');
    const prefix = this._prefixlen + diff;
    if (prefix > bits)
      throw new ValueError(`prefix length diff ${String(prefix)} is invalid for netblock ${text(this)}`);
    const step = 1n << BigInt(bits - prefix);
    for (let at = this.first; at <= this.last; at += step) yield networkLike(this, at, prefix);
  }

  supernet(...given: Value[]): Network {
    const known = bound(SUPERNET, given);
    if (this._prefixlen === 0) return this;
    const wanted: Value = known.get('new_prefix') ?? null;
    let diff = Number(known.get('prefixlen_diff') ?? 1);
    if (wanted !== null) {
      if (wanted > this._prefixlen) throw new ValueError('new prefix must be shorter');
      if (diff !== 1) throw new ValueError('cannot set prefixlen_diff and new_prefix');
      diff = this._prefixlen - Number(wanted);
    }
    const prefix = this._prefixlen - diff;
    if (prefix < 0)
      throw new ValueError(
        `current prefixlen is ${String(this._prefixlen)}, cannot have a prefixlen_diff of ${String(diff)}`,
      );
    return networkLike(this, this.first & maskOf(this.family, prefix), prefix);
  }

  /** What is left of it without another network. */
  *address_exclude(other: Value): Generator<Network> {
    if (this.version !== other.version)
      throw new PyTypeError(`${text(this)} and ${text(other)} are not of the same version`);
    if (!(other instanceof Network)) throw new PyTypeError(`${text(other)} is not a network object`);
    if (!other.subnet_of(this)) throw new ValueError(`${text(other)} not contained in ${text(this)}`);
    for (let rest: Network = this; !eq(rest, other);) {
      const [first, second] = [...rest.subnets()] as [Network, Network];
      const isFirst = other.subnet_of(first);
      yield isFirst ? second : first;
      rest = isFirst ? first : second;
    }
  }
}

for (const name of ['__iter__', 'between', 'subnets', 'address_exclude'] as const)
  generator(Network.prototype[name]);

export class IPv4Network extends Network {
  get family(): Family {
    return V4;
  }

  get addressClass(): typeof IPv4Address {
    return IPv4Address;
  }

  protected get initialSignature(): ReturnType<typeof parsed> {
    return parsed(['IPv4Network.__init__(self)', 'address', 'strict=']);
  }

  override get is_global(): boolean {
    return !isOf(V4, 'shared', this.first, this.last) && !this.is_private;
  }
}

export class IPv6Network extends Network {
  get family(): Family {
    return V6;
  }

  get addressClass(): typeof IPv6Address {
    return IPv6Address;
  }

  protected get initialSignature(): ReturnType<typeof parsed> {
    return parsed(['IPv6Network.__init__(self)', 'address', 'strict=']);
  }

  override get exploded(): string {
    return `${hextets(this.first).join(':')}/${String(this._prefixlen)}`;
  }

  get is_site_local(): boolean {
    return this.is('siteLocal');
  }
}

home('ipaddress', IPv4Network, IPv6Network);

/** Addresses with the networks that they are in. */
import { eq, lt } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { hash } from '../hash.js';
import { home } from '../homes.js';
import { type Int, int_ } from '../numbers.js';
import { hidden } from '../object.js';
import { text } from '../text.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import { type Address, IPv4Address, IPv6Address } from './address.js';
import { V4, V6, hextets } from './families.js';
import { IPv4Network, IPv6Network, type Network, split } from './network.js';

interface Interface {
  readonly _ip: bigint;
  readonly network: Network;
}

function hashOf({ _ip, network }: Interface): Int {
  return hash(tup(int_(_ip), network._prefixlen, int_(network.first)));
}

/** Equal addresses in equal networks; none is equal to an address alone. */
const isSame = (same: Value, own: Interface, other: Value): Value =>
  same === true ? isInterface(other) && eq(own.network, other.network) : same;

/** By networks, then by addresses; an address alone is less than any. */
function isLess(less: Value, own: Interface, other: Value): Value {
  if (less === NotImplemented) return less;
  if (!isInterface(other)) return false;
  return lt(own.network, other.network) || (eq(own.network, other.network) && less === true);
}

const isInterface = (x: Value): boolean => x instanceof IPv4Interface || x instanceof IPv6Interface;

export class IPv4Interface extends IPv4Address {
  declare network: Network;
  declare netmask: Address;

  override __init__(given: Value): void {
    const [address, mask] = split(V4, given);
    super.__init__(address);
    this.network = new IPv4Network(tup(address, mask), false);
    this.netmask = this.network.netmask;
    hidden(this, '_prefixlen');
    this._prefixlen = this.network._prefixlen;
  }

  get hostmask(): Address {
    return this.network.hostmask;
  }

  get ip(): IPv4Address {
    return new IPv4Address(int_(this._ip));
  }

  get with_prefixlen(): string {
    return `${V4.show(this._ip)}/${text(this._prefixlen)}`;
  }

  get with_netmask(): string {
    return `${V4.show(this._ip)}/${text(this.netmask)}`;
  }

  get with_hostmask(): string {
    return `${V4.show(this._ip)}/${text(this.hostmask)}`;
  }

  override __str__(): string {
    return this.with_prefixlen;
  }

  override __eq__(other: Value): Value {
    return isSame(super.__eq__(other), this, other);
  }

  override __lt__(other: Value): Value {
    return isLess(super.__lt__(other), this, other);
  }

  override __hash__(): Int {
    return hashOf(this);
  }
}

export class IPv6Interface extends IPv6Address {
  declare network: Network;
  declare netmask: Address;

  override __init__(given: Value): void {
    const [address, mask] = split(V6, given);
    super.__init__(address);
    this.network = new IPv6Network(tup(address, mask), false);
    this.netmask = this.network.netmask;
    hidden(this, '_prefixlen');
    this._prefixlen = this.network._prefixlen;
  }

  get hostmask(): Address {
    return this.network.hostmask;
  }

  get ip(): IPv6Address {
    return new IPv6Address(int_(this._ip));
  }

  override get exploded(): string {
    return `${hextets(this._ip).join(':')}/${text(this._prefixlen)}`;
  }

  get with_prefixlen(): string {
    return `${V6.show(this._ip)}/${text(this._prefixlen)}`;
  }

  get with_netmask(): string {
    return `${V6.show(this._ip)}/${text(this.netmask)}`;
  }

  get with_hostmask(): string {
    return `${V6.show(this._ip)}/${text(this.hostmask)}`;
  }

  override get is_unspecified(): boolean {
    return this._ip === 0n && this.network.is_unspecified;
  }

  override get is_loopback(): boolean {
    return this._ip === 1n && this.network.is_loopback;
  }

  override __str__(): string {
    return `${super.__str__()}/${text(this._prefixlen)}`;
  }

  override __eq__(other: Value): Value {
    return isSame(super.__eq__(other), this, other);
  }

  override __lt__(other: Value): Value {
    return isLess(super.__lt__(other), this, other);
  }

  override __hash__(): Int {
    return hashOf(this);
  }
}

home('ipaddress', IPv4Interface, IPv6Interface);

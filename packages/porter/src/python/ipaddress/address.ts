/** Addresses, of both versions. */
import { eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { format } from '../format-spec.js';
import { hash } from '../hash.js';
import { home } from '../homes.js';
import { type Int, int_, isInt } from '../numbers.js';
import { PyObject, className, hidden } from '../object.js';
import { repr, text } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';
import { AddressValueError, type Family, V4, V6, hextets, isOf } from './families.js';

/** What addresses and networks have in common. */
export abstract class Base extends PyObject {
  abstract get family(): Family;

  get version(): number {
    return this.family.version;
  }

  get _version(): number {
    return this.family.version;
  }

  get max_prefixlen(): number {
    return this.family.bits;
  }

  get compressed(): string {
    return text(this);
  }

  get exploded(): string {
    return text(this);
  }

  get reverse_pointer(): string {
    return this.family.version === 4
      ? `${text(this).split('.').reverse().join('.')}.in-addr.arpa`
      : `${[...this.exploded.replaceAll(':', '')].reverse().join('.')}.ip6.arpa`;
  }

  __repr__(): string {
    return `${className(this.constructor)}(${repr(text(this))})`;
  }

  abstract __lt__(other: Value): Value;

  __le__(other: Value): Value {
    const less = this.__lt__(other);
    return less === NotImplemented ? less : less === true || eq(this, other);
  }

  __gt__(other: Value): Value {
    const less = this.__lt__(other);
    return less === NotImplemented ? less : less === false && !eq(this, other);
  }

  __ge__(other: Value): Value {
    const less = this.__lt__(other);
    return less === NotImplemented ? less : less === false;
  }
}

export function sameVersion(a: Base, b: Base): void {
  if (a.version !== b.version) throw new PyTypeError(`${text(a)} and ${text(b)} are not of the same version`);
}

/** What an address is made of: an int, bytes, or anything whose text is one. */
function addressOf({ version, bits, ones, parse }: Family, given: Value): bigint {
  if (isInt(given)) {
    const number = BigInt(given);
    const what = `is not permitted as an IPv${String(version)} address`;
    if (number < 0n) throw new AddressValueError(`${String(number)} (< 0) ${what}`);
    if (number > ones) throw new AddressValueError(`${String(number)} (>= 2**${String(bits)}) ${what}`);
    return number;
  }
  if (given instanceof Uint8Array) {
    if (given.length !== bits / 8)
      throw new AddressValueError(
        `${repr(given)} (len ${String(given.length)} != ${String(bits / 8)}) is not permitted as an IPv${String(version)} address`,
      );
    return BigInt(`0x${Buffer.from(given).toString('hex')}`);
  }
  const shown = text(given);
  if (shown.includes('/')) throw new AddressValueError(`Unexpected '/' in ${repr(given)}`);
  return parse(shown);
}

export abstract class Address extends Base {
  declare _ip: bigint;

  override __init__(address: Value): void {
    hidden(this, '_ip');
    this._ip = addressOf(this.family, address);
  }

  protected is(name: string): boolean {
    return isOf(this.family, name, this._ip);
  }

  get packed(): Buffer {
    return Buffer.from(this._ip.toString(16).padStart(this.family.bits / 4, '0'), 'hex');
  }

  get is_reserved(): boolean {
    return this.is('reserved');
  }

  get is_private(): boolean {
    return this.is('private') && !this.is('public');
  }

  get is_global(): boolean {
    return !this.is_private;
  }

  get is_multicast(): boolean {
    return this.is('multicast');
  }

  get is_unspecified(): boolean {
    return this.is('unspecified');
  }

  get is_loopback(): boolean {
    return this.is('loopback');
  }

  get is_link_local(): boolean {
    return this.is('linkLocal');
  }

  __int__(): Int {
    return int_(this._ip);
  }

  __eq__(other: Value): Value {
    if (!(other instanceof Address)) return NotImplemented;
    return this._ip === other._ip && this.version === other.version;
  }

  __lt__(other: Value): Value {
    if (!(other instanceof Address)) return NotImplemented;
    sameVersion(this, other);
    return this._ip < other._ip;
  }

  __hash__(): Int {
    return hash(`0x${this._ip.toString(16)}`);
  }

  __add__(other: Value): Value {
    return isInt(other) ? this.#made(this._ip + BigInt(other)) : NotImplemented;
  }

  __sub__(other: Value): Value {
    return isInt(other) ? this.#made(this._ip - BigInt(other)) : NotImplemented;
  }

  #made(address: bigint): Value {
    const cls: Value = this.constructor;
    return new cls(int_(address));
  }

  __str__(): string {
    return this.family.show(this._ip);
  }

  __format__(spec: Value): string {
    const given = text(spec);
    if (given === '' || given.endsWith('s')) return format(text(this), given);
    const [, alternate = '', grouping = '', kind] = /^(#?)(_?)([xbnX])$/.exec(given) ?? [];
    if (kind === undefined)
      throw new PyTypeError(`unsupported format string passed to ${className(this.constructor)}.__format__`);
    const base = kind === 'n' ? (this.version === 4 ? 'b' : 'x') : kind;
    const digits = base === 'b' ? this.family.bits : this.family.bits / 4;
    const width = digits + (grouping === '' ? 0 : digits / 4 - 1) + (alternate === '' ? 0 : 2);
    return format(this.__int__(), `${alternate}0${String(width)}${grouping}${base}`);
  }
}

export class IPv4Address extends Address {
  get family(): Family {
    return V4;
  }

  override get is_global(): boolean {
    return !this.is('shared') && !this.is_private;
  }
}

export class IPv6Address extends Address {
  declare _scope_id: Value;

  get family(): Family {
    return V6;
  }

  override __init__(address: Value): void {
    hidden(this, '_scope_id');
    this._scope_id = null;
    if (isInt(address) || address instanceof Uint8Array) {
      super.__init__(address);
      return;
    }
    const shown = text(address);
    const [own = '', scope, more] = shown.split('%');
    if (shown.includes('/')) throw new AddressValueError(`Unexpected '/' in ${repr(address)}`);
    if (scope === '' || more !== undefined)
      throw new AddressValueError(`Invalid IPv6 address: "${repr(shown)}"`);
    this._scope_id = scope ?? null;
    super.__init__(own);
  }

  get scope_id(): Value {
    return this._scope_id;
  }

  override get exploded(): string {
    return hextets(this._ip).join(':');
  }

  override get is_private(): boolean {
    return this.ipv4_mapped?.is_private ?? super.is_private;
  }

  get is_site_local(): boolean {
    return this.is('siteLocal');
  }

  get ipv4_mapped(): IPv4Address | null {
    return this._ip >> 32n === 0xffffn ? four(this._ip) : null;
  }

  get teredo(): Tuple | null {
    return this._ip >> 96n === 0x20010000n ? tup(four(this._ip >> 64n), four(~this._ip)) : null;
  }

  get sixtofour(): IPv4Address | null {
    return this._ip >> 112n === 0x2002n ? four(this._ip >> 80n) : null;
  }

  override __str__(): string {
    return this._scope_id === null ? super.__str__() : `${super.__str__()}%${text(this._scope_id)}`;
  }

  override __eq__(other: Value): Value {
    const same = super.__eq__(other);
    return same === true ? eq(this._scope_id, other._scope_id) : same;
  }

  override __hash__(): Int {
    return hash(tup(int_(this._ip), this._scope_id));
  }
}

const four = (bits: bigint): IPv4Address => new IPv4Address(int_(bits & 0xffffffffn));

home('ipaddress', IPv4Address, IPv6Address);

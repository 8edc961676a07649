/** The two kinds of addresses: how long they are, how they are written, and which ranges are for what. */
import { ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { repr } from '../text.js';

export class AddressValueError extends ValueError {}
export class NetmaskValueError extends ValueError {}
home('ipaddress', AddressValueError, NetmaskValueError);

/** First and last. */
export type Range = readonly [bigint, bigint];

export interface Family {
  readonly version: 4 | 6;
  readonly bits: number;
  /** All bits. */
  readonly ones: bigint;
  /** AddressValueError if the text is no address. */
  parse(text: string): bigint;
  show(address: bigint): string;
  readonly ranges: Readonly<Record<string, readonly Range[]>>;
}

function octet(text: string): bigint {
  if (text === '') throw new ValueError('Empty octet not permitted');
  if (!/^\d+$/.test(text)) throw new ValueError(`Only decimal digits permitted in ${repr(text)}`);
  if (text.length > 3) throw new ValueError(`At most 3 characters permitted in ${repr(text)}`);
  if (text !== '0' && text.startsWith('0'))
    throw new ValueError(`Leading zeros are not permitted in ${repr(text)}`);
  if (Number(text) > 255) throw new ValueError(`Octet ${text} (> 255) not permitted`);
  return BigInt(text);
}

/** What is wrong with a part, in the whole that it is a part of. */
function within<T>(whole: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new AddressValueError(`${String(error.args[0])} in ${repr(whole)}`);
  }
}

function parse4(text: string): bigint {
  if (text === '') throw new AddressValueError('Address cannot be empty');
  const octets = text.split('.');
  if (octets.length !== 4) throw new AddressValueError(`Expected 4 octets in ${repr(text)}`);
  return within(text, () => octets.reduce((known, one) => (known << 8n) | octet(one), 0n));
}

const show4 = (address: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');

function hextet(text: string): bigint {
  if (!/^[0-9a-f]*$/i.test(text)) throw new ValueError(`Only hex digits permitted in ${repr(text)}`);
  if (text.length > 4) throw new ValueError(`At most 4 characters permitted in ${repr(text)}`);
  if (text === '') throw new ValueError("invalid literal for int() with base 16: ''");
  return BigInt(`0x${text}`);
}

function parse6(text: string): bigint {
  if (text === '') throw new AddressValueError('Address cannot be empty');
  const refuse = (message: string): never => {
    throw new AddressValueError(`${message} in ${repr(text)}`);
  };
  const parts = text.split(':');
  if (parts.length < 3) refuse('At least 3 parts expected');
  // The end may be written as an address of version 4.
  if (parts.at(-1)?.includes('.') === true) {
    const end = within(text, () => parse4(parts.pop() ?? ''));
    parts.push((end >> 16n).toString(16), (end & 0xffffn).toString(16));
  }
  if (parts.length > 9) refuse('At most 8 colons permitted');
  const skips = parts.flatMap((part, i) => (part === '' && i > 0 && i < parts.length - 1 ? [i] : []));
  if (skips.length > 1) refuse("At most one '::' permitted");
  const [skip] = skips;
  let [high, low] = [parts.length, 0];
  if (skip !== undefined) {
    [high, low] = [skip, parts.length - skip - 1];
    if (parts[0] === '' && --high > 0) refuse("Leading ':' only permitted as part of '::'");
    if (parts.at(-1) === '' && --low > 0) refuse("Trailing ':' only permitted as part of '::'");
    if (high + low > 7) refuse("Expected at most 7 other parts with '::'");
  } else {
    if (parts.length !== 8) refuse("Exactly 8 parts expected without '::'");
    if (parts[0] === '') refuse("Leading ':' only permitted as part of '::'");
    if (parts.at(-1) === '') refuse("Trailing ':' only permitted as part of '::'");
  }
  return within(text, () => {
    let address = 0n;
    for (const part of parts.slice(0, high)) address = (address << 16n) | hextet(part);
    address <<= 16n * BigInt(8 - high - low);
    for (const part of low === 0 ? [] : parts.slice(-low)) address = (address << 16n) | hextet(part);
    return address;
  });
}

export const hextets = (address: bigint): string[] =>
  address.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];

/** The first of the longest runs of zeros is written as `::`. */
function show6(address: bigint): string {
  const parts = hextets(address).map((part) => part.replace(/^0{1,3}/, ''));
  const runs = [...parts.join(':').matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '');
  if (longest === '') return parts.join(':');
  const [before, ...after] = parts.join(':').split(new RegExp(`(?<![^:])${longest}(?![^:])`));
  const rest = after.join(longest);
  return `${(before ?? '').replace(/:$/, '')}::${rest.replace(/^:/, '')}`;
}

/** Ranges as they are written: `10.0.0.0/8`. */
function ranges(parse: (text: string) => bigint, bits: number, text: string): Range[] {
  return text.split(' ').map((one) => {
    const [address = '', prefix = ''] = one.split('/');
    const first = parse(address);
    return [first, first + (1n << BigInt(bits - Number(prefix))) - 1n];
  });
}

const of4 = (text: string): Range[] => ranges(parse4, 32, text);
const of6 = (text: string): Range[] => ranges(parse6, 128, text);

export const V4: Family = {
  version: 4,
  bits: 32,
  ones: (1n << 32n) - 1n,
  parse: parse4,
  show: show4,
  ranges: {
    linkLocal: of4('169.254.0.0/16'),
    loopback: of4('127.0.0.0/8'),
    multicast: of4('224.0.0.0/4'),
    shared: of4('100.64.0.0/10'),
    reserved: of4('240.0.0.0/4'),
    unspecified: of4('0.0.0.0/32'),
    private: of4(
      '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32',
    ),
    public: of4('192.0.0.9/32 192.0.0.10/32'),
  },
};

export const V6: Family = {
  version: 6,
  bits: 128,
  ones: (1n << 128n) - 1n,
  parse: parse6,
  show: show6,
  ranges: {
    linkLocal: of6('fe80::/10'),
    loopback: of6('::1/128'),
    multicast: of6('ff00::/8'),
    siteLocal: of6('fec0::/10'),
    unspecified: of6('::/128'),
    reserved: of6(
      '::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 E000::/4 F000::/5 F800::/6 FE00::/9',
    ),
    private: of6(
      '::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10',
    ),
    public: of6('2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28'),
  },
};

/** From first to last they are in one of the ranges that are for something. */
export function isOf({ ranges: known }: Family, name: string, first: bigint, last = first): boolean {
  return (known[name] ?? []).some(([from, to]) => from <= first && first <= to && from <= last && last <= to);
}

/** The bits that are zero at the end of a number. */
export function zerosOf(number: bigint, bits: number): number {
  let count = 0;
  while (count < bits && ((number >> BigInt(count)) & 1n) === 0n) count++;
  return count;
}

/** The mask of a prefix: so many ones, then zeros. */
export const maskOf = ({ ones }: Family, prefix: number): bigint => ones ^ (ones >> BigInt(prefix));

function prefixOfMask({ bits }: Family, mask: bigint): number | undefined {
  const prefix = bits - zerosOf(mask, bits);
  return mask >> BigInt(bits - prefix) === (1n << BigInt(prefix)) - 1n ? prefix : undefined;
}

/** The length of the prefix that a mask means: a number, its text, or for version 4 a netmask or a hostmask. */
export function prefixOf(family: Family, given: unknown): number {
  const refuse = (): never => {
    throw new NetmaskValueError(`${repr(given)} is not a valid netmask`);
  };
  const isText = typeof given === 'string';
  const number = isText ? (/^[0-9]+$/.test(given) ? Number(given) : NaN) : Number(given);
  if (number >= 0 && number <= family.bits) return number;
  if (!isText || family.version === 6) return refuse();
  let mask: bigint;
  try {
    mask = family.parse(given);
  } catch (error) {
    if (error instanceof AddressValueError) return refuse();
    throw error;
  }
  return prefixOfMask(family, mask) ?? prefixOfMask(family, mask ^ family.ones) ?? refuse();
}

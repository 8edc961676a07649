/**
 * Names and addresses, as Python asks for them; the answers come from Node's `dns`, which asks the system.
 */
import { lookup, lookupService } from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkText, kindOf } from '../../check.js';
import { errnoOf } from '../../handles/node-errno.js';
import { type Address, checkedNumericAddress } from '../../io/address.js';
import { StreamError } from '../../io/errors.js';
import { Action } from '../../park/action.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import {
  AF_INET,
  AF_INET6,
  AF_UNSPEC,
  IPPROTO_TCP,
  IPPROTO_UDP,
  NI_NUMERICHOST,
  NI_NUMERICSERV,
  SOCK_DGRAM,
  SOCK_STREAM,
} from './constants.js';

/** One answer of getaddrinfo(): family, type, protocol, canonical name (empty) and address. */
export type AddressInfo = readonly [
  family: number,
  type: number,
  protocol: number,
  canonicalName: string,
  address: Address,
];

interface Found {
  readonly address: string;
  readonly family: number;
}

/**
 * The addresses of a host and a port. Parks. An error that is a gaierror if there are none. TypeError and RangeError for what is
 * neither name nor port.
 *
 * Source: socket.getaddrinfo.
 *
 * @param host a name, a numeric address, '' for any address of this machine, null for itself
 * @param port a number, or a service by name; null for 0
 * @param family AF_INET or AF_INET6 (default: both)
 * @param type SOCK_STREAM or SOCK_DGRAM (default: both)
 */
export function getaddrinfo(
  host: string | null,
  port: number | string | null,
  family: number = AF_UNSPEC,
  type = 0,
): Op<readonly AddressInfo[]> {
  if (host !== null) checkHost(host);
  checkFamily(family);
  if (![0, SOCK_STREAM, SOCK_DGRAM].includes(type))
    throw trimmed(new RangeError(`a type is SOCK_STREAM, SOCK_DGRAM or 0, not ${kindOf(type)}`));
  return operation('socket.getaddrinfo', addressInfos(host, portOf(port, type), family, type));
}

function* addressInfos(
  host: string | null,
  port: number,
  family: number,
  type: number,
): Generator<Park, readonly AddressInfo[], unknown> {
  const kinds = [
    [SOCK_STREAM, IPPROTO_TCP],
    [SOCK_DGRAM, IPPROTO_UDP],
  ] as const;
  const found = yield* addressesOf(host, family);
  return found.flatMap((one) =>
    kinds
      .filter(([kind]) => type === 0 || kind === type)
      .map(([kind, protocol]) => [
        one.family === 6 ? AF_INET6 : AF_INET,
        kind,
        protocol,
        '',
        [one.address, port],
      ]),
  );
}

/** The first address of a host of this family, numeric. Parks, unless it is known. */
export function* firstAddress([host, port]: Address, family: number): Op<Address> {
  const [first] = yield* addressesOf(host, family);
  return [(first as Found).address, port];
}

function* addressesOf(host: string | null, family: number): Op<readonly Found[]> {
  const wanted = family === AF_INET ? 4 : family === AF_INET6 ? 6 : 0;
  const known = wellKnown(host).filter((one) => wanted === 0 || one.family === wanted);
  if (known.length > 0 || host === null || host === '') return known;
  if (isIP(host) !== 0) throw notFound(host, 'ENOTFOUND');
  const answer = yield* new Action<readonly Found[] | NodeJS.ErrnoException>(
    'socket.getaddrinfo',
    (resume) => {
      lookup(host, { all: true, family: wanted }, (error, found) => resume(error ?? found));
    },
  );
  if (answer instanceof Error) throw notFound(host, answer.code ?? 'ENOTFOUND', answer);
  return answer;
}

/** Those that nobody need be asked for. */
function wellKnown(host: string | null): readonly Found[] {
  const both = (six: string, four: string): Found[] => [
    { address: six, family: 6 },
    { address: four, family: 4 },
  ];
  if (host === null) return both('::1', '127.0.0.1');
  if (host === '') return both('::', '0.0.0.0');
  if (host === '<broadcast>') return [{ address: '255.255.255.255', family: 4 }];
  const family = isIP(host);
  return family === 0 ? [] : [{ address: host, family }];
}

function notFound(
  host: string,
  code: string,
  cause?: NodeJS.ErrnoException,
  syscall = 'getaddrinfo',
): StreamError {
  const options = {
    code,
    syscall,
    address: host,
    ...(cause !== undefined && { errno: errnoOf(cause), cause }),
  };
  return trimmed(new StreamError(`${syscall} ${code} ${host}`, options));
}

/**
 * The IPv4 address of a host. Parks. An error that is a gaierror if there is none.
 *
 * Source: socket.gethostbyname.
 */
export function gethostbyname(host: string): Op<string> {
  checkHost(host);
  return operation('socket.gethostbyname', hostByName(host));
}

function* hostByName(host: string): Generator<Park, string, unknown> {
  return (yield* firstAddress([host, 0], AF_INET))[0];
}

/**
 * The name of a host, other names (none, as Node does not tell them) and its IPv4 addresses. Parks. Errors as gethostbyname().
 *
 * Source: socket.gethostbyname_ex.
 */
export function gethostbynameEx(
  host: string,
): Op<readonly [name: string, aliases: readonly string[], addresses: readonly string[]]> {
  checkHost(host);
  return operation('socket.gethostbynameEx', hostByNameEx(host));
}

function* hostByNameEx(
  host: string,
): Generator<Park, readonly [string, readonly string[], readonly string[]], unknown> {
  const found = yield* addressesOf(host, AF_INET);
  return [host, [], found.map(({ address }) => address)];
}

/**
 * The names of an address and its port. Parks. An error that is a gaierror if there are none.
 *
 * Source: socket.getnameinfo.
 *
 * @param flags NI_NUMERICHOST, NI_NUMERICSERV, or both added
 */
export function getnameinfo(address: Address, flags = 0): Op<readonly [host: string, service: string]> {
  const checked = checkedNumericAddress(address);
  if (!Number.isInteger(flags) || flags < 0)
    throw trimmed(new RangeError(`flags must be an integer, zero or more, not ${kindOf(flags)}`));
  return operation('socket.getnameinfo', nameInfo(checked, flags));
}

function* nameInfo(
  [host, port]: Address,
  flags: number,
): Generator<Park, readonly [string, string], unknown> {
  const names = yield* new Action<readonly [string, string] | NodeJS.ErrnoException>(
    'socket.getnameinfo',
    (resume) => {
      if ((flags & NI_NUMERICHOST) !== 0 && (flags & NI_NUMERICSERV) !== 0) resume([host, String(port)]);
      else lookupService(host, port, (error, name, service) => resume(error ?? [name, service]));
    },
  );
  if (names instanceof Error) throw notFound(host, names.code ?? 'ENOTFOUND', names, 'getnameinfo');
  const [name, service] = names;
  return [
    (flags & NI_NUMERICHOST) === 0 ? name : host,
    (flags & NI_NUMERICSERV) === 0 ? service : String(port),
  ];
}

export function checkFamily(family: unknown): void {
  if (family !== AF_UNSPEC && family !== AF_INET && family !== AF_INET6)
    throw trimmed(new RangeError(`a family of addresses is AF_INET or AF_INET6, not ${kindOf(family)}`));
}

function checkHost(host: unknown): void {
  checkText('a host', host);
  if ((host as string).includes('\0')) throw trimmed(new TypeError('a host must not contain a zero byte'));
}

function portOf(port: unknown, type: number): number {
  if (port === null) return 0;
  const number =
    typeof port === 'string' ? (/^\d+$/.test(port) ? Number(port) : servicePort(port, type)) : port;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 65_535)
    throw trimmed(new RangeError(`a port is an integer from 0 to 65535, or a service, not ${kindOf(port)}`));
  return number;
}

/** services(5). */
function servicePort(name: string, type: number): number {
  const protocol = type === SOCK_DGRAM ? 'udp' : 'tcp';
  for (const line of services().split('\n')) {
    const [first, port = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    if ((first === name || aliases.includes(name)) && port.endsWith(`/${protocol}`)) return parseInt(port);
  }
  throw notFound(name, 'EAI_SERVICE');
}

function services(): string {
  try {
    return readFileSync('/etc/services', 'utf8');
  } catch {
    // Where there is no such file, no service has a name.
    return '';
  }
}

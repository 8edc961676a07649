/**
 * The options of sockets, as far as Node has them.
 */
import { kindOf } from '../../check.js';
import { trimmed } from '../../trim.js';
import { Connection } from './connection.js';
import {
  IPPROTO_IP,
  IPPROTO_TCP,
  IP_TTL,
  SOCK_DGRAM,
  SOL_SOCKET,
  SO_BROADCAST,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_REUSEADDR,
  SO_TYPE,
  TCP_NODELAY,
} from './constants.js';
import type { Core } from './core.js';

const keyOf = (level: number, name: number): string => `${level}:${name}`;

/** How each is set, with what it is called. */
const SETTERS: Readonly<Record<string, (core: Core, value: number) => void>> = {
  [keyOf(SOL_SOCKET, SO_REUSEADDR)]: (core, value) => {
    core.reuseAddress = value !== 0;
  },
  [keyOf(SOL_SOCKET, SO_KEEPALIVE)]: (core, value) => {
    core.set('keepalive', (handle) => handle.setKeepAlive(value !== 0, value === 0 ? 0 : 7200));
  },
  [keyOf(IPPROTO_TCP, TCP_NODELAY)]: (core, value) => {
    core.set('nodelay', (handle) => handle.setNoDelay(value !== 0));
  },
  [keyOf(SOL_SOCKET, SO_BROADCAST)]: (core, value) => {
    if (core.type !== SOCK_DGRAM) throw core.error('ENOPROTOOPT', 'setsockopt');
    core.datagrams().setBroadcast(value !== 0);
  },
  [keyOf(IPPROTO_IP, IP_TTL)]: (core, value) => {
    if (core.type !== SOCK_DGRAM) throw core.error('ENOPROTOOPT', 'setsockopt');
    core.datagrams().setTTL(value);
  },
};

export function setOption(core: Core, level: number, name: number, value: unknown): void {
  checkNumbers(level, name);
  if (typeof value !== 'boolean' && !Number.isInteger(value))
    throw trimmed(new TypeError(`the value of an option is an integer, true or false, not ${kindOf(value)}`));
  const key = keyOf(level, name);
  const set = SETTERS[key];
  if (set === undefined) throw core.error('ENOPROTOOPT', 'setsockopt');
  set(core, Number(value));
  core.options.set(key, Number(value));
}

export function optionOf(core: Core, level: number, name: number): number {
  checkNumbers(level, name);
  const key = keyOf(level, name);
  if (key === keyOf(SOL_SOCKET, SO_TYPE)) return core.type;
  if (key === keyOf(SOL_SOCKET, SO_ERROR)) return core.role instanceof Connection ? core.role.takeError() : 0;
  if (SETTERS[key] === undefined) throw core.error('ENOPROTOOPT', 'getsockopt');
  return core.options.get(key) ?? (key === keyOf(IPPROTO_TCP, TCP_NODELAY) ? 1 : 0);
}

function checkNumbers(level: unknown, name: unknown): void {
  for (const one of [level, name])
    if (!Number.isInteger(one))
      throw trimmed(new TypeError(`the level and the name of an option are numbers, not ${kindOf(one)}`));
}

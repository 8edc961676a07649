/** Python's sys. */
import { lastError } from '../current.js';
import { Dict } from '../dict.js';
import { infoOf } from '../exc-info.js';
import { SystemExit } from '../exceptions.js';
import { host } from '../host.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { __stderr__, __stdin__, __stdout__, setStandard, stderr, stdin, stdout } from '../streams.js';
export { __stderr__, __stdin__, __stdout__, setStandard, stderr, stdin, stdout };

const now = (name: string): Value => ({ stdin, stdout, stderr })[name as 'stdin'] as Value;

/** The standard streams, for who replaces one for a while by its name. */
export const streams: Value = new Proxy(
  { stdin, stdout, stderr },
  {
    get: (_own, name) => now(name as string),
    getOwnPropertyDescriptor: (_own, name) => ({
      value: now(name as string),
      writable: true,
      enumerable: true,
      configurable: true,
    }),
    defineProperty(_own, name, { value }): boolean {
      setStandard(name as 'stdin', value);
      return true;
    },
  },
);

export const argv: string[] = [...host.argv];
export const maxsize = 2n ** 63n - 1n;
export const version = '3.11.0 (evergreen-port)';
export const version_info: Tuple = tup(3, 11, 0, 'final', 0);
export const platform: string = 'linux';
export const path: string[] = [''];
export const modules = new Dict();
export const byteorder = 'little';
export const executable = '';

/** `sys.exit(code)`. */
export function exit(code: Value = null): never {
  throw new SystemExit(...(code === null ? [] : [code]));
}

export function exc_info(): Tuple {
  const error: Value = lastError();
  return error === undefined ? tup(null, null, null) : infoOf(error);
}

export const getrecursionlimit = (): number => 1000;
export const setrecursionlimit = (_limit: number): void => undefined;
export const getdefaultencoding = (): string => 'utf-8';
export const intern = (text: string): string => text;

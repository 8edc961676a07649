/** Python's platform. */
import { nodeModule } from '../host.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { structSequence } from '../times/struct-sequence.js';

const os = (): Value => nodeModule('node:os');

export const system = (): string => os()?.type() ?? '';
export const node = (): string => os()?.hostname() ?? '';
export const release = (): string => os()?.release() ?? '';
export const version = (): string => os()?.version() ?? '';
export const machine = (): string => os()?.machine() ?? '';
export const processor = (): string => '';
export const architecture = (): Tuple => tup('64bit', 'ELF');
export const python_version = (): string => '3.11.0';
export const python_version_tuple = (): Tuple => tup('3', '11', '0');
export const python_implementation = (): string => 'CPython';
export const platform = (): string => `${system()}-${release()}-${machine()}`;

const uname_result: Value = structSequence(
  'platform',
  'uname_result',
  'system node release version machine'.split(' '),
);
export const uname = (): Value => new uname_result([system(), node(), release(), version(), machine()]);

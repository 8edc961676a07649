/** Python's base64. */
import type { Value } from '../value.js';

const bytes = (x: Value): Buffer => Buffer.from(x as Uint8Array);

export const b64encode = (x: Value): Buffer => Buffer.from(bytes(x).toString('base64'));
export const b64decode = (x: Value): Buffer =>
  Buffer.from(typeof x === 'string' ? x : bytes(x).toString(), 'base64');
export const urlsafe_b64encode = (x: Value): Buffer =>
  Buffer.from(bytes(x).toString('base64').replaceAll('+', '-').replaceAll('/', '_'));
export const urlsafe_b64decode = b64decode;
export const b16encode = (x: Value): Buffer => Buffer.from(bytes(x).toString('hex').toUpperCase());
export const b16decode = (x: Value): Buffer =>
  Buffer.from(typeof x === 'string' ? x : bytes(x).toString(), 'hex');

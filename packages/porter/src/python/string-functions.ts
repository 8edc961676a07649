/** Methods of strings as functions, as the module string of Python 2 had them. */
import { method } from './plain.js';
import { float, int } from './types.js';
import type { Value } from './value.js';

const ofMethod =
  (name: string) =>
  (text: Value, ...args: Value[]): Value =>
    method(text, name, ...args);
export const split = ofMethod('split');
export const strip = ofMethod('strip');
export const lstrip = ofMethod('lstrip');
export const rstrip = ofMethod('rstrip');
export const upper = ofMethod('upper');
export const lower = ofMethod('lower');
export const replace = ofMethod('replace');
export const find = ofMethod('find');
export const rfind = ofMethod('rfind');
export const count = ofMethod('count');
export const ljust = ofMethod('ljust');
export const rjust = ofMethod('rjust');
export const center = ofMethod('center');
export const zfill = ofMethod('zfill');
export const capitalize = ofMethod('capitalize');
export const join = (parts: Value, by: Value = ' '): Value => method(by, 'join', parts);
export const atoi = (text: Value): Value => int(text);
export const atof = (text: Value): Value => float(text);

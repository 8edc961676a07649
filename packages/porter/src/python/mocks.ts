/** Which functions are mocks: objects of unittest.mock can be called, so they are functions of JavaScript, but objects in Python. */
import type { Value } from './value.js';

const MOCKS = new WeakSet<object>();

export function markMock<T extends object>(x: T): T {
  MOCKS.add(x);
  return x;
}

export function isMock(x: Value): boolean {
  return typeof x === 'function' && MOCKS.has(x as object);
}

/**
 * The classes that one with several bases is made of, in Python's order. In JavaScript it extends copies of them: an instance of it is
 * one of them by this list only.
 */
import type { Value } from './value.js';

export const MRO = Symbol('method resolution order');

/** Is it made of this class? */
export function isMadeOf(value: Value, cls: unknown): boolean {
  return typeof value === 'object' && value !== null && (value.constructor?.[MRO]?.includes(cls) ?? false);
}

/** Given to a constructor in place of arguments: make it, and leave `__init__` to the caller. */
export const BARE = Symbol('without __init__');

/** Each `__new__` of the runtime: it takes the class, and a constructor does the same. */
export const MAKERS = new WeakSet<object>();

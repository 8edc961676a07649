/** Names that JavaScript's own objects have members of: what Python's objects have of them is what a program gave them. */
import type { Value } from './value.js';

const TAKEN = /^(?:constructor|prototype|__proto__)_*$/;

/** The property that an attribute is. In JavaScript no class can have one of these names: `constructor` is `constructor_`. */
export const memberName = (name: string): string => (TAKEN.test(name) ? `${name}_` : name);

/** The attribute that a property is. */
export const attributeName = (member: string): string =>
  member.endsWith('_') && TAKEN.test(member) ? member.slice(0, -1) : member;

/** Names that JavaScript itself, a debugger or the runtime asks any object for: where there is none, that is no error. */
export const UNASKED: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'asymmetricMatch',
  'nodeType',
  'inspect',
]);

/** What any object has, or may be asked for, and not only errors and functions. */
const OF_OBJECTS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...UNASKED,
]);

const NATIVE: ReadonlySet<string> = new Set([
  ...OF_OBJECTS,
  ...Object.getOwnPropertyNames(Function.prototype),
  'message',
  'stack',
]);

/** Reading it may give what is JavaScript's. */
export const isNativeName = (name: string): boolean => NATIVE.has(name);

/** It is so whatever the object is. */
export const isOfObjects = (name: string): boolean => OF_OBJECTS.has(name);

/** A property of JavaScript's own: of every function, array or error; a program that sets one makes it enumerable. */
function isOwnNative(x: Value, name: string, found: PropertyDescriptor): boolean {
  if (typeof x === 'function')
    return name === 'prototype' || ((name === 'name' || name === 'length') && found.writable === false);
  if (Array.isArray(x)) return name === 'length';
  return x instanceof Error && found.enumerable !== true;
}

/** What all iterators of JavaScript have: map(), filter() and the like since Node 22. */
export const OF_ITERATORS = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;

/** Prototypes whose members are JavaScript's, or for it. */
const NATIVE_PROTOTYPES = new Set<unknown>([
  Object.prototype,
  Function.prototype,
  Error.prototype,
  Array.prototype,
  OF_ITERATORS,
]);

/** Say that what a prototype has is for JavaScript. */
export function isForJavaScript(prototype: object): void {
  NATIVE_PROTOTYPES.add(prototype);
}

/** What an object has of a name that is not JavaScript's own, or those have that it inherits from. */
export function ownMember(x: Value, name: string): PropertyDescriptor | undefined {
  for (let at: Value = x; at !== null && !NATIVE_PROTOTYPES.has(at); at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined && !isOwnNative(at, name, found)) return found;
  }
  return undefined;
}

/** What an object inherits of a name is for JavaScript. */
export function isInheritedNative(x: Value, name: string): boolean {
  for (let at: Value = x; at !== null; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at as object, name)) return NATIVE_PROTOTYPES.has(at);
  return false;
}

/** The value of a member. */
export const valueOf = (x: Value, { get, value }: PropertyDescriptor): Value =>
  get === undefined ? value : get.call(x);

/** Modules that the runtime's classes are of, as Python shows them: `<class 'collections.deque'>`. */
const HOMES = new WeakMap<object, string>();

/** Classes that CPython has written in C: its errors call them with their modules. */
const EXTENSIONS = new WeakSet<object>();

/** Say of which module classes are. */
export function home(module: string, ...classes: object[]): void {
  for (const one of classes) HOMES.set(one, module);
}

/** Of a module that CPython has written in C. */
export function extension(module: string, ...classes: object[]): void {
  home(module, ...classes);
  for (const one of classes) EXTENSIONS.add(one);
}

/** Those of a program are of `__main__`. */
export const homeOf = (cls: object): string => HOMES.get(cls) ?? '__main__';

export const isExtension = (cls: object): boolean => EXTENSIONS.has(cls);

const QUALIFIED = new WeakMap<object, string>();

/** Say what a class is called that is not at the top of its module: `Outer.Inner`. */
export function qualifiedAs(cls: object, name: string): void {
  QUALIFIED.set(cls, name);
}

/** What was said. */
export const qualifiedName = (cls: object): string | undefined => QUALIFIED.get(cls);

/** Classes of the runtime that Python has none for. */
const INTERNAL = new WeakSet<object>();

export function internal(...classes: object[]): void {
  for (const one of classes) INTERNAL.add(one);
}

export const isInternal = (cls: object): boolean => INTERNAL.has(cls);

/** What Python's classes come from, where those of the runtime come from others. */
const BASES = new WeakMap<object, readonly object[]>();

/** Say what a class extends in Python. */
export function derived(cls: object, ...bases: object[]): void {
  BASES.set(cls, bases);
}

export const derivedFrom = (cls: object): readonly object[] | undefined => BASES.get(cls);

/** What a Python variable may hold. The runtime's own checks stand for the compiler's here: see eslint.config.js. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Value = any;

/** A Python callable, as JavaScript sees it. */
export type Callable = (...args: Value[]) => Value;

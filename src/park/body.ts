/**
 * What a tasklet runs: which values are operations, and how a generator is resumed.
 */
import { checkReturned } from '../check.js';
import { OPERATION, type Op, type Park } from './op.js';
import { Leaf } from './leaf.js';
import { GeneratorOp } from './operation.js';

/** A running body. */
export type Body = Generator<Park, unknown, unknown>;

/**
 * What all generators inherit from, and what resumes them, looked up once. For each closure of a generator function V8
 * makes a hidden class of its own: a property would be looked up anew in each, and code that V8 has optimized would
 * go with each that dies. So their properties are not looked at.
 */
const GENERATORS = Object.getPrototypeOf(through.prototype) as Body;

/** A generator's next(): `resume.call(body, value)`. */
export const { next: resume } = GENERATORS;

function isGenerator(value: unknown): value is Body {
  return Object.prototype.isPrototypeOf.call(GENERATORS, value as Body);
}

/** What a target returned is run only if it is a generator or an operation of this library; all else is the result. */
export function isOperation(result: unknown): result is Op<unknown> {
  if (typeof result !== 'object' || result === null) return false;
  try {
    if (isGenerator(result) || result instanceof Leaf || result instanceof GeneratorOp) return true;
    const other = result as { [Symbol.toStringTag]?: unknown; [OPERATION]?: unknown };
    // A generator of another realm, or an operation of another copy of the package, which then says so.
    return other[Symbol.toStringTag] === 'Generator' || other[OPERATION] === true;
  } catch {
    // A Proxy that cannot be looked at, or a getter that throws: a value like any other.
    return false;
  }
}

/** The same, of what `body` returned, which is `what`. TypeError for a promise: nobody would wait for it. */
export function isToRun(result: unknown, what: string, body: unknown): result is Op<unknown> {
  if (isOperation(result)) return true;
  checkReturned(what, body, result);
  return false;
}

/** All bodies are generators; what is not runs inside one. */
export function bodyOf(op: Op<unknown>): Body {
  return isGenerator(op) ? op : through(op);
}

function* through(op: Op<unknown>): Body {
  return yield* op;
}

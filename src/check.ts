/**
 * What to say to who gave a tasklet something it cannot run. Each message says what to write instead.
 */

/** A tasklet yielded something that is not the library's token. */
export function badYield(value: unknown): TypeError {
  return new TypeError(`a tasklet yielded ${kindOf(value)}: ${adviceOn(value)}`);
}

function adviceOn(value: unknown): string {
  if (isThenable(value)) return 'to wait for a promise write `yield* until(promise)`';
  if (isObject(value) && Symbol.iterator in value) {
    return 'to run an operation write `yield*` with a star, not `yield`';
  }
  return 'only operations can be waited for: `yield* sleep(1)`, `yield* until(promise)`, `yield* other()`';
}

/** TypeError unless it can be the body of a tasklet. */
export function checkTarget(target: unknown): void {
  if (typeof target !== 'function') {
    const hint =
      isObject(target) && Symbol.iterator in target
        ? 'pass the generator function itself and its arguments after it: spawn(f, x), not spawn(f(x))'
        : 'pass a generator function or a plain function';
    throw new TypeError(`the body of a tasklet is a function, not ${kindOf(target)}: ${hint}`);
  }
  const { [Symbol.toStringTag]: kind } = target as { [Symbol.toStringTag]?: unknown };
  if (kind === 'AsyncFunction' || kind === 'AsyncGeneratorFunction') {
    throw new TypeError(
      `the body of a tasklet cannot be an async function (${nameOf(target)}): write it as function*, with \`yield* until(promise)\` for \`await promise\``,
    );
  }
}

function nameOf(target: { name: string }): string {
  return target.name === '' ? 'anonymous' : target.name;
}

/** What it is, for people. */
export function kindOf(value: unknown): string {
  if (isThenable(value)) return 'a promise';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `the function ${nameOf(value)}`;
  if (!isObject(value)) return String(value);
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag === 'Object' ? 'an object' : `a ${tag}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isThenable(value: unknown): boolean {
  return isObject(value) && typeof (value as { then?: unknown }).then === 'function';
}

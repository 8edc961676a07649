/**
 * ABA: what is seen twice need not have been there all the time. Whoever compares what he saw with what there is now may go on with a
 * plan that is out of date. Here a is on the stack, is taken off with what was below it, and is put back.
 *
 *   npm run ts examples/races/index.ts aba
 */
import { strict as assert } from 'node:assert';
import { type Op, all, sleep } from 'evergreen-ts';

/** A stack as a linked list: a, and b below it. */
class Stack {
  top: string | undefined = 'a';
  version = 0;
  readonly #next = new Map<string, string | undefined>([
    ['a', 'b'],
    ['b', undefined],
  ]);
  readonly #free = new Set<string>();

  nextOf(one: string): string | undefined {
    return this.#next.get(one);
  }

  setTop(one: string | undefined): void {
    assert.ok(one === undefined || !this.#free.has(one), `${one} is on the stack, and was taken off it`);
    this.top = one;
    this.version++;
  }

  pop(): string {
    const one = this.top as string;
    this.setTop(this.nextOf(one));
    this.#free.add(one);
    return one;
  }

  push(one: string): void {
    this.#free.delete(one);
    this.#next.set(one, this.top);
    this.setTop(one);
  }
}

/** Takes a, then b, and puts a back. */
function* other(stack: Stack): Op<void> {
  yield* sleep(0);
  const first = stack.pop();
  if (stack.top !== undefined) stack.pop();
  stack.push(first);
}

export function* bug(): Op<void> {
  const stack = new Stack();
  const pop = function* (): Op<void> {
    for (;;) {
      const { top } = stack;
      if (top === undefined) return;
      const next = stack.nextOf(top);
      yield* sleep(0);
      if (stack.top !== top) continue;
      stack.setTop(next);
      return;
    }
  };
  yield* all([pop(), other(stack)]);
}

/** What is compared is a number that never comes back. */
export function* cure(): Op<void> {
  const stack = new Stack();
  const pop = function* (): Op<void> {
    for (;;) {
      const { top, version } = stack;
      if (top === undefined) return;
      const next = stack.nextOf(top);
      yield* sleep(0);
      if (stack.version !== version) continue;
      stack.setTop(next);
      return;
    }
  };
  yield* all([pop(), other(stack)]);
}

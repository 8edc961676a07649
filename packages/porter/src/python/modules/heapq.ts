/** Python's heapq: its algorithms, so that a heap is the same list. */
import { lt } from '../compare.js';
import { IndexError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { sorted } from '../ordering.js';
import { kw } from '../keywords.js';
import type { Value } from '../value.js';

type Heap = Value[];

function siftdown(heap: Heap, start: number, from: number): void {
  let at = from;
  const item: Value = heap[at];
  while (at > start) {
    const parent = (at - 1) >> 1;
    if (!lt(item, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = item;
}

function siftup(heap: Heap, from: number): void {
  let at = from;
  const item: Value = heap[at];
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && !lt(heap[child], heap[child + 1])) child++;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
  siftdown(heap, from, at);
}

export function heappush(heap: Heap, item: Value): void {
  heap.push(item);
  siftdown(heap, 0, heap.length - 1);
}

export function heappop(heap: Heap): Value {
  if (heap.length === 0) throw new IndexError('index out of range');
  const last: Value = heap.pop();
  if (heap.length === 0) return last;
  const first: Value = heap[0];
  heap[0] = last;
  siftup(heap, 0);
  return first;
}

export function heapify(heap: Heap): void {
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftup(heap, i);
}

export function heapreplace(heap: Heap, item: Value): Value {
  if (heap.length === 0) throw new IndexError('index out of range');
  const first: Value = heap[0];
  heap[0] = item;
  siftup(heap, 0);
  return first;
}

export function heappushpop(heap: Heap, item: Value): Value {
  return heap.length > 0 && lt(heap[0], item) ? heapreplace(heap, item) : item;
}

export const nsmallest = (n: number, x: Value, named?: Value): Value[] => sorted(x, named).slice(0, n);
export const nlargest = (n: number, x: Value, named?: Value): Value[] =>
  sorted(x, kw({ reverse: true }, ...(named === undefined ? [] : [named]))).slice(0, n);

export const merge = generator(function* merge(...sources: Value[]): Generator<Value> {
  const iterators = sources.map((source) => items(source)[Symbol.iterator]());
  const heads = iterators.map((iterator) => iterator.next());
  for (;;) {
    let best = -1;
    heads.forEach((head, i) => {
      if (head.done !== true && (best < 0 || lt(head.value, heads[best]?.value))) best = i;
    });
    const found = heads[best];
    const iterator = iterators[best];
    if (found === undefined || iterator === undefined) return;
    yield found.value;
    heads[best] = iterator.next();
  }
});

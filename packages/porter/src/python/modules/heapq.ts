/** Python's heapq: its algorithms, so that a heap is the same list. */
import { lt } from '../compare.js';
import { IndexError, TypeError as PyTypeError } from '../exceptions.js';
import { generator } from '../generator.js';
import { items } from '../iteration.js';
import { declared, kw, takeKw } from '../keywords.js';
import { sorted } from '../ordering.js';
import { call, plain } from '../plain.js';
import { typeName } from '../type-name.js';
import { underlying } from '../underlying.js';
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

/** The items of a list. */
function heapOf(x: Value, what: string): Heap {
  const heap: Value = underlying(x);
  if (typeName(heap) !== 'list') throw new PyTypeError(`${what} must be list, not ${shown(x)}`);
  return heap as Heap;
}

const shown = (x: Value): string => (x === null ? 'None' : typeName(x));

export const heappush = declared('heappush(heap, item)', (x: Value, item: Value): null => {
  const heap = heapOf(x, 'heappush() argument 1');
  heap.push(item);
  siftdown(heap, 0, heap.length - 1);
  return null;
});

export const heappop = declared('heappop(heap)', (x: Value): Value => {
  const heap = heapOf(x, 'heappop() argument');
  if (heap.length === 0) throw new IndexError('index out of range');
  const last: Value = heap.pop();
  if (heap.length === 0) return last;
  const first: Value = heap[0];
  heap[0] = last;
  siftup(heap, 0);
  return first;
});

export const heapify = declared('heapify(heap)', (x: Value): null => {
  const heap = heapOf(x, 'heapify() argument');
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftup(heap, i);
  return null;
});

export const heapreplace = declared('heapreplace(heap, item)', (x: Value, item: Value): Value => {
  const heap = heapOf(x, 'heapreplace() argument 1');
  if (heap.length === 0) throw new IndexError('index out of range');
  const first: Value = heap[0];
  heap[0] = item;
  siftup(heap, 0);
  return first;
});

export const heappushpop = declared('heappushpop(heap, item)', (x: Value, item: Value): Value => {
  const heap = heapOf(x, 'heappushpop() argument 1');
  return heap.length > 0 && lt(heap[0], item) ? heapreplace(heap, item) : item;
});

type Few = (n: number, all: Value, key?: Value) => Value[];

const first: Few = (n, all, key = null) => sorted(all, kw({ key })).slice(0, Math.max(n, 0));
const last: Few = (n, all, key = null) => sorted(all, kw({ key, reverse: true })).slice(0, Math.max(n, 0));

export const nsmallest = declared('nsmallest(n, iterable, key=)', first);
export const nlargest = declared('nlargest(n, iterable, key=)', last);

export const merge = generator(function* merge(...sources: Value[]): Generator<Value> {
  const options = takeKw(sources);
  const key: Value = options.get('key');
  const isReversed = options.get('reverse') === true;
  const heads: { readonly iterator: Iterator<Value>; item: Value; key: Value }[] = [];
  const move = (head: (typeof heads)[number]): boolean => {
    const next = head.iterator.next();
    if (next.done === true) return false;
    head.item = next.value;
    head.key = key === null ? head.item : plain(call(key, head.item));
    return true;
  };
  for (const source of sources) {
    const head = { iterator: items(source)[Symbol.iterator](), item: undefined, key: undefined };
    if (move(head)) heads.push(head);
  }
  while (heads.length > 0) {
    let best = heads[0] as (typeof heads)[number];
    for (const head of heads) if (isReversed ? lt(best.key, head.key) : lt(head.key, best.key)) best = head;
    yield best.item;
    if (!move(best)) heads.splice(heads.indexOf(best), 1);
  }
});

/** Python's bisect. */
import { lt } from '../compare.js';
import type { Value } from '../value.js';

function search(list: Value[], before: (item: Value) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const bisect_left = (list: Value[], x: Value, low = 0, high = list.length): number =>
  search(list, (item) => lt(item, x), low, high);
export const bisect_right = (list: Value[], x: Value, low = 0, high = list.length): number =>
  search(list, (item) => !lt(x, item), low, high);
export const bisect = bisect_right;
export const insort_left = (list: Value[], x: Value): void => void list.splice(bisect_left(list, x), 0, x);
export const insort_right = (list: Value[], x: Value): void => void list.splice(bisect_right(list, x), 0, x);
export const insort = insort_right;

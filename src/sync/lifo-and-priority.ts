/**
 * Queues in other orders: last in first out, and lowest first. All else is as in Queue.
 */
import { checkFunction } from '../check.js';
import { Queue } from './queue.js';
import { Heap, Lifo, naturalOrder } from './stores.js';

/**
 * A queue, last in, first out.
 *
 * Source: queue.LifoQueue, evergreen.queue.LifoQueue.
 */
export class LifoQueue<T> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, new Lifo<T>());
  }
}

/**
 * A queue, lowest item first, ties in the order they were put.
 *
 * Source: queue.PriorityQueue, evergreen.queue.PriorityQueue.
 *
 * @example
 * const queue = new PriorityQueue<[priority: number, job: string]>();
 * queue.putNowait([2, 'sweep']);
 * queue.putNowait([1, 'cook']);
 * console.log(queue.getNowait()); // [1, 'cook']
 */
export class PriorityQueue<T> extends Queue<T> {
  /**
   * @param compare negative if its first argument comes first. Default: numbers, strings, or arrays compared element by
   * element; put() throws TypeError for others
   */
  constructor(maxsize = 0, compare: (a: T, b: T) => number = naturalOrder) {
    checkFunction('the comparison of a PriorityQueue', compare);
    super(maxsize, new Heap<T>(compare));
  }
}

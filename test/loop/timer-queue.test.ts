// TimerQueue: for any sequence of adding, removing and firing it does what a sorted list would, and equal deadlines fire in
// the order they were set.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Timer } from '../../src/loop/runnable.js';
import { TimerQueue } from '../../src/loop/timer-queue.js';

class Alarm implements Timer {
  _slot = -1;
  readonly id: number;
  readonly #fired: number[];
  constructor(id: number, fired: number[]) {
    this.id = id;
    this.#fired = fired;
  }
  _due(): void {
    this.#fired.push(this.id);
  }
}

/** The plain model: a list kept in order. */
class Model {
  #list: { id: number; when: number }[] = [];
  add(id: number, when: number): void {
    this.#list.push({ id, when });
    this.#list.sort((a, b) => a.when - b.when); // stable: equal ones stay in the order they came
  }
  remove(id: number): void {
    this.#list = this.#list.filter((one) => one.id !== id);
  }
  fire(now: number): number[] {
    const due = this.#list.filter((one) => one.when <= now);
    this.#list = this.#list.filter((one) => one.when > now);
    return due.map((one) => one.id);
  }
  get earliest(): number {
    return this.#list[0]?.when ?? Infinity;
  }
  get size(): number {
    return this.#list.length;
  }
}

describe('TimerQueue', () => {
  it('does what a sorted list does, for any sequence of add, remove and fire', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ add: fc.integer({ min: 0, max: 20 }) }) },
      { weight: 3, arbitrary: fc.record({ remove: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ fire: fc.integer({ min: 0, max: 20 }) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const queue = new TimerQueue();
        const model = new Model();
        const alarms: Alarm[] = [];
        const fired: number[] = [];
        const expected: number[] = [];
        for (const one of steps) {
          if ('add' in one) {
            const alarm = new Alarm(alarms.length, fired);
            alarms.push(alarm);
            queue.add(alarm, one.add);
            model.add(alarm.id, one.add);
          } else if ('remove' in one) {
            // Any that ever was: removing one that has fired, or was removed, does nothing.
            const alarm = alarms[one.remove % Math.max(alarms.length, 1)];
            if (alarm === undefined) continue;
            queue.remove(alarm);
            model.remove(alarm.id);
            expect(alarm._slot).to.equal(-1);
          } else {
            queue.fire(one.fire);
            expected.push(...model.fire(one.fire));
            expect(fired).to.deep.equal(expected);
          }
          expect(queue.size).to.equal(model.size);
          expect(queue.earliest).to.equal(model.earliest);
        }
        queue.fire(Infinity);
        expected.push(...model.fire(Infinity));
        expect(fired).to.deep.equal(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('fires equal deadlines in the order they were set, however many', () => {
    const queue = new TimerQueue();
    const fired: number[] = [];
    for (let id = 0; id < 1000; id++) queue.add(new Alarm(id, fired), 1);
    queue.fire(1);
    expect(fired).to.deep.equal(Array.from({ length: 1000 }, (_, id) => id));
  });

  it('fires nothing before its time, and then exactly what is due', () => {
    const queue = new TimerQueue();
    const fired: number[] = [];
    queue.add(new Alarm(1, fired), 2);
    queue.add(new Alarm(2, fired), 1);
    queue.fire(0.999);
    expect(fired).to.deep.equal([]);
    queue.fire(1);
    expect(fired).to.deep.equal([2]);
    expect(queue.earliest).to.equal(2);
  });

  it('lets a timer that fires remove another of the same moment', () => {
    const queue = new TimerQueue();
    const fired: number[] = [];
    const second = new Alarm(2, fired);
    queue.add({ _slot: -1, _due: () => queue.remove(second) }, 1);
    queue.add(second, 1);
    queue.fire(1);
    expect(fired).to.deep.equal([]);
    expect(queue.size).to.equal(0);
  });

  it('takes the same timer again once it has fired', () => {
    const queue = new TimerQueue();
    const fired: number[] = [];
    const alarm = new Alarm(1, fired);
    for (let when = 1; when <= 3; when++) {
      queue.add(alarm, when);
      queue.fire(when);
    }
    expect(fired).to.deep.equal([1, 1, 1]);
  });

  it('forgets everything when it is cleared, and tells nobody', () => {
    const queue = new TimerQueue();
    const fired: number[] = [];
    const alarms = Array.from({ length: 500 }, (_, id) => new Alarm(id, fired));
    for (const alarm of alarms) queue.add(alarm, alarm.id);
    queue.clear();
    expect(queue.size).to.equal(0);
    expect(queue.earliest).to.equal(Infinity);
    expect(alarms.every((alarm) => alarm._slot === -1)).to.equal(true);
    queue.fire(Infinity);
    expect(fired).to.deep.equal([]);
  });
});

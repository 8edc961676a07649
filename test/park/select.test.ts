// select(): one of several operations takes effect. (Each operation of the library as an arm: arms.test.ts; what is conserved:
// select-conservation.test.ts.)
import { expect } from 'chai';
import {
  Barrier,
  Channel,
  Condition,
  Event,
  Lock,
  type Op,
  Queue,
  RLock,
  Semaphore,
  Tasklet,
  TaskletExit,
  Timeout,
  fromCallback,
  run,
  select,
  sleep,
  spawn,
  until,
} from 'evergreen-ts';
import { action } from 'evergreen-ts/lowlevel';
import { failure } from '../support/failure.js';
import { tasklets } from '../support/run-tasklet.js';
it('x', tasklets(function*(){
  const q = new Queue<number>();
  const e = new Event();
  spawn(function*(){ yield* sleep(1); q.putNowait(3); });
  const r = yield* select({ job: q.get(), stop: e.wait(), tick: sleep(5) });
  expect(r).to.deep.equal(['job', 3]);
}));

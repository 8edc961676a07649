/**
 * What does it cost to wait for one of three? select(), one leaf over three, against race(), which runs each in a tasklet of its
 * own.
 *
 *     npm run bench -- select [--quick] [--json]
 *
 * Each time a tasklet waits for an item, a flag and a time limit, and gets the item: it is there already, or another tasklet
 * puts it while the first is parked.
 */
import { Event, type Op, Queue, race, select, sleep, spawn } from 'evergreen-ts';
import { type Case, type Side, benchmark, nsEach } from './support/harness.js';
import { quick } from './support/options.js';

/** Waits in a batch. */
const COUNT = quick ? 5_000 : 20_000;

type WaitForOne = (jobs: Queue<number>, stop: Event) => Op<unknown>;

const selecting: WaitForOne = (jobs, stop) => select({ job: jobs.get(), stop: stop.wait(), tick: sleep(60) });
const racing: WaitForOne = (jobs, stop) => race([jobs.get(), stop.wait(), sleep(60)]);

function* consume(waitForOne: WaitForOne, jobs: Queue<number>, before: () => void): Op<void> {
  const stop = new Event();
  for (let i = 0; i < COUNT; i++) {
    before();
    yield* waitForOne(jobs, stop);
  }
}

const itemsAreThere =
  (waitForOne: WaitForOne): Side =>
  async () => {
    const jobs = new Queue<number>();
    const start = performance.now();
    await spawn(() => consume(waitForOne, jobs, () => jobs.putNowait(1))).promise();
    return nsEach(start, COUNT);
  };

/** The other tasklet puts one item for each that was asked for. */
const itemsCome =
  (waitForOne: WaitForOne): Side =>
  async () => {
    const jobs = new Queue<number>();
    const wanted = new Queue<void>();
    const producer = spawn(function* (): Op<void> {
      for (let i = 0; i < COUNT; i++) {
        yield* wanted.get();
        // The consumer has parked by then, and so have the tasklets of a race.
        yield* sleep(0);
        jobs.putNowait(i);
      }
    });
    const start = performance.now();
    await spawn(() => consume(waitForOne, jobs, () => wanted.putNowait())).promise();
    const each = nsEach(start, COUNT);
    await producer.promise();
    return each;
  };

const cases: Case[] = [['it comes', itemsCome] as const, ['it is there', itemsAreThere] as const].map(
  ([name, side]) => ({
    name,
    unit: 'ns',
    goal: 0.5,
    ours: side(selecting),
    peer: side(racing),
  }),
);

await benchmark({ title: 'one of three: select() against race()', ratio: 'cost' }, cases);

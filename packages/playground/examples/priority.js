import { Event, PriorityQueue, Tasklet, run, sleep } from 'evergreen-ts';

// The ready queue is first in, first out, always. Who
// wants priorities puts the work into a queue that has
// them, and serves it in its order.
await run(function* () {
  const tasks = new PriorityQueue();
  const done = new Event();

  function* worker() {
    for (let left = 4; left > 0; left--) {
      const [priority, what] = yield* tasks.get();
      console.log(`${what} (priority ${priority})`);
      yield* sleep(0.1);
    }
    done.set();
  }

  function* boss(name, priority, things) {
    for (const thing of things) yield* tasks.put([priority, `${name}: ${thing}`]);
  }

  new Tasklet({ target: boss, args: ['ann', 2, ['sweep', 'paint']], name: 'ann' }).start();
  new Tasklet({ target: boss, args: ['bob', 1, ['fire!', 'water!']], name: 'bob' }).start();
  new Tasklet({ target: worker, name: 'worker' }).start();
  yield* done.wait();
});

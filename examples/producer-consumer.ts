/**
 * Producers and consumers: two bakers, three guests, and between them a shelf that holds three loaves at most.
 *
 *   npm run ts examples/producer-consumer.ts
 *   npm run ts examples/producer-consumer.ts -- --loaves 20 --shelf 5
 *
 * A baker who finds the shelf full waits in put(), a guest who finds it empty in get(). When the bakers are done, join()
 * waits until the last loaf is eaten; then shutdown() sends the guests home: get() throws ShutDown.
 */
import { parseArgs } from 'node:util';
import { type Op, Queue, ShutDown, TaskletGroup, run, sleep } from 'evergreen-ts';

function* bake(name: string, loaves: number, shelf: Queue<string>): Op<void> {
  for (let i = 1; i <= loaves; i++) {
    yield* sleep(0.01);
    if (shelf.full()) console.log(`${name} waits: the shelf is full`);
    yield* shelf.put(`${name}'s loaf ${i}`);
    console.log(`${name} has baked loaf ${i}; on the shelf: ${shelf.qsize()}`);
  }
}

function* eat(name: string, shelf: Queue<string>): Op<void> {
  try {
    for (let eaten = 0; ; eaten++) {
      if (shelf.empty()) console.log(`${name} waits: nothing to eat, after ${eaten} loaves`);
      const loaf = yield* shelf.get();
      console.log(`${name} eats ${loaf}`);
      yield* sleep(0.04);
      shelf.taskDone();
    }
  } catch (error) {
    if (!(error instanceof ShutDown)) throw error;
    console.log(`${name} goes home`);
  }
}

function* bakery(loaves: number, places: number): Op<void> {
  const shelf = new Queue<string>(places);
  yield* TaskletGroup.run(function* (guests) {
    for (const name of ['Gaius', 'Livia', 'Titus']) guests.spawn(eat, name, shelf);
    yield* TaskletGroup.run(function* (bakers) {
      for (const name of ['Ann', 'Bob']) bakers.spawn(bake, name, loaves, shelf);
    });
    console.log('the oven is out');
    yield* shelf.join();
    console.log('all is eaten');
    shelf.shutdown();
  });
}

const { values } = parseArgs({
  options: { loaves: { type: 'string', default: '5' }, shelf: { type: 'string', default: '3' } },
});

await run(bakery, Number(values.loaves), Number(values.shelf));

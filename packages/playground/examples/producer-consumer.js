import { Queue, ShutDown, TaskletGroup, run, sleep } from 'evergreen-ts';

// Two bakers, two guests, and a shelf that holds two
// loaves at most. A baker waits while the shelf is
// full, a guest while it is empty.
function* bake(baker, shelf) {
  for (let i = 1; i <= 3; i++) {
    yield* sleep(0.1);
    yield* shelf.put(`${baker}'s loaf ${i}`);
  }
}

function* eat(guest, shelf) {
  try {
    for (;;) {
      console.log(`${guest} eats ${yield* shelf.get()}`);
      yield* sleep(0.25);
    }
  } catch (error) {
    if (!(error instanceof ShutDown)) throw error;
    console.log(`${guest} goes home`);
  }
}

await run(function* () {
  const shelf = new Queue(2);
  yield* TaskletGroup.run(function* (guests) {
    for (const name of ['livia', 'titus']) guests.spawn(eat, name, shelf);
    yield* TaskletGroup.run(function* (bakers) {
      for (const name of ['ann', 'bob']) bakers.spawn(bake, name, shelf);
    });
    shelf.shutdown(); // no more bread: what is there can be eaten
  });
});

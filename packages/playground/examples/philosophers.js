import { Lock, Tasklet, run, sleep } from 'evergreen-ts';

// A fork lies between each two philosophers, and
// eating takes both. Each takes the fork with the
// lower number first: so nobody starves. Take the left
// one first instead (leave out the sort), and nobody
// eats.
const NAMES = ['aristotle', 'diogenes', 'hypatia', 'plato', 'socrates'];

function* dine(name, first, second) {
  yield* sleep(0.1); // think
  yield* first.acquire();
  yield* sleep(0.1); // reach across the table
  yield* second.acquire();
  console.log(`${name} eats`);
  yield* sleep(0.1);
  second.release();
  first.release();
}

await run(function* () {
  const forks = NAMES.map(() => new Lock());
  NAMES.forEach((name, i) => {
    const places = [i, (i + 1) % NAMES.length];
    places.sort((a, b) => a - b);
    const [first, second] = places.map((place) => forks[place]);
    new Tasklet({ target: dine, args: [name, first, second], name }).start();
  });
});

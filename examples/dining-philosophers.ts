/**
 * The dining philosophers: five at a round table, a fork between each two of them, and a philosopher who eats needs both of his.
 *
 *   npm run ts examples/dining-philosophers.ts                   all eat
 *   npm run ts examples/dining-philosophers.ts -- --deadlock     nobody does, and run() says why
 *
 * If each takes his left fork first, there comes a time when each has one and waits for his neighbour's, for ever. If each
 * takes the fork with the lower number first, the last one reaches for his right: the one who has the highest fork that is taken
 * can always eat, and so can all in the end.
 */
import { parseArgs } from 'node:util';
import { DeadlockError, Lock, type Op, Tasklet, run, sleep } from 'evergreen-ts';

const NAMES = ['Aristotle', 'Diogenes', 'Hypatia', 'Plato', 'Socrates'];
const MEALS = 3;

class Fork extends Lock {
  readonly number: number;

  constructor(number: number) {
    super();
    this.number = number;
  }
}

function* dine(name: string, first: Fork, second: Fork): Op<void> {
  for (let meal = 1; meal <= MEALS; meal++) {
    yield* sleep(0.01); // think
    using _first = yield* first.hold();
    yield* sleep(0.01); // reach across the table
    using _second = yield* second.hold();
    console.log(`${name} eats meal ${meal} with forks ${first.number} and ${second.number}`);
    yield* sleep(0.01);
  }
  console.log(`${name} has had enough`);
}

function dinner(ordered: boolean): void {
  const forks = NAMES.map((_, i) => new Fork(i + 1));
  NAMES.forEach((name, i) => {
    const pair = [forks[i], forks[(i + 1) % forks.length]] as [Fork, Fork]; // left and right
    if (ordered) pair.sort((a, b) => a.number - b.number);
    const [first, second] = pair;
    // A DeadlockError names the tasklets: so the name says which forks this one takes, in which order.
    const tasklet = `${name} (takes fork ${first.number}, then fork ${second.number})`;
    new Tasklet({ target: dine, args: [name, first, second], name: tasklet }).start();
  });
}

const { values } = parseArgs({ options: { deadlock: { type: 'boolean', default: false } } });

try {
  await run(dinner, !values.deadlock);
} catch (error) {
  if (!(error instanceof DeadlockError)) throw error;
  console.error(String(error));
  process.exitCode = 1;
}

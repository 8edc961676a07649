import { TaskletGroup, run, sleep } from 'evergreen-ts';

// The tasklets of a group end together: when one
// fails, the others are killed, and the group throws
// the error once all have ended.
function* fetchPart(name, seconds) {
  try {
    yield* sleep(seconds);
    if (name === 'bob') throw new Error(`${name} found nothing`);
    console.log(`${name} is done`);
  } finally {
    console.log(`${name} leaves`);
  }
}

await run(function* () {
  try {
    yield* TaskletGroup.run(function* (group) {
      ['ann', 'bob', 'cleo'].forEach((name, i) => {
        group.spawn(fetchPart, name, 0.1 * (i + 1));
      });
    });
  } catch (error) {
    console.log(`the group failed: ${error.errors?.[0]?.message ?? error.message}`);
  }
});

// The self-exploration of some primitives, by their names, in a process of its own: for mutants.ts. Says what fails first, and how.
//
//   npm run ts test/explore/self/run.ts Lock Semaphore
import { explorations } from './explorations.js';

const names = process.argv.slice(2);

for (const { name, how, run } of explorations) {
  if (!names.includes(name)) continue;
  try {
    await run();
  } catch (error) {
    console.log(`${name}, ${how}: ${String(error).split('\n')[0]}`);
    process.exitCode = 1;
    break;
  }
}

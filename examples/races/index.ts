/**
 * A catalogue of classic bugs: each is found by explore(), which tries the orders in which the tasklets could run, and each has a cure,
 * for which every order is tried.
 *
 *   npm run ts examples/races/index.ts                 all of them
 *   npm run ts examples/races/index.ts lost-update     one, with what happened in the order that fails
 */
import { ExplorationError, explore } from 'evergreen-ts/explore';
import { type Race, races } from './catalogue.js';

async function failureOf({ bug, options }: Race): Promise<ExplorationError> {
  try {
    await explore(bug, options);
  } catch (error) {
    if (error instanceof ExplorationError) return error;
    throw error;
  }
  throw new Error('it was not found');
}

const [only] = process.argv.slice(2);
if (only !== undefined && races[only] === undefined)
  throw new Error(`there is no race ${only}: there are ${Object.keys(races).join(', ')}`);

for (const [name, race] of Object.entries(races)) {
  if (only !== undefined && name !== only) continue;
  const { schedule, schedules, message } = await failureOf(race);
  const cured = await explore(race.cure, race.options);
  console.log(
    `${name}: found in schedule ${schedules} (${schedule}); its cure holds in ${cured.complete ? 'all' : 'the first'} ${cured.schedules}`,
  );
  if (only !== undefined) console.log(`\n${message}`);
}

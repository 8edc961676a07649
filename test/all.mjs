// The one file mocha is given. It imports every *.test.ts, in order of name, through the loader of scripts/register.js:
// mocha itself would `require` them first, past that loader. `ONLY='^tasklet/' npm run unit` takes the paths that match this
// regular expression; scripts/test.ts gives each of its processes a lane.
import { laneOf, testFiles } from './support/lanes.js';

const lane = process.env.EVERGREEN_LANE;
for (const file of testFiles()) if (lane === undefined || laneOf(file) === lane) await import(`./${file}`);

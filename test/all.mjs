// The one file mocha is given. It imports every *.test.ts, in order of name, through the loader of scripts/register.js:
// mocha itself would `require` them first, past that loader. `ONLY='^tasklet/' npm run unit` takes the paths that match this
// regular expression.
import { readdirSync } from 'node:fs';

const only = new RegExp(process.env.ONLY ?? '');
const files = readdirSync(import.meta.dirname, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && only.test(file))
  .sort();
if (files.length === 0) throw new Error(`no path of a test file matches ${only}`);
for (const file of files) await import(`./${file}`);

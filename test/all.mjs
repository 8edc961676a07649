// The one file mocha is given. It imports every *.test.ts, in order of name, through the loader of scripts/register.js:
// mocha itself would `require` them first, past that loader. `ONLY=tasklet/ npm run unit` takes the paths that contain "tasklet/".
import { readdirSync } from 'node:fs';

const files = readdirSync(import.meta.dirname, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && file.includes(process.env.ONLY ?? ''))
  .sort();
if (files.length === 0) throw new Error(`no test file has "${process.env.ONLY}" in its path`);
for (const file of files) await import(`./${file}`);

// Lets Node load the TypeScript sources directly: `node --import ./scripts/register.js file.ts`.
// Types are not checked here (`npm run check` does that); this only strips them.
import { register } from 'node:module';

process.env.TS_NODE_TRANSPILE_ONLY = 'true';
register('ts-node/esm', import.meta.url);

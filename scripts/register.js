// Lets Node load the TypeScript sources directly: `node --import ./scripts/register.js file.ts`. See loader.js.
import * as module from 'node:module';
import * as loader from './loader.js';

// Hooks in the thread that loads are the faster; older Nodes have only those in a thread of their own.
if ('registerHooks' in module) module.registerHooks(loader.hooks);
else module.register('./loader.js', import.meta.url);

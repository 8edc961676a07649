/**
 * Runs the tasks of a queue until control-C: start as many as you like, on as many machines as can reach the store.
 *
 *     npm run ts packages/executor-bullmq/examples/server.ts [redis://… or postgres://…]
 */
import { main } from 'evergreen-ts';
import { TaskServer } from 'evergreen-ts-bullmq';
import * as tasks from './tasks.js';

const [, , connection = 'redis://localhost:6379'] = process.argv;
const server = new TaskServer('examples', tasks, { connection, concurrency: 10 });
console.log(`serving ${Object.keys(tasks).join(', ')}; control-C gives back what runs, and ends`);
await main(() => server.serve());

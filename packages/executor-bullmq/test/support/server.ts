// A TaskServer in a process of its own, which a test may kill. What it is to serve it reads from its standard input.
import { text } from 'node:stream/consumers';
import { type Op, main, until } from 'evergreen-ts';
import { TaskServer, type TaskServerOptions } from 'evergreen-ts-bullmq';
import * as tasks from './tasks.js';

void main(function* (): Op<void> {
  const setup = JSON.parse(yield* until(text(process.stdin))) as {
    queue: string;
    options: TaskServerOptions;
  };
  console.log('serving');
  yield* new TaskServer(setup.queue, tasks, setup.options).serve();
});

// The other side of the benchmarks, in a process of its own: a TaskServer, or a bare Worker of BullMQ.
import { Worker } from 'bullmq';
import { main } from 'evergreen-ts';
import { TaskServer } from 'evergreen-ts-bullmq';
import * as tasks from './tasks.js';

interface Setup {
  readonly side: 'ours' | 'bare';
  readonly connection: object;
  readonly lockDuration: number;
}

const { side, connection, lockDuration } = JSON.parse(process.argv[2] ?? '') as Setup;
if (side === 'ours') {
  const server = new TaskServer('ours', tasks, { connection, lockDuration });
  setInterval(() => process.connected && process.send?.({ locksLost: server.locksLost }), 1000).unref();
  void main(() => server.serve());
} else {
  const options = { connection: { ...connection, maxRetriesPerRequest: null }, concurrency: 100 };
  const processor = ({ data }: { data: [number, number] }): Promise<number> =>
    Promise.resolve(tasks.add(...data));
  new Worker('bare', processor, options).on('error', console.error);
}

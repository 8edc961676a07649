/**
 * The port of a process to its host. When the host has gone, so does this process, whatever it is doing: a thread looks after that,
 * since a task may never let go of the main one.
 */
import { Worker } from 'node:worker_threads';
import { enterHub, entrance } from '../enter-hub.js';
import type { Port } from './link.js';

/** How often it is looked whether the host lives, in milliseconds. */
const LOOK = 250;

/** As text, since a file of its own would need the loaders of the program. */
const WATCH = `
const { workerData: { host, look } } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid === host) {
    try {
      process.kill(host, 0);
      return;
    } catch (error) {
      if (error.code === 'EPERM') return;
    }
  }
  process.kill(process.pid, 'SIGKILL');
}, look);
`;

/** Of this process; Error in any that ProcessLink has not made. */
export function processPort(): Port {
  if (process.send === undefined)
    throw new Error('this file is run by the processes of a ProcessPoolExecutor');
  const host = process.ppid;
  // Control-C goes to the whole group of processes: what is to be done about it is the host's business.
  process.on('SIGINT', () => undefined);
  return {
    post(message) {
      if (process.connected) process.send?.(message);
    },
    onMessage(receive) {
      const hub = entrance();
      process.on('message', (message) => enterHub(hub, receive, message));
      watch(host);
    },
    onUncaught(call) {
      process.once('uncaughtExceptionMonitor', (error) => {
        call(error);
        // The host has it: it need not be printed here, too.
        if (process.listenerCount('uncaughtException') === 0) process.exit(1);
      });
    },
    onGone: (call) => void process.once('disconnect', call),
    exit: () => process.exit(),
  };
}

function watch(host: number): void {
  try {
    const options = {
      eval: true,
      workerData: { host, look: LOOK },
      execArgv: [],
      env: {},
      name: 'host watch',
    };
    new Worker(WATCH, options).unref();
  } catch (error) {
    // Without threads the end of the host is noticed by a task that parks.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ACCESS_DENIED') throw error;
  }
}

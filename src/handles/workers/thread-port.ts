/**
 * The port of a thread to its host.
 */
import { parentPort } from 'node:worker_threads';
import { enterHub, entrance } from '../enter-hub.js';
import type { Port } from './link.js';

/** Of this thread; Error in any that ThreadLink has not made. */
export function threadPort(): Port {
  const port = parentPort;
  if (port === null) throw new Error('this file is loaded by the threads of a ThreadPoolExecutor');
  return {
    post: (message) => port.postMessage(message),
    onMessage(receive) {
      const hub = entrance();
      port.on('message', (message) => enterHub(hub, receive, message));
      port.on('messageerror', (error) => {
        // Tasks were in it, and nobody knows which.
        throw error;
      });
    },
    onUncaught: (call) => void process.once('uncaughtExceptionMonitor', call),
    onGone: (call) => void port.once('close', call),
    exit: () => process.exit(),
  };
}

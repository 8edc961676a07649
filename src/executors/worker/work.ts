/**
 * A worker from its start to its end: an event loop, and the server on it.
 */
import type { Port } from '../../handles/workers/link.js';
import { EventLoop } from '../../tasklet/event-loop.js';
import { WorkerServer } from './server.js';

/** Work until the host says that it is enough, or has gone; then end, with the `finally` blocks of what is left. */
export async function work(port: Port): Promise<never> {
  const loop = new EventLoop();
  new WorkerServer(loop, port);
  await loop.runForever();
  loop.destroy();
  return port.exit();
}

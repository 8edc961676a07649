/**
 * A backend of PostgreSQL that a restart of the server does not disturb.
 *
 * BullMQ takes a connection that was lost for an error of the
 * job: a task that has returned, and whose result could not be kept at once, would have failed. So the two steps that end a job are
 * repeated until the server is back. Either can be: a second one finds that the job is not active any more, and changes nothing.
 *
 * And while it closes its connection that listens, nobody listens to that: what the server says meanwhile would end the process.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { BackendFactory, PostgresQueueBackend } from 'bullmq';
import { isOutage } from './outage.js';

/** Milliseconds between two tries. */
const PAUSE = 200;

export function persistent(factory: BackendFactory): BackendFactory {
  return (name, options, details) => {
    const backend = factory(name, options, details);
    const { moveToCompleted, moveToFailed } = backend;
    backend.moveToCompleted = (...args) => again(() => moveToCompleted.apply(backend, args), backend);
    backend.moveToFailed = (...args) => again(() => moveToFailed.apply(backend, args), backend);
    const { connection } = backend as unknown as PostgresQueueBackend;
    const { getListenClient } = connection;
    connection.getListenClient = async () => shielded(await getListenClient.call(connection));
    return backend;
  };
}

type Emitter = Awaited<ReturnType<PostgresQueueBackend['connection']['getListenClient']>>;

const shields = new WeakSet<Emitter>();

/** Errors of the client are always heard. */
function shielded(client: Emitter): Emitter {
  if (shields.has(client)) return client;
  shields.add(client);
  const { removeAllListeners } = client;
  client.removeAllListeners = (...args) => {
    removeAllListeners.apply(client, args);
    // It is being closed: its errors say no more.
    client.on('error', () => undefined);
    return client;
  };
  return client;
}

async function again<T>(step: () => Promise<T>, backend: ReturnType<BackendFactory>): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isOutage(error) || backend.closing !== undefined) throw error;
      await delay(PAUSE);
    }
  }
}

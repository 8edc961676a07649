/**
 * A thread, over node:worker_threads. It has the loaders and the options of this process, as Node gives them to every thread.
 */
import { type ResourceLimits, type Transferable, Worker } from 'node:worker_threads';
import { enterHub, entrance } from '../enter-hub.js';
import type { Link, LinkOwner } from './link.js';
import { hostLoaders, isGivenAsText } from './loaders.js';

export interface ThreadOptions {
  readonly name: string;
  readonly resourceLimits: ResourceLimits | undefined;
}

export class ThreadLink implements Link {
  readonly #worker: Worker;

  /** Throws what Node says if it cannot be started. */
  constructor(entry: URL, { name, resourceLimits }: ThreadOptions, owner: LinkOwner) {
    const hub = entrance();
    // Where the program was given as text, a thread takes nothing else: its options say --input-type.
    const asText = isGivenAsText();
    const worker = new Worker(asText ? `import(${JSON.stringify(entry.href)})` : entry, {
      eval: asText,
      name,
      workerData: hostLoaders(),
      ...(resourceLimits && { resourceLimits }),
    });
    let error: unknown;
    worker.on('message', (message) => enterHub(hub, receive, message));
    const receive = (message: unknown): void => owner._onMessage(message);
    worker.on('error', (reason) => (error = reason));
    worker.on('messageerror', (reason) => {
      // What it has sent is lost, and with it the outcome of some tasks.
      error = reason;
      void worker.terminate();
    });
    worker.on('exit', (code) => enterHub(hub, () => owner._onExit(code, null, error), undefined));
    this.#worker = worker;
  }

  post(message: unknown, transfer?: readonly object[]): void {
    this.#worker.postMessage(message, transfer as Transferable[] | undefined);
  }

  keepAlive(on: boolean): void {
    if (on) this.#worker.ref();
    else this.#worker.unref();
  }

  terminate(): void {
    void this.#worker.terminate();
  }
}

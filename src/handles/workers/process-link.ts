/**
 * A process, over child_process.fork(). It has the loaders and the options of this one unless said otherwise, and its standard
 * streams.
 */
import { type ChildProcess, type Serializable, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { enterHub, entrance } from '../enter-hub.js';
import type { Link, LinkOwner } from './link.js';
import { childOptions, hostLoaders } from './loaders.js';

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv | undefined;
  readonly execArgv: readonly string[] | undefined;
  /** Descriptors of this process that it is to have as 3, 4, ... */
  readonly descriptors?: readonly number[];
}

/** The longest time between the end of a process and that of what it has sent, in milliseconds: a grandchild may hold the channel. */
const LAST_WORDS = 1000;

export class ProcessLink implements Link {
  readonly #child: ChildProcess;

  /** Throws what Node says if it cannot be started, or reports it as its end. */
  constructor(entry: URL, { env, execArgv, descriptors = [] }: ProcessOptions, owner: LinkOwner) {
    const hub = entrance();
    const options = execArgv ?? childOptions();
    const child = fork(fileURLToPath(entry), [JSON.stringify(hostLoaders())], {
      serialization: 'advanced',
      stdio: ['inherit', 'inherit', 'inherit', 'ipc', ...descriptors],
      ...(env && { env }),
      ...(options && { execArgv: [...options] }),
    });
    this.#child = child;
    let error: unknown;
    let ended = false;
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (ended) return;
      ended = true;
      enterHub(hub, () => owner._onExit(code, signal, error), undefined);
    };
    const receive = (message: unknown): void => owner._onMessage(message);
    child.on('message', (message) => enterHub(hub, receive, message));
    child.on('error', (reason) => {
      error ??= reason;
      if (child.pid === undefined) end(null, null);
    });
    child.on('exit', (code, signal) => {
      if (!child.connected) {
        end(code, signal);
        return;
      }
      child.once('disconnect', () => end(code, signal));
      setTimeout(end, LAST_WORDS, code, signal).unref();
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  post(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as Serializable);
  }

  keepAlive(on: boolean): void {
    if (on) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  terminate(): void {
    this.#child.kill('SIGKILL');
  }
}

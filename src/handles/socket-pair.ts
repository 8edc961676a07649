/**
 * A pair of Unix sockets that are connected with each other. Node gives nobody the system's socketpair(): so one end connects to a
 * listener of the other's, in a folder that only this user can enter and that is gone when the two are connected.
 */
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LONGEST_PIPE_NAME } from './descriptor.js';
import type { ListenOwner, PipeHandle } from './handle.js';
import { handles } from './index.js';
import { errnoOf } from './node-errno.js';

export type SocketPair = readonly [PipeHandle, PipeHandle];

/** `done` is called once with the two, which are the caller's then, or an error; not within this call. Returns a way to give it up. */
export function socketPair(done: (pair: SocketPair | number) => void): () => void {
  const pairing = new Pairing(done);
  return () => pairing.cancel();
}

class Pairing implements ListenOwner<PipeHandle> {
  /** Undefined when it is over. */
  #done: ((pair: SocketPair | number) => void) | undefined;
  #folder: string | undefined = undefined;
  readonly #listener = handles().pipeListener();
  readonly #client = handles().pipe();
  #connected = false;
  #accepted: PipeHandle | undefined = undefined;

  constructor(done: (pair: SocketPair | number) => void) {
    this.#done = done;
    const errno = this.#begin();
    if (errno < 0) process.nextTick(() => this.#fail(errno));
  }

  cancel(): void {
    if (this.#done === undefined) return;
    this.#end();
    this.#client.close();
    this.#accepted?.close();
  }

  _onConnection(handle: PipeHandle): void {
    this.#accepted = handle;
    this.#goOn();
  }

  _onAcceptError(errno: number): void {
    this.#fail(errno);
  }

  #begin(): number {
    try {
      this.#folder = newFolder();
    } catch (error) {
      return errnoOf(error as NodeJS.ErrnoException);
    }
    const path = join(this.#folder, 's');
    const steps = [
      () => this.#listener.bind(path),
      () => this.#listener.listen(1, this),
      () => this.#client.connect(path, this.#onConnect),
    ];
    return steps.reduce((errno, step) => (errno < 0 ? errno : step()), 0);
  }

  readonly #onConnect = (errno: number): void => {
    if (errno < 0) {
      this.#fail(errno);
      return;
    }
    this.#connected = true;
    this.#goOn();
  };

  #goOn(): void {
    if (!this.#connected || this.#accepted === undefined) return;
    const done = this.#done;
    this.#end();
    done?.([this.#client, this.#accepted]);
  }

  #fail(errno: number): void {
    const done = this.#done;
    this.cancel();
    done?.(errno);
  }

  #end(): void {
    this.#done = undefined;
    this.#listener.close();
    try {
      if (this.#folder !== undefined) rmdirSync(this.#folder);
    } catch {
      // Somebody has put something there: it stays.
    }
  }
}

/** In the folder for what is temporary, unless names in it are too long for a socket. */
function newFolder(): string {
  const name = join(tmpdir(), 'evergreen-');
  // Six letters are added, and the listener's file has a private name at first.
  return mkdtempSync(Buffer.byteLength(name) + 20 <= LONGEST_PIPE_NAME ? name : '/tmp/evergreen-');
}

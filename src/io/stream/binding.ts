/**
 * Binding: what a server listens on, and where; and that its loop closes the server when it is destroyed.
 */
import type { ListenHandle, StreamHandle } from '../../handles/handle.js';
import { type Closeable, type ThreadLoop, threadLoop } from '../../loop/thread.js';
import type { Failure } from '../errors.js';

export class Binding {
  /** Undefined before it is bound, and after it is closed. */
  listener: ListenHandle<StreamHandle> | undefined = undefined;
  /** For people. */
  #address = '';
  /** Closes the server when it is destroyed; undefined before it is bound. */
  #loop: ThreadLoop | undefined = undefined;

  /** `make` the listener of a server, and `bind` that to `address`, which is for people. Returns what has failed. */
  bind<L extends ListenHandle<StreamHandle>>(
    server: Closeable,
    make: () => L,
    bind: (listener: L) => number,
    address: string,
  ): Failure | undefined {
    if (this.listener !== undefined) return { code: 'EINVAL', message: 'the server is bound already' };
    const loop = threadLoop();
    const listener = make();
    const errno = bind(listener);
    if (errno < 0) {
      listener.close();
      return { errno, syscall: 'bind', address };
    }
    this.listener = listener;
    this.#address = address;
    this.#loop = loop;
    loop.adopt(server);
    return undefined;
  }

  /** Listening has failed. */
  listenFailure(errno: number): Failure {
    return { errno, syscall: 'listen', address: this.#address };
  }

  closeListener(): void {
    this.listener?.close();
    this.listener = undefined;
  }

  /** The server is closed. */
  release(server: Closeable): void {
    this.#loop?.disown(server);
  }
}

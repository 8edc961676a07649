/**
 * Pipes over raw handles: Unix sockets, and open descriptors that behave like a pipe.
 */
import { ENOTSOCK } from '../errno.js';
import { accessOf } from '../descriptor.js';
import { enterHub } from '../enter-hub.js';
import type { PipeHandle, PipeListener } from '../handle.js';
import { type RawPipe, node } from './bindings.js';
import { UvListener } from './listener.js';
import { UvStream } from './stream.js';

export class UvPipe extends UvStream implements PipeHandle {
  readonly #raw: RawPipe;
  /** It can only be written, and is no socket. */
  #writeOnly = false;

  constructor(raw: RawPipe) {
    super(raw);
    this.#raw = raw;
  }

  connect(path: string, done: (errno: number) => void): number {
    const req = new node.pipe_wrap.PipeConnectWrap();
    req.oncomplete = (status) => {
      enterHub(this.hub, done, status);
    };
    return this.#raw.connect(req, path);
  }

  open(fd: number): number {
    const { readable, socket } = accessOf(fd);
    this.#writeOnly = !socket && !readable;
    return this.#raw.open(fd) ?? 0;
  }

  override shutdown(done: (errno: number) => void): number {
    return super.shutdown((errno) => {
      // All is sent, and the only side it has is closed with the handle.
      const closes = errno === ENOTSOCK && this.#writeOnly;
      if (closes) this.#raw.close();
      done(closes ? 0 : errno);
    });
  }
}

export class UvPipeListener extends UvListener<RawPipe, PipeHandle> implements PipeListener {
  readonly #raw: RawPipe;

  constructor(raw: RawPipe) {
    super(raw, (client) => new UvPipe(client));
    this.#raw = raw;
  }

  bind(path: string): number {
    return this.#raw.bind(path);
  }
}

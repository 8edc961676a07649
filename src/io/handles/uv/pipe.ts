/**
 * Pipes over raw handles: Unix sockets, and whatever is open and behaves like a pipe.
 */
import { enterHub } from '../enter-hub.js';
import type { PipeHandle, PipeListener } from '../handle.js';
import { type RawPipe, node } from './bindings.js';
import { UvListener } from './listener.js';
import { UvStream } from './stream.js';

export class UvPipe extends UvStream implements PipeHandle {
  readonly #raw: RawPipe;

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
    return this.#raw.open(fd) ?? 0;
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

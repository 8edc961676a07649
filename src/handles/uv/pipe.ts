/**
 * Pipes over raw handles: Unix sockets, and open descriptors that behave like a pipe.
 */
import { EACCES, EBADF, ENOTSOCK } from '../errno.js';
import { accessOf } from '../descriptor.js';
import { enterHub } from '../enter-hub.js';
import type { PipeHandle, PipeListener } from '../handle.js';
import { errnoOf } from '../node-errno.js';
import { SocketFile, hasOwnFile, makePrivate } from '../socket-file.js';
import { TakenDescriptor } from '../taken.js';
import { type RawPipe, node } from './bindings.js';
import { UvListener } from './listener.js';
import { UvStream } from './stream.js';

export class UvPipe extends UvStream implements PipeHandle {
  readonly #raw: RawPipe;
  /** It can only be written, and is no socket. */
  #writeOnly = false;
  /** What open() was given. */
  #descriptor: TakenDescriptor | undefined = undefined;

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
    const descriptor = TakenDescriptor.take(fd);
    if (typeof descriptor === 'number') return descriptor;
    let errno;
    try {
      const { readable, socket } = accessOf(fd);
      this.#writeOnly = !socket && !readable;
      errno = this.#raw.open(fd) ?? 0;
    } catch (error) {
      errno = errnoOf(error as NodeJS.ErrnoException);
    }
    if (errno < 0) descriptor.release();
    else this.#descriptor = descriptor;
    return errno;
  }

  override readStart(): number {
    return this.#isLost ? EBADF : super.readStart();
  }

  override write(data: Uint8Array | string, done: (errno: number) => void): number {
    return this.#isLost ? EBADF : super.write(data, done);
  }

  override shutdown(done: (errno: number) => void): number {
    if (this.#isLost) return EBADF;
    return super.shutdown((errno) => {
      // All is sent, and the only side it has is closed with the handle.
      const closes = errno === ENOTSOCK && this.#writeOnly;
      if (closes) this.close();
      done(closes ? 0 : errno);
    });
  }

  override close(): void {
    if (!this.#isLost) super.close();
    else {
      // The raw handle cannot be closed: that would close the file that the number means now.
      this.owner = undefined;
      this.#raw.readStop();
      this.#raw.unref();
    }
    this.#descriptor?.release();
  }

  /** The number that it was opened on may mean another file by now. */
  get #isLost(): boolean {
    return this.#descriptor?.isLost === true;
  }
}

/** The raw handle of one of Node's sockets, which has none afterwards and will do nothing to it. */
export function rawPipeOf(socket: object): RawPipe {
  const holder = socket as { _handle: RawPipe | null };
  const raw = holder._handle as RawPipe;
  holder._handle = null;
  // The socket has begun to read; nothing has come in yet.
  raw.readStop();
  return raw;
}

export class UvPipeListener extends UvListener<RawPipe, PipeHandle> implements PipeListener {
  readonly #raw: RawPipe;
  #file: SocketFile | undefined = undefined;

  constructor(raw: RawPipe) {
    super(raw, (client) => new UvPipe(client));
    this.#raw = raw;
  }

  bind(path: string, privately = false): number {
    const listen = (name: string): number => {
      const errno = this.#raw.bind(name);
      if (errno < 0) return errno;
      // Nobody can connect before it listens.
      const refused = privately ? makePrivate(name) : 0;
      return refused < 0 ? refused : this.begin();
    };
    if (!hasOwnFile(path)) return privately ? EACCES : listen(path);
    const file = SocketFile.make(path, listen);
    if (typeof file === 'number') return file;
    this.#file = file;
    return 0;
  }

  override close(): void {
    super.close();
    this.#file?.remove();
    this.#file = undefined;
  }
}

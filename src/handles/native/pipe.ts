/**
 * Unix sockets of the system's. A pipe that opens a descriptor, which may be of any kind and be shared with others, passes
 * everything on to a handle of another kind.
 */
import { rmSync } from 'node:fs';
import { EACCES, ENOENT } from '../errno.js';
import type { PipeHandle, PipeListener, StreamOwner } from '../handle.js';
import { SocketFile, hasOwnFile, makePrivate } from '../socket-file.js';
import { AF_UNIX } from './libc.js';
import { NativeListener } from './listener.js';
import { unixAddress } from './sockaddr.js';
import { NativeStream } from './stream.js';

class UnixStream extends NativeStream {
  connect(path: string, done: (errno: number) => void): number {
    const to = unixAddress(path);
    if (typeof to === 'number') return to;
    const errno = this.openSocket(AF_UNIX);
    return errno < 0 ? errno : this.connectTo(to, done);
  }
}

type Done = (errno: number) => void;

export class NativePipe implements PipeHandle {
  readonly #opener: () => PipeHandle;
  readonly #unix = new UnixStream();
  #handle: Omit<PipeHandle, 'connect' | 'open'> = this.#unix;

  /** `opener` makes the handle that open() needs. */
  constructor(opener: () => PipeHandle) {
    this.#opener = opener;
  }

  connect(path: string, done: Done): number {
    return this.#unix.connect(path, done);
  }

  open(fd: number): number {
    const handle = this.#opener();
    const errno = handle.open(fd);
    if (errno < 0) handle.close();
    else {
      handle.owner = this.owner;
      this.#handle = handle;
    }
    return errno;
  }

  accepted(fd: number): void {
    this.#unix.accepted(fd);
  }

  get owner(): StreamOwner | undefined {
    return this.#handle.owner;
  }

  set owner(owner: StreamOwner | undefined) {
    this.#handle.owner = owner;
  }

  get fd(): number {
    return this.#handle.fd ?? -1;
  }

  get queued(): number {
    return this.#handle.queued;
  }

  get copiesLent(): true | undefined {
    return this.#handle.copiesLent;
  }

  readStart(): number {
    return this.#handle.readStart();
  }

  readStop(): number {
    return this.#handle.readStop();
  }

  write(data: Uint8Array | string, done: Done): number {
    return this.#handle.write(data, done);
  }

  shutdown(done: Done): number {
    return this.#handle.shutdown(done);
  }

  close(): void {
    this.#handle.close();
  }

  keepAlive(on: boolean): void {
    this.#handle.keepAlive?.(on);
  }
}

export class NativePipeListener extends NativeListener<PipeHandle> implements PipeListener {
  #file: SocketFile | undefined = undefined;

  bind(path: string, privately = false): number {
    const errno = this.openSocket(AF_UNIX);
    if (errno < 0) return errno;
    let made: string | undefined;
    const listen = (name: string): number => {
      const address = unixAddress(name);
      if (typeof address === 'number') return address;
      const refused = this.begin(address, () => {
        made = name;
        // Nobody can connect before it listens.
        return privately ? makePrivate(name) : 0;
      });
      // libuv's name for it.
      return refused === ENOENT ? EACCES : refused;
    };
    if (!hasOwnFile(path)) return privately ? EACCES : listen(path);
    const file = SocketFile.make(path, listen);
    if (typeof file === 'number') {
      if (made !== undefined) rmSync(made, { force: true });
      return file;
    }
    this.#file = file;
    return 0;
  }

  override close(): void {
    super.close();
    this.#file?.remove();
    this.#file = undefined;
  }
}

/**
 * Pipes over net: Unix sockets, and open descriptors that behave like a pipe. Node opens fewer kinds of descriptors than the
 * uv handles do: no /dev/net/tun.
 */
import { ReadStream, isatty } from 'node:tty';
import { EACCES, EBADF, ENOTSOCK } from '../errno.js';
import { accessOf } from '../descriptor.js';
import type { PipeHandle, PipeListener } from '../handle.js';
import { errnoOf } from '../node-errno.js';
import { NodeListener } from './listener.js';
import { SocketFile, hasOwnFile, inPrivate } from '../socket-file.js';
import { TakenDescriptor } from '../taken.js';
import { NodeSocket, owns, newSocket, onread, socketOptions } from './socket.js';

export class NodePipe extends NodeSocket implements PipeHandle {
  /** It can be read and is no socket: it has no writing side that could be closed alone. */
  #oneSided = false;
  /** What open() was given. */
  #descriptor: TakenDescriptor | undefined = undefined;

  connect(path: string, done: (errno: number) => void): number {
    return this.connectTo({ path }, done);
  }

  open(fd: number): number {
    const descriptor = TakenDescriptor.take(fd);
    if (typeof descriptor === 'number') return descriptor;
    const { readable, writable, socket } = accessOf(fd);
    this.#oneSided = !socket && readable;
    // The descriptor may be shared: do not read ahead what other processes should get.
    const options = { readable, writable, ...onread(this.arrived) };
    try {
      const opened = isatty(fd) ? new ReadStream(fd, socketOptions(options)) : newSocket({ fd, ...options });
      owns(opened, descriptor);
      this.use(opened);
    } catch (error) {
      descriptor.release();
      return errnoOf(error as NodeJS.ErrnoException);
    }
    this.#descriptor = descriptor;
    return 0;
  }

  override readStart(): number {
    return this.#isLost ? EBADF : super.readStart();
  }

  override write(data: Uint8Array | string, done: (errno: number) => void): number {
    return this.#isLost ? EBADF : super.write(data, done);
  }

  override shutdown(done: (errno: number) => void): number {
    if (this.#isLost) return EBADF;
    return super.shutdown((errno) => done(errno === 0 && this.#oneSided ? ENOTSOCK : errno));
  }

  /** The number that it was opened on may mean another file by now. */
  get #isLost(): boolean {
    return this.#descriptor?.isLost === true;
  }
}

export class NodePipeListener extends NodeListener<PipeHandle> implements PipeListener {
  #file: SocketFile | undefined = undefined;

  constructor() {
    super((socket) => new NodePipe(socket));
  }

  bind(path: string, privately = false): number {
    if (!hasOwnFile(path)) return privately ? EACCES : this.listenTo({ path });
    const listen = (name: string): number => this.listenTo({ path: name });
    const file = SocketFile.make(path, privately ? (name) => inPrivate(name, listen) : listen);
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

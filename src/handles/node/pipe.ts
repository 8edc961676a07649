/**
 * Pipes over net: Unix sockets, and open descriptors that behave like a pipe. Node opens fewer kinds of descriptors than the
 * uv handles do: no /dev/net/tun.
 */
import { ReadStream, isatty } from 'node:tty';
import { ENOTSOCK } from '../errno.js';
import { accessOf } from '../descriptor.js';
import type { PipeHandle, PipeListener } from '../handle.js';
import { errnoOf } from '../node-errno.js';
import { NodeListener } from './listener.js';
import { NodeSocket, newSocket, onread, socketOptions } from './socket.js';

export class NodePipe extends NodeSocket implements PipeHandle {
  /** It can be read and is no socket: it has no writing side that could be closed alone. */
  #oneSided = false;

  connect(path: string, done: (errno: number) => void): number {
    return this.connectTo({ path }, done);
  }

  open(fd: number): number {
    const { readable, writable, socket } = accessOf(fd);
    this.#oneSided = !socket && readable;
    // The descriptor may be shared: do not read ahead what other processes should get.
    const options = { readable, writable, ...onread(this.arrived) };
    try {
      this.use(isatty(fd) ? new ReadStream(fd, socketOptions(options)) : newSocket({ fd, ...options }));
    } catch (error) {
      return errnoOf(error as NodeJS.ErrnoException);
    }
    return 0;
  }

  override shutdown(done: (errno: number) => void): number {
    return super.shutdown((errno) => done(errno === 0 && this.#oneSided ? ENOTSOCK : errno));
  }
}

export class NodePipeListener extends NodeListener<PipeHandle> implements PipeListener {
  constructor() {
    super((socket) => new NodePipe(socket));
  }

  bind(path: string): number {
    return this.listenTo({ path });
  }
}

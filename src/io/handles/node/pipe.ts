/**
 * Pipes over net: Unix sockets, and whatever is open and behaves like a pipe. Node opens fewer kinds of descriptors than the
 * system would: no /dev/net/tun.
 */
import { readvSync, writevSync } from 'node:fs';
import { ReadStream, isatty } from 'node:tty';
import type { PipeHandle, PipeListener } from '../handle.js';
import { errnoOf } from './errors.js';
import { NodeListener } from './listener.js';
import { NodeSocket, newSocket, socketOptions } from './socket.js';

export class NodePipe extends NodeSocket implements PipeHandle {
  connect(path: string, done: (errno: number) => void): number {
    return this.connectTo({ path }, done);
  }

  open(fd: number): number {
    const options = { readable: allows(fd, readvSync), writable: allows(fd, writevSync) };
    try {
      const socket = isatty(fd) ? new ReadStream(fd, socketOptions(options)) : newSocket({ fd, ...options });
      this.use(socket);
    } catch (error) {
      return errnoOf(error as NodeJS.ErrnoException);
    }
    return 0;
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

/** Is the descriptor open for it? Node has no other way to ask; to read or write nothing changes nothing. */
function allows(fd: number, access: (fd: number, buffers: readonly Uint8Array[]) => number): boolean {
  try {
    access(fd, [new Uint8Array(0)]);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBADF') return false;
    // Something that comes to light again, and where it belongs, when it is used.
    return true;
  }
}

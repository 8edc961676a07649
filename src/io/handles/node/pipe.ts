/**
 * Pipes over net: Unix sockets, and whatever is open and behaves like a pipe.
 */
import { Socket } from 'node:net';
import type { PipeHandle, PipeListener } from '../handle.js';
import { errnoOf } from './errors.js';
import { NodeListener } from './listener.js';
import { NodeSocket } from './socket.js';

export class NodePipe extends NodeSocket implements PipeHandle {
  constructor(socket = new Socket({ allowHalfOpen: true })) {
    super(socket);
  }

  connect(path: string, done: (errno: number) => void): number {
    return this.connectTo({ path }, done);
  }

  open(fd: number): number {
    try {
      this.replace(new Socket({ fd, readable: true, writable: true, allowHalfOpen: true }));
    } catch (error) {
      return errnoOf(error);
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

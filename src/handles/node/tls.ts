/**
 * TLS by the public API alone: a TLSSocket over a Duplex over whatever handle, read and written as a Duplex itself.
 */
import type { TLSSocket } from 'node:tls';
import { EOF } from '../errno.js';
import { TRUNCATED } from '../handle.js';
import { Ciphertext } from '../tls/ciphertext.js';
import type { Ground, TLSEngine } from '../tls/engine.js';
import { NodeStream } from './stream.js';

class NodePlaintext extends NodeStream {
  #end = EOF;

  constructor(socket: TLSSocket, ground: Ground) {
    super(socket, ground.hub);
    // 'end' may come much later, when all was read.
    const push = socket.push.bind(socket);
    socket.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
      if (chunk === null && ground.hasEnded(true)) this.#end = TRUNCATED;
      return push(chunk, encoding);
    };
  }

  protected override endReason(): number {
    return this.#end;
  }
}

export const nodeTLS: TLSEngine = {
  ground: (handle, ahead, owner) => new Ciphertext(handle, ahead, owner),
  plain: (socket, ground) => new NodePlaintext(socket, ground),
};

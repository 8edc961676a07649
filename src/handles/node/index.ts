/** The handles made of Node's public streams, by kind. */
import type { Duplex } from 'node:stream';
import type { HandleKind } from '../handle.js';
import type { TLSEngine } from '../tls/engine.js';
import { NodePipe, NodePipeListener } from './pipe.js';
import { NodeStream } from './stream.js';
import { NodeTCP, NodeTCPListener } from './tcp.js';
import { nodeTLS } from './tls.js';
import { NodeUDP } from './udp.js';
import { openTTY } from './tty.js';

export function nodeHandles(): HandleKind & { readonly tls: TLSEngine } {
  return {
    tcp: () => new NodeTCP(),
    tcpListener: () => new NodeTCPListener(),
    pipe: () => new NodePipe(),
    pipeListener: () => new NodePipeListener(),
    udp: () => new NodeUDP(),
    childPipe: (socket) => new NodeStream(socket as Duplex),
    tty: openTTY,
    tls: nodeTLS,
  };
}

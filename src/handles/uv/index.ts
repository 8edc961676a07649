/** The handles over Node's internal ones, by kind. */
import type { HandleKind } from '../handle.js';
import type { TLSEngine } from '../tls/engine.js';
import { loadBindings, node } from './bindings.js';
import { UvPipe, UvPipeListener, rawPipeOf } from './pipe.js';
import { UvTCP, UvTCPListener } from './tcp.js';
import { uvTLS } from './tls.js';
import { UvUDP } from './udp.js';
import { openTTY } from './tty.js';

/** The kind. Error where Node does not give its handles away. */
export function uvHandles(): HandleKind & { readonly tls: TLSEngine } {
  loadBindings();
  const { TCP, constants: tcp } = node.tcp_wrap;
  const { Pipe, constants: pipe } = node.pipe_wrap;
  const { UDP } = node.udp_wrap;
  return {
    tcp: () => new UvTCP(new TCP(tcp.SOCKET)),
    tcpListener: () => new UvTCPListener(new TCP(tcp.SERVER)),
    pipe: () => new UvPipe(new Pipe(pipe.SOCKET)),
    pipeListener: () => new UvPipeListener(new Pipe(pipe.SERVER)),
    udp: () => new UvUDP(new UDP()),
    childPipe: (socket) => new UvPipe(rawPipeOf(socket)),
    tty: openTTY,
    tls: uvTLS,
  };
}

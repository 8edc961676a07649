/** The handles that are Node's own, by kind. */
import type { HandleKind } from '../handle.js';
import { loadBindings, node } from './bindings.js';
import { UvTCP, UvTCPListener } from './tcp.js';

/** The kind, or an error where Node does not give its handles away. */
export function uvHandles(): HandleKind {
  loadBindings();
  const { TCP, constants } = node.tcp_wrap;
  return {
    tcp: () => new UvTCP(new TCP(constants.SOCKET)),
    tcpListener: () => new UvTCPListener(new TCP(constants.SERVER)),
  };
}

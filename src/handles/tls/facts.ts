/**
 * What is known of a TLS connection when its handshake is over.
 */
import type { TLSSocket } from 'node:tls';
import type { Side } from './sides.js';

export interface TLSFacts {
  readonly protocol: string | undefined;
  readonly cipher: string | undefined;
  readonly alpnProtocol: string | undefined;
  readonly servername: string | undefined;
  readonly authorized: boolean;
  readonly resumed: boolean;
}

export function factsOf(socket: TLSSocket, side: Side): TLSFacts {
  const { alpnProtocol } = socket;
  return {
    protocol: socket.getProtocol() ?? undefined,
    cipher: socket.getCipher().name,
    alpnProtocol: typeof alpnProtocol === 'string' ? alpnProtocol : undefined,
    servername: side.serverName(socket),
    authorized: side.isAuthorized(socket),
    resumed: socket.isSessionReused(),
  };
}

/**
 * Streams and servers over TCP and pipes, datagrams over UDP, and the errors of all of them. Everything public, by name.
 *
 * @module evergreen-ts/io
 */
// Reads return a Buffer, and not every TypeScript project includes the types of Node by itself.
/// <reference types="node" preserve="true" />
import '../tasklet/event-loop.js'; // So that there is a loop for those who import only this entry.
export type { Address } from './address.js';
export {
  BufferLimitError,
  IncompleteReadError,
  PipeError,
  StreamError,
  type StreamErrorOptions,
  TCPError,
  TLSError,
  TTYError,
  UDPError,
} from './errors.js';
export { NodeStream, type NodeSides, type NodeSource } from './node/node-stream.js';
export { type DuplexSocket, toDuplex } from './node/to-duplex.js';
export { PipeClient, PipeConnection, PipeServer, PipeStream } from './pipe/pipe.js';
export { type ServerOptions } from './stream/server-options.js';
export type { AcceptedStream } from './stream/connection.js';
export { type LinesOptions } from './stream/lines.js';
export { pipe } from './stream/pipe.js';
export { StreamConnection, StreamServer } from './stream/server.js';
export { StderrStream, StdinStream, StdoutStream } from './tty/standard.js';
export { BaseStream, type Bytes, type StreamOptions } from './stream/stream.js';
export { type TCPOptions } from './tcp/socket-options.js';
export { TCPClient, TCPConnection, TCPServer } from './tcp/tcp.js';
export { type TLSInfo } from './tls/info.js';
export { type TLSOptions, type TLSServerOptions } from './tls/options.js';
export { TLSClient, TLSConnection, TLSServer } from './tls/tls.js';
export { TLSStream } from './tls/tls-stream.js';
export { TTYStream } from './tty/tty.js';
export { UDPEndpoint, type UDPOptions } from './udp/udp.js';
export * as errno from '../handles/errno.js';

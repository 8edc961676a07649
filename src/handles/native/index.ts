/**
 * The handles over sockets of the system's, polled and read through koffi: TCP and Unix sockets, on Linux. They take less of the
 * processor than libuv's: no call into Node for each read and write, and one turn of the hub for all that has come.
 *
 * Datagrams, terminals, descriptors that are opened and the pipes of children are libuv's. So is everything in a worker thread:
 * the libuv that can be reached from there is the main thread's.
 */
import { isMainThread } from '#platform';
import type { HandleKind } from '../handle.js';
import type { TLSEngine } from '../tls/engine.js';
import { uvHandles } from '../uv/index.js';
import { loadLibc } from './libc.js';
import { NativePipe, NativePipeListener } from './pipe.js';
import { NativeTCP, NativeTCPListener } from './tcp.js';

/** The kind. Error, which says what is missing, where it is not to be had. */
export function nativeHandles(): HandleKind & { readonly tls: TLSEngine } {
  if (!isMainThread) return uvHandles();
  loadLibc();
  const uv = uvHandles();
  const pipe = (): NativePipe => new NativePipe(uv.pipe);
  return {
    ...uv,
    tcp: () => new NativeTCP(),
    tcpListener: () => new NativeTCPListener(),
    pipe,
    pipeListener: () => new NativePipeListener(pipe),
  };
}

/**
 * The echo server on Node's handles with nothing between, in as few steps as JavaScript can do: what remains is the price of
 * these handles, below which no library on Node comes. Not a program that anybody should write: a client that does not read
 * fills the memory. Tells its port, then serves.
 */
import { loadBindings, nameOf, node } from '../../src/handles/uv/bindings.js';
import type { RawTCP } from '../../src/handles/uv/bindings.js';
import type { SocketName } from '../../src/handles/handle.js';

const NEWLINE = 10;

loadBindings();
const { tcp_wrap, stream_wrap } = node;
const { WriteWrap, streamBaseState: state, kReadBytesOrError, kLastWriteWasAsync } = stream_wrap;

/** All connections read into the same buffer, as it is emptied before the next one reads. */
const buffer = Buffer.allocUnsafeSlow(64 * 1024);
let request = new WriteWrap();

function send(handle: RawTCP, data: Uint8Array): void {
  handle.writeBuffer(request, data);
  if (state[kLastWriteWasAsync] === 0) return;
  request.buffer = data;
  request.oncomplete = () => undefined;
  request = new WriteWrap();
}

function serve(handle: RawTCP): void {
  /** Of a line that has not come to its end. */
  let pieces: Buffer[] = [];
  handle.setNoDelay(true);
  handle.useUserBuffer(buffer);
  handle.onread = () => {
    const size = state[kReadBytesOrError] as number;
    if (size < 0) handle.close();
    if (size <= 0) return;
    const chunk = Buffer.allocUnsafe(size);
    buffer.copy(chunk, 0, 0, size);
    let start = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, start) + 1) > 0; start = end) {
      pieces.push(chunk.subarray(start, end));
      send(handle, pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces));
      pieces = [];
    }
    if (start < size) pieces.push(chunk.subarray(start));
  };
  handle.readStart();
}

const server = new tcp_wrap.TCP(tcp_wrap.constants.SERVER);
server.bind('127.0.0.1', 0, 0);
server.onconnection = (_status, handle) => serve(handle);
server.listen(4096);
console.log((nameOf(server, 'getsockname') as SocketName).port);

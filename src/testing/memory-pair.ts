/**
 * memoryPair(): whole protocols are tested without a socket, on simulated time.
 */
import { checkCount, checkOptions, checkSeconds } from '../check.js';
import { BaseStream, type StreamOptions, connectStream } from '../io/stream/stream.js';
import { MemoryHandle } from './memory-handle.js';

/** How a connection in memory behaves. */
export interface MemoryPairOptions extends StreamOptions {
  /** Seconds that everything is under way (default 0). */
  latency?: number;
  /** Bytes come in pieces of at most so many (default: as they are written). */
  chunk?: number;
}

class MemoryStream extends BaseStream {
  constructor(options: StreamOptions, handle: MemoryHandle) {
    super(options);
    connectStream(this, handle);
  }
}

/**
 * Two ends of a connection in memory, each a whole stream: half-close, back-pressure, errors. It works on the virtual clock: a
 * tasklet that reads what nobody writes is deadlocked, and told so. At most 64 KiB are under way each way; what is written beyond
 * that is queued until the other end reads. An end that is closed with bytes under way to it resets the connection, as with TCP.
 * The errors are StreamErrors. TypeError and RangeError for options that cannot be. Does not park.
 *
 * Source: trio.testing.memory_stream_pair.
 *
 * @example
 * await runVirtual(function* (): Op<void> {
 *   const [client, server] = memoryPair({ latency: 0.1, chunk: 1 });
 *   spawn(function* () {
 *     server.write(yield* server.readUntil('\n'));
 *   });
 *   client.write('echo\n');
 *   console.log(String(yield* client.readUntil('\n')));
 * });
 */
export function memoryPair(options: MemoryPairOptions = {}): [BaseStream, BaseStream] {
  checkOptions('the options of memoryPair()', options);
  const { latency = 0, chunk = Infinity } = options;
  checkSeconds(latency, 'latency');
  if (chunk !== Infinity) checkCount('chunk', chunk);
  const [one, other] = MemoryHandle.pair(latency, chunk);
  return [new MemoryStream(options, one), new MemoryStream(options, other)];
}

/**
 * NodeStream: a stream of Node's, whatever made it, as a stream of ours. The way back is toDuplex().
 */
import { isObject, kindOf } from '../../check.js';
import { type Duplex, ForeignStream, type Readable, type Writable } from '../../handles/node/foreign.js';
import { trimmed } from '../../trim.js';
import { BaseStream, type StreamOptions, connectStream } from '../stream/stream.js';

/** What a NodeStream is made of. */
export type NodeSource = Duplex | NodeSides;

/** A stream for each direction, or for one. */
export interface NodeSides {
  /** What is read. */
  readable?: Readable;
  /** What is written to. */
  writable?: Writable;
}

/** The streams of Node that are in use here; of one that is both, perhaps one side. */
const read = new WeakSet<object>();
const written = new WeakSet<object>();

/**
 * Any stream of Node's: a Duplex, or a Readable and a Writable, such as the stdio of a child, the channel of an ssh client, a
 * TLSSocket. It is this stream's from now on: close() destroys it. Both directions have an end of their own; a Duplex is made to
 * allow that. What the other end sent before it broke off can be read.
 *
 * Its errors are StreamErrors with the code of the stream's own error, which is the `cause`; ERR_STREAM_PREMATURE_CLOSE if
 * others have destroyed it without one. Without a Writable, writing fails with EBADF, and so does reading without a Readable.
 *
 * @example
 * import { spawn as start } from 'node:child_process';
 * import type { Op } from 'evergreen-ts';
 * import { NodeStream } from 'evergreen-ts/io';
 *
 * function* sorted(text: string): Op<string[]> {
 *   const { stdin, stdout } = start('sort');
 *   using sort = new NodeStream({ readable: stdout, writable: stdin });
 *   sort.write(text);
 *   yield* sort.shutdown();
 *   return yield* sort.lines().toArray();
 * }
 */
export class NodeStream extends BaseStream {
  /**
   * TypeError unless it is a stream of bytes that is not used by another NodeStream.
   *
   * @param options how much the stream keeps
   */
  constructor(source: NodeSource, options?: StreamOptions) {
    const { readable, writable } = sidesOf(source);
    super(options);
    if (readable !== undefined) read.add(readable);
    if (writable !== undefined) written.add(writable);
    // Node would end its writing side when the other end has ended.
    if (isDuplex(source)) source.allowHalfOpen = true;
    connectStream(this, new ForeignStream(readable, writable));
  }
}

function isDuplex(source: NodeSource): source is Duplex {
  return isReadable(source) && isWritable(source);
}

function sidesOf(source: NodeSource): { readable: Readable | undefined; writable: Writable | undefined } {
  if (!isObject(source)) throw wrong(source);
  const { readable, writable } = isDuplex(source) ? { readable: source, writable: source } : source;
  if (readable === undefined && writable === undefined) throw wrong(source);
  if (readable !== undefined) checkReadable(readable);
  if (writable !== undefined) checkWritable(writable);
  return { readable, writable };
}

function wrong(source: unknown): TypeError {
  return trimmed(
    new TypeError(`NodeStream takes a Duplex, or { readable, writable }, not ${kindOf(source)}`),
  );
}

function checkReadable(readable: Readable): void {
  if (!isReadable(readable)) throw trimmed(new TypeError(`readable is a Readable, not ${kindOf(readable)}`));
  if (readable.readableObjectMode)
    throw trimmed(new TypeError('a Readable in object mode cannot be read as bytes: see each()'));
  if (typeof readable.readableEncoding === 'string')
    throw trimmed(new TypeError('setEncoding() was called on the Readable: its bytes are lost'));
  checkFree(readable, read);
}

function checkWritable(writable: Writable): void {
  if (!isWritable(writable)) throw trimmed(new TypeError(`writable is a Writable, not ${kindOf(writable)}`));
  if (writable.writableObjectMode) throw trimmed(new TypeError('a Writable in object mode takes no bytes'));
  checkFree(writable, written);
}

function checkFree(side: object, taken: WeakSet<object>): void {
  if (taken.has(side)) throw trimmed(new TypeError('the stream is used by another NodeStream: share that'));
}

function isReadable(value: unknown): value is Readable {
  return hasMethods(value, ['on', 'pause', 'resume', 'read', 'destroy']);
}

function isWritable(value: unknown): value is Writable {
  return hasMethods(value, ['on', 'write', 'end', 'destroy']);
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  const methods = (isObject(value) ? value : {}) as Readonly<Record<string, unknown>>;
  return names.every((name) => typeof methods[name] === 'function');
}

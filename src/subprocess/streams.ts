/**
 * The standard streams of a child, from this side: its input can be written, its output read, and nothing else.
 */
import type { StreamHandle } from '../handles/handle.js';
import { PipeError } from '../io/errors.js';
import { BaseStream, connectStream } from '../io/stream/stream.js';

abstract class ChildStream extends BaseStream {
  constructor(handle: StreamHandle, readAhead?: number) {
    super({}, PipeError, readAhead);
    connectStream(this, handle);
  }
}

/** What a child reads. Reading it fails with EBADF. */
export class ChildInput extends ChildStream {
  constructor(handle: StreamHandle) {
    super(handle, 0);
  }
}

/** What a child writes. Writing it fails with EBADF. */
export class ChildOutput extends ChildStream {}

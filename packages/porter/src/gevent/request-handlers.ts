/** The handlers of Python's socketserver. */
import { OSError, caught } from '../python/exceptions.js';
import { BytesIO } from '../python/modules/io.js';
import { PyObject } from '../python/object.js';
import { op } from '../python/plain.js';
import type { Value } from '../python/value.js';

type Steps = Generator<Value>;

/** An instance is made for each request, and handles it while it is made. */
export class BaseRequestHandler extends PyObject {
  override *__init__(request: Value, from: Value, server: Value): Steps {
    this.request = request;
    this.client_address = from;
    this.server = server;
    yield* op(this.setup());
    try {
      yield* op(this.handle());
    } finally {
      yield* op(this.finish());
    }
    return null;
  }

  setup(): Value {
    // For subclasses.
  }

  handle(): Value {
    // For subclasses.
  }

  finish(): Value {
    // For subclasses.
  }
}

export class StreamRequestHandler extends BaseRequestHandler {
  static timeout: Value = null;
  static disable_nagle_algorithm: Value = false;
  static rbufsize: Value = -1;
  static wbufsize: Value = 0;

  override setup(): Value {
    this.connection = this.request;
    if (this.timeout !== null) this.connection.settimeout(this.timeout);
    this.rfile = this.connection.makefile('rb');
    this.wfile = this.connection.makefile('wb', 0);
  }

  override *finish(): Steps {
    try {
      yield* this.wfile.flush();
    } catch (error) {
      if (!(caught(error) instanceof OSError)) throw error;
    }
    this.wfile.close();
    this.rfile.close();
    return null;
  }
}

export class DatagramRequestHandler extends BaseRequestHandler {
  override setup(): Value {
    [this.packet, this.socket] = this.request;
    this.rfile = new BytesIO(this.packet);
    this.wfile = new BytesIO();
  }

  override *finish(): Steps {
    yield* this.socket.sendto(this.wfile.getvalue(), this.client_address);
    return null;
  }
}

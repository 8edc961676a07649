/** Python's socketserver, over the sockets of this folder. A server serves in the tasklet that calls serve_forever(). */
import { Event as Flag } from 'evergreen-ts';
import { tracebackOf } from '../python/end.js';
import { OSError, caught } from '../python/exceptions.js';
import { Kw, kw } from '../python/keywords.js';
import * as threading from '../python/modules/threading.js';
import { PyObject, hidden } from '../python/object.js';
import { call, op } from '../python/plain.js';
import { toStderr } from '../python/streams.js';
import type { Value } from '../python/value.js';
import { select } from './select.js';
import { socket } from './socket.js';
import { BaseRequestHandler, StreamRequestHandler, DatagramRequestHandler } from './request-handlers.js';

type Steps = Generator<Value>;

class BaseServer extends PyObject {
  static timeout: Value = null;

  override __init__(address: Value, handler: Value): Value {
    hidden(this, '_$wanted', '_$ended');
    this.server_address = address;
    this.RequestHandlerClass = handler;
    this._$wanted = false;
    this._$ended = new Flag();
    this._$ended.set();
  }

  server_activate(): Value {
    // For subclasses.
  }

  *serve_forever(interval: Value = 0.5): Steps {
    const poll: Value = interval instanceof Kw ? interval.get('poll_interval', 0.5) : interval;
    this._$ended.clear();
    try {
      while (this._$wanted !== true) {
        const [ready] = yield* select.select([this], [], [], poll);
        if (this._$wanted === true) break;
        if (ready.length > 0) yield* this._handle_request_noblock();
        yield* op(this.service_actions());
      }
    } finally {
      this._$wanted = false;
      this._$ended.set();
    }
    return null;
  }

  *shutdown(): Steps {
    this._$wanted = true;
    yield* this._$ended.wait();
    return null;
  }

  service_actions(): Value {
    // For subclasses.
  }

  *handle_request(): Steps {
    const limit: Value = this.socket.gettimeout() ?? this.timeout;
    const [ready] = yield* select.select([this], [], [], limit);
    if (ready.length > 0) yield* this._handle_request_noblock();
    else yield* op(this.handle_timeout());
    return null;
  }

  *_handle_request_noblock(): Steps {
    let request: Value;
    let from: Value;
    try {
      [request, from] = yield* op(this.get_request());
    } catch (error) {
      if (caught(error) instanceof OSError) return null;
      throw error;
    }
    if ((yield* op(this.verify_request(request, from))) === false) {
      yield* op(this.shutdown_request(request));
      return null;
    }
    try {
      yield* op(this.process_request(request, from));
    } catch (error) {
      yield* this._$failed(error, request, from);
    }
    return null;
  }

  *_$failed(error: Value, request: Value, from: Value): Steps {
    toStderr(tracebackOf(error));
    yield* op(this.handle_error(request, from));
    yield* op(this.shutdown_request(request));
    return null;
  }

  handle_timeout(): Value {
    // For subclasses.
  }

  verify_request(_request: Value, _from: Value): Value {
    return true;
  }

  *process_request(request: Value, from: Value): Steps {
    yield* op(this.finish_request(request, from));
    yield* op(this.shutdown_request(request));
    return null;
  }

  server_close(): Value {
    // For subclasses.
  }

  *finish_request(request: Value, from: Value): Steps {
    yield* op(call(this.RequestHandlerClass, request, from, this));
    return null;
  }

  shutdown_request(request: Value): Value {
    return this.close_request(request) as Value;
  }

  close_request(_request: Value): Value {
    // For subclasses.
  }

  handle_error(_request: Value, from: Value): Value {
    toStderr(`Exception occurred during processing of request from ${String(from)}\n`);
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps {
    yield* op(this.server_close());
    return false;
  }
}

class TCPServer extends BaseServer {
  static address_family: Value = socket.AF_INET;
  static socket_type: Value = socket.SOCK_STREAM;
  static request_queue_size: Value = 5;
  static allow_reuse_address: Value = false;

  override __init__(address: Value, handler: Value, activate: Value = true): Value {
    super.__init__(address, handler);
    this.socket = new socket.socket(this.address_family, this.socket_type);
    if (activate === false || (activate instanceof Kw && activate.get('bind_and_activate') === false)) return;
    try {
      this.server_bind();
      this.server_activate();
    } catch (error) {
      this.server_close();
      throw error;
    }
  }

  server_bind(): Value {
    if (this.allow_reuse_address === true) this.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1);
    this.socket.bind(this.server_address);
    this.server_address = this.socket.getsockname();
  }

  override server_activate(): Value {
    this.socket.listen(this.request_queue_size);
  }

  override server_close(): Value {
    this.socket.close();
  }

  fileno(): Value {
    return this.socket.fileno();
  }

  *get_request(): Steps {
    return yield* this.socket.accept();
  }

  override *shutdown_request(request: Value): Steps {
    try {
      yield* request.shutdown(socket.SHUT_WR);
    } catch (error) {
      if (!(caught(error) instanceof OSError)) throw error;
    }
    yield* op(this.close_request(request));
    return null;
  }

  override close_request(request: Value): Value {
    request.close();
  }
}

class UDPServer extends TCPServer {
  static override socket_type: Value = socket.SOCK_DGRAM;
  static max_packet_size: Value = 8192;

  override *get_request(): Steps {
    const [data, from] = yield* this.socket.recvfrom(this.max_packet_size);
    return [[data, this.socket], from];
  }

  override server_activate(): Value {
    // There is nothing to listen to.
  }

  override *shutdown_request(request: Value): Steps {
    yield* op(this.close_request(request));
    return null;
  }

  override close_request(_request: Value): Value {
    // The socket is the server's.
  }
}

/** Each request in a thread of its own. */
class ThreadingMixIn extends PyObject {
  static daemon_threads: Value = false;
  static block_on_close: Value = true;

  *process_request_thread(request: Value, from: Value): Steps {
    try {
      yield* op(this.finish_request(request, from));
    } catch (error) {
      toStderr(tracebackOf(error));
      yield* op(this.handle_error(request, from));
    } finally {
      yield* op(this.shutdown_request(request));
    }
    return null;
  }

  process_request(request: Value, from: Value): Value {
    const self = this;
    const thread: Value = new threading.Thread(
      kw({
        target: function* process_request_thread(): Steps {
          return yield* op(self.process_request_thread(request, from));
        },
        daemon: this.daemon_threads,
      }),
    );
    thread.start();
  }
}

class ThreadingTCPServer extends TCPServer {}
class ThreadingUDPServer extends UDPServer {}
for (const cls of [ThreadingTCPServer, ThreadingUDPServer])
  for (const name of ['process_request', 'process_request_thread'] as const)
    Object.defineProperty(cls.prototype, name, {
      value: ThreadingMixIn.prototype[name],
      writable: true,
      configurable: true,
    });
for (const cls of [ThreadingTCPServer, ThreadingUDPServer])
  Object.assign(cls, { daemon_threads: false, block_on_close: true });

export const socketserver = {
  BaseServer,
  TCPServer,
  UDPServer,
  ThreadingMixIn,
  ThreadingTCPServer,
  ThreadingUDPServer,
  BaseRequestHandler,
  StreamRequestHandler,
  DatagramRequestHandler,
};

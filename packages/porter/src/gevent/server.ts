/** gevent's StreamServer and DatagramServer. */
import { Event as Flag, type Tasklet, spawn as begin } from 'evergreen-ts';
import { TypeError as PyTypeError, caught, OSError } from '../python/exceptions.js';
import { takeKw } from '../python/keywords.js';
import { PyObject, hidden } from '../python/object.js';
import { call, op } from '../python/plain.js';
import { Tuple, tup } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { Greenlet } from './greenlet.js';
import { live } from './hub.js';
import { socket } from './socket.js';
import { home } from '../python/homes.js';

type Steps = Generator<Value>;

/** A listener as it may be given: an address, ':8000', a port, a socket. */
function addressOf(listener: Value): Tuple {
  if (Array.isArray(listener))
    return tup(
      listener[0] === '' ? '0.0.0.0' : listener[0] === 'localhost' ? '127.0.0.1' : listener[0],
      Number(listener[1]),
    );
  if (typeof listener === 'number') return tup('0.0.0.0', listener);
  const [, host = '', port = '0'] = /^(?:(.*):)?(\d+)$/.exec(String(listener)) ?? [];
  return tup(host === '' ? '0.0.0.0' : host, Number(port));
}

abstract class BaseServer extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_listener', '_socket', '_running', '_stopped', '_pool', '_handle', '_ended', '_$address');
    this._socket = null;
    this._stopped = new Flag();
    const named = takeKw(args);
    this._listener = args[0];
    this._handle = args[1] ?? named.get('handle') ?? named.get('application');
    const spawn: Value = args[3] ?? named.get('spawn', 'default');
    this._pool = typeof spawn === 'object' && spawn !== null ? spawn : undefined;
  }

  protected abstract _kind(): number;
  protected abstract _serve(): Steps;

  init_socket(): void {
    if (this._socket !== null) return;
    if (this._listener instanceof socket.socket) this._socket = this._listener;
    else {
      this._socket = new socket.socket(socket.AF_INET, this._kind());
      this._socket.bind(addressOf(this._listener));
      if (this._kind() === socket.SOCK_STREAM) this._socket.listen(256);
    }
    // It is told of a server that was closed, too.
    this._$address = this._socket.getsockname();
  }

  start(): void {
    if (this._running !== undefined) return;
    this.init_socket();
    const self = this;
    this._running = begin(function* () {
      yield* self._serve();
    });
    live.add(this._running as Tasklet);
  }

  get closed(): boolean {
    return this._ended === true;
  }

  get started(): boolean {
    return this._running !== undefined;
  }

  get address(): Value {
    return this._$address ?? addressOf(this._listener);
  }

  get socket(): Value {
    return this._socket;
  }

  get server_host(): Value {
    return this.address[0];
  }

  get server_port(): Value {
    return this.address[1];
  }

  *serve_forever(): Steps {
    this.start();
    yield* this._stopped.wait();
    return null;
  }

  close(): void {
    if (this._running !== undefined) live.delete(this._running as Tasklet);
    this._ended = true;
    this._running?.kill();
    this._running = undefined;
    this._socket?.close();
    this._stopped.set();
  }

  *stop(): Steps {
    this.close();
    return null;
  }

  /** Handle one client in a greenlet of its own. */
  protected *_begin(f: Value, ...args: Value[]): Steps {
    if (this._pool !== undefined) yield* op(this._pool.spawn(f, ...args));
    else Greenlet.spawn(f, ...args);
    return null;
  }

  protected _handler(): Value {
    const handler: Value = this._handle ?? ('handle' in this ? this.handle.bind(this) : null);
    if (handler === null) throw new PyTypeError("'handle' must be provided");
    return handler;
  }
}

export class StreamServer extends BaseServer {
  protected override _kind(): number {
    return socket.SOCK_STREAM;
  }

  protected override *_serve(): Steps {
    const handler = this._handler();
    for (;;) {
      let client: Value;
      try {
        client = yield* this._socket.accept();
      } catch (error) {
        if (caught(error) instanceof OSError) return null;
        throw error;
      }
      const [connection, from] = client;
      yield* this._begin(function* () {
        try {
          yield* op(call(handler, connection, from));
        } finally {
          connection._end();
        }
      });
    }
  }
}

export class DatagramServer extends BaseServer {
  protected override _kind(): number {
    return socket.SOCK_DGRAM;
  }

  protected override *_serve(): Steps {
    const handler = this._handler();
    for (;;) {
      const [data, from] = yield* this._socket.recvfrom(65535);
      yield* this._begin(() => call(handler, data, from) as Value);
    }
  }

  *sendto(data: Value, to: Value): Steps {
    return yield* this._socket.sendto(data, to);
  }
}

home('gevent.server', StreamServer, DatagramServer);

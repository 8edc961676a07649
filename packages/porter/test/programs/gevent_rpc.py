import struct
import gevent
from gevent import socket
from gevent.event import AsyncResult
from gevent.server import StreamServer
from gevent.lock import RLock
import json
import itertools


class RemoteError(Exception):
    def __init__(self, kind, message):
        super(RemoteError, self).__init__('%s: %s' % (kind, message))
        self.kind = kind


class Stream(object):
    def __init__(self, sock):
        self._sock = sock
        self._wlock = RLock()
        self._buf = bytearray()

    def send(self, obj):
        payload = zlib_frame(json.dumps(obj, separators=(',', ':')).encode())
        with self._wlock:
            self._sock.sendall(payload)

    def _fill(self, n):
        while len(self._buf) < n:
            data = self._sock.recv(4096)
            if not data:
                raise EOFError
            self._buf.extend(data)

    def recv(self):
        self._fill(4)
        (length,) = struct.unpack('>I', bytes(self._buf[:4]))
        self._fill(4 + length)
        payload = bytes(self._buf[4:4 + length])
        del self._buf[:4 + length]
        return json.loads(payload)

    def __iter__(self):
        while True:
            try:
                yield self.recv()
            except (EOFError, socket.error):
                return


def zlib_frame(payload):
    return struct.pack('>I', len(payload)) + payload


class Service(object):
    exposed_prefix = 'rpc_'

    def dispatch(self, method, params):
        name = self.exposed_prefix + method
        fn = getattr(self, name, None)
        if fn is None:
            raise AttributeError('no method %s' % method)
        if isinstance(params, dict):
            return fn(**params)
        return fn(*params)

    def handle(self, sock, addr):
        stream = Stream(sock)
        for msg in stream:
            gevent.spawn(self.respond, stream, msg)

    def respond(self, stream, msg):
        reply = {'id': msg['id']}
        try:
            reply['result'] = self.dispatch(msg['method'], msg.get('params', []))
        except Exception as e:
            reply['error'] = [type(e).__name__, str(e)]
        stream.send(reply)


class Calculator(Service):
    def rpc_add(self, *numbers):
        return sum(numbers)

    def rpc_div(self, a, b=1):
        return a / b

    def rpc_sleep(self, seconds, tag='?'):
        gevent.sleep(seconds)
        return tag

    def rpc_methods(self):
        return sorted(n[len(self.exposed_prefix):] for n in dir(self) if n.startswith(self.exposed_prefix))


class Client(object):
    def __init__(self, address):
        self._stream = Stream(socket.create_connection(address))
        self._ids = itertools.count(1)
        self._pending = {}
        self._reader = gevent.spawn(self._read)
        self.order = []

    def _read(self):
        for msg in self._stream:
            self.order.append(msg['id'])
            result = self._pending.pop(msg['id'])
            if 'error' in msg:
                result.set_exception(RemoteError(*msg['error']))
            else:
                result.set(msg['result'])
        for r in self._pending.values():
            r.set_exception(EOFError('connection lost'))

    def call_async(self, method, *args, **kwargs):
        if args and kwargs:
            raise TypeError('positional or keyword arguments, not both')
        id = next(self._ids)
        self._pending[id] = result = AsyncResult()
        self._stream.send({'id': id, 'method': method, 'params': kwargs or args})
        return result

    def __getattr__(self, name):
        def method(*args, **kwargs):
            return self.call_async(name, *args, **kwargs).get(timeout=2)
        method.__name__ = str(name)
        setattr(self, name, method)
        return method

    def close(self):
        self._stream._sock.close()
        self._reader.kill()


server = StreamServer(('127.0.0.1', 0), Calculator().handle)
server.start()
c = Client(('127.0.0.1', server.server_port))
print(c.add(1, 2, 3), c.div(a=1, b=4), c.div(9))
slow = c.call_async('sleep', 0.02, 'slow')
fast = c.call_async('sleep', seconds=0.001, tag='fast')
print(fast.get(), slow.get(), sorted(c.order))
for call in (lambda: c.div(1, 0), lambda: c.nothing(), lambda: c.add('a', 1), lambda: c.div(1, b=2)):
    try:
        print(call())
    except RemoteError as e:
        print(e.kind, '|', e)
    except TypeError as e:
        print('local TypeError', e)
print(c.methods(), c.add.__name__, 'add' in c.__dict__)
lost = c.call_async('sleep', 5)
server.stop()
gevent.sleep(0.01)
print(lost.ready(), len(c._pending))
c.close()
print(zlib_frame(b'abc'), pow(2, 10, 1000), bytes(bytearray([1, 2, 255])))

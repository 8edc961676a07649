"""
A minimal JSON-lines RPC server & client on top of gevent.

Inspired by the usual "zerorpc in 100 lines" posts.
"""
import json
import itertools
import logging
import sys

import gevent
from gevent import socket
from gevent.event import AsyncResult
from gevent.server import StreamServer

logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                    format='%(levelname)s:%(name)s:%(message)s', force=True)
log = logging.getLogger('rpc')


class RPCError(Exception):
    def __init__(self, code, message):
        super(RPCError, self).__init__(message)
        self.code = code
        self.message = message

    def to_dict(self):
        return {'code': self.code, 'message': self.message}


def rpc_method(func=None, *, name=None):
    def wrap(f):
        f.rpc_name = name or f.__name__
        return f
    if func is None:
        return wrap
    return wrap(func)


class Service:
    def methods(self):
        table = {}
        for attr in dir(self):
            fn = getattr(self, attr)
            if callable(fn) and hasattr(fn, 'rpc_name'):
                table[fn.rpc_name] = fn
        return table


class Calculator(Service):
    def __init__(self):
        self.history = []

    @rpc_method
    def add(self, *args):
        self.history.append(('add', args))
        return sum(args)

    @rpc_method(name='divide')
    def _div(self, a, b):
        try:
            return a / b
        except ZeroDivisionError as e:
            raise RPCError(-32000, str(e))

    @rpc_method
    def slow(self, seconds=0.01, value=None):
        gevent.sleep(seconds)
        return value


class Server:
    def __init__(self, service):
        self.table = service.methods()
        self.server = StreamServer(('127.0.0.1', 0), self.on_connection)
        self.server.start()

    @property
    def address(self):
        return self.server.address

    def on_connection(self, conn, addr):
        log.info('connection opened')
        reader = conn.makefile('rb')
        for line in iter(reader.readline, b''):
            gevent.spawn(self.dispatch, conn, json.loads(line.decode('utf-8')))
        log.info('connection closed')

    def dispatch(self, conn, request):
        reply = {'id': request['id']}
        try:
            method = self.table[request['method']]
            reply['result'] = method(*request.get('args', []), **request.get('kwargs', {}))
        except KeyError:
            reply['error'] = RPCError(-32601, 'no such method: {method}'.format(**request)).to_dict()
        except RPCError as e:
            reply['error'] = e.to_dict()
        except TypeError:
            reply['error'] = dict(code=-32602, message='invalid params')
        conn.sendall(json.dumps(reply, sort_keys=True).encode('utf-8') + b'\n')


class Client:
    def __init__(self, address):
        self.sock = socket.create_connection(address)
        self.pending = {}
        self.ids = itertools.count()
        self.reader = gevent.spawn(self._read_loop)

    def _read_loop(self):
        buf = b''
        while True:
            chunk = self.sock.recv(64)
            if not chunk:
                break
            buf += chunk
            *lines, buf = buf.split(b'\n')
            for line in lines:
                msg = json.loads(line)
                result = self.pending.pop(msg['id'])
                if 'error' in msg:
                    result.set_exception(RPCError(**msg['error']))
                else:
                    result.set(msg['result'])

    def call_async(self, method, *args, **kwargs):
        rid = next(self.ids)
        self.pending[rid] = result = AsyncResult()
        payload = {'id': rid, 'method': method, 'args': args, 'kwargs': kwargs}
        self.sock.sendall(json.dumps(payload).encode() + b'\n')
        return result

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)

        def caller(*args, **kwargs):
            return self.call_async(name, *args, **kwargs).get(timeout=2)
        caller.__name__ = name
        return caller

    def close(self):
        self.sock.close()
        self.reader.kill()


if __name__ == '__main__':
    calc = Calculator()
    server = Server(calc)
    client = Client(server.address)
    print(client.add(1, 2, 3))
    print(client.divide(7, 2))
    for name, args in [('divide', (1, 0)), ('nope', ()), ('divide', (1,))]:
        try:
            getattr(client, name)(*args)
        except RPCError as e:
            print('%s%r -> [%d] %s' % (name, args, e.code, e))
    slow = [client.call_async('slow', 0.3 - i * 0.1, value='v%d' % i) for i in range(3)]
    first = gevent.wait(slow, count=1)
    print([r.value for r in first])
    print([r.get() for r in slow])
    print(calc.history)
    print(client.add.__name__)
    client.close()
    gevent.sleep(0.01)
    server.server.stop()

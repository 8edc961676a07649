import gevent
from gevent import socket
from gevent.server import StreamServer
from gevent.socket import create_connection, gethostbyname
import hashlib
import struct
import os


class PortForwarder(StreamServer):

    def __init__(self, listener, dest, **kwargs):
        StreamServer.__init__(self, listener, **kwargs)
        self.dest = dest
        self.transferred = {'up': 0, 'down': 0}

    def handle(self, source, address):
        try:
            dest = create_connection(self.dest)
        except IOError as ex:
            print('failed to connect:', type(ex).__name__)
            source.close()
            return
        forwarders = (gevent.spawn(self.forward, source, dest, 'up'),
                      gevent.spawn(self.forward, dest, source, 'down'))
        gevent.joinall(forwarders)
        source.close()
        dest.close()

    def forward(self, source, dest, direction):
        try:
            while True:
                data = source.recv(1024)
                if not data:
                    break
                self.transferred[direction] += len(data)
                dest.sendall(data)
        finally:
            try:
                dest.shutdown(socket.SHUT_WR)
            except socket.error:
                pass

    def close(self):
        if self.closed:
            print('already closed')
        else:
            print('closing forwarder')
        StreamServer.close(self)


HEADER = struct.Struct('!IB')


def send_frame(sock, kind, payload):
    sock.sendall(HEADER.pack(len(payload), kind) + payload)


def recv_exactly(sock, n):
    chunks = []
    while n > 0:
        chunk = sock.recv(n)
        if not chunk:
            raise EOFError('connection closed with %d bytes to go' % n)
        chunks.append(chunk)
        n -= len(chunk)
    return b''.join(chunks)


def recv_frame(sock):
    length, kind = HEADER.unpack(recv_exactly(sock, HEADER.size))
    return kind, recv_exactly(sock, length)


def digest_server(sock, addr):
    try:
        while True:
            kind, payload = recv_frame(sock)
            if kind == 1:
                send_frame(sock, 1, hashlib.md5(payload).hexdigest().encode())
            elif kind == 2:
                send_frame(sock, 2, payload[::-1])
            else:
                send_frame(sock, 255, b'unknown kind %d' % kind)
    except EOFError as e:
        print('server:', e)


backend = StreamServer(('127.0.0.1', 0), digest_server)
backend.start()
proxy = PortForwarder(('127.0.0.1', 0), ('127.0.0.1', backend.server_port))
proxy.start()
print(gethostbyname('127.0.0.1'))
client = create_connection(('127.0.0.1', proxy.server_port))
client.settimeout(3.0)
for kind, data in [(1, b'hello'), (2, bytes(range(5))), (9, b''), (1, b'x' * 100000)]:
    send_frame(client, kind, data)
    k, answer = recv_frame(client)
    print(k, answer)
client.shutdown(socket.SHUT_WR)
print(client.recv(10))
client.close()
gevent.sleep(0.02)
print(proxy.transferred)
proxy.close()
proxy.close()

bad = PortForwarder(('127.0.0.1', 0), ('127.0.0.1', proxy.server_port))
bad.start()
c = create_connection(bad.address)
print(c.recv(1) == b'', c.gettimeout())
c.close()
bad.stop()
backend.stop()
a, b = socket.socketpair()
a.setblocking(True)
view = bytearray(4)
b.sendall(b'\x01\x02\x03')
print(a.recv_into(view), view, b.fileno() >= 0)
a.close()
try:
    b.sendall(b'x')
    b.recv(1)
except OSError as err:
    print(isinstance(err, (BrokenPipeError, ConnectionResetError)))
b.close()

"""A TCP port forwarder (after the example in gevent's repository), tried out on a small upper-case server."""
import sys
import gevent
from gevent import socket
from gevent.server import StreamServer
from gevent.socket import create_connection


class PortForwarder(StreamServer):
    def __init__(self, listener, dest, **kwargs):
        StreamServer.__init__(self, listener, **kwargs)
        self.dest = dest
        self.connections = 0

    def handle(self, source, address):
        self.connections += 1
        try:
            dest = create_connection(self.dest)
        except IOError as ex:
            print('failed to connect')
            return
        forwarders = (gevent.spawn(forward, source, dest, self, 'up'),
                      gevent.spawn(forward, dest, source, self, 'down'))
        gevent.joinall(forwarders)

    def close(self):
        if self.closed:
            sys.exit('Multiple exit signals received - aborting.')
        else:
            print('Closing listener socket')
            StreamServer.close(self)


def forward(source, dest, server, direction):
    total = 0
    try:
        while True:
            data = source.recv(1024)
            if not data:
                break
            total += len(data)
            dest.sendall(data)
    finally:
        print('%s: %d bytes' % (direction, total))
        try:
            dest.shutdown(socket.SHUT_WR)
        except socket.error:
            pass


def upper(sock, address):
    while True:
        data = sock.recv(100)
        if not data:
            break
        sock.sendall(data.upper())
    sock.close()


backend = StreamServer(('127.0.0.1', 0), upper)
backend.start()
forwarder = PortForwarder(('127.0.0.1', 0), ('127.0.0.1', backend.server_port))
forwarder.start()

for text in ('hello', 'through the proxy'):
    client = create_connection(('127.0.0.1', forwarder.server_port))
    client.sendall(text.encode())
    print(client.recv(100).decode())
    client.shutdown(socket.SHUT_WR)
    print('at the end:', client.recv(100))
    client.close()
    gevent.sleep(0.02)
print('connections:', forwarder.connections)
forwarder.close()
backend.close()
print(forwarder.closed, backend.closed)

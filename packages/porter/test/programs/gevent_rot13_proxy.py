"""TCP port forwarder, adapted from the gevent examples."""
import sys
import signal
import gevent
from gevent.server import StreamServer
from gevent.socket import create_connection, socket, timeout


class PortForwarder(StreamServer):

    def __init__(self, listener, dest, **kwargs):
        StreamServer.__init__(self, listener, **kwargs)
        self.dest = dest
        self.bytes_up = 0
        self.bytes_down = 0

    def handle(self, source, address):
        log('accepted connection from %s', address[0])
        try:
            dest = create_connection(self.dest, timeout=1)
        except IOError as ex:
            log('failed to connect: %s', type(ex).__name__)
            source.recv(1024)
            source.sendall(b'502 upstream unavailable\n')
            source.close()
            return
        forwarders = (gevent.spawn(self.forward, source, dest, 'up'),
                      gevent.spawn(self.forward, dest, source, 'down'))
        gevent.joinall(forwarders)
        log('done, up=%d down=%d', self.bytes_up, self.bytes_down)

    def forward(self, source, dest, direction):
        try:
            while True:
                data = source.recv(1024)
                if not data:
                    break
                if direction == 'up':
                    self.bytes_up += len(data)
                else:
                    self.bytes_down += len(data)
                dest.sendall(data)
        finally:
            try:
                dest.shutdown(1)
            except OSError:
                pass

    def close(self):
        if self.closed:
            sys.exit('Multiple exit signals received - aborting.')
        else:
            log('Closing listener socket')
            StreamServer.close(self)


def rot13_service(sock, addr):
    table = bytes.maketrans(
        b'abcdefghijklmnopqrstuvwxyz', b'nopqrstuvwxyzabcdefghijklm')
    while True:
        chunk = sock.recv(256)
        if not chunk:
            break
        sock.sendall(chunk.translate(table))
    sock.close()


def log(message, *args):
    print('[proxy] ' + message % args)


def ask(port, *messages):
    conn = socket()
    conn.connect(('127.0.0.1', port))
    conn.settimeout(2)
    replies = []
    for m in messages:
        conn.sendall(m.encode('ascii'))
        replies.append(conn.recv(1024).decode('ascii'))
    conn.shutdown(1)
    try:
        rest = conn.recv(10)
    except timeout:
        rest = b'timed out'
    conn.close()
    return replies, rest


def main():
    upstream = StreamServer(('127.0.0.1', 0), rot13_service)
    upstream.start()
    server = PortForwarder(('127.0.0.1', 0), ('127.0.0.1', upstream.server_port))
    server.start()
    print(ask(server.server_port, 'hello', 'gevent proxy', 'uryyb'))
    gevent.sleep(0.05)
    upstream.stop()
    print(ask(server.server_port, 'anyone there?'))
    gevent.sleep(0.05)
    server.close()
    print('closed:', server.closed)


if __name__ == '__main__':
    main()

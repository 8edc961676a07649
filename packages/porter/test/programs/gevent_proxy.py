#!/usr/bin/env python
"""A simple TCP port forwarder with statistics.

usage: proxy.py SOURCE_PORT DEST_HOST:DEST_PORT
"""
import sys
import signal
import gevent
from gevent.server import StreamServer
from gevent.socket import create_connection, gethostbyname
import logging

log = logging.getLogger(__name__)
log.addHandler(logging.StreamHandler(sys.stdout))
log.setLevel(logging.INFO)
log.propagate = False


class PortForwarder(StreamServer):

    def __init__(self, listener, dest, **kwargs):
        StreamServer.__init__(self, listener, **kwargs)
        self.dest = dest
        self.conns = 0
        self.transferred = {'up': 0, 'down': 0}

    def handle(self, source, address):
        self.conns += 1
        conn_id = self.conns
        log.info('conn %d opened', conn_id)
        try:
            dest = create_connection(self.dest)
        except IOError as ex:
            log.info('conn %d failed: %s', conn_id, type(ex).__name__)
            return
        forwarders = (gevent.spawn(self.forward, source, dest, 'up'),
                      gevent.spawn(self.forward, dest, source, 'down'))
        gevent.joinall(forwarders)
        log.info('conn %d closed', conn_id)

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
                dest.shutdown(1)
            except OSError:
                pass

    def close(self):
        if self.closed:
            sys.exit('Multiple exit signals received - aborting.')
        else:
            StreamServer.close(self)


def upper_server(sock, addr):
    fobj = sock.makefile(mode='rb')
    while True:
        line = fobj.readline()
        if not line:
            break
        sock.sendall(line.upper())


def parse_address(address):
    try:
        hostname, port = address.rsplit(':', 1)
        port = int(port)
    except ValueError:
        sys.exit('Expected HOST:PORT: %r' % address)
    return gethostbyname(hostname), port


def client(port, lines):
    s = create_connection(('127.0.0.1', port))
    f = s.makefile('rwb', buffering=0)
    out = []
    for l in lines:
        f.write(l.encode('ascii') + b'\n')
        out.append(f.readline().strip().decode())
    f.close()
    s.close()
    return out


def main():
    backend = StreamServer(('127.0.0.1', 0), upper_server)
    backend.start()
    dest = parse_address('127.0.0.1:%d' % backend.server_port)
    server = PortForwarder(('127.0.0.1', 0), dest)
    server.start()
    print(client(server.server_port, ['hello', 'forwarded world']))
    print(client(server.server_port, ['again']))
    gevent.sleep(0.05)
    print(sorted(server.transferred.items()), server.conns)
    backend.stop()
    s = create_connection(('127.0.0.1', server.server_port))
    print(repr(s.recv(100)))
    s.close()
    gevent.sleep(0.02)
    server.close()
    print('closed', server.closed, server.started)
    try:
        parse_address('nonsense')
    except SystemExit as e:
        print('exit:', e)


if __name__ == '__main__':
    main()

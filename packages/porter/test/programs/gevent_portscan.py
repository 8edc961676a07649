#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Tiny concurrent TCP port scanner, localhost only."""
from __future__ import print_function

from gevent import monkey; monkey.patch_all()

import socket
import sys
from contextlib import closing

import gevent
from gevent.pool import Pool
from gevent.server import StreamServer

BANNERS = {
    'ftp': b'220 tiny ftpd ready\r\n',
    'smtp': b'220 mail.local ESMTP\r\n',
    'silent': b'',
}


class ScanResult(object):
    __slots__ = ('port', 'state', 'banner')

    def __init__(self, port, state, banner=None):
        self.port = port
        self.state = state
        self.banner = banner

    def __repr__(self):
        return '<%s %s %r>' % (self.__class__.__name__, self.state, self.banner)

    def __lt__(self, other):
        return self.port < other.port


class Scanner(object):
    def __init__(self, host, concurrency=10, timeout=0.5):
        self.host = host
        self.timeout = timeout
        self.pool = Pool(concurrency)
        self.results = []

    def probe(self, port):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as sock:
            sock.settimeout(self.timeout)
            err = sock.connect_ex((self.host, port))
            if err != 0:
                self.results.append(ScanResult(port, 'closed'))
                return False
            try:
                banner = sock.recv(128).strip().decode('ascii') or None
            except socket.timeout:
                banner = '(timeout)'
            self.results.append(ScanResult(port, 'open', banner))
            return True

    def scan(self, ports):
        jobs = [self.pool.spawn(self.probe, port) for port in ports]
        self.pool.join()
        return sum(1 for job in jobs if job.value)


def make_server(banner):
    def handle(sock, address):
        if banner:
            sock.sendall(banner)
        else:
            gevent.sleep(2)
        sock.close()
    server = StreamServer(('127.0.0.1', 0), handle)
    server.start()
    return server


def unused_port():
    s = socket.socket()
    s.bind(('127.0.0.1', 0))
    try:
        return s.getsockname()[1]
    finally:
        s.close()


def main(argv=None):
    servers = {name: make_server(banner) for name, banner in sorted(BANNERS.items())}
    ports = {srv.server_port: name for name, srv in servers.items()}
    closed = unused_port()
    ports[closed] = 'closed'

    scanner = Scanner('127.0.0.1', concurrency=3, timeout=0.2)
    count = scanner.scan(list(ports))
    print('%d of %d ports open' % (count, len(ports)))

    by_name = {ports[r.port]: r for r in sorted(scanner.results)}
    for name in sorted(by_name):
        result = by_name[name]
        print('{0:<8} {1.state:>6} {1.banner!s:>22}'.format(name, result))
    print(by_name['closed'])

    try:
        by_name['ftp'].extra = 1
    except AttributeError:
        print('slots are closed')

    for server in servers.values():
        server.stop()
    print(all(server.closed for server in servers.values()))
    return 0


if __name__ == '__main__':
    main()

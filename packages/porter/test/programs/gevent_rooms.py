import argparse
import json
import struct
import gevent
from gevent import monkey
monkey.patch_socket()
import socket


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description='chat demo')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('-p', '--port', type=int, default=0)
    parser.add_argument('-n', '--clients', type=int, default=3)
    parser.add_argument('-v', '--verbose', action='store_true')
    return parser.parse_args(argv)


class Connection(object):
    HEADER = struct.Struct('!IB')
    MSG, JOIN, QUIT = range(3)

    def __init__(self, sock):
        self.sock = sock

    def send(self, kind, **body):
        data = json.dumps(body, sort_keys=True).encode('utf-8')
        self.sock.sendall(self.HEADER.pack(len(data), kind) + data)

    def _recv_exact(self, n):
        chunks = []
        while n > 0:
            chunk = self.sock.recv(min(n, 7))
            if not chunk:
                raise EOFError('connection closed with %d bytes missing' % n)
            chunks.append(chunk)
            n -= len(chunk)
        return b''.join(chunks)

    def recv(self):
        length, kind = self.HEADER.unpack(self._recv_exact(self.HEADER.size))
        return kind, json.loads(self._recv_exact(length).decode('utf-8'))

    def close(self):
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except socket.error:
            pass
        self.sock.close()


class Room(object):
    def __init__(self, verbose=False):
        self.members = {}
        self.history = []
        self.verbose = verbose

    def broadcast(self, sender, text):
        self.history.append((sender, text))
        for name in sorted(self.members):
            if name != sender:
                self.members[name].send(Connection.MSG, sender=sender, text=text)

    def serve(self, conn):
        name = None
        try:
            while 1:
                kind, body = conn.recv()
                if kind == Connection.JOIN:
                    name = body['name']
                    if name in self.members:
                        conn.send(Connection.QUIT, reason='name taken')
                        return
                    self.members[name] = conn
                    conn.send(Connection.JOIN, members=sorted(self.members))
                elif kind == Connection.MSG:
                    self.broadcast(name, body['text'])
                elif kind == Connection.QUIT:
                    break
        except EOFError as e:
            print('lost %s: %s' % (name, e))
        finally:
            if self.members.get(name) is conn:
                del self.members[name]
            conn.close()


def accept_loop(listener, room):
    while True:
        sock, peer = listener.accept()
        gevent.spawn(room.serve, Connection(sock))


def main():
    args = parse_args(['-n', '3', '--verbose'])
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((args.host, args.port))
    listener.listen(5)
    room = Room(verbose=args.verbose)
    acceptor = gevent.spawn(accept_loop, listener, room)
    clients = []
    for i in range(args.clients):
        c = Connection(socket.create_connection(listener.getsockname()))
        c.send(Connection.JOIN, name='user%d' % i)
        kind, body = c.recv()
        print(kind, body)
        clients.append(c)
    clients[0].send(Connection.MSG, text=u'hi all \u2603')
    for c in clients[1:]:
        print(c.recv())
    dup = Connection(socket.create_connection(listener.getsockname()))
    dup.send(Connection.JOIN, name='user1')
    print(dup.recv())
    clients[2].send(Connection.QUIT)
    clients[1].sock.sendall(b'\x00\x00')
    clients[1].close()
    gevent.sleep(0.05)
    print(sorted(room.members), room.history)
    acceptor.kill()
    listener.close()
    print(vars(args))


if __name__ == '__main__':
    main()

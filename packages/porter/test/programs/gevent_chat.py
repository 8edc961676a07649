"""A chat room over sockets: lines to everybody."""
import gevent
from gevent import socket
from gevent.event import Event
from gevent.server import StreamServer


class Room:
    def __init__(self):
        self.users = {}
        self.joined = Event()

    def say(self, sender, text):
        for name in sorted(self.users):
            if name != sender:
                self.users[name].sendall(('%s: %s\n' % (sender, text)).encode())

    def handle(self, sock, address):
        lines = sock.makefile('rb')
        name = lines.readline().decode().strip()
        self.users[name] = sock
        if len(self.users) == 2:
            self.joined.set()
        try:
            for line in lines:
                self.say(name, line.decode().strip())
        finally:
            del self.users[name]


def client(port, name, say, expect):
    sock = socket.create_connection(('127.0.0.1', port))
    sock.sendall(name.encode() + b'\n')
    room.joined.wait()
    for text in say:
        sock.sendall(text.encode() + b'\n')
    lines = sock.makefile('rb')
    got = [lines.readline().decode().strip() for _ in range(expect)]
    sock.close()
    return name, got


room = Room()
server = StreamServer(('127.0.0.1', 0), room.handle)
server.start()
jobs = [gevent.spawn(client, server.server_port, 'ann', ['hi', 'there'], 1), gevent.spawn(client, server.server_port, 'bob', ['hello'], 2)]
gevent.joinall(jobs, timeout=5)
print([job.value for job in jobs])
server.stop()

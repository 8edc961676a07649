"""A small chat server built on gevent's StreamServer, with three scripted clients."""
import gevent
from gevent import socket
from gevent.server import StreamServer
from gevent.event import Event


class Room(object):
    def __init__(self, name):
        self.name = name
        self.members = {}
        self.history = []

    def join(self, nick, sock):
        self.members[nick] = sock
        self.broadcast("* %s has joined %s" % (nick, self.name), skip=nick)

    def leave(self, nick):
        if nick in self.members:
            del self.members[nick]
            self.broadcast("* %s has left %s" % (nick, self.name))

    def broadcast(self, text, skip=None):
        self.history.append(text)
        for nick, sock in sorted(self.members.items()):
            if nick != skip:
                sock.sendall((text + "\n").encode("utf-8"))


room = Room("#lobby")


def handle(sock, address):
    fileobj = sock.makefile("rb")
    sock.sendall(b"Nick? ")
    nick = fileobj.readline().decode().strip()
    if not nick:
        sock.close()
        return
    room.join(nick, sock)
    sock.sendall(b"OK welcome\n")
    while True:
        line = fileobj.readline()
        if not line:
            break
        line = line.decode().rstrip()
        if line == "/quit":
            sock.sendall(b"BYE\n")
            break
        elif line == "/who":
            sock.sendall(("users: " + ", ".join(sorted(room.members)) + "\n").encode())
        elif line.startswith("/me "):
            room.broadcast("* {0} {1}".format(nick, line[4:]))
        else:
            room.broadcast("<%s> %s" % (nick, line), skip=nick)
    room.leave(nick)
    fileobj.close()
    sock.close()


class Client:
    def __init__(self, port, nick):
        self.nick = nick
        self.sock = socket.create_connection(("127.0.0.1", port))
        self.received = []
        self.done = Event()
        prompt = self.sock.recv(6)
        assert prompt == b"Nick? ", prompt
        self.send(nick)
        self.reader = gevent.spawn(self.read_loop)

    def send(self, line):
        self.sock.sendall(line.encode() + b"\n")
        gevent.sleep(0.05)

    def read_loop(self):
        buf = b""
        while True:
            data = self.sock.recv(1024)
            if not data:
                break
            buf += data
            while b"\n" in buf:
                line, buf = buf.split(b"\n", 1)
                self.received.append(line.decode())
        self.done.set()


if __name__ == "__main__":
    server = StreamServer(("127.0.0.1", 0), handle)
    server.start()
    port = server.server_port
    alice = Client(port, "alice")
    bob = Client(port, "bob")
    carol = Client(port, "carol")
    alice.send("hello everyone")
    bob.send("/who")
    carol.send("/me waves")
    bob.send("hi alice")
    for c in (carol, bob, alice):
        c.send("/quit")
        c.done.wait(timeout=2)
    server.stop()
    for c in (alice, bob, carol):
        print("== %s ==" % c.nick)
        for line in c.received:
            print("   " + line)
    print("history:", len(room.history), "lines; members left:", list(room.members))

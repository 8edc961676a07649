"""A small multi-user chat server built on gevent's StreamServer."""
import gevent
from gevent import socket
from gevent.server import StreamServer
from gevent.event import Event


class ChatRoom:
    def __init__(self, name):
        self.name = name
        self.members = {}

    def join(self, nick, conn):
        if nick in self.members:
            return False
        self.broadcast("* %s has joined %s" % (nick, self.name))
        self.members[nick] = conn
        return True

    def leave(self, nick):
        self.members.pop(nick, None)
        self.broadcast("* {} has left".format(nick))

    def broadcast(self, text, exclude=None):
        for nick, conn in sorted(self.members.items()):
            if nick != exclude:
                conn.sendall((text + "\r\n").encode("utf-8"))


room = ChatRoom("#lobby")


def handle(sock, address):
    fp = sock.makefile(mode="rb")
    sock.sendall(b"Welcome! What is your name?\r\n")
    nick = fp.readline().strip().decode()
    if not nick:
        return
    if not room.join(nick, sock):
        sock.sendall(b"! name taken\r\n")
        return
    sock.sendall(f"Hello, {nick}\r\n".encode())
    try:
        while True:
            line = fp.readline()
            if not line:
                break
            line = line.decode("utf-8").rstrip("\r\n")
            if line.startswith("/"):
                command, _, rest = line[1:].partition(" ")
                if command == "quit":
                    break
                elif command == "who":
                    sock.sendall((", ".join(sorted(room.members)) + "\r\n").encode())
                elif command == "me":
                    room.broadcast(f"* {nick} {rest}")
                else:
                    sock.sendall(b"! unknown command\r\n")
            else:
                room.broadcast(f"<{nick}> {line}", exclude=nick)
    finally:
        room.leave(nick)
        fp.close()
        sock.close()


class Client:
    def __init__(self, port, nick):
        self.nick = nick
        self.sock = socket.create_connection(("127.0.0.1", port))
        self.reader = self.sock.makefile("r", encoding="utf-8", newline="\r\n")
        self.expect()
        self.send(nick)
        self.expect()

    def send(self, text):
        self.sock.sendall(text.encode() + b"\r\n")

    def expect(self):
        line = self.reader.readline()
        print("[%-5s] %s" % (self.nick, line.rstrip()))
        return line


def main():
    server = StreamServer(("127.0.0.1", 0), handle)
    server.start()
    port = server.server_port

    alice = Client(port, "alice")
    bob = Client(port, "bob")
    alice.expect()
    bob.send("hi everyone")
    alice.expect()
    alice.send("/who")
    alice.expect()
    alice.send("/me waves")
    alice.expect()
    bob.expect()
    impostor = Client(port, "bob")
    bob.send("/dance")
    bob.expect()
    bob.send("/quit")
    alice.expect()
    with gevent.Timeout(0.05, False):
        alice.expect()
    print("members left:", list(room.members))
    server.stop()


if __name__ == "__main__":
    main()

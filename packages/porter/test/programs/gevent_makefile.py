import gevent
from gevent import socket
from gevent.server import StreamServer


def handle(sock, address):
    sock.sendall(b"one\ntwo\nthree\nfour\nfive")
    sock.close()


server = StreamServer(("127.0.0.1", 0), handle)
server.start()


def opened(mode):
    sock = socket.create_connection(("127.0.0.1", server.server_port))
    return sock.makefile(mode)


with opened("r") as f:
    for line in f:
        print(line.strip())
print("after with", f.closed)
r = opened("rb")
print(r.closed, r.readable(), r.writable(), r.seekable())
r.flush()
print(r.readline(2), r.readline(1), r.readline(9), next(r))
print(r.read(1), r.read(2), r.readline())
buffer = bytearray(3)
print(r.readinto(buffer), bytes(buffer), r.read(), r.read(), r.readline())
r.close()
try:
    r.read()
except ValueError as e:
    print(e)
with opened("r") as t:
    print(repr(t.readline(2)), repr(t.read(3)), t.readlines())
with opened("r") as t:
    print(next(t), list(t))
try:
    next(opened("rb") if False else t)
except ValueError as e:
    print(e)
server.stop()

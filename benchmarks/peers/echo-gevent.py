# The echo server on gevent: a greenlet for each connection. Tells its port, then serves.
import resource
import socket

from gevent.server import StreamServer

READ_SIZE = 64 * 1024


def serve(connection, _address):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    pieces = []  # of a line that has not come to its end
    while chunk := connection.recv(READ_SIZE):
        start = 0
        while (end := chunk.find(b"\n", start) + 1) > 0:
            pieces.append(chunk[start:end])
            connection.sendall(b"".join(pieces))
            pieces.clear()
            start = end
        if start < len(chunk):
            pieces.append(chunk[start:])


_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
server = StreamServer(("127.0.0.1", 0), serve, backlog=4096)
server.start()
print(server.server_port, flush=True)
server.serve_forever()

"""socketserver under monkey patching."""
import gevent.monkey
gevent.monkey.patch_all()

import socketserver
import socket
import threading
import time

registry = {}
lock = threading.Lock()


class UpperHandler(socketserver.BaseRequestHandler):
    def setup(self):
        with lock:
            registry.setdefault('setups', 0)
            registry['setups'] += 1

    def handle(self):
        while True:
            data = self.request.recv(1024)
            if not data:
                break
            self.request.sendall(data.upper())

    def finish(self):
        registry['finished'] = registry.get('finished', 0) + 1


class LineHandler(socketserver.StreamRequestHandler):
    def handle(self):
        for raw in self.rfile:
            line = raw.decode().strip()
            if line == 'quit':
                self.wfile.write(b'bye\n')
                return
            words = line.split()
            reply = ' '.join(reversed(words))
            self.wfile.write((reply + '\n').encode())


class ThreadedTCPServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True


def serve(handler, cls=ThreadedTCPServer):
    server = cls(('127.0.0.1', 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05})
    thread.daemon = True
    thread.start()
    return server, thread


def shout(address, messages):
    out = []
    with socket.create_connection(address) as sock:
        for message in messages:
            sock.sendall(message.encode('utf-8'))
            out.append(sock.recv(1024).decode('utf-8'))
    return out


def talk(address, lines):
    sock = socket.create_connection(address)
    f = sock.makefile('rw', newline='\n')
    replies = []
    for line in lines:
        f.write(line + '\n')
        f.flush()
        replies.append(f.readline().rstrip())
    f.close()
    sock.close()
    return replies


server, thread = serve(UpperHandler)
results = [None] * 3


def client(i):
    results[i] = shout(server.server_address, ['hello %d' % i, 'bye'])


threads = [threading.Thread(target=client, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for r in results:
    print(r)
time.sleep(0.05)
print(sorted(registry.items()))
server.shutdown()
server.server_close()
thread.join(1)
print('alive' if thread.is_alive() else 'stopped')

server2, thread2 = serve(LineHandler)
host, port = server2.server_address
print(host)
print(talk((host, port), ['one two three', 'a b', 'quit']))
server2.shutdown()
server2.server_close()

import gevent.monkey
gevent.monkey.patch_all()

import queue
import socket
import threading
import time


class EchoThread(threading.Thread):
    def __init__(self, conn, addr, stats):
        threading.Thread.__init__(self)
        self.daemon = True
        self.conn, self.addr = conn, addr
        self.stats = stats

    def run(self):
        f = self.conn.makefile('r', encoding='utf-8', newline='\n')
        for line in f:
            line = line.rstrip('\n')
            if line == 'quit':
                break
            with self.stats['lock']:
                self.stats['lines'] += 1
            self.conn.sendall((line[::-1] + '\n').encode('utf-8'))
        f.close()
        self.conn.close()


def server(sock, stats, stop):
    sock.settimeout(0.05)
    while not stop.is_set():
        try:
            conn, addr = sock.accept()
        except socket.timeout:
            continue
        conn.setblocking(True)
        EchoThread(conn, addr, stats).start()
    sock.close()
    print('server stopped')


def client(port, words, out):
    s = socket.create_connection(('localhost', port))
    try:
        buf = b''
        for w in words:
            s.send(w.encode() + b'\n')
            while b'\n' not in buf:
                buf += s.recv(1024)
            line, _, buf = buf.partition(b'\n')
            out.put((w, line.decode()))
        s.send(b'quit\n')
        out.put((threading.current_thread().name, s.recv(10)))
    finally:
        s.close()


stats = {'lines': 0, 'lock': threading.Lock()}
stop = threading.Event()
sock = socket.socket()
sock.bind(('127.0.0.1', 0))
sock.listen(10)
port = sock.getsockname()[1]
t = threading.Thread(target=server, args=(sock, stats, stop), name='server')
t.start()
q = queue.Queue()
clients = [threading.Thread(target=client, name='client-%d' % i, args=(port, ws, q))
           for i, ws in enumerate([['hello', 'world'], ['gevent'], ['straw', 'warts', 'live']])]
for c in clients:
    c.start()
for c in clients:
    c.join(timeout=5)
    assert not c.is_alive()
stop.set()
t.join()
items = []
while not q.empty():
    items.append(q.get_nowait())
for item in sorted(items, key=str):
    print(item)
print(stats['lines'])
cond = threading.Condition()
ready = []


def waiter(i):
    with cond:
        while len(ready) <= i:
            cond.wait()
        ready.append('w%d' % i)
        cond.notify_all()


ts = [threading.Thread(target=waiter, args=(i,)) for i in (2, 1, 0)]
[t.start() for t in ts]
time.sleep(0.01)
with cond:
    ready.append('go')
    cond.notify_all()
for t in ts:
    t.join()
print(ready)
timer = threading.Timer(0.01, lambda *a, **k: print('timer', a, k), args=(1, 2), kwargs={'z': 3})
timer.start()
timer.join()
tl = threading.local()
tl.v = 5
res = []
th = threading.Thread(target=lambda: res.append(getattr(tl, 'v', None)))
th.start(); th.join()
print(res, tl.v, threading.current_thread() is threading.main_thread())

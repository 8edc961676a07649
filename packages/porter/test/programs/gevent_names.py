import gevent
from gevent import socket, subprocess, monkey
from gevent.pool import Pool, PoolFull
from gevent.util import wrap_errors
from gevent.socket import wait_read, wait_write
import signal, os

monkey.patch_dns()
monkey.patch_signal()

def serve(listener):
    s, addr = listener.accept()
    option = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    wait_read(s.fileno(), timeout=1)
    data = s.recv(100)
    print('nodelay of accepted', option)
    gevent.sleep(0.01)
    s.sendall(data.upper())
    s.close()

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 0))
listener.listen(5)
print(listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), listener.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0, listener.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
server = gevent.spawn(serve, listener)
c = socket.socket()
c.connect(listener.getsockname())
print('nodelay', c.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print('nodelay', c.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
wait_write(c.fileno(), timeout=1)
try:
    wait_read(c.fileno(), timeout=0.01)
except socket.timeout as e:
    print('timed out')
class Late(Exception):
    pass
try:
    wait_read(c.fileno(), 0.01, Late('late'))
except Late as e:
    print('late', e)
c.sendall(b'hello')
wait_read(c.fileno(), timeout=1)
print(c.recv(100))
c2 = socket.create_connection(listener.getsockname())
print('nodelay of create_connection', c2.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
c2.close()
c.close()
server.join()

def risky(x):
    gevent.sleep(0.001)
    if x < 0:
        raise ValueError('negative')
    if x == 0:
        raise KeyError('zero')
    return x * 2
safe = wrap_errors((ValueError, TypeError), risky)
g = gevent.spawn(safe, -1)
g.join()
print(repr(g.value), g.successful(), safe(4))
try:
    safe(0)
except KeyError as e:
    print('KeyError', e)

pool = Pool(1)
pool.spawn(gevent.sleep, 0.05)
try:
    pool.add(gevent.Greenlet(lambda: None), blocking=False)
except PoolFull:
    print('full')
pool.join()
print(subprocess.getoutput('echo hi; echo there'))
print(subprocess.getstatusoutput('exit 3'))
print(socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, '2001:db8::1')), socket.inet_ntop(socket.AF_INET, socket.inet_pton(socket.AF_INET, '10.0.0.7')), socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, '::')))
got = []
h = gevent.signal_handler(signal.SIGUSR1, lambda *args: got.append(args), 1, 2)
os.kill(os.getpid(), signal.SIGUSR1)
gevent.sleep(0.05)
print(got)
h.cancel()

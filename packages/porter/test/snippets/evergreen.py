# --- spawn and run
import evergreen
loop = evergreen.EventLoop()
def work(n):
    evergreen.sleep(0.001 * n)
    print('worked', n)
evergreen.spawn(work, 2)
evergreen.spawn(work, 1)
loop.run()
# --- channels and events
import evergreen
from evergreen.event import Event
from evergreen import Channel
loop = evergreen.EventLoop()
c = evergreen.Channel()
e = Event()
def producer():
    for i in range(3):
        c.send(i)
    e.set()
def consumer():
    for _ in range(3):
        print(c.receive())
    e.wait()
    print('end', e.is_set())
evergreen.spawn(producer)
evergreen.spawn(consumer)
loop.run()
# --- locks and queues
import evergreen
from evergreen.locks import Lock, Semaphore
from evergreen.queue import Queue, Empty
loop = evergreen.EventLoop()
lock = Lock()
q = Queue(1)
def put():
    for i in range(3):
        with lock:
            q.put(i)
def get():
    for i in range(3):
        print(q.get(timeout=5))
    try:
        q.get_nowait()
    except Empty:
        print('empty')
    try:
        q.get(True, 0.001)
    except Empty:
        print('empty again')
evergreen.spawn(put)
evergreen.spawn(get)
loop.run()
# --- timeouts
import evergreen
from evergreen.timeout import Timeout
loop = evergreen.EventLoop()
def f():
    with Timeout(0.001, False):
        evergreen.sleep(5)
        print('never')
    t = Timeout(0.001)
    try:
        with t:
            evergreen.sleep(5)
    except Timeout as e:
        print(e is t)
evergreen.spawn(f)
loop.run()
# --- an echo server
import evergreen
from evergreen.io import tcp
loop = evergreen.EventLoop()
class EchoServer(tcp.TCPServer):
    @evergreen.task
    def handle_connection(self, connection):
        while True:
            data = connection.read_until(b'\n')
            if not data:
                break
            connection.write(data.upper())
def client(server):
    c = tcp.TCPClient()
    c.connect(server.sockname)
    c.write(b'hello\n')
    print(c.read_until(b'\n'))
    c.close()
    server.close()
server = EchoServer()
server.bind(('127.0.0.1', 0))
evergreen.spawn(server.serve)
evergreen.spawn(client, server)
loop.run()
# --- tasks and futures
import evergreen
from evergreen.futures import TaskPoolExecutor
loop = evergreen.EventLoop()
def sq(x):
    evergreen.sleep(0.001)
    return x * x
def main():
    pool = TaskPoolExecutor(2)
    fs = [pool.submit(sq, i) for i in range(3)]
    print([f.get() for f in fs])
    t = evergreen.Task(target=sq, args=(3,))
    t.start()
    print(t.join(), t.is_alive())
    pool.shutdown()
evergreen.spawn(main)
loop.run()
# --- arguments by name
import evergreen
from evergreen.futures import TaskPoolExecutor
loop = evergreen.EventLoop()
def work(a, b=2, *, c=3, **more):
    evergreen.sleep(0.001)
    print(a, b, c, sorted(more.items()))
    return b
def plain(x, y=0):
    print('plain', x, y)
class Box:
    def put(self, item, times=1):
        evergreen.sleep(0)
        print('put', item * times)
options = {'b': 7}
def main():
    evergreen.spawn(work, 1, b=5, c=6, d=7).join()
    evergreen.spawn(work, 2, **options).join()
    evergreen.spawn(Box().put, 'x', times=3).join()
    t = evergreen.Task(target=work, args=(4,), kwargs={'b': 9})
    t.start()
    t.join()
    pool = TaskPoolExecutor(2)
    print(pool.submit(work, 5, b=10).get())
    pool.shutdown()
    h = loop.call_soon(plain, 1, y=3)
    loop.call_later(0.01, plain, x=8)
    try:
        loop.call_later(1, h)
    except AssertionError as e:
        print('refused')
    evergreen.sleep(0.05)
evergreen.spawn(main)
loop.run()
# --- a loop that was not started cannot be stopped
import evergreen
loop = evergreen.EventLoop()
try:
    loop.stop()
except RuntimeError as e:
    print('RuntimeError:', e)
stop = loop.stop
loop.call_later(100, print, 'never')
loop.call_later(0.001, stop)
loop.run()
print(loop.running)
loop.stop()
loop.destroy()
# --- what an executor's map() gives
import evergreen
from evergreen import futures

loop = evergreen.EventLoop()


def fetch(url):
    evergreen.sleep(0.01)
    return url * 2


def crawl():
    executor = futures.TaskPoolExecutor(100)
    for body in executor.map(fetch, ["a", "bb"]):
        print("got body {}".format(len(body)))
    print(list(executor.map(fetch, ["x"])))
    results = executor.map(len, ["x", "yyy"])
    print(next(results), [r for r in results])
    print(next(results, 'none'), next(executor.map(len, []), 'empty'))
    try:
        next(results)
    except StopIteration:
        print('stopped')
    print(sum(executor.map(len, ["x", "yyy"])), dict(zip("ab", executor.map(fetch, "cd"))))


evergreen.spawn(crawl)
loop.run()

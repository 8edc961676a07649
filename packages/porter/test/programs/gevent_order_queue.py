import gevent
from gevent.queue import Queue, JoinableQueue, PriorityQueue, LifoQueue, Channel, Empty, Full

q = Queue()
def getter(n):
    print('getter', n, 'waits')
    item = q.get()
    print('getter', n, 'got', item, q.qsize())
gs = [gevent.spawn(getter, i) for i in range(3)]
gevent.sleep(0)
print('before put', q.qsize(), q.empty())
q.put('a')
print('after put', q.qsize(), q.empty(), q.full())
q.put('b')
print('after put', q.qsize())
x = q.get()
print('main stole', x)
q.put('c')
q.put('d')
gevent.joinall(gs)
print(q.qsize())

q = Queue(1)
def producer(n):
    for i in range(3):
        print('p', n, 'puts', i)
        q.put((n, i))
        print('p', n, 'put', i, q.qsize(), q.full())
def consumer(n):
    for i in range(3):
        print('c', n, 'gets')
        x = q.get()
        print('c', n, 'got', x, q.qsize(), q.full())
gevent.joinall([gevent.spawn(producer, 1), gevent.spawn(producer, 2), gevent.spawn(consumer, 1), gevent.spawn(consumer, 2)])

q = Queue(2)
def other(n):
    for i in range(3):
        print('other', n, i)
        gevent.sleep(0)
gevent.joinall([gevent.spawn(consumer, 1), gevent.spawn(other, 'a'), gevent.spawn(producer, 1), gevent.spawn(other, 'b'), gevent.spawn(producer, 2), gevent.spawn(consumer, 2)])

q = JoinableQueue()
def worker(n):
    while True:
        item = q.get()
        try:
            print('worker', n, 'on', item)
            gevent.sleep(0)
        finally:
            q.task_done()
            print('done', item, q.unfinished_tasks)
ws = [gevent.spawn(worker, i) for i in range(2)]
for i in range(5):
    q.put(i)
print('joining', q.unfinished_tasks)
q.join()
print('joined')
gevent.killall(ws)
print([w.dead for w in ws])

ch = Channel()
def send():
    for i in range(4):
        print('send', i)
        ch.put(i)
        print('sent', i)
    ch.put(StopIteration)
def recv():
    for x in ch:
        print('recv', x)
gevent.joinall([gevent.spawn(send), gevent.spawn(recv)])

pq = PriorityQueue()
def pg():
    for _ in range(4):
        print('pg', pq.get())
g = gevent.spawn(pg)
gevent.sleep(0)
for x in (5, 1, 3, 2):
    pq.put(x)
g.join()
lq = LifoQueue(3)
def lp():
    for i in range(6):
        lq.put(i)
        print('lp', i, lq.qsize())
g = gevent.spawn(lp)
gevent.sleep(0)
while not lq.empty():
    print('lg', lq.get())
    gevent.sleep(0)
g.join()
q = Queue(maxsize=1)
try:
    q.get(timeout=0.01)
except Empty:
    print('empty')
q.put(1)
try:
    q.put(2, timeout=0.01)
except Full:
    print('full')
try:
    q.put_nowait(2)
except Full:
    print('full')
print(q.peek(), q.qsize())
def late():
    gevent.sleep(0.01)
    print('late takes', q.get())
gevent.spawn(late)
q.put(3, timeout=1)
print('put 3', q.qsize())

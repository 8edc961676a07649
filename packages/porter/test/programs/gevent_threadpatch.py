from gevent import monkey
monkey.patch_all()
import logging, sys, threading, queue, time, random
import select
import socket
from concurrent.futures import ThreadPoolExecutor, as_completed

logger = logging.getLogger(__name__)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter('[%(threadName)s] %(message)s'))
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
logger.propagate = False

SENTINEL = object()


class StoppableThread(threading.Thread):
    def __init__(self, *args, **kwargs):
        super(StoppableThread, self).__init__(*args, **kwargs)
        self._stop_event = threading.Event()
        self.beats = 0

    def stop(self):
        self._stop_event.set()

    @property
    def stopped(self):
        return self._stop_event.is_set()

    def run(self):
        logger.debug('started')
        while not self._stop_event.wait(0.005):
            self.beats += 1
            if self.beats == 3:
                self.stop()
        logger.debug('stopping after %d beats', self.beats)


class Pipeline(object):
    def __init__(self, *stages):
        self.queues = [queue.Queue(2) for _ in range(len(stages) + 1)]
        self.threads = []
        for i, stage in enumerate(stages):
            t = threading.Thread(target=self.loop, name='stage-%d' % i, args=(stage, self.queues[i], self.queues[i + 1]))
            t.setDaemon(True)
            self.threads.append(t)
            t.start()

    def loop(self, fn, inq, outq):
        for item in iter(inq.get, SENTINEL):
            try:
                result = fn(item)
            except Exception as e:
                logger.warning('dropped %r: %s', item, e)
                continue
            outq.put(result)
        outq.put(SENTINEL)

    def feed(self, items):
        for item in items:
            self.queues[0].put(item)
        self.queues[0].put(SENTINEL)

    def __iter__(self):
        return iter(self.queues[-1].get, SENTINEL)


t = StoppableThread(name='beater')
t.start()
t.join()
print(t.stopped, t.beats, t.is_alive(), t.name)

p = Pipeline(int, lambda n: 100 // n, lambda n: 'result %d' % n)
threading.Thread(target=p.feed, args=(['1', '0', '7', 'x', '50'],)).start()
for line in sorted(p):
    print(line)

local = threading.local()


def use_local(n):
    local.value = n
    time.sleep(random.random() / 100)
    return n, local.value


with ThreadPoolExecutor(max_workers=4) as ex:
    futures = {ex.submit(use_local, n): n for n in range(5)}
    results = []
    for fut in as_completed(futures):
        n, seen = fut.result()
        assert n == seen == futures[fut]
        results.append(n)
print(sorted(results), hasattr(local, 'value'))

cond = threading.Condition()
items = []


def consumer(log):
    with cond:
        ok = cond.wait_for(lambda: len(items) >= 3, timeout=2)
        log.append((ok, list(items)))


log = []
ct = threading.Thread(target=consumer, args=[log])
ct.start()
for i in range(3):
    time.sleep(0.002)
    with cond:
        items.append(i)
        cond.notify()
ct.join()
print(log)

a, b = socket.socketpair()
r, w, x = select.select([a, b], [], [], 0)
print(len(r), len(w), len(x))
threading.Timer(0.01, b.send, [b'ping']).start()
r, _, _ = select.select([a], [], [], 1.0)
print(r == [a], r[0].recv(16))
poller = select.poll()
poller.register(b, select.POLLIN | select.POLLHUP)
print(poller.poll(10))
a.send(b'data')
[(fd, event)] = poller.poll(1000)
print(fd == b.fileno(), event & select.POLLIN == select.POLLIN)
a.close(); b.close()
barrier = threading.Barrier(3)
arrived = []
def party(n):
    arrived.append(n)
    barrier.wait()
    arrived.append('go')
ts = [threading.Thread(target=party, args=(n,)) for n in range(3)]
[x.start() for x in ts]
[x.join() for x in ts]
print(arrived)
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count() >= 1)
